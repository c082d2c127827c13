import type { Reply } from '../chat/reply.ts';
import type { Context } from '../people/context.ts';
import type { Sql, Tx } from '../store/client.ts';
import { answer, commit, type Done } from '../store/commit.ts';
import { type DealSense, dealCard } from './cards.ts';
import { loadSense } from './sense.ts';
import { type DealRow, findDeal } from './store.ts';
import { dealText as t } from './text.ts';
import { lockDeal, runAll } from './write-store.ts';

export interface DealChange {
  /** Made inside the transaction, with the deal as it is then. */
  readonly statements: (deal: DealRow, tx: Tx) => Promise<readonly Sql[]> | readonly Sql[];
  /** What the answer is titled with. */
  readonly title: (deal: DealRow) => string;
  readonly note?: string;
}

/**
 * Changes a deal that still is as it was read, and shows it; if somebody was quicker, nothing happens and it is shown as it
 * stands. A pressed card gives way to the answer.
 */
export function changeDeal(context: Context, deal: DealRow, change: DealChange): Promise<Done> {
  return commit(context, async (tx) => {
    await lockDeal(tx, context.orgId, deal.id);
    const now = await findDeal(tx, context.orgId, deal.id);
    if (now === undefined || now.step !== deal.step || now.ownerId !== deal.ownerId)
      return showNow(context, now ?? deal, await loadSense(context, tx));
    await runAll(tx, await change.statements(now, tx));
    const after = (await findDeal(tx, context.orgId, deal.id)) ?? now;
    const { note } = change;
    const options = { title: change.title(after), mayWork: true, ...(note === undefined ? {} : { note }) };
    return place(context, dealCard(after, await loadSense(context, tx), options));
  });
}

/** Shows a deal that is not as the button or draft took it for. */
export function answerChanged(
  context: Context,
  deal: DealRow,
  sense: DealSense,
  why?: string,
): Promise<Done> {
  return answer(context, showNow(context, deal, sense, why));
}

function showNow(
  context: Context,
  deal: DealRow,
  sense: DealSense,
  why = t.changedMeanwhile[context.actor.lang],
): Reply {
  return place(context, dealCard(deal, sense, { note: why, mayWork: true }));
}

/** A confirmation is as visible as what it confirms; a card whose button was pressed is replaced. */
function place({ inbound }: Context, card: ReturnType<typeof dealCard>): Reply {
  const isPress =
    inbound.kind === 'press' && inbound.surface === 'card' && inbound.action.startsWith('deal.');
  return isPress ? { kind: 'replace', card } : { kind: 'card', card, audience: 'same' };
}
