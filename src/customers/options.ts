import type { PickOption } from '../chat/card.ts';
import { writeChosen } from '../chat/chosen.ts';
import { cleanText } from '../kernel/text/clean.ts';
import { normalizeName } from '../kernel/text/normalize.ts';
import type { Context } from '../people/context.ts';
import { Prisma } from '../store/client.ts';
import { searchCustomers } from './search.ts';
import { findSight, type Sight } from './sight.ts';
import { customerText as t } from './text.ts';

interface Named {
  readonly id: string;
  readonly name: string;
  readonly nameKey: string;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
}

/** A picked label leaves room for its id in what a platform takes as an option's value. */
const NAME_KEPT = 60;

/**
 * The customers that this person may pick: those that a search finds, or before anything is typed the ones they work with.
 * A name that nobody has is offered as it stands, so that it can be created on the way.
 */
export async function listCustomerOptions(
  context: Context,
  typed: string,
  limit: number,
): Promise<readonly PickOption[]> {
  const { db, orgId } = context;
  const sight = await findSight(context);
  const name = cleanText(typed, 100);
  if (name === '') return (await listLikely(context, sight, limit)).map((each) => toOption(context, each));
  const hits = await searchCustomers(db, name, { orgId, sight, limit, memberId: context.memberId });
  const options = hits.map((each) => toOption(context, each));
  const key = normalizeName(name);
  if (key === '' || hits.some(({ nameKey }) => nameKey === key)) return options;
  return [...options, { label: t.optionTyped(name)[context.actor.lang], value: name }];
}

/** Whoever owns customers works with those, contacted last first; who sees all without owning any, with the latest orders'. */
async function listLikely(context: Context, sight: Sight, limit: number): Promise<readonly Named[]> {
  const { db, orgId, memberId } = context;
  const owners = sight.all ? [memberId] : [...sight.owners];
  const columns = Prisma.sql`c.id, c.name, c.name_key AS "nameKey", c.owner_id AS "ownerId", b.name AS "ownerName"`;
  const owned = await db.$queryRaw<Named[]>`
    SELECT ${columns} FROM unnest(${owners}::uuid[]) w(owner) CROSS JOIN LATERAL (
      SELECT * FROM customers o WHERE o.org_id = ${orgId}::uuid AND o.owner_id = w.owner
      ORDER BY o.last_contact_at DESC NULLS LAST, o.name, o.id LIMIT ${limit}::int) c
    LEFT JOIN members b ON b.org_id = c.org_id AND b.id = c.owner_id
    ORDER BY c.owner_id = ${memberId}::uuid DESC, c.last_contact_at DESC NULLS LAST, c.name, c.id LIMIT ${limit}::int`;
  if (owned.length > 0 || !sight.all) return owned;
  return db.$queryRaw<Named[]>`
    SELECT ${columns} FROM (
      SELECT customer_id, max(id::text) AS latest FROM (
        SELECT id, customer_id FROM orders WHERE org_id = ${orgId}::uuid ORDER BY id DESC LIMIT 100) recent
      GROUP BY customer_id) o
    JOIN customers c ON c.org_id = ${orgId}::uuid AND c.id = o.customer_id
    LEFT JOIN members b ON b.org_id = c.org_id AND b.id = c.owner_id
    ORDER BY o.latest DESC LIMIT ${limit}::int`;
}

function toOption(context: Context, { id, name, ownerId, ownerName }: Named): PickOption {
  const whose = ownerId === context.memberId ? '' : ` · ${ownerName ?? t.optionPool[context.actor.lang]}`;
  return { label: `${name}${whose}`, value: writeChosen(id, cleanText(name, NAME_KEPT)) };
}
