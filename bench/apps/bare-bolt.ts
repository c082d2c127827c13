import { App, HTTPReceiver } from '@slack/bolt';
import { createBenchDb } from './database.ts';
import { serveBench } from './serve.ts';

/**
 * The peer on Slack: what a careful team would write in an afternoon with the two libraries' own documentation. It verifies,
 * looks up the person and the customer, inserts the follow-up, and answers in the response. It neither de-duplicates nor
 * checks rights, audits or writes an outbox.
 */
const db = await createBenchDb();
const receiver = new HTTPReceiver({
  signingSecret: process.env.BENCH_SLACK_SECRET ?? '',
  endpoints: '/slack/events',
});
const app = new App({
  receiver,
  token: 'xoxb-bench',
  clientOptions: { slackApiUrl: `${process.env.BENCH_FEISHU_DOMAIN}/api/` },
});

app.command('/followup', async ({ command, ack }) => {
  const [name = '', ...rest] = command.text.split(' ');
  const identity = await db.chatIdentity.findFirst({
    where: { externalUser: command.user_id, workspace: { externalKey: command.team_id } },
    select: { orgId: true, memberId: true },
  });
  const customer = await db.customer.findFirst({
    where: { orgId: identity?.orgId ?? '', name },
    select: { id: true, name: true },
  });
  if (identity === null || customer === null) return ack('not found');
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
  await ack({
    response_type: 'ephemeral',
    text: `Logged for ${customer.name}`,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: `Logged for ${customer.name}` } },
      { type: 'section', text: { type: 'plain_text', text: rest.join(' ') } },
    ],
  });
});

await app.start({ port: 0, host: '127.0.0.1' });
serveBench(receiver, () => db.$disconnect());
