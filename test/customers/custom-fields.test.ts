import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { actions, commands } from '../../src/app/registry.ts';
import {
  nameCustomField,
  readCustomValues,
  showCustomValue,
  toFieldSpec,
} from '../../src/customers/custom/field.ts';
import { readDefinition } from '../../src/customers/custom/rules.ts';
import {
  insertCustomField,
  listCustomFields,
  loadCustomValues,
  saveCustomValues,
} from '../../src/customers/custom/store.ts';
import { createManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany, speakAs, type Who } from '../fixtures/company.ts';
import { createTalk, findButton, read, type Talk } from '../fixtures/talk.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

describe('a definition', () => {
  const typed = { label: 'Company size', kind: 'text', options: '', key: '' } as const;
  const none = new Set<string>();

  test.each([
    [typed, { key: 'companysize', label: 'Company size', kind: 'text', choices: [] }],
    [
      { ...typed, label: ' 员工  人数 ', kind: 'number', key: 'Size' },
      { key: 'size', label: '员工 人数', kind: 'number', choices: [] },
    ],
    [
      { ...typed, kind: 'choice', options: 'Gold，Silver、Gold' },
      { key: 'companysize', label: 'Company size', kind: 'choice', choices: ['Gold', 'Silver'] },
    ],
  ] as const)('%j', (given, field) => {
    expect(readDefinition(given, none)).toEqual({ kind: 'field', field });
  });

  test.each([
    [
      { ...typed, label: ' ' },
      { label: 'label', key: 'key' },
    ],
    [{ ...typed, label: 'x'.repeat(41) }, { label: 'label' }],
    [{ ...typed, key: 'a b' }, { key: 'key' }],
    [{ ...typed, key: 'City' }, { key: 'key-taken' }],
    [{ ...typed, kind: 'choice', options: 'one' }, { options: 'options' }],
    [{ ...typed, options: 'one, two' }, { options: 'no-options' }],
  ] as const)('%j is refused', (given, codes) => {
    const reading = readDefinition(given, new Set(['city']));
    const problems = reading.kind === 'unreadable' ? reading.problems : {};
    expect(Object.fromEntries(Object.entries(problems).map(([field, { code }]) => [field, code]))).toEqual(
      codes,
    );
  });

  test('is a field like any other, under a name that gives its id back', () => {
    const id = '01234567-89ab-7cde-8f01-23456789abcd';
    const spec = toFieldSpec({
      id,
      subject: 'deal',
      key: 'grade',
      label: 'Grade',
      kind: 'choice',
      choices: ['Gold'],
    });
    expect(spec).toMatchObject({ kind: 'choice', aliases: ['grade'], choices: [{ value: 'Gold' }] });
    expect(spec.name).toMatch(/^[a-z][a-zA-Z0-9]*$/);
    expect(readCustomValues({ [nameCustomField(id)]: 'Gold', city: 'Wuxi', owner: 'x' })).toEqual(
      new Map([[id, 'Gold']]),
    );
  });

  test.each([
    ['number', '-1234567.5', 'en', '-1,234,567.5'],
    ['number', '999', 'zh', '999'],
    ['date', '2026-12-01', 'zh', '2026年12月1日 周二'],
    ['date', 'odd', 'en', 'odd'],
    ['text', 'as it is', 'en', 'as it is'],
  ] as const)('%s %s in %s is %s', (kind, value, lang, shown) => {
    expect(showCustomValue(kind, value, lang)).toBe(shown);
  });
});

