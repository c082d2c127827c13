import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actions, commands } from '../../src/app/registry.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { createManualClock, type ManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany, type Who } from '../fixtures/company.ts';
import { expectKeptFigures } from '../fixtures/kept-figures.ts';
import { createTalk, findButton, read, type Talk } from '../fixtures/talk.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let store: StoreContext;
let clock: ManualClock;
let company: Company;
let talk: Talk;

beforeAll(async () => {
  database = await createTestDatabase();
  clock = createManualClock(Date.parse('2026-11-23T02:00:00Z'));
  store = { db: createDb({ url: database.url }), clock, ids: createIds(clock) };
  company = await createCompany(store);
  talk = createTalk({ store, company, commands, actions });
  await talk.say('liWei', 'customer new Acme Corp');
  await talk.say('wangFang', 'customer new Globex');
});
afterAll(async () => {
  await expectKeptFigures(store.db);
  await store.db.$disconnect();
  await database.drop();
});

const say = async (who: Who, text: string): Promise<string> => read(await talk.say(who, text));
const submit = (who: Who, reply: Reply, values: Readonly<Record<string, string>>): Promise<Reply> => {
  if (reply.kind !== 'form' && reply.kind !== 'errors') throw new Error(`not a form: ${read(reply)}`);
  return talk.press(who, { action: 'form.submit', target: reply.form.target }, { values });
};
const fieldsOf = (reply: Reply): readonly string[] =>
  reply.kind === 'form' || reply.kind === 'errors' ? reply.form.fields.map(({ name }) => name) : [];
const findDeal = (title: string) =>
  store.db.deal.findFirstOrThrow({ where: { orgId: company.orgId, title }, orderBy: { createdAt: 'desc' } });

