import type pg from 'pg';
import { workspaceBinding } from '../../../src/app/credentials.ts';
import { sealSecret } from '../../../src/store/secrets.ts';
import { feishuBench, slackBench } from '../../requests.ts';
import { makeId, type Size, sqlId } from './size.ts';

/** Teams below each of four departments, and salespeople in each team. */
const TEAM = 10;
const DEPARTMENTS = 4;
const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗';
const GIVEN = '伟芳敏静磊洋艳勇军杰娟涛超明霞平刚英华玉萍红波辉丽强健琳倩鹏浩宇欣怡嘉俊晨雪梅婷';

/** Who is who: salespeople first, then who leads and who counts. */
export interface Staff {
  /** The first of each team leads it as well. */
  readonly sales: readonly number[];
  readonly heads: readonly number[];
  readonly finance: readonly number[];
  readonly executives: readonly number[];
  readonly hr: number;
  readonly admins: readonly number[];
}

/** The numbers that the members of an organization have. */
export function planStaff({ sales }: Size): Staff {
  const after = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => sales + from + index);
  return {
    sales: Array.from({ length: sales }, (_, index) => index),
    heads: after(0, DEPARTMENTS),
    finance: after(4, 3),
    executives: after(7, 2),
    hr: sales + 9,
    admins: after(10, 2),
  };
}

export function memberName(n: number): string {
  const given = [...GIVEN];
  const first = given[n % given.length] ?? '';
  const second = n >= given.length * 2 ? (given[(n * 7 + 3) % given.length] ?? '') : '';
  return `${[...SURNAMES][(n * 3 + Math.floor(n / given.length)) % 20] ?? ''}${second}${first}`;
}

/** The accounts that a member writes from. */
export function accountsOf(org: number, n: number): { readonly slack: string; readonly feishu: string } {
  return { slack: `UB${org}X${n}`, feishu: `ou_bench${org}x${n}` };
}

/** The two workspaces of an organization, by what the platforms call them. */
export function placesOf(org: number) {
  const own = org === 1 ? '' : String(org);
  return {
    slack: `${slackBench.team}${own}`,
    feishu: `${feishuBench.appId}/${feishuBench.tenant}${own}`,
  };
}

/** An organization with its groups, people, accounts and workspaces, as old as the data. */
export async function loadCompany(client: pg.Client, size: Size, key: Buffer, start: string): Promise<void> {
  const org = size.number;
  const orgId = makeId('org', org, 0);
  await client.query(
    `INSERT INTO organizations (id, name, zone, locale, currency, calendar_region, admin_email, created_at)
     VALUES ($1, $2, 'Asia/Shanghai', 'zh-CN', 'CNY', 'CN', $3, $4)`,
    [orgId, `测试企业 ${org}`, `admin${org}@bench.example`, start],
  );
  // The trigger that does this for new organizations rests while data are loaded.
  await client.query('SELECT begin_deals($1)', [orgId]);
  await client.query(
    `INSERT INTO pool_settings (org_id, claims_per_day, customers_held, cool_down_days, cadence_days, manager_after_days,
       falls, fall_after_days, claim_back) VALUES ($1, 100000, 100000, 0, 365, 3, false, 7, true)`,
    [orgId],
  );
  await loadMembers(client, size, start);
  await loadGroups(client, size, start);
  const places = placesOf(org);
  const secrets = {
    slack: { botToken: 'xoxb-bench', signingSecret: slackBench.secret },
    feishu: {
      appId: feishuBench.appId,
      appSecret: 'bench',
      encryptKey: feishuBench.encryptKey,
      verificationToken: feishuBench.token,
    },
  };
  for (const [n, platform] of (['slack', 'feishu'] as const).entries()) {
    const id = makeId('workspace', org, n);
    const credentials = sealSecret(key, workspaceBinding(orgId, id), secrets[platform]);
    await client.query(
      `INSERT INTO workspaces (org_id, id, platform, external_key, name, credentials, connected_at)
       VALUES ($1, $2, $3, $4, $3, $5, $6)`,
      [orgId, id, platform, places[platform], credentials, start],
    );
    await client.query(
      `INSERT INTO chat_identities (org_id, id, member_id, workspace_id, external_user, linked_at, confirmed_at, last_seen_at)
       SELECT $1, ${sqlId('identity', org, `ordinality * 2 + ${n}`)}, m, $2, u, $5, $5, now()
       FROM unnest($3::uuid[], $4::text[]) WITH ORDINALITY AS t(m, u, ordinality)`,
      [
        orgId,
        id,
        everybody(size).map((member) => makeId('member', org, member)),
        everybody(size).map((member) => accountsOf(org, member)[platform]),
        start,
      ],
    );
  }
}

