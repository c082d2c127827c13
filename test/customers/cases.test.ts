import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actions, commands } from '../../src/app/registry.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { findDeciders } from '../../src/customers/cases/deciders.ts';
import { createManualClock, type ManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany, type Who } from '../fixtures/company.ts';
import { createTalk, findButton, read, type Talk } from '../fixtures/talk.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

const NOON = Date.parse('2026-11-23T04:00:00Z');

let database: TestDatabase;
let store: StoreContext;
let clock: ManualClock;
let company: Company;
let talk: Talk;

beforeAll(async () => {
  database = await createTestDatabase();
  clock = createManualClock(NOON);
  store = { db: createDb({ url: database.url }), clock, ids: createIds(clock) };
  company = await createCompany(store);
  talk = createTalk({ store, company, commands, actions });
});

afterAll(async () => {
  await store.db.$disconnect();
  await database.drop();
});

const formOf = (reply: Reply): string => {
  if (reply.kind !== 'form' && reply.kind !== 'errors') throw new Error(read(reply));
  return reply.form.target;
};
const submit = (who: Who, form: Reply, values: Readonly<Record<string, string>>) =>
  talk.press(who, { action: 'form.submit', target: formOf(form) }, { values });

/** Wang Fang creates a customer and talks to it; Li Wei is refused it. */
async function collide(name: string): Promise<Reply> {
  await talk.say(
    'wangFang',
    `customer new ${name} phone=139${String(store.ids.uuid()).replace(/\D/g, '').slice(-8)}`,
  );
  await talk.say('wangFang', `followup ${name} quoted them 300k kind=call`);
  return talk.say('liWei', `customer new ${name} GmbH`);
}

async function openCase(name: string): Promise<string> {
  const form = await talk.press('liWei', findButton(await collide(name), 'Open a case'));
  await submit('liWei', form, { reason: 'We met them at the fair', since: '2026-05-12' });
  const { id } = await store.db.collisionCase.findFirstOrThrow({
    where: { state: 'open', customer: { name } },
  });
  return id;
}

const decide = (who: Who, id: string, way: string) =>
  talk.press(who, { action: 'case.decide', target: `${id}.${way}` });

