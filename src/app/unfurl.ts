import type { Card } from '../chat/card.ts';
import { languageOf } from '../chat/language.ts';
import type { Role } from '../chat/spec.ts';
import { pressShow } from '../customers/show.ts';
import { findCustomer } from '../customers/store.ts';
import { formatDate } from '../kernel/dates.ts';
import { isUuid } from '../kernel/ids.ts';
import { formatMoney } from '../kernel/money.ts';
import { localDateOf } from '../kernel/zones.ts';
import { maySeeOrder } from '../orders/rights.ts';
import { showOrder } from '../orders/show-order.ts';
import { findOrderById, listCredited, type OrderRow } from '../orders/store.ts';
import type { ActionHandler, Context, CustomerMatch } from '../people/context.ts';
import { listMembersBelow } from '../people/groups.ts';
import { mayUse, relationTo } from '../people/rights.ts';
import { appText } from './text.ts';

type Found =
  | { readonly kind: 'customer'; readonly customer: CustomerMatch }
  | { readonly kind: 'order'; readonly order: OrderRow };

/** The record that an address of ours leads to: `https://…/r/<id>`. */
async function findRecord(context: Context, address: string): Promise<Found | undefined> {
  const id = /\/r\/([0-9a-f-]{36})(?:[/?#]|$)/i.exec(address)?.[1] ?? '';
  return isUuid(id) ? findById(context, id) : undefined;
}

async function findById({ db, orgId }: Context, id: string): Promise<Found | undefined> {
  const customer = await findCustomer(db, orgId, id);
  if (customer) return { kind: 'customer', customer };
  const order = await findOrderById(db, orgId, id);
  return order && { kind: 'order', order };
}

/** What is shown under a record's address; `audience`: the platform's accounts of everybody who will see it. */
export async function drawUnfurl(
  context: Context,
  address: string,
  audience: readonly string[] | undefined,
): Promise<Card | undefined> {
  const found = await findRecord(context, address);
  if (found === undefined) return undefined;
  const lang = languageOf(context.org.locale);
  const id = found.kind === 'customer' ? found.customer.id : found.order.id;
  const button = { label: appText.recordShow[lang], action: 'record.show', target: id } as const;
  const isOpen = audience !== undefined && (await maySeeAll(context, audience, found));
  if (!isOpen) {
    return {
      title: appText.recordKinds[found.kind][lang],
      tone: 'plain',
      blocks: [
        { kind: 'note', text: appText.recordClosed[lang] },
        { kind: 'buttons', buttons: [button] },
      ],
    };
  }
  return {
    title: found.kind === 'customer' ? found.customer.name : found.order.number,
    tone: 'info',
    blocks: [
      { kind: 'facts', facts: listFacts(context, found, lang) },
      { kind: 'buttons', buttons: [button] },
    ],
  };
}

function listFacts({ org }: Context, found: Found, lang: 'en' | 'zh') {
  const t = appText.recordFacts;
  if (found.kind === 'order') {
    const { customerName, amount, signedOn } = found.order;
    return [
      { label: t.customer[lang], value: customerName },
      { label: t.amount[lang], value: formatMoney(amount, org.currency, lang) },
      { label: t.signed[lang], value: formatDate(signedOn, lang) },
    ];
  }
  const { ownerName, lastContactAt } = found.customer;
  const last = lastContactAt === null ? '—' : formatDate(localDateOf(lastContactAt, org.zone), lang);
  return [
    { label: t.owner[lang], value: ownerName ?? t.pool[lang] },
    { label: t.lastContact[lang], value: last },
  ];
}

interface Viewer {
  readonly account: string;
  readonly memberId: string;
  readonly roles: readonly Role[];
}

/** Whether each of these accounts belongs to an active member who may see the record as it is now. */
async function maySeeAll(context: Context, audience: readonly string[], found: Found): Promise<boolean> {
  const { db, orgId, inbound } = context;
  const { platform, workspace } = inbound.source;
  const accounts = [...new Set(audience)];
  const viewers = await db.$queryRaw<Viewer[]>`
    SELECT i.external_user AS account, m.id AS "memberId", m.roles
    FROM workspaces w JOIN chat_identities i ON i.org_id = w.org_id AND i.workspace_id = w.id
    JOIN members m ON m.org_id = i.org_id AND m.id = i.member_id
    WHERE w.org_id = ${orgId}::uuid AND w.platform = ${platform} AND w.external_key = ${workspace}
      AND i.confirmed_at IS NOT NULL AND m.active AND i.external_user = ANY(${accounts}::text[])`;
  if (accounts.length === 0 || viewers.length < accounts.length) return false;
  for (const viewer of viewers) if (!(await maySee(context, viewer, found))) return false;
  return true;
}

async function maySee(context: Context, { memberId, roles }: Viewer, found: Found): Promise<boolean> {
  const below = roles.includes('manager')
    ? await listMembersBelow(context.db, context.orgId, memberId, context.today)
    : new Set<string>();
  if (found.kind === 'customer')
    return mayUse(roles, 'customer.see', relationTo(memberId, found.customer.ownerId, below));
  const { order } = found;
  const people = { ownerId: order.ownerId, credited: listCredited(order, context.today) };
  return maySeeOrder({ memberId, roles, below }, people);
}

/** The button under an address: shows the record to whoever presses it, if they may see it. */
export const showRecord: ActionHandler = {
  action: 'record.show',
  run: async (context, target) => {
    const found = isUuid(target) ? await findById(context, target) : undefined;
    return found?.kind === 'order'
      ? showOrder(context, { order: found.order.number })
      : pressShow(context, target);
  },
};