describe('a deal', () => {
  it('is made in one line, in the first stage, with the admin’s probability named as such', async () => {
    const card = await say('liWei', 'deal new Acme Corp 300k 2026-12-31 CRM for 40 seats');
    expect(card).toContain('New deal: CRM for 40 seats');
    expect(card).toContain('Amount: ¥300,000.00');
    expect(card).toContain('Expected: Thu 31 Dec 2026');
    expect(card).toContain('10% · set by the admin for this stage (0 closed deals are too few)');
    expect(await findDeal('CRM for 40 seats')).toMatchObject({ stage: 'contacted', state: 'open', step: 1 });
  });

  it('goes on only with what the next stage requires, asked in a form of just that', async () => {
    const card = await talk.say('liWei', 'deal Acme Corp');
    const form = await talk.press('liWei', findButton(card, 'Advance to Qualified'));
    expect(fieldsOf(form)).toEqual(['stage', 'need']);
    const again = await submit('liWei', form, { stage: 'qualified', need: '' });
    expect(again.kind).toBe('errors');
    const moved = await submit('liWei', form, { stage: 'qualified', need: 'One list of all customers' });
    expect(read(moved)).toContain('CRM for 40 seats is now: Qualified');
    expect(read(moved)).toContain('What they need: One list of all customers');
  });

  it('is moved by a typed line with a stage’s short name, and a stale button moves nothing', async () => {
    const shown = await talk.say('liWei', 'deal Acme Corp');
    const button = findButton(shown, 'Advance to Quoted');
    expect(await say('liWei', '推进 Acme Corp 报价 决策人="Ms Reed"')).toContain('is now: Quoted');
    expect(read(await talk.press('liWei', button))).toContain('It was changed meanwhile');
    expect(await findDeal('CRM for 40 seats')).toMatchObject({
      stage: 'quoted',
      step: 3,
      decider: 'Ms Reed',
    });
  });

  it('shows the member’s own probability beside the calculated one', async () => {
    const card = await say('liWei', 'deal edit Acme Corp probability=80% competitors="Initech, Umbrella"');
    expect(card).toContain('Win probability: 50% · set by the admin');
    expect(card).toContain('Salesperson’s estimate: 80%');
    expect(card).toContain('Competitors: Initech, Umbrella');
    expect(await say('liWei', 'deal edit Acme Corp probability=130')).toContain('is no probability');
    expect(await say('liWei', 'deal list')).toMatch(/Quoted · 1 · ¥300,000\.00[\s\S]*¥300,000\.00 · 80%/);
  });

  it('is emptied where the form was', async () => {
    const form = await talk.press('liWei', findButton(await talk.say('liWei', 'deal Acme Corp'), 'Edit'));
    expect(fieldsOf(form)).toContain('competitors');
    const saved = await submit('liWei', form, {
      title: 'CRM',
      amount: '320k',
      closes: '2026-12-31',
      competitors: 'Initech',
      probability: '',
      need: '',
    });
    expect(read(saved)).toContain('Saved: CRM');
    expect(read(saved)).not.toContain('Umbrella');
    expect(read(saved)).not.toContain('estimate');
    expect(await findDeal('CRM')).toMatchObject({ amount: 32_000_000n, need: '', probabilityBp: null });
  });

  it('is chosen where a customer has several, and is lost with a reason, to somebody', async () => {
    await say('liWei', 'deal new Acme Corp 50k Training');
    const asked = await talk.say('liWei', 'deal lost Acme Corp price "they were cheaper" to=initech');
    expect(read(asked)).toContain('Which deal?');
    const list =
      asked.kind === 'card'
        ? asked.card.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []))
        : [];
    const choice = list.find((item) => JSON.stringify(item.text).includes('Training'))?.buttons?.[0];
    if (choice === undefined) throw new Error('Training is no choice');
    const lost = read(await talk.press('liWei', choice));
    expect(lost).toContain('Lost: Training');
    expect(lost).toContain('Reason: Price');
    expect(lost).toContain('Lost to: Initech');
    expect(await findDeal('Training')).toMatchObject({ state: 'lost', closedOn: new Date('2026-11-23') });
  });

  it('is won once, and opened again if that was a slip', async () => {
    const shown = await talk.say('liWei', 'deal Acme Corp');
    const won = await talk.press('liWei', findButton(shown, 'Won'));
    expect(read(won)).toContain('🎉 Won: CRM, ¥320,000.00');
    expect(read(await talk.press('liWei', findButton(shown, 'Won')))).toContain('It was changed meanwhile');
    expect(await store.db.dealStep.count({ where: { kind: 'won' } })).toBe(1);
    expect(read(await talk.press('liWei', findButton(won, 'Open again')))).toContain('Open again: CRM');
    expect(await findDeal('CRM')).toMatchObject({ state: 'open', closedOn: null, stage: 'quoted' });
  });

  it('keeps its steps: they are only added to', async () => {
    const { id, orgId } = await findDeal('CRM');
    const steps = await store.db.dealStep.findMany({
      where: { orgId, dealId: id },
      orderBy: { step: 'asc' },
    });
    expect(steps.map(({ kind }) => kind)).toEqual(['opened', 'moved', 'moved', 'won', 'reopened']);
    await expect(store.db.dealStep.deleteMany({ where: { orgId, dealId: id } })).rejects.toThrow();
    await expect(
      store.db.dealStep.create({
        data: {
          orgId,
          dealId: id,
          step: 9,
          kind: 'moved',
          stage: 'quoted',
          amount: 1n,
          onDay: new Date(),
          at: new Date(),
        },
      }),
    ).rejects.toThrow(/write conflict/);
  });
});

