import { createManualClock, type ManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { subscribeByDefault } from '../../src/pushes/default-subscriptions.ts';
import { insertSubscription, type NewSubscription } from '../../src/pushes/subscription-store.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, type CompanyOptions, createCompany } from '../fixtures/company.ts';
import { createTestDatabase } from '../setup/database.ts';

/** A company, in a database of its own unless it was opened in one of several, and a clock that the test moves. */
export interface Setting {
  readonly store: StoreContext;
  readonly clock: ManualClock;
  readonly company: Company;
  /** Another process over the same data: its own connections and ids, the same clock. */
  readonly join: () => StoreContext;
  readonly databaseUrl: string;
  readonly close: () => Promise<void>;
}

/** A database in which one company after the other is opened: cheaper than one for each, for tests that ask for their company's rows. */
export interface Settings {
  readonly open: (now: string, options?: CompanyOptions) => Promise<Setting>;
  readonly close: () => Promise<void>;
}

export async function createSettings(): Promise<Settings> {
  const database = await createTestDatabase();
  const db = createDb({ url: database.url, poolSize: 3 });
  let opened = 0;
  const open: Settings['open'] = async (now, options = {}) => {
    opened += 1;
    const clock = createManualClock(Date.parse(now));
    const store: StoreContext = { db, clock, ids: createIds(clock) };
    const joined: StoreContext[] = [];
    const join = (): StoreContext => {
      const other = { db: createDb({ url: database.url, poolSize: 3 }), clock, ids: createIds(clock) };
      joined.push(other);
      return other;
    };
    const company = await createCompany(store, { suffix: String(opened), ...options });
    const close = async (): Promise<void> => {
      await Promise.all(joined.map((other) => other.db.$disconnect()));
    };
    return { store, clock, company, join, databaseUrl: database.url, close };
  };
  const close = async (): Promise<void> => {
    await db.$disconnect();
    await database.drop();
  };
  return { open, close };
}

export async function createSetting(now: string, options: CompanyOptions = {}): Promise<Setting> {
  const settings = await createSettings();
  const setting = await settings.open(now, options);
  const close = async (): Promise<void> => {
    await setting.close();
    await settings.close();
  };
  return { ...setting, close };
}

/** Subscribes a Slack channel, unless the changes say otherwise; answers with the subscription's id. */
export async function subscribeChannel(
  { store, company, clock }: Setting,
  changes: Partial<NewSubscription> = {},
): Promise<string> {
  const kind = changes.kind ?? 'daily';
  const times = {
    sales: null,
    daily: '09:00',
    ranking: '18:00',
    overdue: '09:00',
    'clear-day': '18:00',
    'same-city': null,
  };
  const wanted: NewSubscription = {
    orgId: company.orgId,
    id: store.ids.uuid(),
    kind,
    home: { kind: 'conversation', workspaceId: company.slack.id, conversation: 'C1' },
    localTime: times[kind],
    zone: company.org.zone,
    lang: 'en',
    groupId: null,
    minAmount: null,
    startsAt: clock.now(),
    createdBy: null,
    ...changes,
  };
  await store.db.$queryRaw(insertSubscription(wanted, 'replace'));
  return wanted.id;
}

/** Subscribes a member in private. */
export function subscribeMember(
  setting: Setting,
  memberId: string,
  changes: Partial<NewSubscription> = {},
): Promise<string> {
  const home = { kind: 'member', workspaceId: setting.company.slack.id, memberId } as const;
  return subscribeChannel(setting, { home, ...changes });
}

/** Nobody gets the pushes about their own work, so that only what a test subscribes counts. */
export async function muteOwnWork({ store, company }: Setting): Promise<void> {
  await subscribeByDefault(store);
  const where = { orgId: company.orgId, kind: { notIn: ['sales', 'daily', 'ranking'] } };
  await store.db.subscription.updateMany({ where, data: { state: 'removed' } });
}
