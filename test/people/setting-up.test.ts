import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { createGroup, setGroupManager, setMembership } from '../../src/people/arrange-groups.ts';
import { connectWorkspace, disconnectWorkspace } from '../../src/people/connect-workspace.ts';
import { createApiKey } from '../../src/people/create-api-key.ts';
import { createMember } from '../../src/people/create-member.ts';
import { createOrganization, type NewOrganization } from '../../src/people/create-organization.ts';
import { listMembersBelow } from '../../src/people/groups.ts';
import { createDb } from '../../src/store/client.ts';
import type { ActingContext, StoreContext } from '../../src/store/context.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let store: StoreContext;

beforeAll(async () => {
  database = await createTestDatabase();
  const clock = createManualClock(Date.parse('2026-11-23T04:00:00Z'));
  store = { db: createDb({ url: database.url }), clock, ids: createIds(clock) };
});
afterAll(async () => {
  await store.db.$disconnect();
  await database.drop();
});

const input: NewOrganization = {
  name: 'Acme',
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  adminEmail: 'Sun.Yue@acme.test',
};

async function found(adminEmail: string): Promise<ActingContext & { readonly adminId: string }> {
  const made = await createOrganization(store, { ...input, adminEmail });
  if (made.kind !== 'ok') throw new Error(made.code);
  return { ...store, orgId: made.value.orgId, memberId: null, origin: 'cli', adminId: made.value.adminId };
}

describe('an organization', () => {
  it('is made with its admin, in the language of its currency, and audited', async () => {
    const { orgId, adminId } = await found('Sun.Yue@acme.test');
    expect(await store.db.organization.findUniqueOrThrow({ where: { id: orgId } })).toMatchObject({
      locale: 'zh-CN',
      calendarRegion: 'CN',
      currency: 'CNY',
    });
    expect(await store.db.member.findMany({ where: { orgId } })).toMatchObject([
      { id: adminId, roles: ['admin'], emailFolded: 'sun.yue@acme.test' },
    ]);
    expect(await store.db.auditEntry.count({ where: { orgId, action: 'organization.created' } })).toBe(1);
  });

  it.each([
    ['name', { name: ' ' }],
    ['zone', { zone: 'Asia/Atlantis' }],
    ['zone', { zone: '+08:00' }],
    ['currency', { currency: 'XYZ' }],
    ['email', { adminEmail: 'sun.yue' }],
    ['fiscal-start', { fiscalStartMonth: 13 }],
  ])('is refused for its %s', async (code, wrong) => {
    expect(await createOrganization(store, { ...input, ...wrong })).toMatchObject({ kind: 'refusal', code });
  });
});

describe('members', () => {
  it('have an address that no active one shares; a leaver’s may be given again', async () => {
    const context = await found('a@one.test');
    const li = { name: 'Li', email: 'Li@one.test', roles: ['sales'] } as const;
    const made = await createMember(context, li);
    expect(made.kind).toBe('ok');
    expect(await createMember(context, { ...li, email: 'lI@one.test' })).toMatchObject({
      code: 'email-taken',
    });
    await store.db.member.updateMany({ where: { emailFolded: 'li@one.test' }, data: { active: false } });
    expect((await createMember(context, li)).kind).toBe('ok');
  });

  it.each([
    ['email', { email: 'nowhere' }],
    ['zone', { zone: 'Mars/Base' }],
    ['name', { name: '' }],
  ])('are refused for their %s', async (code, wrong) => {
    const context = await found(`${code}@two.test`);
    const member = { name: 'Li', email: 'li@two.test', roles: [] };
    expect(await createMember(context, { ...member, ...wrong })).toMatchObject({ kind: 'refusal', code });
  });
});

describe('workspaces and keys', () => {
  const team = { platform: 'slack', externalKey: 'T1', name: 'Acme', seal: () => Uint8Array.of(1) } as const;

  it('belong to one organization at a time, and come back with what they had', async () => {
    const [one, two] = [await found('a@three.test'), await found('a@four.test')];
    const first = await connectWorkspace(one, team);
    if (first.kind !== 'ok') throw new Error(first.code);
    expect(await connectWorkspace(two, team)).toMatchObject({ kind: 'refusal', code: 'taken' });
    expect((await disconnectWorkspace(one, first.value.workspaceId)).kind).toBe('ok');
    expect(await disconnectWorkspace(one, first.value.workspaceId)).toMatchObject({ code: 'unknown' });
    expect(await connectWorkspace(one, team)).toEqual(first);
  });

  it('are kept as a hash, for active members only', async () => {
    const context = await found('a@five.test');
    const made = await createApiKey(context, { memberId: context.adminId, name: 'ERP' });
    if (made.kind !== 'ok') throw new Error(made.code);
    const row = await store.db.apiKey.findFirstOrThrow({ where: { id: made.value.keyId } });
    expect(Buffer.from(row.hash).toString()).not.toContain(made.value.key);
    const nobody = { memberId: store.ids.uuid(), name: 'ERP' };
    expect(await createApiKey(context, nobody)).toMatchObject({ code: 'unknown-member' });
  });
});

describe('groups', () => {
  it('gain and lose members from a day on, and the past stays', async () => {
    const context = await found('a@six.test');
    const { orgId, adminId } = context;
    const top = await createGroup(context, {
      kind: 'company',
      name: 'All',
      parentId: null,
      from: '2026-01-01',
    });
    const team = await createGroup(context, {
      kind: 'team',
      name: 'East',
      parentId: top,
      from: '2026-01-01',
    });
    const member = await createMember(context, { name: 'Li', email: 'li@six.test', roles: ['sales'] });
    if (member.kind !== 'ok') throw new Error(member.code);
    const { memberId } = member.value;
    await setMembership(context, { memberId, groupId: team, from: '2026-01-01' });
    await setMembership(context, { memberId, groupId: null, from: '2026-11-01' });
    await setGroupManager(context, { groupId: top, memberId: adminId });
    await setGroupManager(context, { groupId: top, memberId: adminId });
    expect([...(await listMembersBelow(store.db, orgId, adminId, '2026-10-31'))]).toEqual([memberId]);
    expect([...(await listMembersBelow(store.db, orgId, adminId, '2026-11-01'))]).toEqual([]);
  });
});
