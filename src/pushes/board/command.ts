import type { Card } from '../../chat/card.ts';
import type { Reply } from '../../chat/reply.ts';
import type { Command, Context } from '../../people/context.ts';
import { answer, commit, type Done } from '../../store/commit.ts';
import { actWithin } from '../../store/within.ts';
import { isOnlyOrganization, makePass } from './passes.ts';

const text = {
  title: { en: 'Board of the queue', zh: '队列看板' },
  summary: {
    en: 'See the jobs that wait, run and failed in a browser',
    zh: '在浏览器里查看排队、执行中和失败的任务',
  },
  example: { en: 'deliveries board', zh: '投递 队列' },
  how: {
    en: 'This link opens the board once, within five minutes, for a quarter of an hour. It shows jobs and ids, nothing of what messages say, and changes nothing.',
    zh: '下面的链接 5 分钟内可打开一次，打开后 15 分钟内有效。看板只显示任务和编号，不含消息内容，也不能修改。',
  },
  open: { en: 'Open the board', zh: '打开看板' },
  keep: { en: 'It is for you alone: do not pass it on.', zh: '链接仅供你本人使用，请勿转发。' },
  nowhere: {
    en: 'I do not know the address of this server. Set DEALBELL_PUBLIC_URL, or run: npx dealbell board',
    zh: '不知道本服务器的访问地址。请设置 DEALBELL_PUBLIC_URL，或在服务器上运行：npx dealbell board',
  },
  several: {
    en: 'This installation holds several organizations whose jobs share one queue, so only whoever runs it may look: npx dealbell board',
    zh: '这套系统有多家企业共用一个队列，只有运维人员可以查看：npx dealbell board',
  },
} as const;

/** `deliveries board`. `findAddress`: where this installation is reached from browsers. */
export function createBoardCommand(findAddress: () => string | undefined): Command {
  return {
    name: 'deliveries board',
    aliases: ['投递 队列', '队列', '队列看板'],
    title: text.title,
    summary: text.summary,
    example: text.example,
    roles: ['admin'],
    listed: false,
    fields: [],
    run: (context) => openBoard(context, findAddress()),
  };
}

async function openBoard(context: Context, address: string | undefined): Promise<Done> {
  const { lang } = context.actor;
  const refused =
    address === undefined ? text.nowhere : (await isOnlyOrganization(context)) ? undefined : text.several;
  if (refused !== undefined)
    return say(context, {
      title: text.title[lang],
      tone: 'warn',
      blocks: [{ kind: 'text', text: refused[lang] }],
    });
  return commit(context, async (tx) => {
    const link = `${address}/board/enter/${await makePass(actWithin(context, tx), false)}`;
    return tell({
      title: text.title[lang],
      tone: 'info',
      blocks: [
        { kind: 'text', text: text.how[lang] },
        { kind: 'text', text: [{ text: text.open[lang], bold: true, link }] },
        { kind: 'note', text: text.keep[lang] },
      ],
    });
  });
}

function say(context: Context, card: Card): Promise<Done> {
  return answer(context, tell(card));
}

function tell(card: Card): Reply {
  return { kind: 'card', card, audience: 'asker' };
}
