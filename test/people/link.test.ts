import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Platform } from '../../src/chat/inbound.ts';
import type { DirectoryAnswer, PersonFacts } from '../../src/chat/sender.ts';
import type { Role } from '../../src/chat/spec.ts';
import { followUpCommands } from '../../src/followups/commands.ts';
import { createManualClock, type ManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { createPeopleActions } from '../../src/people/commands.ts';
import { decideLink, type Namesake } from '../../src/people/link-rules.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany } from '../fixtures/company.ts';
import { createTalk, read, type Talk } from '../fixtures/talk.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

const person = (facts: Partial<PersonFacts> = {}): PersonFacts => ({
  kind: 'person',
  name: 'Li',
  email: 'li@acme.test',
  emailConfirmed: true,
  ...facts,
});

const namesake = (roles: readonly Role[], facts: Partial<Namesake> = {}): Namesake => ({
  memberId: 'm1',
  active: true,
  roles,
  isFirstAdmin: false,
  ...facts,
});

describe('who is linked', () => {
  const sales = [namesake(['sales'])];
  it.each<[string, PersonFacts, readonly Namesake[], unknown]>([
    ['a salesperson', person(), sales, { kind: 'link', memberId: 'm1' }],
    ['nobody’s role', person(), [namesake([])], { kind: 'link', memberId: 'm1' }],
    ['a guest', person({ kind: 'guest' }), sales, { kind: 'refuse', reason: 'guest' }],
    [
      'a stranger of a shared channel',
      person({ kind: 'stranger' }),
      sales,
      { kind: 'refuse', reason: 'stranger' },
    ],
    ['a bot', person({ kind: 'bot' }), sales, { kind: 'refuse', reason: 'bot' }],
    ['a deleted account', person({ kind: 'deleted' }), sales, { kind: 'refuse', reason: 'deleted' }],
    [
      'an unconfirmed address',
      person({ emailConfirmed: false }),
      sales,
      { kind: 'refuse', reason: 'email-unconfirmed' },
    ],
    ['an empty address', person({ email: ' ' }), sales, { kind: 'refuse', reason: 'no-email' }],
    ['an address nobody has', person(), [], { kind: 'refuse', reason: 'nobody' }],
    [
      'a leaver’s address',
      person(),
      [namesake(['sales'], { active: false })],
      { kind: 'refuse', reason: 'leaver' },
    ],
    [
      'a leaver’s address that somebody new has',
      person(),
      [namesake(['sales'], { active: false }), namesake(['sales'], { memberId: 'm2' })],
      { kind: 'refuse', reason: 'leaver' },
    ],
    [
      'an address of two',
      person(),
      [...sales, namesake(['sales'], { memberId: 'm2' })],
      { kind: 'refuse', reason: 'ambiguous' },
    ],
    ['a manager', person(), [namesake(['sales', 'manager'])], { kind: 'wait', memberId: 'm1' }],
    ['finance', person(), [namesake(['finance'])], { kind: 'wait', memberId: 'm1' }],
    ['HR', person(), [namesake(['hr'])], { kind: 'wait', memberId: 'm1' }],
    ['an executive', person(), [namesake(['executive'])], { kind: 'wait', memberId: 'm1' }],
    ['an admin', person(), [namesake(['admin'])], { kind: 'wait', memberId: 'm1' }],
    [
      'the first admin',
      person(),
      [namesake(['admin'], { isFirstAdmin: true })],
      { kind: 'link', memberId: 'm1' },
    ],
  ])('%s', (_, facts, namesakes, expected) => {
    expect(decideLink(facts, namesakes)).toEqual(expected);
  });
});

describe('an account that nobody knows', () => {
  let database: TestDatabase;
  let clock: ManualClock;
  let store: StoreContext;
  let company: Company;
  let talk: Talk;
  const people = new Map<string, DirectoryAnswer>();

  const meet = (user: string, facts: Partial<PersonFacts>): void => {
    people.set(user, { kind: 'found', person: person(facts) });
  };
  const write = (user: string, platform: Platform = 'slack') =>
    talk.sayFrom(platform, company[platform].workspace, user, 'todo');
  const identityOf = (externalUser: string) => store.db.chatIdentity.findFirst({ where: { externalUser } });
  const countEvents = (kind: string) => store.db.outboxEvent.count({ where: { kind } });

  beforeAll(async () => {
    database = await createTestDatabase();
    clock = createManualClock(Date.parse('2026-11-23T04:00:00Z'));
    store = { db: createDb({ url: database.url }), clock, ids: createIds(clock) };
    company = await createCompany(store);
    talk = createTalk({
      store,
      company,
      commands: followUpCommands,
      actions: createPeopleActions(() => Promise.reject(new Error('nothing stands in a list here'))),
      directory: {
        describe: (_platform, _workspace, user) =>
          Promise.resolve(people.get(user) ?? { kind: 'unavailable', code: 'timeout' }),
      },
    });
  });
  afterAll(async () => {
    await store.db.$disconnect();
    await database.drop();
  });

  it('is linked by its work address, and its request is worked off at once', async () => {
    meet('UNEW', { email: 'LI.WEI@acme.test', locale: 'zh-CN' });
    expect(read(await write('UNEW'))).toContain('今天没有待办');
    expect(await identityOf('UNEW')).toMatchObject({ memberId: company.members.liWei.id });
    expect(await store.db.auditEntry.count({ where: { action: 'identity.linked' } })).toBe(1);
  });

  it('is linked once when its first two messages come together', async () => {
    meet('UTWICE', { email: 'wang.fang@acme.test' });
    const replies = await Promise.all([write('UTWICE'), write('UTWICE')]);
    expect(replies.map(read)).toEqual(Array(2).fill(expect.stringContaining('Nothing is due today')));
    expect(await store.db.chatIdentity.count({ where: { externalUser: 'UTWICE' } })).toBe(1);
  });

  it('is told how to be linked, and the admins see it, once a day', async () => {
    meet('UWHO', { name: 'Wu Who', email: 'who@elsewhere.test' });
    expect(read(await write('UWHO'))).toContain('No member here has your e-mail address');
    await write('UWHO');
    expect(await store.db.newcomer.findMany({ where: { externalUser: 'UWHO' } })).toMatchObject([
      { name: 'Wu Who', reason: 'nobody' },
    ]);
    expect(await countEvents('newcomer.seen')).toBe(1);
    clock.advance(24 * 3_600_000);
    await write('UWHO');
    expect(await countEvents('newcomer.seen')).toBe(2);
    expect(await identityOf('UWHO')).toBeNull();
  });

  it('gets no answer if it is a bot', async () => {
    meet('UBOT', { kind: 'bot' });
    expect(await write('UBOT')).toEqual({ kind: 'nothing' });
  });

  it('is asked to come back while the platform does not tell who it is', async () => {
    expect(read(await write('UAWAY'))).toContain('in a minute');
    expect(await store.db.newcomer.count({ where: { externalUser: 'UAWAY' } })).toBe(0);
  });

  it('hears that the workspace is unknown where nobody connected it', async () => {
    expect(read(await talk.sayFrom('slack', 'T-ELSEWHERE', 'U1', 'todo'))).toContain('not connected');
  });

  it('waits if it is a manager’s, and the manager confirms from the account they have', async () => {
    meet('UBOSS', { email: 'zhang.min@acme.test', name: 'Zhang Min' });
    expect(read(await write('UBOSS'))).toContain('one confirmation is missing');
    expect(read(await write('UBOSS'))).toContain('still waits');
    const identity = await store.db.chatIdentity.findFirstOrThrow({ where: { externalUser: 'UBOSS' } });
    expect(identity.confirmedAt).toBeNull();
    expect(await countEvents('identity.waiting')).toBe(2);
    const button = { action: 'identity.confirm', target: identity.id } as const;
    expect(read(await talk.press('wangFang', button))).toContain('Not yours to confirm');
    expect(await store.db.auditEntry.count({ where: { action: 'identity.refused' } })).toBe(1);
    expect(read(await talk.press('zhangMin', button, { platform: 'feishu' }))).toContain(
      'this account is Zhang Min',
    );
    expect(read(await talk.press('zhangMin', button))).toContain('decided before');
    expect(read(await write('UBOSS'))).toContain('Nothing is due today');
  });

  it('can be turned away by an admin', async () => {
    meet('UFAKE', { email: 'chen.jing@acme.test' });
    await write('UFAKE', 'feishu');
    const identity = await store.db.chatIdentity.findFirstOrThrow({ where: { externalUser: 'UFAKE' } });
    const button = { action: 'identity.reject', target: identity.id } as const;
    expect(read(await talk.press('sunYue', button))).toContain('Not linked');
    expect(await identityOf('UFAKE')).toBeNull();
    expect(read(await talk.press('sunYue', button))).toContain('decided before');
  });

  it('is closed when its member has left, and the address never links again', async () => {
    const { id } = company.members.wangFang;
    await store.db.member.updateMany({
      where: { id },
      data: { active: false, leftAt: new Date(clock.now()) },
    });
    expect(read(await talk.say('wangFang', 'todo'))).toContain('This account is closed');
    meet('UBACK', { email: 'wang.fang@acme.test' });
    expect(read(await write('UBACK'))).toContain('somebody who has left');
    expect(await identityOf('UBACK')).toBeNull();
  });

  it('is the first admin’s: the address that the organization was made for needs no other', async () => {
    const other = await createCompany(store, { suffix: '2' });
    await store.db.chatIdentity.deleteMany({ where: { orgId: other.orgId } });
    meet('UFIRST', { email: 'Sun.Yue@acme.test' });
    await talk.sayFrom('slack', other.slack.workspace, 'UFIRST', 'help');
    expect(await identityOf('UFIRST')).toMatchObject({
      orgId: other.orgId,
      confirmedAt: new Date(clock.now()),
    });
    meet('USECOND', { email: 'sun.yue@acme.test' });
    await talk.sayFrom('slack', other.slack.workspace, 'USECOND', 'help');
    expect(await identityOf('USECOND')).toMatchObject({ confirmedAt: null });
  });
});
