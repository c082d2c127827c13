import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actions, commands } from '../../src/app/registry.ts';
import { actionNames } from '../../src/chat/actions.ts';
import type { Button } from '../../src/chat/card.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { type Company, createCompany, type Who } from '../fixtures/company.ts';
import { createTalk, type Talk } from '../fixtures/talk.ts';
import { createForge, type Forge } from '../stage/forge.ts';
import { createStage, type Stage } from '../stage/stage.ts';

/** Buttons are in people's hands: whatever comes back from them is looked up, and judged, as if nobody had shown it. */
describe.each(['slack', 'feishu'] as const)('forged presses on %s', (platform) => {
  let stage: Stage;
  let forge: Forge;
  let talk: Talk;
  let strangers: Company;
  let rows: { readonly own: Rows; readonly foreign: Rows };
  let untouched: Awaited<ReturnType<typeof snapshot>>;
  beforeAll(async () => {
    stage = await createStage({ role: 'web' });
    forge = createForge(stage, platform);
    const { store, company } = stage;
    talk = createTalk({ store, company, commands, actions });
    strangers = await createCompany(store, { suffix: '2' });
    const others = createTalk({ store, company: strangers, commands, actions });
    rows = { own: await fill(talk, company, 'Beta'), foreign: await fill(others, strangers, 'Zeta') };
    // Whoever may do everything gets furthest with what is not theirs.
    await store.db.member.update({
      where: { orgId_id: { orgId: company.orgId, id: company.members.sunYue.id } },
      data: { roles: ['sales', 'manager', 'finance', 'executive', 'hr', 'admin'] },
    });
    untouched = await snapshot(stage);
  });
  afterAll(() => stage.close());

  /** Rows of Wang Fang, a colleague of another group, and of her company, that nobody below may touch. */
  async function fill({ say }: Talk, { orgId, members, slack }: Company, name: string): Promise<Rows> {
    const { db, ids } = stage.store;
    await say('wangFang', `customer new ${name} Secret Works phone=139${name === 'Beta' ? 1 : 2}0000009`);
    await say('wangFang', `followup ${name} Secret Works whispered next=2026-12-01`);
    await say('wangFang', `order ${name} Secret Works 5000 number=HT-2026-001`);
    await say('wangFang', `order ${name} Secret Works 6000 number=HT-2026-002`);
    await say('wangFang', `payment HT-2026-001 100`);
    const drafts = [
      await say('wangFang', 'payment'),
      await say('wangFang', `payment HT-2026-001 9999999`),
      await say('wangFang', `payment ${name} Secret Works 100`),
      await say('wangFang', `customer new ${name} Secret Workz`),
    ].flatMap(listTargets);
    await say('wangFang', `deal new ${name} Secret Works 7000 Whispered plan`);
    await say('wangFang', 'subscribe ranking');
    const waiting = ids.uuid();
    await db.chatIdentity.create({
      data: {
        ...{ orgId, id: waiting, memberId: members.zhaoLei.id, workspaceId: slack.id },
        ...{ externalUser: `UNEW${name}`, linkedAt: new Date(0), lastSeenAt: new Date(0) },
      },
    });
    const dead = ids.uuid();
    await db.delivery.create({
      data: {
        ...{ orgId, id: dead, key: `dead ${dead}`, kind: 'event', address: {}, content: {}, state: 'dead' },
        ...{ attempts: 1, notBefore: new Date(0), settledAt: new Date(0), createdAt: new Date(0) },
      },
    });
    const where = { where: { orgId }, select: { id: true } };
    const found = await Promise.all([
      db.customer.findMany(where),
      db.reminder.findMany(where),
      db.order.findMany(where),
      db.payment.findMany(where),
      db.subscription.findMany(where),
      db.draft.findMany(where),
      db.deal.findMany(where),
    ]);
    expect(found.map((each) => each.length > 0)).toEqual(found.map(() => true));
    const [first, ...questions] = new Set([...(found[5] ?? []).map(({ id }) => id), ...drafts]);
    const things = found.filter((_, place) => place !== 5).flatMap((each) => each.map(({ id }) => id));
    return { things: [...things, waiting, dead, ...(first === undefined ? [] : [first])], questions };
  }

  const garbage = [
    ...['', ' ', '.', 'x', '0', 'null', 'undefined', '__proto__', 'constructor', 'toString', '#', '.anyway'],
    ...[
      "'; DROP TABLE customers; --",
      '%',
      '\\',
      '\u0000',
      '\ud800',
      '{"id":1}',
      '00000000-0000-0000-0000-000000000000',
    ],
    ...['01930000-0000-7000-8000-000000000000', '01930000-0000-7000-8000-00000000000g', 'é'.repeat(2_500)],
  ];

  /** One question stands for all, except where questions are answered. */
  function listIds({ things, questions }: Rows, action: string): readonly string[] {
    return /^(draft|form)\./.test(action) ? [...things, ...questions] : things;
  }

  /** Each id as it is, and some in the other forms that our own buttons give them. */
  function twist(ids: readonly string[]): string[] {
    const others = ids.filter((_, index) => index % 5 === 0);
    return [
      ...ids,
      ...others.flatMap((id) => [`${id}.anyway`, `${id}.list.3`, `${id}.${id}`, id.toUpperCase()]),
    ];
  }

  async function attack(who: Who, action: string, targets: readonly string[]): Promise<void> {
    const { db } = stage.store;
    const countFinished = () => db.inboundEvent.count({ where: { orgId: stage.company.orgId } });
    const finished = await countFinished();
    await forge(who, { action: 'unheard.of', target: '' });
    for (let start = 0; start < targets.length; start += 20) {
      const part = targets.slice(start, start + 20);
      const statuses = await Promise.all(part.map((target) => forge(who, { action, target })));
      expect(statuses.filter((status) => status !== 200)).toEqual([]);
    }
    expect(await snapshot(stage)).toEqual(untouched);
    // What breaks leaves no trace of having been finished.
    expect(await countFinished()).toBeGreaterThanOrEqual(finished + targets.length + 1);
  }

  /** Presses are judged behind the adapters, so that the platforms take turns: with ids of each action, with actions else. */
  function isTurn(action: (typeof actionNames)[number], place = 0): boolean {
    return ((actionNames.indexOf(action) + place) % 2 === 0) === (platform === 'slack');
  }

  test.each(actionNames)('a salesperson gets nowhere with “%s” on what is not theirs', async (action) => {
    const own = twist(listIds(rows.own, action)).filter((_, place) => isTurn(action, place));
    await attack('liWei', action, [...own, ...(isTurn(action) ? listIds(rows.foreign, action) : [])]);
  });

  test.each(actionNames.filter((action) => isTurn(action)))(
    'no role reaches another organization with “%s”',
    async (action) => {
      await attack('sunYue', action, [...twist(listIds(rows.foreign, action)), ...garbage]);
    },
  );

  test('an action that nobody knows does nothing', async () => {
    for (const action of ['', '__proto__', 'constructor', 'customer.delete', 'x'.repeat(200)])
      await attack('sunYue', action, [...rows.own.things, ...rows.own.questions]);
  });

  test('nothing of what they may not see was shown to any of them, and refusals were written down', async () => {
    const { db } = stage.store;
    const { orgId, members } = stage.company;
    const shown = await db.$queryRaw<{ text: string }[]>`
      SELECT answer::text AS text FROM inbound_events WHERE org_id = ${orgId}::uuid
        AND member_id <> ${members.wangFang.id}::uuid AND answer IS NOT NULL
      UNION ALL SELECT content::text FROM deliveries WHERE org_id = ${orgId}::uuid`;
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter(({ text }) => text.includes('Zeta Secret'))).toEqual([]);
    const ofSales = await db.$queryRaw<{ text: string }[]>`
      SELECT answer::text AS text FROM inbound_events
      WHERE org_id = ${orgId}::uuid AND member_id = ${members.liWei.id}::uuid AND answer IS NOT NULL`;
    expect(ofSales.filter(({ text }) => /whispered|13910000009/.test(text))).toEqual([]);
    const refused = await db.auditEntry.findMany({
      where: { orgId, actorId: members.liWei.id, action: { endsWith: '.refused' } },
      select: { entity: true },
    });
    const kinds = new Set(refused.map(({ entity }) => entity));
    expect([...kinds].toSorted()).toEqual(
      expect.arrayContaining([
        'customer',
        'deal',
        'delivery',
        'identity',
        'order',
        'payment',
        'subscription',
      ]),
    );
    const across = await db.auditEntry.count({
      where: { orgId: strangers.orgId, actorId: { in: Object.values(members).map(({ id }) => id) } },
    });
    expect(across).toBe(0);
  });
});

