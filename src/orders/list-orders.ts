import type { Card } from '../chat/card.ts';
import type { RawValues } from '../chat/spec.ts';
import type { Context } from '../people/context.ts';
import { Prisma, type Sql } from '../store/client.ts';
import { answer, type Done } from '../store/commit.ts';
import { orderListCard } from './cards.ts';
import { findScope } from './find-scope.ts';
import { isTheirs, listPeople, type Scope } from './receivable-store.ts';
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
  const { orgId, members } = scope;
  const theirs = Prisma.sql`${isTheirs(scope)} AND ${narrow(only, scope)}`;
  const found =
    customer === undefined
      ? // The newest of each person's, so that it does not matter how many orders there are.
        Prisma.sql`SELECT n.order_id, n.signed_on FROM unnest(${listPeople(members)}::uuid[]) w(member) CROSS JOIN LATERAL (
          SELECT p.order_id, p.signed_on FROM order_people p WHERE ${theirs} AND p.member_id = w.member
          ORDER BY p.signed_on DESC, p.order_id DESC LIMIT ${offset + PAGE + 1}::int) n`
      : Prisma.sql`SELECT p.order_id, p.signed_on FROM orders f JOIN order_people p ON p.org_id = f.org_id AND p.order_id = f.id
          WHERE f.org_id = ${orgId}::uuid AND f.customer_id = ${customer}::uuid AND ${theirs}`;
  const rows = await selectOrderRows(
    context.db,
    Prisma.sql`o.org_id = ${orgId}::uuid AND o.id IN (
      SELECT d.order_id FROM (SELECT DISTINCT order_id, signed_on FROM (${found}) f) d
      ORDER BY d.signed_on DESC, d.order_id DESC LIMIT ${PAGE + 1}::int OFFSET ${offset}::int)`,
  );
  return rows.toReversed();
}

function narrow(only: string, { today }: Scope): Sql {
  switch (only) {
    case 'void':
      return Prisma.sql`p.state = 'withdrawn'`;
    case 'open':
      return Prisma.sql`p.due_on IS NOT NULL`;
    case 'overdue':
      return Prisma.sql`p.due_on < ${today}::date`;
    case 'paid':
      return Prisma.sql`p.state = 'signed' AND p.due_on IS NULL`;
    default:
      return Prisma.sql`p.state = 'signed'`;
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