describe('in chat', () => {
  let database: TestDatabase;
  let store: StoreContext;
  let company: Company;
  let talk: Talk;

  beforeAll(async () => {
    database = await createTestDatabase();
    const clock = createManualClock(Date.parse('2026-11-23T04:00:00Z'));
    store = { db: createDb({ url: database.url }), clock, ids: createIds(clock) };
    company = await createCompany(store);
    talk = createTalk({ store, company, commands, actions });
  });

  afterAll(async () => {
    await store.db.$disconnect();
    await database.drop();
  });

  const say = async (who: Who, line: string) => read(await talk.say(who, line));

  it('an admin defines fields; nobody else does', async () => {
    expect(await say('sunYue', 'settings fields add customer "Company size" number key=size')).toContain(
      'Field added: Company size',
    );
    expect(await say('sunYue', '设置 字段 新增 客户 星级 选项 金、银')).toContain(
      '星级 — choice: 金, 银 · typed 星级=…',
    );
    await talk.say('sunYue', 'settings fields add customer Founded date');
    const remark = { subject: 'deal', key: 'remark', label: 'Remark', kind: 'text', choices: [] } as const;
    const context = speakAs(store, company, 'sunYue');
    await store.db.$executeRaw(insertCustomField(context, { ...remark, id: store.ids.uuid() }));
    expect(await say('zhangMin', 'settings fields add customer X text')).toContain('roles: admin');
    const wrong = await say('sunYue', 'settings fields add customer Plan choice Gold key=city');
    expect(wrong).toContain('“city” means another field already.');
    expect(wrong).toContain('at least two options');
    expect(await say('sunYue', 'settings fields add customer City text')).toContain('typed city2=…');
    await talk.say('sunYue', 'settings fields remove city2');
    expect(
      (await listCustomFields(store.db, company.orgId)).map(({ subject, key }) => `${subject}.${key}`),
    ).toEqual(['customer.size', 'customer.星级', 'customer.founded', 'deal.remark']);
  });

  it('are typed as key=value, read by their kind, and stand on the card', async () => {
    await talk.say('liWei', 'customer new Acme Corp size=1,200 星级=金 city=Wuxi founded="2001-03-04"');
    const card = await say('liWei', 'customer Acme Corp');
    expect(card).toContain('Company size: 1,200');
    expect(card).toContain('星级: 金');
    expect(card).toContain('Founded: Sun 4 Mar 2001');
    expect(card).not.toContain('Remark');
    const asked = await talk.say('liWei', 'customer new Borealis size=many 星级=铜');
    expect(read(asked)).toContain('“many” is not a number');
    expect(read(asked)).toContain('“铜” is none of: 金, 银.');
    expect(asked.kind === 'form' && asked.form.fields.find(({ label }) => label === '星级')?.kind).toBe(
      'choice',
    );
    expect(await store.db.customer.count({ where: { name: { startsWith: 'Borealis' } } })).toBe(0);
  });

  it('are changed by line and by form, and each change is audited', async () => {
    expect(await say('liWei', 'customer edit Acme Corp size=1300')).toContain('Company size: 1,200 → 1,300');
    const form = await talk.press('liWei', findButton(await talk.say('liWei', 'customer Acme Corp'), 'Edit'));
    if (form.kind !== 'form') throw new Error('no form');
    const values: Record<string, string> = Object.fromEntries(
      form.form.fields.map((field) => [field.name, field.value ?? '']),
    );
    const nameOf = (label: string) => form.form.fields.find((field) => field.label === label)?.name ?? '';
    expect(values[nameOf('Company size')]).toBe('1300');
    values[nameOf('星级')] = '';
    values[nameOf('Founded')] = '2002-03-04';
    const saved = read(
      await talk.press('liWei', { action: 'form.submit', target: form.form.target }, { values }),
    );
    expect(saved).toContain('星级: 金 → nothing');
    expect(saved).toContain('Founded: Sun 4 Mar 2001 → Mon 4 Mar 2002');
    expect(saved).not.toContain('Company size');
    const [, last] = await store.db.auditEntry.findMany({
      where: { action: 'customer.changed' },
      orderBy: { id: 'asc' },
    });
    expect(last).toMatchObject({ before: { 星级: '金' }, after: { 星级: '' } });
    expect(await store.db.customValue.count()).toBe(2);
  });

  it('keep what was filled in when they are changed or removed', async () => {
    await talk.say('sunYue', 'settings fields edit size label="Head count"');
    expect(await say('liWei', 'customer Acme Corp')).toContain('Head count: 1,300');
    const page = await talk.say('sunYue', 'settings fields');
    const gone = await talk.press('sunYue', findButton(page, 'Remove'));
    expect(read(gone)).toContain('Field removed: Head count');
    expect(await say('liWei', 'customer Acme Corp')).not.toContain('1,300');
    expect(await store.db.customValue.count()).toBe(2);
    expect(await say('sunYue', 'settings fields add customer Size number')).toContain('typed size=…');
  });

  it('serve deals through the same functions', async () => {
    const { orgId } = company;
    const context = speakAs(store, company, 'liWei');
    const customer = await store.db.customer.findFirstOrThrow({ where: { name: 'Acme Corp' } });
    const [remark] = await listCustomFields(store.db, orgId, 'deal');
    const fill = (id: string, value: string) =>
      store.db.$transaction(
        saveCustomValues(context, 'customer', id, new Map([[remark?.id ?? '', value]])).map((sql) =>
          store.db.$executeRaw(sql),
        ),
      );
    await fill(customer.id, 'one');
    await fill(customer.id, 'two');
    const loaded = () => loadCustomValues(store.db, orgId, 'customer', customer.id);
    expect((await loaded()).get(remark?.id ?? '')).toBe('two');
    await fill(customer.id, '');
    expect((await loaded()).has(remark?.id ?? '')).toBe(false);
    await expect(
      store.db.$executeRaw(
        saveCustomValues(context, 'deal', customer.id, new Map([[remark?.id ?? '', 'x']]))[0] ??
          (() => {
            throw new Error('none');
          })(),
      ),
    ).rejects.toThrow(/custom_values_org_id_deal_id_fkey/);
  });
});
