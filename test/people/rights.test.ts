import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/chat/spec.ts';
import { createManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { findMember } from '../../src/people/find-member.ts';
import { listMembersBelow } from '../../src/people/groups.ts';
import { type Deed, mayRun, mayUse, type Relation, relationTo } from '../../src/people/rights.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany, speakAs } from '../fixtures/company.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

const roles: readonly Role[] = ['sales', 'manager', 'finance', 'hr', 'executive', 'admin'];
const relations: readonly Relation[] = ['own', 'pool', 'below', 'other'];

/** Each role's letters in the order above, for each relation in the order above: `x` may. */
const table: Readonly<Record<Deed, readonly string[]>> = {
  'customer.see': ['xx--xx', 'xx--xx', '-x--xx', '----xx'],
  'customer.work': ['xx---x', 'xx---x', '-x---x', '-----x'],
  'customer.claim': ['------', 'xx---x', '------', '------'],
  'customer.release': ['xx---x', '------', '-x---x', '-----x'],
  'customer.merge': ['xx---x', '-x---x', '-x---x', '-----x'],
  'customer.transfer': ['-x---x', '-x---x', '-x---x', '-----x'],
  'deal.see': ['xx--xx', '----xx', '-x--xx', '----xx'],
  'deal.work': ['xx---x', '-----x', '-x---x', '-----x'],
  'order.see': ['xxx-xx', '--x-xx', '-xx-xx', '--x-xx'],
  'order.sign': ['xx---x', '-----x', '-x---x', '-----x'],
  'payment.propose': ['xx----', '------', '-x----', '------'],
  'payment.record': ['--x---', '--x---', '--x---', '--x---'],
  'payment.confirm': ['--x---', '--x---', '--x---', '--x---'],
};

describe('rights', () => {
  it.each(Object.keys(table) as Deed[])('%s', (deed) => {
    const seen = relations.map((relation) =>
      roles.map((role) => (mayUse([role], deed, relation) ? 'x' : '-')).join(''),
    );
    expect(seen).toEqual(table[deed]);
  });

  it('add up over roles, and need one', () => {
    expect(mayUse(['hr', 'sales'], 'customer.work', 'own')).toBe(true);
    expect(mayUse([], 'customer.see', 'pool')).toBe(false);
    expect(mayRun([], 'anyone')).toBe(true);
    expect(mayRun([], ['sales'])).toBe(false);
  });

  it('depend on how the row stands to the person', () => {
    expect(relationTo('me', null)).toBe('pool');
    expect(relationTo('me', 'me')).toBe('own');
    expect(relationTo('me', 'you')).toBe('other');
    expect(relationTo('me', 'you', new Set(['you']))).toBe('below');
  });
});

describe('groups and people', () => {
  let database: TestDatabase;
  let store: StoreContext;
  let company: Company;

  beforeAll(async () => {
    database = await createTestDatabase();
    const clock = createManualClock(Date.parse('2026-11-23T04:00:00Z'));
    store = { db: createDb({ url: database.url }), clock, ids: createIds(clock) };
    company = await createCompany(store);
  });
  afterAll(async () => {
    await store.db.$disconnect();
    await database.drop();
  });

  const below = async (who: keyof Company['members'], day: string) => {
    const ids = await listMembersBelow(store.db, company.orgId, company.members[who].id, day);
    return Object.values(company.members)
      .filter(({ id }) => ids.has(id))
      .map(({ name }) => name);
  };

  it('knows the members of a manager’s groups as of a day', async () => {
    expect(await below('zhangMin', '2026-11-23')).toEqual(['Li Wei', 'Zhang Min']);
    expect(await below('liWei', '2026-11-23')).toEqual([]);
    expect(await below('zhangMin', '2025-12-31')).toEqual([]);
  });

  it('follows the tree down, and moves with membership and tree from their day on', async () => {
    const { db, ids } = store;
    const { orgId, groups, members } = company;
    const team = ids.uuid();
    const at = new Date(store.clock.now());
    await db.salesGroup.create({ data: { orgId, id: team, createdAt: at } });
    await db.salesGroupRevision.createMany({
      data: [
        { revision: 1, parentId: groups.south, validFrom: new Date('2026-01-01') },
        { revision: 2, parentId: groups.east, validFrom: new Date('2026-12-01') },
      ].map((row) => ({ ...row, orgId, groupId: team, kind: 'team', name: 'Team', recordedAt: at })),
    });
    await db.groupMembershipRevision.create({
      data: {
        orgId,
        memberId: members.wangFang.id,
        revision: 2,
        groupId: team,
        validFrom: new Date('2026-11-01'),
        recordedAt: at,
      },
    });
    expect(await below('zhangMin', '2026-11-30')).toEqual(['Li Wei', 'Zhang Min']);
    expect(await below('zhangMin', '2026-12-01')).toEqual(['Li Wei', 'Wang Fang', 'Zhang Min']);
  });

  it.each([
    ['by name', 'wang fang'],
    ['by name with a sign', '@Wang Fang'],
    ['by address', 'WANG.FANG@acme.test'],
    ['by Slack’s mention', '<@U1WANGFANG>'],
    ['by Slack’s mention with a name', '<@U1WANGFANG|wang>'],
    ['by a picked account', 'U1WANGFANG'],
  ])('finds a colleague %s', async (_, text) => {
    const found = await findMember(speakAs(store, company, 'liWei'), text);
    expect(found?.id).toBe(company.members.wangFang.id);
  });

  it('finds one by Feishu’s open id, there only', async () => {
    const { feishuUser, id } = company.members.wangFang;
    expect((await findMember(speakAs(store, company, 'liWei', { platform: 'feishu' }), feishuUser))?.id).toBe(
      id,
    );
    expect(await findMember(speakAs(store, company, 'liWei'), feishuUser)).toBeUndefined();
  });

  it('finds nobody rather than the wrong one', async () => {
    const context = speakAs(store, company, 'liWei');
    const { db, ids } = store;
    const twin = { orgId: company.orgId, roles: ['sales'], createdAt: new Date(store.clock.now()) };
    for (const email of ['a@acme.test', 'b@acme.test']) {
      await db.member.create({ data: { ...twin, id: ids.uuid(), name: 'Twin', email, emailFolded: email } });
    }
    for (const text of ['Twin', 'Nobody', '', '_ang Fang', '%']) {
      expect(await findMember(context, text)).toBeUndefined();
    }
  });
});
