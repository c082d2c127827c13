import { createDispatch } from '../../src/app/dispatch.ts';
import { actions, commands } from '../../src/app/registry.ts';
import type { Platform } from '../../src/chat/inbound.ts';
import type { Handle, Reply } from '../../src/chat/reply.ts';
import { createManualClock, type ManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import type { CompanyOptions } from '../fixtures/company.ts';
import { listButtons, read } from '../fixtures/talk.ts';
import { createTestDatabase } from '../setup/database.ts';
import type { Ask } from './ask.ts';
import { createPeople, type Name, type People } from './people.ts';

/** Monday 23 November 2026, 10:00 in Shanghai. */
const START = Date.parse('2026-11-23T02:00:00Z');

export interface World {
  readonly store: StoreContext;
  readonly databaseUrl: string;
  readonly clock: ManualClock;
  readonly people: People;
  /** Another organization in the same database. */
  readonly others: People;
  readonly ask: (who: Name, ask: Ask, options?: AskOptions) => Promise<Reply>;
  /** A request of an account that need not be anybody's. */
  readonly askAs: (platform: Platform, workspace: string, user: string, ask: Ask) => Promise<Reply>;
  /** Which tables' rows of these organizations changed since it was asked last, and which audit lines were added. */
  readonly drain: () => Promise<Changes>;
  /** A number that it has not given yet, for words and numbers that tell rows apart. */
  readonly count: () => number;
  readonly close: () => Promise<void>;
}

export interface AskOptions {
  readonly platform?: Platform;
  readonly of?: People;
  readonly conversation?: string;
}

export interface Changes {
  /** `customers`, `deals` …; what only keeps a request or a question alive is left out. */
  readonly tables: readonly string[];
  /** `customer.refused`, `deal.won` … */
  readonly audit: readonly string[];
  /** From which platforms the lines say that it came. */
  readonly origins: readonly string[];
}

/** What every request may write, whatever comes of it. */
const NEUTRAL = ['inbound_events', 'touched', '_prisma_migrations', 'schema_migrations'];

/** That somebody was seen is noted beside every request, and a question is kept as a draft. */
const WATCHED: Readonly<Record<string, string>> = {
  chat_identities: 'INSERT OR DELETE OR UPDATE OF confirmed_at, gone_at',
  drafts: 'UPDATE OR DELETE',
};

/** Two organizations on one database that tells which tables a request has changed. */
export async function createWorld(options: CompanyOptions = {}): Promise<World> {
  const database = await createTestDatabase();
  const clock = createManualClock(START);
  const store: StoreContext = { db: createDb({ url: database.url }), clock, ids: createIds(clock) };
  const people = await createPeople(store, options);
  const others = await createPeople(store, { suffix: '2' });
  await watchTables(store);
  const handle = createHandle(store);
  let counted = 100;
  const askAs: World['askAs'] = (platform, workspace, user, ask) =>
    handleAsk(handle, store, { platform, workspace, user, conversation: `D-${user}`, scope: 'private' }, ask);
  return {
    store,
    databaseUrl: database.url,
    clock,
    people,
    others,
    askAs,
    ask: (who, ask, { platform = 'slack', of = people, conversation } = {}) => {
      const user = of.of[who][platform];
      const { workspace } = of.company[platform];
      const place =
        conversation === undefined
          ? ({ conversation: `D-${user}`, scope: 'private' } as const)
          : ({ conversation, scope: 'group' } as const);
      return handleAsk(handle, store, { platform, workspace, user, ...place }, ask);
    },
    drain: () => drain(store),
    count: () => {
      counted += 1;
      return counted;
    },
    close: async () => {
      await store.db.$disconnect();
      await database.drop();
    },
  };
}

function createHandle(store: StoreContext): Handle {
  return createDispatch({
    store,
    commands,
    actions,
    directory: { describe: () => Promise.resolve({ kind: 'unavailable', code: 'no-directory' }) },
    sendAnswer: () => undefined,
    nudge: () => undefined,
    report: (fault) => {
      throw fault.cause instanceof Error ? fault.cause : fault;
    },
  });
}

type Place = Parameters<Handle>[0]['source'];

function handleAsk(handle: Handle, { ids }: StoreContext, source: Place, ask: Ask): Promise<Reply> {
  const base = {
    key: ids.uuid(),
    source,
    answers: ['nothing', 'card', 'form', 'errors', 'replace'] as const,
  };
  if (ask.kind === 'say') return handle({ ...base, kind: 'text', text: ask.text });
  const { action, target, values = {} } = ask;
  const surface = action === 'form.submit' ? 'form' : 'card';
  return handle({ ...base, kind: 'press', action, target, surface, values });
}

async function watchTables({ db }: StoreContext): Promise<void> {
  await db.$executeRawUnsafe('CREATE TABLE touched (what text NOT NULL)');
  await db.$executeRawUnsafe(`CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO touched VALUES (CASE WHEN TG_TABLE_NAME = 'audit_entries' THEN 'audit:' || (to_jsonb(NEW) ->> 'action') || ' ' || (to_jsonb(NEW) ->> 'origin')
      ELSE TG_TABLE_NAME END);
    RETURN NULL; END $$`);
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND NOT tablename = ANY(${NEUTRAL}::text[])`;
  for (const { name } of tables) {
    const when = WATCHED[name] ?? 'INSERT OR UPDATE OR DELETE';
    await db.$executeRawUnsafe(
      `CREATE TRIGGER zz_touch AFTER ${when} ON "${name}" FOR EACH ROW EXECUTE FUNCTION touch()`,
    );
  }
}

async function drain({ db }: StoreContext): Promise<Changes> {
  const rows = await db.$queryRaw<{ what: string }[]>`DELETE FROM touched RETURNING what`;
  const all = rows.map(({ what }) => what);
  const tables = all.filter((what) => !what.startsWith('audit:'));
  const lines = all.filter((what) => what.startsWith('audit:')).map((what) => what.slice('audit:'.length));
  const audit = lines.map((line) => line.split(' ')[0] ?? '');
  const origins = new Set(lines.map((line) => line.split(' ')[1] ?? ''));
  return { tables: [...new Set(tables)].toSorted(), audit: audit.toSorted(), origins: [...origins] };
}

/** The target of the first button with this action; fails loudly if there is none. */
export function targetOf(reply: Reply, action: string): string {
  if (reply.kind === 'form') return reply.form.target;
  const buttons = reply.kind === 'card' || reply.kind === 'replace' ? listButtons(reply.card) : [];
  const found = buttons.find((button) => button.action === action);
  if (found === undefined) throw new Error(`no button for ${action} in:\n${read(reply)}`);
  return found.target;
}
