import { cardToText, formToText } from '../../src/chat/card-text.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { RawValues } from '../../src/chat/spec.ts';
import { drawTodo } from '../../src/followups/todo.ts';
import { createManualClock, type ManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { normalizeName } from '../../src/kernel/text/normalize.ts';
import { createOrderActions, orderCommands } from '../../src/orders/commands.ts';
import { waitingTodo } from '../../src/orders/waiting-todo.ts';
import type { CustomerMatch } from '../../src/people/context.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import {
  type Company,
  type CompanyOptions,
  createCompany,
  type SpeakOptions,
  speakAs,
  type Who,
} from '../fixtures/company.ts';
import { expectKeptFigures } from '../fixtures/kept-figures.ts';
import { createTestDatabase } from '../setup/database.ts';

/** Monday 23 November 2026, 10:00 in Shanghai. */
const START = Date.parse('2026-11-23T02:00:00Z');

export interface Stage {
  readonly store: StoreContext;
  readonly clock: ManualClock;
  readonly company: Company;
  /** Adds a customer; without an owner it is in the pool. */
  readonly addCustomer: (name: string, owner: Who | null) => Promise<CustomerMatch>;
  /** Runs a command with read values: amounts in minor units, dates written out. */
  readonly run: (
    who: Who,
    command: string,
    values: RawValues,
    customer?: CustomerMatch,
    options?: SpeakOptions,
  ) => Promise<Reply>;
  readonly press: (who: Who, action: string, target: string) => Promise<Reply>;
  readonly close: () => Promise<void>;
}

const orderActions = createOrderActions((context, db) => drawTodo(context, db, [waitingTodo]));

/** A company on its own database, with orders and payments to play. */
export async function createStage(options: CompanyOptions = {}): Promise<Stage> {
  const database = await createTestDatabase();
  const clock = createManualClock(START);
  const store: StoreContext = { db: createDb({ url: database.url }), clock, ids: createIds(clock) };
  const company = await createCompany(store, options);
  return {
    store,
    clock,
    company,
    addCustomer: (name, owner) => addCustomer(store, company, name, owner),
    run: async (who, command, values, customer, speak) => {
      const spec = orderCommands.find(({ name }) => name === command);
      if (spec === undefined) throw new Error(`no command ${command}`);
      const context = speakAs(store, company, who, speak);
      const { reply } = await spec.run({ ...context, customers: customer ? [customer] : [] }, values);
      return reply;
    },
    press: async (who, action, target) => {
      const handler = orderActions.find((each) => each.action === action);
      if (handler === undefined) throw new Error(`nobody handles ${action}`);
      const { reply } = await handler.run(speakAs(store, company, who), target, {});
      return reply;
    },
    close: async () => {
      await expectKeptFigures(store.db);
      await store.db.$disconnect();
      await database.drop();
    },
  };
}

async function addCustomer(
  store: StoreContext,
  { orgId, members }: Company,
  name: string,
  owner: Who | null,
): Promise<CustomerMatch> {
  const id = store.ids.uuid();
  const nameKey = normalizeName(name);
  const ownerId = owner === null ? null : members[owner].id;
  const at = new Date(store.clock.now());
  await store.db.customer.create({
    data: { orgId, id, name, nameKey, ownerId, createdAt: at, ownedSince: at, createdBy: ownerId },
  });
  await store.db.customerKey.create({ data: { orgId, kind: 'name', value: nameKey, customerId: id } });
  return {
    id,
    name,
    nameKey,
    ownerId,
    ownerName: owner === null ? null : members[owner].name,
    lastContactAt: null,
  };
}

/** What the reader sees, with the ids of buttons left out. */
export function show(reply: Reply): string {
  switch (reply.kind) {
    case 'card':
    case 'replace':
      return cardToText(reply.card);
    case 'form':
    case 'errors':
      return formToText(reply.form);
    case 'nothing':
      return '';
  }
}
