import type { Cause, CauseScope } from './cause.ts';
import { feishuCauses } from './causes-feishu.ts';
import { ownCauses } from './causes-own.ts';
import { slackCauses } from './causes-slack.ts';

/** Every code that the product knows, by what it means. */
const causes: Readonly<Record<string, Cause>> = { ...ownCauses, ...slackCauses, ...feishuCauses };

/** What Feishu's chat API says about a chat: no such one, dissolved, the bot is no member. */
const FEISHU_CHAT = /^232\d{3}$/;
/** Said about the access token before the message itself was tried. */
const TOKEN = 'token-';
const UNREAD = /^(?:sent-again-)?unread-(.+)$/;
const UNSETTLED = /^unsettled-(.+)$/;
const SERVER = /^http-5\d\d$/;
const OTHER_STATUS = /^http-\d+$/;

const chatGone: Cause = {
  scope: 'place',
  why: {
    en: 'Feishu no longer lets me into this group: it was dissolved, or I was removed from it.',
    zh: '飞书不再允许我在这个群发消息：群可能已解散，或我已被移出。',
  },
  todo: {
    en: 'Add the bot to the group again and send again; if the group is gone, drop these and subscribe another one.',
    zh: '请把机器人重新拉进群再重发；如果群已解散，请放弃这些消息，换一个群订阅。',
  },
};

const serverBroke: Cause = {
  scope: 'all',
  why: {
    en: 'The platform itself failed at every attempt.',
    zh: '平台服务一直出错，多次尝试都没有成功。',
  },
  todo: {
    en: 'Look at the platform’s status page, then send again.',
    zh: '请查看平台状态页，恢复后再重发。',
  },
};

/** The words for a code; undefined where the platform said something that nobody wrote down here. */
export function findCause(code: string): Cause | undefined {
  const known = causes[code];
  if (known !== undefined) return known;
  if (FEISHU_CHAT.test(code)) return chatGone;
  if (SERVER.test(code)) return serverBroke;
  if (OTHER_STATUS.test(code)) return causes.network;
  if (code.startsWith(TOKEN)) return causes.token;
  if (UNREAD.test(code)) return causes.unread;
  if (UNSETTLED.test(code)) return causes.unsettled;
  return undefined;
}

/** Why a message waits for an admin, and what to do. A code that nobody knows is named as the platform wrote it. */
export function explainCause(code: string): Cause {
  const found = findCause(code);
  if (found !== undefined) return found;
  return {
    scope: 'all',
    why: {
      en: `The platform refused the message: ${code}.`,
      zh: `平台拒收了这条消息，返回：${code}。`,
    },
    todo: {
      en: 'Look the word up in the platform’s error list. Sending again helps only once its cause is mended.',
      zh: '请在平台的错误码文档里查这个代码，解决后再重发，否则重发也不会成功。',
    },
  };
}

/** The codes that concern one place, for counting what a cure of it would mend. */
export const placeCodes: readonly string[] = codesOf('place');
/** The codes that concern a whole workspace. */
export const workspaceCodes: readonly string[] = codesOf('workspace');

function codesOf(scope: CauseScope): readonly string[] {
  return Object.entries(causes).flatMap(([code, cause]) => (cause.scope === scope ? [code] : []));
}
