import type { Reply } from '../chat/reply.ts';
import type { Address, MessageRef, Outgoing } from '../chat/sender.ts';
import { Prisma, type Sql, type Tx } from './client.ts';
import type { RequestContext } from './context.ts';

/**
 * How long the process that wrote an answer has for its first attempt before a sweeper may take over: one call to a
 * platform, and the time until what was posted shows in the conversation, where the sweeper then looks for it.
 */
const ANSWER_LEASE_SECONDS = 45;

/** Later than so many milliseconds after it was planned its first attempt does not begin any more. */
const ANSWER_START_MS = 8_000;

/** An answer that goes out as a message, already leased to this process for its first attempt. */
export interface LeasedAnswer {
  readonly orgId: string;
  readonly leaseToken: string;
  readonly outgoing: Outgoing;
}

/** The answer that has to be sent as a message, or undefined where the request's own channel carries it. */
export function planAnswer(context: RequestContext, reply: Reply): LeasedAnswer | undefined {
  if (reply.kind === 'nothing' || context.inbound.answers.includes(reply.kind)) return undefined;
  const message =
    reply.kind === 'card' || reply.kind === 'replace'
      ? ({ kind: 'card', card: reply.card } as const)
      : ({ kind: 'form', form: reply.form } as const);
  return {
    orgId: context.orgId,
    leaseToken: context.ids.uuid(),
    outgoing: {
      deliveryId: context.ids.uuid(),
      to: addressAnswer(context, reply),
      message,
      until: performance.now() + ANSWER_START_MS,
    },
  };
}

/** The statement that writes a planned answer into the delivery ledger. */
export function insertAnswer(context: RequestContext, answer: LeasedAnswer): Sql {
  const now = new Date(context.clock.now());
  const { deliveryId, to, message } = answer.outgoing;
  const content = { kind: 'message', message, asked: describeAsked(context) };
  return Prisma.sql`INSERT INTO deliveries (org_id, id, key, kind, address, content, state, attempts, not_before,
      lease_until, lease_token, first_attempt_at, created_at)
    VALUES (${answer.orgId}::uuid, ${deliveryId}::uuid, ${`answer ${context.inbound.key}`}, 'answer',
      ${JSON.stringify(to)}::jsonb, ${JSON.stringify(content)}::jsonb, 'sending', 1,
      ${now}::timestamptz, now() + make_interval(secs => ${ANSWER_LEASE_SECONDS}), ${answer.leaseToken}::uuid,
      ${now}::timestamptz, ${now}::timestamptz)`;
}

/** So much of what was said is kept with its answer. */
const SAID_MOST = 200;

/** Who asked, and the line if it was one: what `why` tells of an answer. */
function describeAsked({ memberId, inbound }: RequestContext) {
  return inbound.kind === 'text' ? { memberId, said: inbound.text.slice(0, SAID_MOST) } : { memberId };
}

function addressAnswer(context: RequestContext, reply: Reply): Address {
  const { source } = context.inbound;
  const { platform, workspace } = source;
  const { confirmation } = context;
  const amends = reply.kind === 'replace' || (reply.kind === 'card' && reply.audience === 'same');
  if (confirmation !== undefined && amends) {
    const { conversation, message } = confirmation;
    return { platform, workspace, conversation, user: source.user, replaces: message };
  }
  const toAsker = reply.kind !== 'card' || reply.audience === 'asker';
  if (source.conversation === '' || (source.scope === 'group' && toAsker)) {
    return { platform, workspace, user: source.user };
  }
  const messageId = 'messageId' in context.inbound ? context.inbound.messageId : undefined;
  const replyTo = source.scope === 'group' && messageId !== undefined ? { replyTo: messageId } : {};
  return { platform, workspace, conversation: source.conversation, user: source.user, ...replyTo };
}

/** Where a message was answered, and whether that is still on its way to the conversation. */
export interface FoundAnswer {
  readonly ref: MessageRef | null;
  readonly isUnderWay: boolean;
}

/** The answer to the message that came under this key; undefined where none went out as a message of its own. */
export async function findAnswer(
  db: Pick<Tx, '$queryRaw'>,
  orgId: string,
  messageKey: string,
): Promise<FoundAnswer | undefined> {
  const [row] = await db.$queryRaw<FoundAnswer[]>`
    SELECT message_ref AS ref, state = 'sending' AND message_ref IS NULL AS "isUnderWay" FROM deliveries
    WHERE org_id = ${orgId}::uuid AND key = ${`answer ${messageKey}`}`;
  return row;
}
