import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actions, commands } from '../../src/app/registry.ts';
import type { Button } from '../../src/chat/card.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Role } from '../../src/chat/spec.ts';
import { createManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { createMember } from '../../src/people/create-member.ts';
import { expireGrants } from '../../src/people/members/expire.ts';
import { expandEvent } from '../../src/pushes/expand.ts';
import { renderDelivery } from '../../src/pushes/render.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany, everybody, type Who } from '../fixtures/company.ts';
import { createTalk, findButton, listButtons, read, type Talk } from '../fixtures/talk.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

const DAY = 86_400_000;

describe('members and their roles', () => {
  let database: TestDatabase;
  let store: StoreContext;
  let company: Company;
  let talk: Talk;
  let suffix = 0;
  const clock = createManualClock(Date.parse('2026-11-23T02:00:00Z'));
  beforeAll(async () => {
    database = await createTestDatabase();
    store = { db: createDb({ url: database.url }), clock, ids: createIds(clock) };
  });
  afterAll(async () => {
    await store.db.$disconnect();
    await database.drop();
  });
  beforeEach(async () => {
    suffix += 1;
    company = await createCompany(store, { suffix: String(suffix) });
    talk = createTalk({ store, company, commands, actions });
  });

  const idOf = (who: Who) => company.members[who].id;
  const say = async (who: Who, text: string) => read(await talk.say(who, text));
  const press = (who: Who, action: Button['action'], target: string) => talk.press(who, { action, target });
  const rolesOf = async (who: Who) =>
    (await store.db.member.findFirstOrThrow({ where: { orgId: company.orgId, id: idOf(who) } })).roles;
  const be = (who: Who, ...roles: Role[]) =>
    store.db.member.update({
      where: { orgId_id: { orgId: company.orgId, id: idOf(who) } },
      data: { roles },
    });
  const submit = (who: Who, form: Reply, values: Record<string, string>) => {
    if (form.kind !== 'form') throw new Error(read(form));
    return talk.press(who, { action: 'form.submit', target: form.form.target }, { values });
  };
  const grants = () =>
    store.db.roleGrant.findMany({ where: { orgId: company.orgId }, orderBy: { id: 'asc' } });
  const audit = async () =>
    (
      await store.db.auditEntry.findMany({
        where: { orgId: company.orgId, entity: 'member' },
        orderBy: { id: 'asc' },
      })
    ).map(({ action }) => action);

  /** Works the outbox off; what each was told, by who and in words. */
  async function ring(): Promise<readonly (readonly [Who | undefined, string])[]> {
    const { orgId } = company;
    const events = await store.db.outboxEvent.findMany({
      where: { orgId, doneAt: null },
      orderBy: { id: 'asc' },
    });
    const fresh = [];
    for (const event of events) fresh.push(...(await expandEvent(store, event)));
    const rows = await store.db.delivery.findMany({
      where: { orgId, id: { in: fresh.map(({ id }) => id) } },
    });
    const told = [];
    for (const row of rows.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
      const rendered = await renderDelivery(store, row);
      const { memberId } = row.content as { readonly memberId: string };
      const who = everybody.find((each) => idOf(each) === memberId);
      const text =
        rendered.kind === 'skip'
          ? rendered.reason
          : rendered.message.kind === 'card'
            ? read({ kind: 'card', card: rendered.message.card, audience: 'asker' })
            : '';
      told.push([who, text] as const);
      const messageRef = { platform: 'slack', workspace: 'T1', conversation: 'D1', message: row.id };
      const where = { orgId_id: { orgId, id: row.id } };
      await store.db.delivery.update({ where, data: { state: 'sent', messageRef, settledAt: new Date(0) } });
    }
    return told;
  }

  test('a role that takes two waits for a third person, counts at the signature, and everybody concerned is told', async () => {
    const asked = await talk.say('sunYue', 'grant Li Wei finance');
    expect(read(asked)).toContain('Li Wei: finance waits for a signature');
    expect(read(asked)).toContain('May sign: Zhao Lei');
    expect(await rolesOf('liWei')).toEqual(['sales']);
    const [question, ...others] = await ring();
    expect([question?.[0], others]).toEqual(['zhaoLei', []]);
    expect(question?.[1]).toContain('Please sign: finance for Li Wei');
    expect(question?.[1]).toContain('Asked by: Sun Yue');
    const [grant] = await grants();
    const id = grant?.id ?? '';
    for (const who of ['sunYue', 'liWei', 'huangLi', 'chenJing'] as const)
      expect(read(await press(who, 'role.sign', id))).toContain('This takes somebody else');
    expect(await rolesOf('liWei')).toEqual(['sales']);
    expect(read(await press('zhaoLei', 'role.sign', id))).toContain('New role for Li Wei: finance');
    expect(await rolesOf('liWei')).toEqual(['finance', 'sales']);
    expect(read(await press('zhaoLei', 'role.sign', id))).toContain('Zhao Lei has decided already');
    const told = await ring();
    expect(told.map(([who]) => who).toSorted()).toEqual(['huangLi', 'liWei', 'sunYue', 'zhaoLei']);
    const heard = Object.fromEntries(told) as Record<Who, string>;
    expect(heard.liWei).toContain('You have a new role: finance');
    for (const word of ['New role for Li Wei: finance', 'Asked by: Sun Yue', 'Signed by: Zhao Lei'])
      expect(heard.huangLi).toContain(word);
    expect(await audit()).toEqual([
      'role.asked',
      ...Array.from({ length: 4 }, () => 'access.refused'),
      'role.granted',
    ]);
    // From the next press on the new role opens what it opens.
    expect(await say('liWei', 'order list')).not.toContain('takes');
    expect(await say('sunYue', 'audit')).toContain('finance');
  });

  test('who asks twice asks for the same, and whoever asked may take it back', async () => {
    const first = await talk.say('sunYue', 'grant Li Wei hr');
    expect(await say('sunYue', 'grant Li Wei hr, manager')).toContain('still waits');
    expect(await rolesOf('liWei')).toEqual(['manager', 'sales']);
    expect(await grants()).toHaveLength(1);
    await ring();
    expect(await say('zhaoLei', 'member list')).toContain('Li Wei: HR');
    const day = await talk.say('zhaoLei', 'todo');
    expect(read(day)).toContain('A role waits for your signature');
    expect(findButton(day, 'Sign').target).toMatch(/\.day$/);
    expect(await say('sunYue', 'todo')).not.toContain('signature');
    expect(read(await talk.press('sunYue', findButton(first, 'Take back')))).toContain('Taken back');
    const told = await ring();
    expect(told.map(([who]) => who)).toEqual(['zhaoLei']);
    expect(told[0]?.[1]).toContain('Taken back: HR for Li Wei');
    expect(read(await press('zhaoLei', 'role.sign', (await grants())[0]?.id ?? ''))).toContain('Taken back');
    expect(await rolesOf('liWei')).toEqual(['manager', 'sales']);
  });

  test('a refusal has a reason, which whoever asked reads and the person does not', async () => {
    await say('sunYue', '授予 Li Wei 管理员');
    await ring();
    const id = (await grants())[0]?.id ?? '';
    const form = await press('zhaoLei', 'role.refuse', id);
    expect(read(await submit('zhaoLei', form, { reason: 'has left soon' }))).toContain('Turned down');
    const heard = Object.fromEntries(await ring()) as Record<Who, string>;
    expect(Object.keys(heard).toSorted()).toEqual(['liWei', 'sunYue', 'zhaoLei']);
    expect(heard.sunYue).toContain('has left soon');
    expect(heard.liWei).toContain('was not granted');
    expect(heard.liWei).not.toContain('has left soon');
    expect((await audit()).at(-1)).toBe('role.declined');
  });

  test('turned down from the list of the day, the list is drawn again', async () => {
    await talk.say('sunYue', 'grant Li Wei hr');
    await talk.say('sunYue', 'grant Wang Fang finance');
    const day = await talk.say('zhaoLei', 'todo');
    const form = await talk.press('zhaoLei', findButton(day, 'Turn down'));
    const after = await submit('zhaoLei', form, { reason: 'Not now' });
    expect(after).toMatchObject({
      kind: 'replace',
      notice: expect.stringContaining('Turned down: HR for Li Wei'),
    });
    expect(read(after)).toContain('Wang Fang: finance');
    expect(read(after)).not.toContain('Li Wei: HR');
    expect(read(await talk.press('zhaoLei', findButton(after, 'Sign')))).toContain('Nothing is due today');
  });

  test('HR and the person hear of roles that whoever runs the product gives by command line', async () => {
    const cli = { ...store, orgId: company.orgId, memberId: null, origin: 'cli' } as const;
    const made = (name: string, email: string, roles: Role[]) => createMember(cli, { name, email, roles });
    expect((await made('Ma Li', 'ma.li@acme.test', ['admin', 'sales'])).kind).toBe('ok');
    expect((await made('Gu Ning', 'gu.ning@acme.test', ['sales'])).kind).toBe('ok');
    const told = await ring();
    expect(told.map(([who]) => who)).toEqual(['huangLi']);
    for (const word of [
      'Ma Li: roles changed',
      'Granted: admin',
      'Roles now: sales, admin',
      'by command line',
    ])
      expect(told[0]?.[1]).toContain(word);
  });

  test('a colleague with a Chinese name is found by its pinyin, unless it could be two', async () => {
    const cli = { ...store, orgId: company.orgId, memberId: null, origin: 'demo' } as const;
    await createMember(cli, { name: '欧阳雪', email: 'ouyang@acme.test', roles: ['sales'] });
    await createMember(cli, { name: '吕伟', email: 'lv.wei@acme.test', roles: ['sales'] });
    for (const typed of ['Ouyang Xue', 'xue ouyang', 'OuYangXue'])
      expect(await say('sunYue', `member show "${typed}"`)).toContain('欧阳雪');
    expect(await say('sunYue', 'member show "Lü Wei"')).toContain('吕伟');
    await createMember(cli, { name: '欧阳学', email: 'ouyang2@acme.test', roles: ['sales'] });
    expect(await say('sunYue', 'member show "Ouyang Xue"')).not.toContain('ouyang@acme.test');
  });

  test('what nobody signs expires, and it may be asked for again', async () => {
    const before = clock.now();
    await say('sunYue', 'grant Li Wei executive');
    await ring();
    clock.set(before + 7 * DAY);
    expect(await expireGrants(store)).toBe(1);
    const told = await ring();
    expect(told.map(([who]) => who).toSorted()).toEqual(['sunYue', 'zhaoLei']);
    expect(told[0]?.[1]).toContain('Nobody signed in time');
    expect(await say('sunYue', 'grant Li Wei executive')).toContain('waits for a signature');
    const [, again] = await grants();
    clock.set(before + 15 * DAY);
    // Nothing ticks here: the press itself finds it too late, and a new request takes its place.
    expect(read(await press('zhaoLei', 'role.sign', again?.id ?? ''))).toContain('Nobody signed in time');
    expect(await rolesOf('liWei')).toEqual(['sales']);
    clock.set(before);
  });

  test('it lapses with whoever stands behind it: by the roles as they are at the press', async () => {
    await be('zhangMin', 'admin');
    await say('sunYue', 'grant Li Wei finance');
    const id = (await grants())[0]?.id ?? '';
    await be('sunYue', 'sales');
    expect(read(await press('zhaoLei', 'role.sign', id))).toContain('No longer needed');
    expect(await rolesOf('liWei')).toEqual(['sales']);
  });

  test('of two who sign at the same instant one does', async () => {
    await be('zhangMin', 'admin');
    await say('sunYue', 'grant Li Wei finance');
    const id = (await grants())[0]?.id ?? '';
    const both = await Promise.all([press('zhaoLei', 'role.sign', id), press('zhangMin', 'role.sign', id)]);
    expect(both.map(read).filter((said) => said.startsWith('Signed.'))).toHaveLength(1);
    expect((await audit()).filter((action) => action === 'role.granted')).toHaveLength(1);
  });

  test('with nobody to sign, it says who can do what; the last admin stays one', async () => {
    await be('zhaoLei', 'sales');
    const alone = await say('sunYue', 'grant Li Wei admin');
    expect(alone).toContain('takes a second signature');
    expect(alone).toContain('dealbell member create');
    expect(await grants()).toEqual([]);
    expect(await say('sunYue', 'revoke Sun Yue admin')).toContain('Sun Yue is the only admin');
    await be('zhangMin', 'admin');
    await be('wangFang', 'admin');
    // Three admins of whom each takes another one's role at once: one is left.
    const takes = [
      talk.say('sunYue', 'revoke Zhang Min admin'),
      talk.say('zhangMin', 'revoke Wang Fang admin'),
      talk.say('wangFang', 'revoke Sun Yue admin'),
    ];
    await Promise.all(takes);
    const left = await store.db.member.count({
      where: { orgId: company.orgId, active: true, roles: { has: 'admin' } },
    });
    expect(left).toBeGreaterThan(0);
  });

  test('one person is enough for sales and manager, and to take any role; the person hears of it', async () => {
    expect(await say('huangLi', 'grant Li Wei manager')).toContain('Granted: manager');
    expect(await say('huangLi', 'grant Li Wei finance')).toContain('granted and taken by an admin');
    expect(await say('huangLi', 'revoke Chen Jing finance')).toContain('granted and taken by an admin');
    expect(await say('huangLi', 'grant Huang Li sales')).toContain('Nobody decides about their own role');
    expect(await say('sunYue', 'grant Sun Yue finance')).toContain('Nobody decides about their own role');
    expect(await say('sunYue', 'revoke Chen Jing finance')).toContain('Taken away: finance');
    expect(await say('chenJing', 'order list')).toContain('role');
    expect(await say('sunYue', 'revoke Chen Jing finance')).toContain('does not hold this');
    const heard = Object.fromEntries(await ring()) as Record<Who, string>;
    expect(heard.liWei).toContain('Granted: manager');
    expect(heard.chenJing).toContain('Taken away: finance');
    expect(await say('liWei', 'grant Li Wei admin')).toContain('HR');
  });

  test('a colleague is added with what one person may give; the rest waits', async () => {
    expect(await say('sunYue', 'member new Chen Qi chen.qi@acme.test sales, finance group=East')).toContain(
      'Chen Qi is a member now',
    );
    const where = { orgId: company.orgId, name: 'Chen Qi' };
    const made = await store.db.member.findFirstOrThrow({ where });
    expect(made.roles).toEqual(['sales']);
    expect((await grants()).map(({ memberId, role }) => [memberId, role])).toEqual([[made.id, 'finance']]);
    expect(await say('sunYue', 'member Chen Qi')).toContain('Sales group: East');
    const again = await talk.say('sunYue', 'member new Chen Qi chen.qi@acme.test sales');
    expect([again.kind, read(again)]).toEqual(['form', expect.stringContaining('has this address already')]);
    expect(await say('huangLi', 'member new Bo bo@acme.test hr')).toContain('granted and taken by an admin');
    await be('zhaoLei', 'sales');
    expect(await say('sunYue', 'member new Bo bo@acme.test hr')).toContain('takes a second signature');
    expect(await store.db.member.count({ where: { orgId: company.orgId, name: 'Bo' } })).toBe(0);
  });

  test('a member is edited by form and by line, moved from a day on, and reports to nobody in a circle', async () => {
    const form = await press('sunYue', 'member.edit', idOf('liWei'));
    if (form.kind !== 'form') throw new Error(read(form));
    expect(form.form.fields.map(({ name }) => name)).toEqual([
      'name',
      'email',
      'group',
      'from',
      'reportsTo',
      'rank',
    ]);
    const standing = Object.fromEntries(form.form.fields.map(({ name, value }) => [name, value ?? '']));
    const saved = await submit('sunYue', form, {
      ...standing,
      group: company.groups.south,
      from: '2026-12-01',
      reportsTo: 'Zhang Min',
    });
    expect(read(saved)).toContain('Li Wei: saved');
    expect(read(saved)).toContain('East · South from Tue 1 Dec 2026');
    expect(read(saved)).toContain('Reports to: Zhang Min');
    const circle = await talk.say('sunYue', 'member edit Zhang Min reportsTo="Li Wei"');
    expect(read(circle)).toContain('report to themselves');
    expect(await say('huangLi', 'member edit Li Wei email=wang.fang@acme.test')).toContain(
      'has this address already',
    );
    expect(await say('huangLi', '修改成员 Li Wei 职级=中层 姓名="Li Wei Jr"')).toContain('Li Wei Jr');
    const row = await store.db.member.findFirstOrThrow({ where: { id: idOf('liWei') } });
    expect([row.name, row.rank, row.reportsTo]).toEqual(['Li Wei Jr', 'middle', idOf('zhangMin')]);
    expect(await audit()).toEqual(['member.changed', 'membership.set', 'member.changed']);
  });

  test('lists turn pages, and a form offers the roles that its reader may grant', async () => {
    const list = await talk.say('zhaoLei', 'member list finance');
    expect(read(list)).toContain('Chen Jing');
    expect(read(list)).not.toContain('Li Wei');
    expect(await say('liWei', 'member Wang Fang')).not.toContain('acme.test');
    const mine = await talk.say('huangLi', 'member Li Wei');
    const buttons = mine.kind === 'card' ? listButtons(mine.card).map(({ action }) => action) : [];
    expect(buttons).toEqual(['role.grant', 'role.revoke', 'member.edit', 'command.run']);
    const form = await talk.press('huangLi', findButton(mine, 'Grant a role'));
    const roles = form.kind === 'form' ? form.form.fields.find(({ name }) => name === 'roles') : undefined;
    expect(roles?.kind === 'choice' && roles.options.map(({ value }) => value)).toEqual(['manager']);
    await submit('huangLi', form, { roles: 'manager', member: 'Wang Fang' });
    expect(await rolesOf('liWei')).toEqual(['manager', 'sales']);
    expect(await rolesOf('wangFang')).toEqual(['sales']);
  });

  test('what was asked stays as it was asked, and is decided once, whoever writes to the database', async () => {
    await say('sunYue', 'grant Li Wei finance');
    const { orgId } = company;
    const id = (await grants())[0]?.id ?? '';
    const where = { orgId_id: { orgId, id } };
    const decided = { decidedAt: new Date(clock.now()) };
    const write = (data: object) => store.db.roleGrant.update({ where, data });
    await expect(write({ role: 'admin' })).rejects.toThrow();
    await expect(write({ state: 'signed', decidedBy: idOf('sunYue'), ...decided })).rejects.toThrow();
    await expect(write({ state: 'signed', decidedBy: idOf('liWei'), ...decided })).rejects.toThrow();
    await expect(store.db.roleGrant.delete({ where })).rejects.toThrow();
    await write({ state: 'refused', reason: 'no', decidedBy: idOf('zhaoLei'), ...decided });
    await expect(write({ state: 'signed', reason: '' })).rejects.toThrow();
  });

  test('when the asker leaves, an admin who takes over stands behind it; for a leaver it ends', async () => {
    await be('zhangMin', 'admin', 'manager', 'sales');
    await be('wangFang', 'admin', 'sales');
    await say('sunYue', 'grant Li Wei finance');
    await say('sunYue', 'grant Li Wei hr');
    const preview = await talk.say('wangFang', 'leave Sun Yue to Zhang Min');
    expect(read(preview)).toContain('2 roles that wait for a signature');
    expect(read(await talk.press('wangFang', findButton(preview, 'Hand over')))).toContain('0 left');
    const [first] = await grants();
    expect([first?.keeperId, first?.askedBy, first?.state]).toEqual([
      idOf('zhangMin'),
      idOf('sunYue'),
      'waiting',
    ]);
    expect(read(await press('zhangMin', 'role.sign', first?.id ?? ''))).toContain('You asked for it');
    expect(read(await press('wangFang', 'role.sign', first?.id ?? ''))).toContain('New role for Li Wei');
    const gone = await talk.say('wangFang', 'leave Li Wei to Zhang Min');
    await talk.press('wangFang', findButton(gone, 'Hand over'));
    expect((await grants()).map(({ state }) => state)).toEqual(['signed', 'lapsed']);
  });
});
