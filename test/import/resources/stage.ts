import { languageOf } from '../../../src/chat/language.ts';
import { resources } from '../../../src/import/resources/registry.ts';
import type { ResourceType } from '../../../src/import/resources/resource.ts';
import { createIds } from '../../../src/kernel/ids.ts';
import { localDateOf } from '../../../src/kernel/zones.ts';
import type { Caller } from '../../../src/people/context.ts';
import { createDb } from '../../../src/store/client.ts';
import type { StoreContext } from '../../../src/store/context.ts';
import { type Company, createCompany, type Who } from '../../fixtures/company.ts';
import { createTestDatabase } from '../../setup/database.ts';

const NOON = Date.parse('2026-11-23T04:00:00Z');

/** A company whose members feed rows by API, as far as the resources see of it. */
export async function createFeedStage() {
  const database = await createTestDatabase();
  const db = createDb({ url: database.url, poolSize: 6 });
  const clock = { now: () => NOON };
  const store: StoreContext = { db, clock, ids: createIds(clock) };
  const company = await createCompany(store);
  const find = (type: ResourceType) => {
    const found = resources.find((each) => each.type === type);
    if (found === undefined) throw new Error(`no resource ${type}`);
    return found;
  };
  return {
    db,
    store,
    company,
    find,
    put: (who: Who, type: ResourceType, key: string, value: unknown) =>
      find(type).upsert(callAs(store, company, who), key, value),
    get: (who: Who, type: ResourceType, key: string) => find(type).read(callAs(store, company, who), key),
    audited: async () =>
      (await db.auditEntry.findMany({ orderBy: { id: 'asc' } })).map(({ action }) => action),
    close: async () => {
      await db.$disconnect();
      await database.drop();
    },
  };
}

export type FeedStage = Awaited<ReturnType<typeof createFeedStage>>;

export function callAs(store: StoreContext, company: Company, who: Who): Caller {
  const { org, orgId } = company;
  const { id, name, roles, rank } = company.members[who];
  return {
    ...store,
    orgId,
    memberId: id,
    origin: 'api',
    org,
    actor: { memberId: id, name, roles, rank, lang: languageOf(org.locale), zone: org.zone },
    today: localDateOf(store.clock.now(), org.zone),
  };
}
