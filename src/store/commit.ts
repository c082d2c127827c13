import type { Reply } from '../chat/reply.ts';
import { Fault } from '../kernel/result.ts';
import { insertAnswer, type LeasedAnswer, planAnswer } from './answers.ts';
import { Prisma, type Sql, type Tx } from './client.ts';
import type { RequestContext } from './context.ts';
import { isConnectionLoss, isSerializationFailure, violatedConstraint } from './errors.ts';

/**
 * A request that is finished: its effect, its inbound row and its answer are committed. Only `commit`, `commitAll` and
 * `answer` make one, so that a command cannot end without them.
 */
export interface Done {
  readonly kind: 'done';
  /** What the request's own channel carries back. */
  readonly reply: Reply;
  /** What has to be sent as a message. */
  readonly answer?: LeasedAnswer;
  /** The request was known already: nothing happened now. */
  readonly repeated: boolean;
}

const INBOUND_KEY = 'inbound_events_pkey';

/** Finishes a request that changed nothing. */
export function answer(context: RequestContext, reply: Reply): Promise<Done> {
  return commitAll(context, reply, []);
}

/**
 * Finishes a request whose effect is a list of statements that do not read each other's rows, in one round trip and one
 * transaction. Rejects with the database's error if one of them breaks a constraint.
 */
export async function commitAll(
  context: RequestContext,
  said: Reply,
  effects: readonly Sql[],
): Promise<Done> {
  const reply = (await context.shape?.(said)) ?? said;
  return finishOnce(context, async (tried) => {
    const leased = planAnswer(context, reply);
    if (leased) tried.push(leased);
    const statements = [insertInbound(context, reply), ...effects];
    if (leased) statements.push(insertAnswer(context, leased));
    const last = statements.pop();
    if (last === undefined) throw new Fault('nothing-to-commit');
    const named = statements.map(
      (statement, index) => Prisma.sql`${Prisma.raw(`s${index}`)} AS (${statement})`,
    );
    await context.db.run(named.length === 0 ? last : Prisma.sql`WITH ${Prisma.join(named, ', ')} ${last}`);
    return finished(reply, leased);
  });
}

/** How long the transaction of one request may take (ms). */
const USUAL_MS = 5_000;

/**
 * Finishes a request whose effect has to read while it writes. What `work` throws rolls everything back and is thrown on.
 * `timeoutMs`: for what moves very many rows at once.
 */
export function commit(
  context: RequestContext,
  work: (tx: Tx) => Promise<Reply>,
  { timeoutMs = USUAL_MS }: { readonly timeoutMs?: number } = {},
): Promise<Done> {
  const timeout = { timeout: timeoutMs };
  return finishOnce(context, (tried) =>
    context.db.$transaction(async (tx) => {
      // First, so that the same request coming twice at once waits here for the other to commit.
      await tx.$executeRaw(insertInbound(context, null));
      const said = await work(tx);
      const reply = (await context.shape?.(said)) ?? said;
      await tx.$executeRaw`UPDATE inbound_events SET answer = ${JSON.stringify(reply)}::jsonb
        WHERE org_id = ${context.orgId}::uuid AND key = ${context.inbound.key}`;
      const leased = planAnswer(context, reply);
      if (leased) {
        tried.push(leased);
        await tx.$executeRaw(insertAnswer(context, leased));
      }
      return finished(reply, leased);
    }, timeout),
  );
}

/** The finished form of a request that was worked off before, or undefined if it is new. */
export async function findFinished(context: RequestContext): Promise<Done | undefined> {
  const row = await context.db.inboundEvent.findUnique({
    where: { orgId_key: { orgId: context.orgId, key: context.inbound.key } },
    select: { answer: true },
  });
  if (row === null) return undefined;
  const reply = (row.answer ?? { kind: 'nothing' }) as unknown as Reply;
  const carried: Reply = context.inbound.answers.includes(reply.kind) ? reply : { kind: 'nothing' };
  return { kind: 'done', reply: carried, repeated: true };
}

const ATTEMPTS = 3;

/** `run` adds every answer that it may have written to `tried`. */
async function finishOnce(
  context: RequestContext,
  run: (tried: LeasedAnswer[]) => Promise<Done>,
): Promise<Done> {
  const tried: LeasedAnswer[] = [];
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run(tried);
    } catch (error) {
      const violated = violatedConstraint(error);
      const lost = isConnectionLoss(error);
      // The answer to COMMIT may be what was lost, and of statements that go at once any can be the first to meet what the
      // same request left behind: the inbound row tells whether it happened.
      const earlier = violated || lost ? await findFinished(context).catch(() => undefined) : undefined;
      if (earlier) return await takeUp(context, earlier, tried);
      if (violated !== INBOUND_KEY && !lost && !isSerializationFailure(error)) throw error;
      if (attempt >= ATTEMPTS) throw new Fault('store-unavailable', { cause: error, retryable: true });
    }
  }
}

/**
 * Where only the news of our own COMMIT was lost, its answer waits in the ledger under our lease: it is sent now rather
 * than when the lease has run out.
 */
async function takeUp(context: RequestContext, earlier: Done, tried: readonly LeasedAnswer[]): Promise<Done> {
  const own = tried.length === 0 ? null : await findLease(context, tried).catch(() => null);
  const answer = tried.find(({ leaseToken }) => leaseToken === own?.leaseToken);
  return answer === undefined ? earlier : { ...earlier, answer, repeated: false };
}

function findLease(context: RequestContext, tried: readonly LeasedAnswer[]) {
  return context.db.delivery.findFirst({
    where: {
      orgId: context.orgId,
      state: 'sending',
      leaseToken: { in: tried.map(({ leaseToken }) => leaseToken) },
    },
    select: { leaseToken: true },
  });
}

function finished(reply: Reply, leased: LeasedAnswer | undefined): Done {
  return leased === undefined
    ? { kind: 'done', reply, repeated: false }
    : { kind: 'done', reply: { kind: 'nothing' }, answer: leased, repeated: false };
}

function insertInbound(context: RequestContext, reply: Reply | null): Sql {
  return Prisma.sql`INSERT INTO inbound_events (org_id, key, member_id, received_at, answer)
    VALUES (${context.orgId}::uuid, ${context.inbound.key}, ${context.memberId}::uuid,
      ${new Date(context.clock.now())}::timestamptz, ${keepsAnswer(context, reply) ? JSON.stringify(reply) : null}::jsonb)`;
}

/** Where no answer ever rides in a response, a repetition has nothing to be answered with; what was said is in the ledger. */
function keepsAnswer({ inbound }: RequestContext, reply: Reply | null): boolean {
  return reply !== null && (inbound.kind !== 'text' || inbound.answers.length > 0);
}
