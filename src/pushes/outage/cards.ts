import type { Card } from '../../chat/card.ts';
import type { Lang } from '../../chat/language.ts';

const text = {
  title: { en: 'Messages do not go out at the moment', zh: '消息暂时发不出去' },
  what: (minutes: number) => ({
    en: `For ${minutes} minutes no test message has come through. Nothing is lost: what should go out waits and is sent, once, when it works again.`,
    zh: `已有 ${minutes} 分钟没有自检消息送达。消息不会丢：待发的都在排队，恢复后会发出，且只发一次。`,
  }),
  todo: {
    en: 'On the server: does a worker run, do PostgreSQL and Redis answer? GET /readyz names what does not; dealbell doctor checks the rest.',
    zh: '请检查服务器：工作进程是否在运行，PostgreSQL 和 Redis 是否正常。GET /readyz 会指出问题，dealbell doctor 可做全面检查。',
  },
  past: {
    en: 'This came past queue and ledger; I tell it once, and again when it is over.',
    zh: '本消息绕过队列直接发出，只提醒一次，恢复后再告知。',
  },
  overTitle: { en: 'Messages go out again', zh: '消息已恢复发送' },
  over: {
    en: 'Test messages come through again. What waited is being sent; deliveries shows how far it is.',
    zh: '自检消息已恢复，排队的消息正在发出，可发“投递”查看进度。',
  },
} as const;

/** Tells an admin that nothing has come through for so long (ms), and where to look. */
export function outageCard(silentMillis: number, lang: Lang): Card {
  const minutes = Math.max(1, Math.floor(silentMillis / 60_000));
  return {
    title: text.title[lang],
    tone: 'bad',
    blocks: [
      { kind: 'text', text: text.what(minutes)[lang] },
      { kind: 'text', text: text.todo[lang] },
      { kind: 'note', text: text.past[lang] },
    ],
  };
}

/** The all-clear. */
export function outageOverCard(lang: Lang): Card {
  return { title: text.overTitle[lang], tone: 'good', blocks: [{ kind: 'text', text: text.over[lang] }] };
}