describe('rights', () => {
  it('keep colleagues out of it, written down', async () => {
    const before = await store.db.auditEntry.count({ where: { action: 'access.refused', entity: 'deal' } });
    const { id } = await findDeal('CRM');
    expect(await say('wangFang', 'deal Acme Corp')).toContain('Not yours to do');
    for (const action of [
      'deal.show',
      'deal.stage',
      'deal.won',
      'deal.lost',
      'deal.edit',
      'deal.reopen',
    ] as const)
      expect(
        read(await talk.press('wangFang', { action, target: `${id}${action === 'deal.show' ? '' : '.5'}` })),
      ).toContain('Not yours to do');
    expect(await store.db.auditEntry.count({ where: { action: 'access.refused', entity: 'deal' } })).toBe(
      before + 7,
    );
    expect(await say('liWei', 'deal new Globex 10k')).toContain('Not yours to do');
    expect(await say('chenJing', 'deal list')).toContain('Not yours to do');
  });

  it('let managers see their groups’, executives and admins all', async () => {
    await say('wangFang', 'deal new Globex 70k 2026-12-01 Server room');
    expect(await say('zhangMin', 'deal list')).toContain('Open deals: 1 · ¥320,000.00');
    expect(await say('zhaoLei', 'deal list')).toContain('Open deals: 2 · ¥390,000.00');
    expect(await say('zhaoLei', 'deal list scope=mine')).toContain('No open deals');
    expect(await say('zhangMin', 'deal list member="Wang Fang"')).toContain('Not yours to do');
    expect(await say('sunYue', 'deal list member="Wang Fang"')).toContain('Server room');
    expect(await say('zhaoLei', 'deal won Globex')).toContain('Not yours to do');
  });

  it('go with the customer: open deals follow it to its new owner', async () => {
    await say('sunYue', 'customer transfer Globex Li Wei');
    expect(await findDeal('Server room')).toMatchObject({ ownerId: company.members.liWei.id });
    expect(await say('liWei', 'deal Globex')).toContain('Server room');
    expect(await say('wangFang', 'deal Globex')).toContain('Not yours to do');
  });
});

describe('open_deals', () => {
  it('tells amount, probability and whether a deal is in time', async () => {
    clock.set(Date.parse('2026-12-02T02:00:00Z'));
    const rows = await store.db.$queryRaw<{ title: string; probability_bp: number; in_time: boolean }[]>`
      SELECT title, probability_bp, in_time FROM open_deals(${company.orgId}::uuid, '2026-12-02'::date) ORDER BY title`;
    expect(rows).toEqual([
      { title: 'CRM', probability_bp: 5_000, in_time: true },
      { title: 'Server room', probability_bp: 1_000, in_time: false },
    ]);
    expect(await say('liWei', 'deal Globex')).toContain('Expected: Tue 1 Dec 2026 · past');
  });

  it('counts by history once enough deals have closed, as the card does', async () => {
    const { orgId, members } = company;
    const { customerId } = await findDeal('Server room');
    for (let place = 0; place < 30; place += 1) {
      const id = store.ids.uuid();
      const at = new Date('2026-01-05T00:00:00Z');
      const opened = { orgId, amount: 100n, onDay: at, at };
      await store.db.$transaction([
        store.db.deal.create({
          data: {
            ...{
              orgId,
              id,
              customerId,
              ownerId: members.liWei.id,
              title: 'Old',
              amount: 100n,
              stage: 'contacted',
            },
            ...{ stageSince: at, openedOn: at, createdAt: at },
          },
        }),
        store.db.dealStep.create({
          data: { ...opened, dealId: id, step: 1, kind: 'opened', stage: 'contacted' },
        }),
        store.db.dealStep.create({
          data: { ...opened, dealId: id, step: 2, kind: 'moved', stage: 'quoted' },
        }),
        store.db.dealStep.create({
          data: {
            ...{ ...opened, dealId: id, step: 3, stage: 'quoted' },
            ...(place < 2 ? { kind: 'won' } : { kind: 'lost', reason: 'price' }),
          },
        }),
      ]);
    }
    // 30 and the lost training were ever in the first stage: 3 / 33; in Quoted only the 30: 3 / 32 = 937.5 → 938.
    const rows = await store.db.$queryRaw<{ title: string; probability_bp: number }[]>`
      SELECT title, probability_bp FROM open_deals(${orgId}::uuid, '2026-12-02'::date) ORDER BY title`;
    expect(rows).toEqual([
      { title: 'CRM', probability_bp: 938 },
      { title: 'Server room', probability_bp: 909 },
    ]);
    expect(await say('liWei', 'deal Globex')).toContain(
      '9.09% · from 31 deals of this stage that closed in 24 months',
    );
    clock.set(Date.parse('2028-12-02T02:00:00Z'));
    expect(await say('liWei', 'deal Globex')).toContain(
      'set by the admin for this stage (0 closed deals are too few)',
    );
  });
});
