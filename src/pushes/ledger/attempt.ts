import type { Outgoing, Sender, SendOutcome } from '../../chat/sender.ts';
import type { Log } from '../../kernel/log.ts';
import { toFault } from '../../kernel/result.ts';
import type { StoreContext } from '../../store/context.ts';
import type { DeliveryToRender, Rendered } from '../content.ts';
import type { Limiter } from './limiter.ts';
import type { LedgerMetrics } from './metrics.ts';
import { reportGone } from './report-gone.ts';
import {
  type AttemptFacts,
  decideAfterFind,
  decideAfterSend,
  decideFirst,
  decideUnstarted,
  deferLimited,
  type GoAhead,
  type Next,
} from './rules.ts';
import { type AttemptTimes, leaseMillisOf, pauseMost } from './schedule.ts';
import { type LeasedDelivery, leaseDelivery, settleDelivery } from './store.ts';

export interface AttemptDeps {
  readonly store: StoreContext;
  readonly sender: Sender;
  readonly limiter: Limiter;
  readonly render: (store: StoreContext, delivery: DeliveryToRender) => Promise<Rendered>;
  readonly log: Log;
  readonly metrics: LedgerMetrics;
  readonly times: AttemptTimes;
}

/** One attempt under way. `isLate`: too little of the lease is left to begin a call. */
interface Attempt {
  readonly delivery: LeasedDelivery;
  readonly facts: AttemptFacts;
  readonly isLate: () => boolean;
}

/**
 * Tries a message of the ledger once, if it is due and nobody else has it; what became of it, or undefined if there was
 * nothing to do. Whatever ends this process in the middle, the row tells the next one whether the message was posted, was
 * not, or has to be looked for. Rejects only where the database does.
 */
export async function attemptDelivery(
  deps: AttemptDeps,
  orgId: string,
  deliveryId: string,
): Promise<Next['kind'] | undefined> {
  // A lease is about processes, not about the product's time: it runs on the machine's own clock.
  const began = performance.now();
  const delivery = await leaseDelivery(deps.store, { orgId, id: deliveryId }, leaseMillisOf(deps.times));
  if (delivery === undefined) return undefined;
  const facts = toFacts(delivery, deps.store.clock.now());
  const isLate = () => performance.now() - began > deps.times.start;
  const next = await runAttempt(deps, { delivery, facts, isLate });
  await settle(deps, delivery, next);
  deps.metrics.attempted(delivery.address.platform, next.kind, (performance.now() - began) / 1_000);
  return next.kind;
}

function toFacts(delivery: LeasedDelivery, now: number): AttemptFacts {
  const { id, attempts, doubtful, firstAttemptAt, address } = delivery;
  return {
    deliveryId: id,
    platform: address.platform,
    attempts,
    doubtful,
    firstAttemptAt: firstAttemptAt.getTime(),
    now,
  };
}

async function runAttempt(deps: AttemptDeps, attempt: Attempt): Promise<Next> {
  const { delivery, facts } = attempt;
  const first = decideFirst(facts);
  if (first.kind !== 'look' && first.kind !== 'send') return first;
  const rendered = await render(deps, delivery);
  if (rendered instanceof Error) return decideUnstarted(facts, 'render-failed');
  if (rendered.kind === 'skip') return { kind: 'skipped', reason: rendered.reason };
  const outgoing: Outgoing = { deliveryId: delivery.id, to: delivery.address, message: rendered.message };
  if (attempt.isLate()) return decideUnstarted(facts, 'too-late');
  const go = first.kind === 'look' ? await look(deps, facts, outgoing) : first;
  return go.kind === 'send' ? send(deps, attempt, outgoing, go) : go;
}

async function render(deps: AttemptDeps, delivery: LeasedDelivery): Promise<Rendered | Error> {
  try {
    return await deps.render(deps.store, delivery);
  } catch (error) {
    const fault = toFault(error, 'render-failed');
    deps.log.error(
      { faultId: fault.id, delivery: delivery.id, err: fault.cause ?? fault },
      'A message could not be made',
    );
    return fault;
  }
}

async function look(deps: AttemptDeps, facts: AttemptFacts, outgoing: Outgoing): Promise<Next | GoAhead> {
  const turn = await deps.limiter.look(outgoing.to);
  if (!turn.ok) return deferLimited(facts, turn.retryAfterMs);
  try {
    const found = await deps.sender.find(outgoing, facts.firstAttemptAt, facts.now);
    return decideAfterFind(facts, found);
  } catch (error) {
    return decideAfterFind(facts, { kind: 'unreadable', code: toFault(error).code });
  }
}

async function send(deps: AttemptDeps, attempt: Attempt, outgoing: Outgoing, go: GoAhead): Promise<Next> {
  const facts = { ...attempt.facts, doubtful: go.doubtful };
  const turn = await deps.limiter.take(outgoing.to);
  if (!turn.ok) return deferLimited(facts, turn.retryAfterMs);
  if (attempt.isLate()) return decideUnstarted(facts, 'too-late');
  const outcome = await callSender(deps, outgoing);
  if (outcome.kind === 'limited') {
    const pause = Math.min(outcome.retryAfterMs, pauseMost[outcome.scope]);
    await deps.limiter.pause(outgoing.to, outcome.scope, pause);
  }
  return decideAfterSend(facts, outcome, deps.times, go.note);
}

/** An adapter that throws broke its promise; what it did before is unknown. */
async function callSender(deps: AttemptDeps, outgoing: Outgoing): Promise<SendOutcome> {
  try {
    return await deps.sender.send(outgoing);
  } catch (error) {
    const fault = toFault(error, 'sender-threw');
    deps.log.error(
      { faultId: fault.id, delivery: outgoing.deliveryId, err: fault.cause ?? fault },
      'A sender threw',
    );
    return { kind: 'unknown', code: fault.code };
  }
}

async function settle(deps: AttemptDeps, delivery: LeasedDelivery, next: Next): Promise<void> {
  const mine = await settleDelivery(deps.store, delivery, next);
  const facts = { delivery: delivery.id, kind: delivery.kind, attempts: delivery.attempts, next: next.kind };
  if (!mine) {
    deps.log.warn(facts, 'The lease had ended before the attempt did');
    return;
  }
  if (next.kind !== 'dead') return;
  deps.log.warn({ ...facts, code: next.error }, 'A message became a dead letter');
  if (next.gone !== undefined) await reportGone(deps.store, delivery, next.error, next.gone);
}
