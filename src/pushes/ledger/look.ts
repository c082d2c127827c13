import type { Doubt, FindOutcome, Sender } from '../../chat/sender.ts';
import type { Log } from '../../kernel/log.ts';
import { toFault } from '../../kernel/result.ts';
import type { StoreContext } from '../../store/context.ts';
import type { Limiter } from './limiter.ts';
import type { LedgerMetrics } from './metrics.ts';
import {
  type AttemptFacts,
  decideAfterFind,
  decideAside,
  deferLimited,
  type GoAhead,
  type Next,
} from './rules.ts';
import { type LeasedDelivery, settleDeliveries, type Taken, toFacts } from './store.ts';

interface LookDeps {
  readonly store: StoreContext;
  readonly sender: Sender;
  readonly limiter: Limiter;
  readonly log: Log;
  readonly metrics: LedgerMetrics;
}

/**
 * Looks once for a message in doubt and for all that were taken with it. What that means for the others is written down
 * here; what it means for the message itself is told. Rejects only where the database does.
 */
export async function lookFor(
  deps: LookDeps,
  { delivery, others }: Taken,
  facts: AttemptFacts,
): Promise<Next | GoAhead> {
  const began = performance.now();
  const turn = await deps.limiter.look(delivery.address);
  if (!turn.ok) {
    await settleOthers(deps, others, began, (other) => deferLimited(other, turn.retryAfterMs));
    return deferLimited(facts, turn.retryAfterMs);
  }
  const find = await readFindings(deps.sender, [delivery, ...others], facts.now);
  await settleOthers(deps, others, began, (other) => decideAside(other, find(other.deliveryId)));
  return decideAfterFind(facts, find(delivery.id));
}

async function readFindings(
  sender: Sender,
  deliveries: readonly [LeasedDelivery, ...LeasedDelivery[]],
  now: number,
): Promise<(deliveryId: string) => FindOutcome> {
  const doubts = deliveries.map(
    ({ id, firstAttemptAt }): Doubt => ({ deliveryId: id, attemptedAt: firstAttemptAt.getTime() }),
  );
  try {
    const findings = await sender.find(deliveries[0].address, doubts, now);
    return (id) => findings.get(id) ?? { kind: 'unreadable', code: 'not-told' };
  } catch (error) {
    const { code } = toFault(error);
    return () => ({ kind: 'unreadable', code });
  }
}

async function settleOthers(
  { store, log, metrics }: LookDeps,
  others: readonly LeasedDelivery[],
  began: number,
  decide: (facts: AttemptFacts) => Next,
): Promise<void> {
  if (others.length === 0) return;
  const now = store.clock.now();
  const ends = others.map((lease) => ({ lease, next: decide(toFacts(lease, now)) }));
  const mine = await settleDeliveries(store, ends);
  const seconds = (performance.now() - began) / 1_000;
  for (const { lease, next } of ends) {
    metrics.attempted(lease.address.platform, next.kind, seconds);
    if (next.kind === 'dead' && mine.has(lease.id)) {
      const facts = { delivery: lease.id, kind: lease.kind, attempts: lease.attempts, code: next.error };
      log.warn(facts, 'A message became a dead letter');
    }
  }
}