function everybody(size: Size): readonly number[] {
  const { sales, heads, finance, executives, hr, admins } = planStaff(size);
  return [...sales, ...heads, ...finance, ...executives, hr, ...admins];
}

async function loadMembers(client: pg.Client, size: Size, start: string): Promise<void> {
  const org = size.number;
  const { heads, finance, executives, hr, admins } = planStaff(size);
  const rolesOf = (n: number): string => {
    if (n < size.sales) return n % TEAM === 0 ? '{sales,manager}' : '{sales}';
    if (heads.includes(n)) return '{manager}';
    if (finance.includes(n)) return '{finance}';
    if (executives.includes(n)) return '{executive}';
    return n === hr ? '{hr}' : admins.includes(n) ? '{admin}' : '{}';
  };
  const people = everybody(size);
  await client.query(
    `INSERT INTO members (org_id, id, name, email, email_folded, roles, rank, created_at)
     SELECT $1, m, name, email, email, roles::text[], 'staff', $6
     FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) AS t(m, name, email, roles)`,
    [
      makeId('org', org, 0),
      people.map((n) => makeId('member', org, n)),
      people.map(memberName),
      people.map((n) => `member${n}@bench${org}.example`),
      people.map(rolesOf),
      start,
    ],
  );
}

/** Group 0 is the company, 1 to 4 its departments, then the teams, dealt out to the departments. */
async function loadGroups(client: pg.Client, size: Size, start: string): Promise<void> {
  const org = size.number;
  const orgId = makeId('org', org, 0);
  const teams = Math.ceil(size.sales / TEAM);
  const id = (n: number) => makeId('group', org, n);
  const member = (n: number) => makeId('member', org, n);
  const groups = Array.from({ length: 1 + DEPARTMENTS + teams }, (_, n) => n);
  const isTeam = (n: number) => n > DEPARTMENTS;
  await client.query(
    'INSERT INTO sales_groups (org_id, id, created_at) SELECT $1, g, $3 FROM unnest($2::uuid[]) g',
    [orgId, groups.map(id), start],
  );
  await client.query(
    `INSERT INTO sales_group_revisions (org_id, group_id, revision, kind, name, parent_id, valid_from, recorded_at)
     SELECT $1, g, 1, kind, name, parent, $6::timestamptz::date, $6
     FROM unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[]) AS t(g, kind, name, parent)`,
    [
      orgId,
      groups.map(id),
      groups.map((n) => (n === 0 ? 'company' : isTeam(n) ? 'team' : 'department')),
      groups.map((n) =>
        n === 0 ? '总公司' : isTeam(n) ? `${n - DEPARTMENTS}组` : ['华东', '华南', '华北', '西南'][n - 1],
      ),
      groups.map((n) => (n === 0 ? null : isTeam(n) ? id(1 + (n % DEPARTMENTS)) : id(0))),
      start,
    ],
  );
  const sales = planStaff(size).sales;
  await client.query(
    `INSERT INTO group_membership_revisions (org_id, member_id, revision, group_id, valid_from, recorded_at)
     SELECT $1, m, 1, g, $4::timestamptz::date, $4 FROM unnest($2::uuid[], $3::uuid[]) AS t(m, g)`,
    [orgId, sales.map(member), sales.map((n) => id(1 + DEPARTMENTS + Math.floor(n / TEAM))), start],
  );
  const leads = sales.filter((n) => n % TEAM === 0);
  const { heads } = planStaff(size);
  await client.query(
    'INSERT INTO group_managers (org_id, group_id, member_id) SELECT $1, g, m FROM unnest($2::uuid[], $3::uuid[]) AS t(g, m)',
    [
      orgId,
      [
        ...leads.map((n) => id(1 + DEPARTMENTS + Math.floor(n / TEAM))),
        ...heads.map((_, index) => id(1 + index)),
      ],
      [...leads, ...heads].map(member),
    ],
  );
}
