import type { Sender, SendOutcome } from '../../chat/sender.ts';
import type { Log } from '../../kernel/log.ts';
import { toFault } from '../../kernel/result.ts';
import type { LeasedAnswer } from '../../store/answers.ts';
import type { StoreContext } from '../../store/context.ts';
import { deliver } from './deliver.ts';
import type { LedgerMetrics } from './metrics.ts';
import { decideAfterSend, type Next } from './rules.ts';
import { type AttemptTimes, attemptTimes } from './schedule.ts';
import { markSent, type SentMark, settleDelivery } from './store.ts';

export interface AnswererDeps {
  readonly store: StoreContext;
  readonly sender: Sender;
  readonly log: Log;
  readonly times?: AttemptTimes;
  readonly metrics?: LedgerMetrics;
}

export interface Answerer {
  /** Sends an answer that is in the ledger already, leased to this process. Returns at once and never rejects. */
  readonly send: (answer: LeasedAnswer) => void;
  /** Waits for what is under way and marks it. */
  readonly close: () => Promise<void>;
}

/** Answers that were sent wait so long for others, to be marked together (ms). */
const GATHER_MS = 60;
/** More are not marked in one statement. */
const GATHER_MOST = 200;

/**
 * Makes the first attempt for answers to people, right after their request was committed. Rows of sent ones are marked many
 * at a time. If this process ends before, their leases run out and the ledger's other readers look for them, as
 * after every attempt whose end is unknown.
 */
export function createAnswerer(deps: AnswererDeps): Answerer {
  const underWay = new Set<Promise<void>>();
  const track = (work: Promise<void>): void => {
    const tracked = work.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  };
  const marker = createMarker(deps, track);
  return {
    send: (answer) => track(sendLeasedAnswer(deps, answer, marker.add)),
    close: async () => {
      while (underWay.size > 0 || marker.waits()) {
        await Promise.all(underWay);
        marker.flush();
      }
    },
  };
}

/** Sends an answer and hands its mark to `mark`; what else became of it is written down here. Never rejects. */
export async function sendLeasedAnswer(
  deps: AnswererDeps,
  answer: LeasedAnswer,
  mark: (sent: SentMark) => void,
): Promise<void> {
  const { orgId, leaseToken, outgoing } = answer;
  const lease = { orgId, id: outgoing.deliveryId, leaseToken };
  const began = performance.now();
  const outcome = await callSender(deps, answer);
  const count = (end: Next['kind']): void =>
    deps.metrics?.attempted(outgoing.to.platform, end, (performance.now() - began) / 1_000);
  if (outcome.kind === 'limited') deps.metrics?.limited(outgoing.to.platform, outcome.scope);
  if (outcome.kind === 'sent') {
    count('sent');
    mark({ ...lease, ref: outcome.ref });
    return;
  }
  const now = deps.store.clock.now();
  const facts = { deliveryId: lease.id, platform: outgoing.to.platform, attempts: 1, doubtful: false, now };
  const next = decideAfterSend({ ...facts, firstAttemptAt: now }, outcome, deps.times ?? attemptTimes);
  count(next.kind);
  try {
    await settleDelivery(deps.store, lease, next);
    deps.log.warn(
      { delivery: lease.id, outcome: outcome.kind, next: next.kind },
      'An answer did not go out at once',
    );
  } catch (error) {
    // Its lease runs out, and then it is looked for like any other message without a known end.
    deps.log.warn({ delivery: lease.id, err: error }, 'An answer could not be settled');
  }
}

async function callSender(deps: AnswererDeps, answer: LeasedAnswer): Promise<SendOutcome> {
  try {
    return await deliver(deps.sender, answer.outgoing);
  } catch (error) {
    const fault = toFault(error, 'sender-threw');
    const facts = { faultId: fault.id, delivery: answer.outgoing.deliveryId, err: fault.cause ?? fault };
    deps.log.error(facts, 'A sender threw');
    return { kind: 'unknown', code: fault.code };
  }
}

interface Marker {
  readonly add: (mark: SentMark) => void;
  readonly flush: () => void;
  readonly waits: () => boolean;
}

function createMarker(deps: AnswererDeps, track: (work: Promise<void>) => void): Marker {
  let waiting: SentMark[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    const marks = waiting;
    waiting = [];
    track(writeMarks(deps, marks));
  };
  return {
    add: (mark) => {
      waiting.push(mark);
      if (waiting.length >= GATHER_MOST) flush();
      else timer ??= setTimeout(flush, GATHER_MS);
    },
    flush,
    waits: () => waiting.length > 0,
  };
}

async function writeMarks(deps: AnswererDeps, marks: readonly SentMark[]): Promise<void> {
  try {
    const marked = await markSent(deps.store, marks);
    if (marked < marks.length) {
      deps.log.warn({ late: marks.length - marked }, 'Answers were marked after their leases had ended');
    }
  } catch (error) {
    deps.log.warn({ answers: marks.length, err: error }, 'Sent answers could not be marked');
  }
}