describe('a collision case', () => {
  it('opens from the refusal; each side sees only what it may, and who decides the evidence', async () => {
    const id = await openCase('Borealis');
    const claimant = read(await talk.press('liWei', { action: 'case.show', target: id }));
    expect(claimant).toContain('Owner now: Wang Fang');
    expect(claimant).toContain('We met them at the fair');
    expect(claimant).not.toContain('300k');
    const respondent = read(await talk.press('wangFang', { action: 'case.show', target: id }));
    expect(respondent).toContain('Li Wei says this customer should be theirs');
    expect(respondent).not.toContain('at the fair');
    const form = await talk.press('wangFang', { action: 'case.answer', target: id });
    await submit('wangFang', form, { text: 'We know them since March' });
    const evidence = read(await talk.press('zhaoLei', { action: 'case.show', target: id }));
    for (const told of ['Tue 12 May 2026', 'Mon 23 Nov 2026', 'at the fair', 'since March', 'Wang Fang'])
      expect(evidence).toContain(told);
    // South's manager would be one; East's manages one side only.
    for (const who of ['zhangMin', 'chenJing', 'huangLi'] as const)
      expect(read(await talk.press(who, { action: 'case.show', target: id }))).toContain(
        'There is no such case',
      );
  });

  it('is decided by nobody who is a side of it, nor by a manager of one', async () => {
    const id = await openCase('Ceres');
    for (const [who, said] of [
      ['liWei', 'You are one of the two sides'],
      ['wangFang', 'You are one of the two sides'],
      ['zhangMin', 'There is no such case'],
    ] as const)
      expect(read(await decide(who, id, 'claimant'))).toContain(said);
    expect(await store.db.collisionCase.count({ where: { id, state: 'open' } })).toBe(1);
    expect(await store.db.auditEntry.count({ where: { action: 'access.refused', entityId: id } })).toBe(3);
  });

  it('is decided once; the ruling moves the customer, and later orders copy its split', async () => {
    const id = await openCase('Dione');
    const form = await decide('zhaoLei', id, 'split');
    const ruled = await submit('zhaoLei', form, { owner: 'claimant', share: '70', reason: 'Met them first' });
    expect(read(ruled)).toContain('Decided: Dione belongs to Li Wei');
    expect(read(ruled)).toContain('Li Wei 70% · Wang Fang 30%, from Mon 23 Nov 2026');
    const late = await Promise.all([decide('sunYue', id, 'holder'), decide('zhaoLei', id, 'holder')]);
    for (const reply of late) expect(read(reply)).toContain('Zhao Lei decided already');
    expect(read(await talk.say('liWei', 'order Dione 1,000'))).toMatch(/Li Wei.*70%[\s\S]*Wang Fang.*30%/);
    // Before the ruling there was none to copy.
    expect(read(await talk.say('liWei', 'order Dione 1,000 signed=2026-11-22'))).not.toContain('30%');
    expect(read(await talk.say('wangFang', 'order Dione 1,000'))).toContain('Not yours');
    expect(read(await talk.say('liWei', 'customer Dione'))).toContain(
      'Credit by ruling: Li Wei 70%, Wang Fang 30%',
    );
    await talk.say('sunYue', 'customer transfer Dione Zhang Min');
    expect(read(await talk.say('zhangMin', 'order Dione 1,000'))).toMatch(
      /Zhang Min.*70%[\s\S]*Wang Fang.*30%/,
    );
  });

  it('is let through once of two who decide at the same instant', async () => {
    const id = await openCase('Elara');
    const replies = await Promise.all([decide('zhaoLei', id, 'holder'), decide('sunYue', id, 'claimant')]);
    expect(replies.map(read).filter((text) => text.includes('decided already'))).toHaveLength(1);
    expect(await store.db.auditEntry.count({ where: { action: 'case.ruled', entityId: id } })).toBe(1);
  });

  it('runs once about a customer, and is taken back by who opened it alone', async () => {
    const refusal = await collide('Fornax');
    const open = findButton(refusal, 'Open a case');
    const forms = [await talk.press('liWei', open), await talk.press('liWei', open)];
    const made = await Promise.all(forms.map((form) => submit('liWei', form, { reason: 'Ours' })));
    expect(made.map(read).filter((text) => text.includes('Your case is opened'))).toHaveLength(1);
    expect(read(await talk.press('liWei', open))).toContain('running already');
    const { id } = await store.db.collisionCase.findFirstOrThrow({ where: { customer: { name: 'Fornax' } } });
    const withdraw = { action: 'case.withdraw', target: id } as const;
    expect(read(await talk.press('wangFang', withdraw))).toContain('Only the author of a case');
    expect(read(await talk.press('liWei', withdraw))).toContain('Case withdrawn: Fornax');
    expect(read(await decide('zhaoLei', id, 'claimant'))).toContain('The case was withdrawn');
  });

  it('opens for nobody who was not refused, and tells them no name', async () => {
    await talk.say('wangFang', 'customer new Ganymede phone=13900000077');
    const { id } = await store.db.customer.findFirstOrThrow({ where: { name: 'Ganymede' } });
    const stolen = read(await talk.press('zhangMin', { action: 'case.open', target: id }));
    expect(stolen).toContain('That customer is not here');
    expect(stolen).not.toContain('Ganymede');
    expect(read(await talk.press('wangFang', { action: 'case.open', target: id }))).toContain(
      'No case needed',
    );
    const refused = await talk.say('liWei', 'customer new Quite Other phone=13900000077');
    const form = await talk.press('liWei', findButton(refused, 'Open a case'));
    await submit('liWei', form, { reason: 'That is our number' });
    const made = await store.db.collisionCase.findFirstOrThrow({ where: { customerId: id } });
    const card = read(await talk.press('liWei', { action: 'case.show', target: made.id }));
    expect(card).toContain('Quite Other');
    expect(card).not.toContain('Ganymede');
    expect(read(await talk.say('liWei', 'customer case list'))).not.toContain('Ganymede');
    expect(read(await talk.say('zhaoLei', 'customer case list'))).toContain('Ganymede');
  });

  it('opens by command too, for who knows the name', async () => {
    await talk.say('wangFang', 'customer new Hyperion');
    const opened = await talk.say('liWei', '撞单裁决 Hyperion 五月报过价 首次接触=2026-05-12');
    expect(read(opened)).toContain('Your case is opened');
    const decided = await talk.say('zhaoLei', '裁决 Hyperion 归属=申请人 比例=101');
    expect(decided.kind).toBe('form');
    expect(read(await talk.say('zhaoLei', '裁决 Hyperion 归属=申请人 比例=60%'))).toContain('Li Wei 60%');
  });
});

describe('who is asked', () => {
  const ask = (claimant: Who, respondent: Who) =>
    findDeciders(
      store.db,
      company.orgId,
      { claimantId: company.members[claimant].id, respondentId: company.members[respondent].id },
      '2026-11-23',
    );
  const idOf = (who: Who) => company.members[who].id;

  it('is the nearest manager of both who is not one of them, else an executive', async () => {
    expect(await ask('liWei', 'wangFang')).toEqual([idOf('zhaoLei')]);
    const { orgId, groups } = company;
    await store.db.groupManager.create({
      data: { orgId, groupId: groups.company, memberId: idOf('sunYue') },
    });
    expect(await ask('liWei', 'wangFang')).toEqual([idOf('sunYue')]);
    // Zhang Min manages East, but is a side of it.
    expect(await ask('liWei', 'zhangMin')).toEqual([idOf('sunYue')]);
    await store.db.groupManager.create({ data: { orgId, groupId: groups.east, memberId: idOf('huangLi') } });
    await store.db.member.updateMany({ where: { orgId, id: idOf('huangLi') }, data: { roles: ['manager'] } });
    expect(await ask('liWei', 'zhangMin')).toEqual([idOf('huangLi')]);
  });
});
