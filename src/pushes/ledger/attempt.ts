import type { Outgoing, Sender, SendOutcome } from '../../chat/sender.ts';
import type { Log } from '../../kernel/log.ts';
import { toFault } from '../../kernel/result.ts';
import type { StoreContext } from '../../store/context.ts';
import type { DeliveryToRender, Rendered } from '../content.ts';
import { type Grown, makeReady } from '../grow/grow.ts';
import { deliver } from './deliver.ts';
import { createPlainDesk, type Desk } from './desk.ts';
import type { Limiter } from './limiter.ts';
import { lookFor } from './look.ts';
import type { LedgerMetrics } from './metrics.ts';
import { reportGone } from './report-gone.ts';
import {
  type AttemptFacts,
  decideAfterSend,
  decideFirst,
  decideUnstarted,
  deferLimited,
  type Next,
} from './rules.ts';
import { type AttemptTimes, pauseMost } from './schedule.ts';
import { type LeasedDelivery, type Taken, toFacts } from './store.ts';

export interface AttemptDeps {
  readonly store: StoreContext;
  readonly sender: Sender;
  readonly limiter: Limiter;
  readonly render: (store: StoreContext, delivery: DeliveryToRender) => Promise<Rendered>;
  readonly log: Log;
  readonly metrics: LedgerMetrics;
  readonly times: AttemptTimes;
  /** Absent: each message is taken and settled by a statement of its own. */
  readonly desk?: Desk;
}

/** It rests until it is known what became of another one on the same card; that is written down already. */
type GivenBack = Extract<Grown, { kind: 'given-back' }>;

/** One attempt under way. `until`: when too little of the lease is left to begin a call (ms of `performance.now()`). */
interface Attempt {
  readonly desk: Desk;
  readonly delivery: LeasedDelivery;
  readonly facts: AttemptFacts;
  readonly until: number;
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
  const desk = deps.desk ?? createPlainDesk(deps.store, deps.times);
  const taken = await desk.take({ orgId, id: deliveryId });
  if (taken === undefined) return undefined;
  const { delivery } = taken;
  const next = await runAttempt(deps, desk, taken, began + deps.times.start);
  if (next.kind === 'given-back') return undefined;
  await settle(deps, desk, delivery, next);
  deps.metrics.attempted(delivery.address.platform, next.kind, (performance.now() - began) / 1_000);
  return next.kind;
}

async function runAttempt(
  deps: AttemptDeps,
  desk: Desk,
  taken: Taken,
  until: number,
): Promise<Next | GivenBack> {
  const { delivery } = taken;
  const facts = toFacts(delivery, deps.store.clock.now());
  const first = decideFirst(facts);
  const go = first.kind === 'look' ? await lookFor(deps, taken, facts) : first;
  if (go.kind !== 'send') return go;
  return send(deps, { desk, delivery, until, facts: { ...facts, doubtful: go.doubtful } }, go.note);
}

async function send(
  deps: AttemptDeps,
  attempt: Attempt,
  note: string | undefined,
): Promise<Next | GivenBack> {
  const { delivery, facts, until } = attempt;
  const ready = await prepare(deps, delivery);
  if (ready instanceof Error) return decideUnstarted(facts, 'render-failed');
  if (ready.kind === 'given-back') return ready;
  const { rendered, companions = [] } = ready;
  if (rendered.kind === 'skip') return { kind: 'skipped', reason: rendered.reason };
  const { id: deliveryId } = delivery;
  const { replaces, told } = rendered;
  const to =
    replaces === undefined
      ? ready.to
      : { ...ready.to, conversation: replaces.conversation, replaces: replaces.message };
  const isLate = () => performance.now() > until;
  if (isLate()) return decideUnstarted(facts, 'too-late');
  const turn = await deps.limiter.take(to);
  if (!turn.ok) return deferLimited(facts, turn.retryAfterMs);
  // Before it goes out: afterwards nobody could say what was told.
  const tellings = [...(told === undefined ? [] : [{ id: delivery.id, told }]), ...companions];
  const { orgId } = delivery;
  const isDoubtful = facts.doubtful;
  await Promise.all(tellings.map((each) => attempt.desk.keep({ orgId, ...each, isDoubtful })));
  if (isLate()) return decideUnstarted(facts, 'too-late');
  const outcome = await callSender(deps, { deliveryId, to, message: rendered.message, until });
  if (outcome.kind === 'limited') {
    deps.metrics.limited(to.platform, outcome.scope);
    await deps.limiter.pause(to, outcome.scope, Math.min(outcome.retryAfterMs, pauseMost[outcome.scope]));
  }
  return decideAfterSend(facts, outcome, deps.times, note);
}

async function prepare(deps: AttemptDeps, delivery: LeasedDelivery): Promise<Grown | Error> {
  try {
    return await makeReady(deps.store, delivery, deps.render);
  } catch (error) {
    const fault = toFault(error, 'render-failed');
    deps.log.error(
      { faultId: fault.id, delivery: delivery.id, err: fault.cause ?? fault },
      'A message could not be made',
    );
    return fault;
  }
}

/** An adapter that throws broke its promise; what it did before is unknown. */
async function callSender(deps: AttemptDeps, outgoing: Outgoing): Promise<SendOutcome> {
  try {
    return await deliver(deps.sender, outgoing);
  } catch (error) {
    const fault = toFault(error, 'sender-threw');
    deps.log.error(
      { faultId: fault.id, delivery: outgoing.deliveryId, err: fault.cause ?? fault },
      'A sender threw',
    );
    return { kind: 'unknown', code: fault.code };
  }
}

async function settle(deps: AttemptDeps, desk: Desk, delivery: LeasedDelivery, next: Next): Promise<void> {
  const mine = await desk.settle(delivery, next);
  const facts = { delivery: delivery.id, kind: delivery.kind, attempts: delivery.attempts, next: next.kind };
  if (!mine) {
    deps.log.warn(facts, 'The lease had ended before the attempt did');
    return;
  }
  if (next.kind !== 'dead') return;
  deps.log.warn({ ...facts, code: next.error }, 'A message became a dead letter');
  if (next.gone !== undefined) await reportGone(deps.store, delivery, next.error, next.gone);
}
