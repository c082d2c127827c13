import { createServer } from 'node:http';
import { adaptDefault, Client, EventDispatcher, LoggerLevel } from '@larksuiteoapi/node-sdk';
import { createBenchDb } from './database.ts';
import { reportBench } from './serve.ts';

/** The peer on Feishu: the SDK's dispatcher and client as its documentation shows them, with Prisma, and nothing else. */
const db = await createBenchDb();
const client = new Client({
  appId: process.env.BENCH_FEISHU_APP ?? '',
  appSecret: 'bench',
  domain: process.env.BENCH_FEISHU_DOMAIN ?? '',
  loggerLevel: LoggerLevel.error,
});
const dispatcher = new EventDispatcher({
  encryptKey: process.env.BENCH_FEISHU_KEY ?? '',
  verificationToken: process.env.BENCH_FEISHU_TOKEN ?? '',
  loggerLevel: LoggerLevel.error,
}).register({
  'im.message.receive_v1': async (data) => {
    const text = (JSON.parse(data.message.content) as { text: string }).text;
    const [, name = '', ...rest] = text.split(' ');
    const identity = await db.chatIdentity.findFirst({
      where: { externalUser: data.sender.sender_id?.open_id ?? '', workspace: { platform: 'feishu' } },
      select: { orgId: true, memberId: true },
    });
    const customer = await db.customer.findFirst({
      where: { orgId: identity?.orgId ?? '', name },
      select: { id: true, name: true },
    });
    if (identity === null || customer === null) return;
    const now = new Date();
    await db.followUp.create({
      data: {
        id: crypto.randomUUID(),
        orgId: identity.orgId,
        customerId: customer.id,
        authorId: identity.memberId,
        kind: 'call',
        text: rest.join(' '),
        happenedAt: now,
        happenedOn: now,
        createdAt: now,
      },
    });
    await client.im.v1.message.reply({
      path: { message_id: data.message.message_id },
      data: {
        msg_type: 'interactive',
        content: JSON.stringify({
          schema: '2.0',
          header: { title: { tag: 'plain_text', content: `Logged for ${customer.name}` } },
          body: { elements: [{ tag: 'div', text: { tag: 'plain_text', content: rest.join(' ') } }] },
        }),
      },
    });
  },
});

const receive = adaptDefault('/feishu/events', dispatcher);
const server = createServer((request, response) => void receive(request, response));
server.listen(0, '127.0.0.1', () => reportBench(server, () => db.$disconnect()));
