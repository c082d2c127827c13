import type { Card } from '../chat/card.ts';
import type { RawValues } from '../chat/spec.ts';
import type { Context } from '../people/context.ts';
import { Prisma, type Sql } from '../store/client.ts';
import { answer, type Done } from '../store/commit.ts';
import { orderListCard } from './cards.ts';
import { findScope } from './find-scope.ts';
import { type Scope, selectScope } from './receivable-store.ts';
import { receivableText as t } from './receivable-text.ts';
import { refuseRight } from './refusals.ts';
import { senseOf } from './show-order.ts';
import { PAGE, readOffset, writeNext } from './show-receivable.ts';
import { findStanding, type OrderRow, selectOrderRows } from './store.ts';

/** `order list`: the orders that the speaker may see, the newest first, in pages. */
export async function listOrders(context: Context, values: RawValues): Promise<Done> {
  const { orgId, today, actor } = context;
  const found = await findScope(context, await findStanding(context), values.member);
  if (found === undefined) {
    const why = t.refusedMember;
    return refuseRight(context, {
      deed: 'order.see',
      entity: 'member',
      entityId: values.member ?? null,
      why,
    });
  }
  const offset = readOffset(values.page);
  const rows = await findOrders(context, { orgId, members: found.members, today }, values, offset);
  const whose = values.customer === undefined ? found.whose : (context.customers[0]?.name ?? '');
  const title = t.of(t.listTitle[actor.lang], whose)[actor.lang];
  const next = writeNext('order list', values, offset, rows.length);
  const card = draw(context, title, rows.slice(0, PAGE), next);
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

async function findOrders(
  context: Context,
  scope: Scope,
  { customer, only = 'standing' }: RawValues,
  offset: number,
): Promise<readonly OrderRow[]> {
  const { orgId } = scope;
  const ofCustomer =
    customer === undefined ? Prisma.empty : Prisma.sql`AND f.customer_id = ${customer}::uuid`;
  const rows = await selectOrderRows(
    context.db,
    Prisma.sql`o.org_id = ${orgId}::uuid AND o.id IN (
      WITH ${selectScope(scope)}
      SELECT f.id FROM current_orders f
      WHERE f.org_id = ${orgId}::uuid AND f.id IN (SELECT id FROM scoped) ${ofCustomer} AND ${narrow(only, scope)}
      ORDER BY f.signed_on DESC, f.id DESC LIMIT ${PAGE + 1}::int OFFSET ${offset}::int)`,
  );
  return rows.toReversed();
}

function narrow(only: string, { today }: Scope): Sql {
  const instalments = Prisma.sql`SELECT FROM instalment_states i WHERE i.org_id = f.org_id AND i.order_id = f.id
    AND i.paid < i.amount`;
  switch (only) {
    case 'void':
      return Prisma.sql`f.state = 'withdrawn'`;
    case 'open':
      return Prisma.sql`EXISTS (${instalments})`;
    case 'overdue':
      return Prisma.sql`EXISTS (${instalments} AND i.due_on < ${today}::date)`;
    case 'paid':
      return Prisma.sql`f.state = 'signed' AND NOT EXISTS (${instalments})`;
    default:
      return Prisma.sql`f.state = 'signed'`;
  }
}

function draw(context: Context, title: string, rows: readonly OrderRow[], next: string | undefined): Card {
  const { lang } = context.actor;
  if (rows.length === 0) return { title, tone: 'plain', blocks: [{ kind: 'text', text: t.noOrders[lang] }] };
  const card = orderListCard(title, rows, senseOf(context));
  if (next === undefined) return card;
  const more = { label: t.more[lang], action: 'command.run', target: next } as const;
  return { ...card, blocks: [...card.blocks, { kind: 'buttons', buttons: [more] }] };
}
