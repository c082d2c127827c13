import type { Card } from '../chat/card.ts';
import { readChosen, writeChosen } from '../chat/chosen.ts';
import type { RawValues } from '../chat/spec.ts';
import { mayWith } from '../customers/access.ts';
import { formatMoney } from '../kernel/money.ts';
import type { Context, CustomerMatch } from '../people/context.ts';
import type { Deed } from '../people/rights.ts';
import { auditEntry } from '../store/audit.ts';
import { answer, commitAll, type Done } from '../store/commit.ts';
import { insertDraft } from '../store/drafts.ts';
import { type DealSense, describeDeal, noteCard } from './cards.ts';
import { type DealRow, findDeal, listOpenDeals } from './store.ts';
import { dealText as t } from './text.ts';

/** The deal that is meant, or what was answered instead. */
export type Picked =
  | { readonly kind: 'deal'; readonly deal: DealRow }
  | { readonly kind: 'done'; readonly done: Done };

const MOST_CHOICES = 8;

/** The deal that a draft or choice names, else the customer's open one; of several the person chooses. */
export async function pickDeal(
  context: Context,
  command: string,
  values: RawValues,
  sense: DealSense,
): Promise<Picked> {
  if (values.deal !== undefined) return checkDeal(context, readChosen(values.deal)?.id ?? '', 'deal.work');
  const [customer] = context.customers;
  const deals =
    customer === undefined ? [] : await listOpenDeals(context.db, context.orgId, customer.id, MOST_CHOICES);
  const allowed = await Promise.all(deals.map(({ ownerId }) => mayWith(context, ownerId, 'deal.work')));
  const usable = deals.filter((_, place) => allowed[place]);
  const [first, second] = usable;
  if (first !== undefined && second === undefined) return { kind: 'deal', deal: first };
  const [foreign] = deals;
  const done =
    first !== undefined
      ? askWhich(context, command, values, usable, sense)
      : foreign !== undefined
        ? refuseDeal(context, foreign.id, 'deal.work')
        : answerNone(context, customer, 'deal.work');
  return { kind: 'done', done: await done };
}

/** The deal with this id, if the person may do this with it. */
export async function checkDeal(context: Context, id: string, deed: Deed): Promise<Picked> {
  const deal = await findDeal(context.db, context.orgId, id);
  if (deal === undefined) return { kind: 'done', done: await answerGone(context) };
  if (await mayWith(context, deal.ownerId, deed)) return { kind: 'deal', deal };
  return { kind: 'done', done: await refuseDeal(context, deal.id, deed) };
}

/** Says who may, and writes the attempt down. */
export function refuseDeal(
  context: Context,
  entityId: string,
  deed: Deed,
  entity: 'deal' | 'customer' = 'deal',
): Promise<Done> {
  const { lang } = context.actor;
  const why = deed === 'deal.see' ? t.refusedSee : t.refused;
  return commitAll(
    context,
    { kind: 'card', card: noteCard(t.refusedTitle[lang], why[lang]), audience: 'asker' },
    [auditEntry(context, { action: 'access.refused', entity, entityId, after: { deed } })],
  );
}

/** Answers a press about a deal that the organization does not have. */
export function answerGone(context: Context): Promise<Done> {
  const card: Card = { title: t.gone[context.actor.lang], tone: 'warn', blocks: [] };
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

/**
 * Says that a customer has no open deal that the person may see, and offers to make one. Whether somebody else's customer
 * has any is not told.
 */
export async function answerNone(
  context: Context,
  customer: Pick<CustomerMatch, 'id' | 'name' | 'ownerId'> | undefined,
  deed: Deed,
): Promise<Done> {
  const { lang } = context.actor;
  if (customer === undefined) return answerGone(context);
  if (!(await mayWith(context, customer.ownerId, 'customer.see')))
    return refuseDeal(context, customer.id, deed, 'customer');
  const card = noteCard(t.noneOf(customer.name)[lang], t.noneHow[lang], [
    {
      kind: 'buttons',
      buttons: [{ label: t.buttonNew[lang], action: 'deal.new', target: customer.id, style: 'primary' }],
    },
  ]);
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

function askWhich(
  context: Context,
  command: string,
  values: RawValues,
  deals: readonly DealRow[],
  sense: DealSense,
): Promise<Done> {
  const { lang } = context.actor;
  const draftId = context.ids.uuid();
  const items = deals.map((deal) =>
    describeDeal(deal, sense, [
      { label: t.buttonThis[lang], action: 'draft.choose', target: `${draftId}.${deal.id}` },
    ]),
  );
  const card: Card = {
    title: t.whichDeal[lang],
    tone: 'info',
    blocks: [
      { kind: 'list', items },
      {
        kind: 'buttons',
        buttons: [{ label: t.buttonCancel[lang], action: 'draft.cancel', target: draftId }],
      },
    ],
  };
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
    insertDraft(context, {
      id: draftId,
      command,
      values: { ...keepTyped(context, values), choosing: 'deal' },
    }),
  ]);
}

/** Read values as somebody would type them again: a draft is read anew when its person goes on. */
export function keepTyped(context: Context, values: RawValues): RawValues {
  const { amount, customer, ...others } = values;
  return {
    ...others,
    ...(customer === undefined ? {} : { customer: writeChosen(customer, context.customers[0]?.name) }),
    ...(amount === undefined ? {} : { amount: formatMoney(BigInt(amount), context.org.currency, 'en') }),
  };
}
