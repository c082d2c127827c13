import { afterAll, beforeAll, expect, it } from 'vitest';
import { actions, commands } from '../../src/app/registry.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { createManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany, type Who } from '../fixtures/company.ts';
import { createTalk, findButton, read, type Talk } from '../fixtures/talk.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let store: StoreContext;
let company: Company;
let talk: Talk;

beforeAll(async () => {
  database = await createTestDatabase();
  const clock = createManualClock(Date.parse('2026-11-23T02:00:00Z'));
  store = { db: createDb({ url: database.url }), clock, ids: createIds(clock) };
  company = await createCompany(store);
  talk = createTalk({ store, company, commands, actions });
  await talk.say('liWei', 'customer new Acme Corp');
});
afterAll(async () => {
  await store.db.$disconnect();
  await database.drop();
});

const say = async (who: Who, text: string): Promise<string> => read(await talk.say(who, text));
const formOf = (reply: Reply) => {
  if (reply.kind !== 'form' && reply.kind !== 'errors') throw new Error(`not a form: ${read(reply)}`);
  const { fields, target } = reply.form;
  const byLabel = (label: string) => fields.find((field) => field.label === label);
  const standing = Object.fromEntries(fields.map((field) => [field.name, field.value ?? '']));
  return { labels: fields.map(({ label }) => label), byLabel, standing, target };
};
const submit = (who: Who, target: string, values: Readonly<Record<string, string>>) =>
  talk.press(who, { action: 'form.submit', target }, { values });

it('are defined for deals, but for words that mean something there already', async () => {
  expect(await say('sunYue', 'settings fields add deal Seats number')).toContain('Field added: Seats');
  expect(await say('sunYue', '设置 字段 新增 商机 部署方式 选项 云端、本地')).toContain('部署方式');
  expect(await say('sunYue', 'settings fields add deal Plan choice A,B key=probability')).toContain(
    '“probability” means another field already.',
  );
  // What means something of customers is free for deals.
  expect(await say('sunYue', 'settings fields add deal Site text key=city')).toContain('typed city=…');
  await talk.say('sunYue', 'settings fields remove city');
});

it('are typed, read by their kind, and stand on the card', async () => {
  const wrong = await talk.say('liWei', 'deal new Acme Corp 300k CRM seats=many 部署方式=飞船');
  expect(read(wrong)).toContain('“many” is not a number');
  expect(formOf(wrong).byLabel('部署方式')).toMatchObject({ kind: 'choice' });
  const made = await say('liWei', 'deal new Acme Corp 300k CRM seats=1,200 部署方式=云端');
  expect(made).toContain('Seats: 1,200');
  expect(made).toContain('部署方式: 云端');
});

it('are asked for by a stage that requires them, and by no earlier one', async () => {
  await talk.say('sunYue', 'settings fields add deal Signer text');
  const page = await say('sunYue', 'settings deals edit Qualified required="What they need, Signer"');
  expect(page).toContain('What they need, Signer');
  const form = formOf(
    await talk.press('liWei', findButton(await talk.say('liWei', 'deal Acme Corp'), 'Advance to Qualified')),
  );
  expect(form.labels).toEqual(['Stage', 'What they need', 'Signer']);
  const signer = form.byLabel('Signer')?.name ?? '';
  const lacking = await submit('liWei', form.target, { need: 'One list', [signer]: '' });
  expect(lacking.kind).toBe('errors');
  const moved = read(await submit('liWei', form.target, { need: 'One list', [signer]: 'Ms Reed' }));
  expect(moved).toContain('is now: Qualified');
  expect(moved).toContain('Signer: Ms Reed');
  const typed = await talk.say('liWei', 'deal new Acme Corp 50k Training stage=qualified need=list');
  expect(formOf(typed).byLabel('Signer')).toMatchObject({ required: true });
  expect(formOf(typed).byLabel('Seats')).toMatchObject({ required: false });
});

it('are changed in the form of the deal, emptied too, and the change is audited', async () => {
  const shown = await talk.say('liWei', 'deal Acme Corp');
  const form = formOf(await talk.press('liWei', findButton(shown, 'Edit')));
  const seats = form.byLabel('Seats')?.name ?? '';
  const place = form.byLabel('部署方式')?.name ?? '';
  expect(form.standing[seats]).toBe('1200');
  const saved = read(await submit('liWei', form.target, { ...form.standing, [seats]: '40', [place]: '' }));
  expect(saved).toContain('Seats: 40');
  expect(saved).not.toContain('部署方式');
  const entry = await store.db.auditEntry.findFirst({ where: { action: 'deal.edited' } });
  expect(entry).toMatchObject({
    before: { seats: '1200', 部署方式: '云端' },
    after: { seats: '40', 部署方式: '' },
  });
  expect(await say('liWei', '商机 修改 Acme Corp seats=41')).toContain('Seats: 41');
});

it('stand on deals that their customer’s card leads to, one or several', async () => {
  const one = await talk.say('liWei', 'customer Acme Corp');
  expect(read(one)).toContain('Deals: 1 open · ¥300,000.00');
  expect(read(await talk.press('liWei', findButton(one, 'Open deal')))).toContain('Seats: 41');
  await talk.say('liWei', 'deal new Acme Corp 50k 2026-12-01 Spare parts');
  const two = await talk.say('liWei', 'customer Acme Corp');
  expect(read(two)).toContain('Deals: 2 open · ¥350,000.00 · next Tue 1 Dec 2026');
  const list = read(await talk.press('liWei', findButton(two, 'Open deals (2)')));
  expect(list).toContain('Deals of Acme Corp');
  expect(list).toContain('Spare parts');
});
