import type { Result } from '../../kernel/result.ts';
import { createGroup, setGroupManager, setMembership } from '../../people/arrange-groups.ts';
import { connectWorkspace } from '../../people/connect-workspace.ts';
import { createMember } from '../../people/create-member.ts';
import { createOrganization } from '../../people/create-organization.ts';
import type { ActingContext, StoreContext } from '../../store/context.ts';
import { sealSecret } from '../../store/secrets.ts';
import { workspaceBinding } from '../credentials.ts';
import { demoPeople } from './people.ts';
import { demoFeishu, demoSlack } from './places.ts';
import { seedSales } from './sales.ts';

/** How the demo's organization is known again at the next start. */
export const DEMO_EMAIL = 'sunyue@galaxy-trading.example';

/** What the demo's history needs to know of the company. */
export interface DemoCompany {
  readonly context: ActingContext;
  /** Member ids by person's key. */
  readonly members: Readonly<Record<string, string>>;
  readonly workspaces: { readonly slack: string; readonly feishu: string };
}

/** Loads the demo company with two months of sales behind it, unless it is there already. */
export async function ensureDemoCompany(store: StoreContext, secretKey: Buffer): Promise<void> {
  if ((await store.db.organization.count({ where: { adminEmail: DEMO_EMAIL } })) > 0) return;
  const made = unwrap(
    await createOrganization(store, {
      name: '银河贸易 Galaxy Trading',
      zone: 'Asia/Shanghai',
      currency: 'CNY',
      adminEmail: DEMO_EMAIL,
      adminName: '孙悦',
      calendarRegion: 'CN',
    }),
  );
  const context: ActingContext = { ...store, orgId: made.orgId, memberId: null, origin: 'demo' };
  const members = await createPeople(context, made.adminId);
  const workspaces = {
    slack: await connect(context, secretKey, 'slack', demoSlack.team.id, demoSlack.team.name, {
      botToken: demoSlack.botToken,
      signingSecret: demoSlack.signingSecret,
    }),
    feishu: await connect(
      context,
      secretKey,
      'feishu',
      `${demoFeishu.appId}/${demoFeishu.tenantKey}`,
      '银河贸易',
      {
        appId: demoFeishu.appId,
        appSecret: demoFeishu.appSecret,
        encryptKey: demoFeishu.encryptKey,
        verificationToken: demoFeishu.verificationToken,
      },
    ),
  };
  await linkEverybody(context, members, workspaces);
  await seedSales({ context, members, workspaces });
}

async function createPeople(context: ActingContext, adminId: string): Promise<Record<string, string>> {
  const from = '2026-01-01';
  const company = await createGroup(context, { kind: 'company', name: '银河贸易', parentId: null, from });
  const groups = {
    east: await createGroup(context, { kind: 'department', name: '华东', parentId: company, from }),
    south: await createGroup(context, { kind: 'department', name: '华南', parentId: company, from }),
  };
  const members: Record<string, string> = { sunyue: adminId };
  for (const person of demoPeople) {
    const { key, name, email, roles, rank, lang, group } = person;
    const locale = lang === 'zh' ? 'zh-CN' : 'en';
    if (key === 'sunyue')
      await context.db.member.update({
        where: { orgId_id: { orgId: context.orgId, id: adminId } },
        data: { locale },
      });
    else members[key] = unwrap(await createMember(context, { name, email, roles, rank, locale })).memberId;
    if (group !== null)
      await setMembership(context, { memberId: members[key] ?? '', groupId: groups[group], from });
  }
  await setGroupManager(context, { groupId: groups.east, memberId: members.zhangmin ?? '' });
  return members;
}

async function connect(
  context: ActingContext,
  secretKey: Buffer,
  platform: 'slack' | 'feishu',
  externalKey: string,
  name: string,
  secrets: object,
): Promise<string> {
  const seal = (workspaceId: string) =>
    sealSecret(secretKey, workspaceBinding(context.orgId, workspaceId), secrets);
  return unwrap(await connectWorkspace(context, { platform, externalKey, name, seal })).workspaceId;
}

async function linkEverybody(
  context: ActingContext,
  members: Readonly<Record<string, string>>,
  workspaces: DemoCompany['workspaces'],
): Promise<void> {
  const now = new Date(context.clock.now());
  const account = { orgId: context.orgId, linkedAt: now, confirmedAt: now };
  await context.db.chatIdentity.createMany({
    data: demoPeople.flatMap(({ key, slackUser, feishuUser }) => [
      {
        ...account,
        id: context.ids.uuid(),
        memberId: members[key] ?? '',
        workspaceId: workspaces.slack,
        externalUser: slackUser,
      },
      {
        ...account,
        id: context.ids.uuid(),
        memberId: members[key] ?? '',
        workspaceId: workspaces.feishu,
        externalUser: feishuUser,
      },
    ]),
  });
}

/** The demo's own data cannot be refused; if it is, that is a defect of the demo. */
function unwrap<T>(result: Result<T>): T {
  if (result.kind === 'refusal') throw new Error(`the demo company was refused: ${result.code}`);
  return result.value;
}
