import { z } from 'zod';
import { readCode } from '../../customers/categories/rules.ts';
import {
  type Category,
  insertCategory,
  listCategories,
  lockCategory,
  updateCategory,
} from '../../customers/categories/store.ts';
import { Fault } from '../../kernel/result.ts';
import type { Caller } from '../../people/context.ts';
import { auditEntry } from '../../store/audit.ts';
import type { Sql } from '../../store/client.ts';
import { type Changed, defineResource } from './define.ts';
import { rejectField, rejectRight } from './reject.ts';
import type { ResourceRow } from './resource.ts';
import { seeAll } from './sight.ts';
import { resourceText as t } from './text.ts';
import { text, words } from './values.ts';

const schema = z
  .strictObject({
    code: words(12, 'Short name such as A; kept in capitals'),
    name: text(60, 'Name; the code where there is none').optional(),
    cadenceDays: z.int().min(1).max(3_650).describe('Contact customers at least every so many days'),
    approachNote: text(500, 'What salespeople read on the card').optional(),
  })
  .describe('A class of customers with its cadence');

type Value = z.output<typeof schema>;

/** Categories of customers, for admins to feed. A known code is taken over. */
export const categories = defineResource({
  type: 'categories',
  title: 'Categories',
  entity: 'category',
  schema,
  adopt: async (caller, value) => {
    const code = needCode(caller, value);
    return (await listCategories(caller.db, caller.orgId)).find((each) => each.code === code)?.id;
  },
  create,
  change,
  sight: seeAll,
  load,
});

async function create(caller: Caller, value: Value): Promise<{ readonly id: string }> {
  needAdmin(caller, null);
  const code = needCode(caller, value);
  const { cadenceDays, approachNote = '' } = value;
  const category = { id: caller.ids.uuid(), code, name: value.name || code, cadenceDays, approachNote };
  await caller.db.$executeRaw(insertCategory(caller, category));
  const { id: entityId, ...after } = category;
  await caller.db.$executeRaw(
    auditEntry(caller, { action: 'category.added', entity: 'category', entityId, after }),
  );
  return { id: entityId };
}

async function change(caller: Caller, id: string, value: Value): Promise<Changed> {
  needAdmin(caller, id);
  const { db, orgId } = caller;
  const all = await listCategories(db, orgId);
  const known = all.find((each) => each.id === id);
  const before = known && (await lockCategory(db, orgId, known.code));
  if (before === undefined) throw new Fault('category-missing');
  if (needCode(caller, value) !== before.code) throw rejectField(caller, 'code', t.fixed);
  const { cadenceDays, approachNote = before.approachNote } = value;
  const name = value.name === undefined ? before.name : value.name || before.code;
  const after: Category = { ...before, name, cadenceDays, approachNote };
  if (JSON.stringify(before) === JSON.stringify(after)) return { changed: false };
  await db.$executeRaw(updateCategory(caller, after));
  const entry = { action: 'category.changed', entity: 'category', entityId: id } as const;
  await db.$executeRaw(auditEntry(caller, { ...entry, before: describe(before), after: describe(after) }));
  return { changed: true };
}

function describe({ name, cadenceDays, approachNote }: Category) {
  return { name, cadence: String(cadenceDays), note: approachNote };
}

function needAdmin(caller: Caller, entityId: string | null): void {
  if (caller.actor.roles.includes('admin')) return;
  throw rejectRight(caller, { deed: 'category.set', entity: 'category', entityId, roles: ['admin'] });
}

function needCode(caller: Caller, value: Value): string {
  const code = readCode(value.code);
  if (code === undefined) throw rejectField(caller, 'code', t.codeUnreadable);
  return code;
}

function load({ db, orgId }: Caller, where: Sql, limit: number): Promise<readonly ResourceRow[]> {
  return db.$queryRaw<ResourceRow[]>`
    SELECT r.id, x.external_id AS "externalId", r.code, r.name, r.cadence_days AS "cadenceDays",
      r.approach_note AS "approachNote"
    FROM categories r LEFT JOIN external_ids x ON x.org_id = r.org_id AND x.type = 'categories' AND x.entity_id = r.id
    WHERE r.org_id = ${orgId}::uuid AND ${where} ORDER BY r.id LIMIT ${limit}::int`;
}