/** What can be pressed at: ids of rows, the first question among them, and of the other questions that wait for an answer. */
interface Rows {
  readonly things: readonly string[];
  readonly questions: readonly string[];
}

/** Everything that a press could change, in every organization. */
async function snapshot({ store: { db } }: Stage) {
  return {
    customers: await db.$queryRaw`SELECT id, owner_id, last_contact_at FROM customers ORDER BY id`,
    followUps: await db.followUp.count(),
    reminders: await db.$queryRaw`SELECT id, state, due_on::text FROM reminders ORDER BY id`,
    orders: await db.orderRevision.count(),
    deals: await db.$queryRaw`SELECT id, state, step, amount, owner_id FROM deals ORDER BY id`,
    payments: await db.$queryRaw`SELECT payment_id, revision, state FROM payment_revisions ORDER BY 1, 2`,
    subscriptions: await db.$queryRaw`SELECT id, state FROM subscriptions ORDER BY id`,
    identities: await db.$queryRaw`SELECT id, confirmed_at FROM chat_identities ORDER BY id`,
    dead: await db.delivery.count({ where: { state: 'dead' } }),
    closed: await db.draft.count({ where: { closedAt: { not: null } } }),
    ownership: await db.ownershipChange.count(),
    members: await db.$queryRaw`SELECT id, roles, active FROM members ORDER BY id`,
    events: await db.outboxEvent.count(),
  };
}

/** What the buttons or the form of a reply carry. */
function listTargets(reply: Reply): string[] {
  if (reply.kind === 'form') return [reply.form.target];
  if (reply.kind !== 'card') return [];
  const buttons = reply.card.blocks.flatMap((block): readonly Button[] => {
    if (block.kind === 'buttons') return block.buttons;
    return block.kind === 'list' ? block.items.flatMap((item) => item.buttons ?? []) : [];
  });
  return buttons.filter(({ action }) => action.startsWith('draft.')).map(({ target }) => target);
}
