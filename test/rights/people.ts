import type { Role } from '../../src/chat/spec.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, type CompanyOptions, createCompany } from '../fixtures/company.ts';

/** Everybody whose rows or presses the matrix speaks of. */
export const names = {
  li: 'Li Wei',
  mate: 'Chen Qi',
  deep: 'He Yan',
  wang: 'Wang Fang',
  zhang: 'Zhang Min',
  chen: 'Chen Jing',
  huang: 'Huang Li',
  zhao: 'Zhao Lei',
  sun: 'Sun Yue',
} as const;
export type Name = keyof typeof names;

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly slack: string;
  readonly feishu: string;
}

export interface People {
  readonly company: Company;
  readonly of: Readonly<Record<Name, Member>>;
}

/** What each of them is, and in which group: East has a team below it, South is nobody's of theirs. */
const roles: Readonly<Record<Name, readonly Role[]>> = {
  li: ['sales'],
  mate: ['sales'],
  deep: ['sales'],
  wang: ['sales'],
  zhang: ['manager'],
  chen: ['finance'],
  huang: ['hr'],
  zhao: ['executive'],
  sun: ['admin'],
};
/** So that refusals are read in both languages. */
const chinese: readonly Name[] = ['zhang', 'huang', 'zhao'];

const SINCE = new Date('2026-01-01T00:00:00Z');

/** The test company with a colleague in the same group and one in a team below it. */
export async function createPeople(store: StoreContext, options: CompanyOptions = {}): Promise<People> {
  const company = await createCompany(store, options);
  const { orgId, groups, members } = company;
  const { db, ids } = store;
  const team = ids.uuid();
  await db.salesGroup.create({ data: { orgId, id: team, createdAt: SINCE } });
  const row = { orgId, revision: 1, validFrom: SINCE, recordedAt: SINCE };
  await db.salesGroupRevision.create({
    data: { ...row, groupId: team, kind: 'team', name: 'East 1', parentId: groups.east },
  });
  const known = {
    li: members.liWei,
    wang: members.wangFang,
    zhang: members.zhangMin,
    chen: members.chenJing,
    huang: members.huangLi,
    zhao: members.zhaoLei,
    sun: members.sunYue,
  };
  const of = {
    ...Object.fromEntries(
      Object.entries(known).map(([name, { id, name: full, slackUser, feishuUser }]) => [
        name,
        { id, name: full, slack: slackUser, feishu: feishuUser },
      ]),
    ),
    mate: await addMember(store, company, 'mate', groups.east),
    deep: await addMember(store, company, 'deep', team),
  } as Record<Name, Member>;
  for (const name of Object.keys(names) as Name[]) {
    const locale = chinese.includes(name) ? 'zh-CN' : 'en';
    await db.member.update({
      where: { orgId_id: { orgId, id: of[name].id } },
      data: { roles: [...roles[name]], locale },
    });
  }
  return { company, of };
}

async function addMember(
  { db, ids }: StoreContext,
  { orgId, slack, feishu }: Company,
  name: 'mate' | 'deep',
  groupId: string,
): Promise<Member> {
  const member = {
    id: ids.uuid(),
    name: names[name],
    slack: `U${slack.workspace}${name.toUpperCase()}`,
    feishu: `ou_${slack.workspace}${name}`,
  };
  const email = `${name}@acme.test`;
  await db.member.create({
    data: {
      orgId,
      id: member.id,
      name: member.name,
      email,
      emailFolded: email,
      roles: ['sales'],
      createdAt: SINCE,
    },
  });
  const row = { orgId, memberId: member.id };
  await db.groupMembershipRevision.create({
    data: { ...row, revision: 1, groupId, validFrom: SINCE, recordedAt: SINCE },
  });
  const account = { ...row, linkedAt: SINCE, confirmedAt: SINCE };
  await db.chatIdentity.createMany({
    data: [
      { ...account, id: ids.uuid(), workspaceId: slack.id, externalUser: member.slack, lastSeenAt: SINCE },
      { ...account, id: ids.uuid(), workspaceId: feishu.id, externalUser: member.feishu },
    ],
  });
  return member;
}
