import type { Card } from '../chat/card.ts';
import type { RawValues } from '../chat/spec.ts';
import { isUuid } from '../kernel/ids.ts';
import { cleanText } from '../kernel/text/clean.ts';
import type { Context, CustomerMatch } from '../people/context.ts';
import { mayUse } from '../people/rights.ts';
import { answer, type Done } from '../store/commit.ts';
import { refuseCustomer, relateToOwner } from './access.ts';
import { customerCard, describeHit, noticeCard } from './cards.ts';
import { findDefaultSplit } from './cases/default-split.ts';
import { searchCustomers } from './search.ts';
import { findSight } from './sight.ts';
import { findSlips } from './slips.ts';
import { findCustomer, loadDetails } from './store.ts';
import { customerText as t } from './text.ts';

/** `customer show`: the card of the customer that was found. */
export async function showCustomer(context: Context): Promise<Done> {
  const [customer] = context.customers;
  return customer ? openCustomer(context, customer) : sayGone(context);
}

/** The button of the same. */
export async function pressShow(context: Context, target: string): Promise<Done> {
  const customer = isUuid(target) ? await findCustomer(context.db, context.orgId, target) : undefined;
  return customer ? openCustomer(context, customer) : sayGone(context);
}

async function openCustomer(context: Context, customer: CustomerMatch): Promise<Done> {
  const relation = await relateToOwner(context, customer.ownerId);
  if (!mayUse(context.actor.roles, 'customer.see', relation)) {
    return refuseCustomer(context, customer, 'customer.see');
  }
  const { db, orgId, today } = context;
  const { id, ownerId, ownerName } = customer;
  const owner = { memberId: ownerId ?? '', name: ownerName ?? t.pool[context.actor.lang] };
  const [details, split] = await Promise.all([
    loadDetails(db, orgId, id),
    findDefaultSplit(db, orgId, id, { signedOn: today, owner }),
  ]);
  if (details === undefined) return sayGone(context);
  return answer(context, {
    kind: 'card',
    card: customerCard(details, relation, context, split),
    audience: 'asker',
  });
}

const BEST = 10;
/** So many may have been meant by a slip of the finger. */
const MEANT = 5;

/** `customer find`: the ten best in one card. */
export async function findCustomers(context: Context, values: RawValues): Promise<Done> {
  const { lang } = context.actor;
  const typed = cleanText(values.query ?? '', 60);
  const { db, orgId } = context;
  const options = { orgId, sight: await findSight(context), limit: BEST + 1, memberId: context.memberId };
  const hits = await searchCustomers(db, typed, options);
  if (hits.length === 0)
    return sayNone(context, typed, await findSlips(db, typed, { ...options, limit: MEANT }));
  const best = hits.slice(0, BEST);
  const items = best.map((hit) => describeHit(hit, true, context));
  const more = hits.length > BEST ? [{ kind: 'note', text: t.foundMost(BEST)[lang] } as const] : [];
  return answer(context, {
    kind: 'card',
    audience: 'asker',
    card: {
      title: t.foundTitle(best.length, typed)[lang],
      tone: 'info',
      blocks: [{ kind: 'list', items }, ...more],
    },
  });
}

/** Nothing was found: what may have been meant, or how to search. */
function sayNone(context: Context, typed: string, meant: readonly CustomerMatch[]): Promise<Done> {
  const { lang } = context.actor;
  const title = t.foundNone(typed)[lang];
  const card: Card =
    meant.length === 0
      ? noticeCard(title, t.foundNoneHow[lang], 'plain')
      : {
          title,
          tone: 'plain',
          blocks: [
            { kind: 'text', text: t.unknownNear[lang] },
            { kind: 'list', items: meant.map((hit) => describeHit(hit, true, context)) },
          ],
        };
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

/** Answers a press about a customer that the organization does not have. */
export function sayGone(context: Context): Promise<Done> {
  const card = noticeCard(t.gone[context.actor.lang], '');
  return answer(context, { kind: 'card', card, audience: 'asker' });
}
