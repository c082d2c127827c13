import { workspaceBinding } from '../src/app/credentials.ts';
import { normalizeName } from '../src/kernel/text/normalize.ts';
import { createDb } from '../src/store/client.ts';
import { sealSecret } from '../src/store/secrets.ts';
import { feishuBench, slackBench } from './requests.ts';

const ORG = '01900000-0000-7000-8000-000000000001';
const MEMBER = '01900000-0000-7000-8000-000000000002';
const SLACK = '01900000-0000-7000-8000-000000000003';
const FEISHU = '01900000-0000-7000-8000-000000000004';

/** How many customers there are to choose from. */
export const CUSTOMERS = 1_000;

export function customerName(number: number): string {
  return `Customer${number % CUSTOMERS}`;
}

export type BenchPlatform = 'slack' | 'feishu';

/** A company with one salesperson, these platforms and a thousand customers: the same rows serve every peer. */
export async function seedBench(
  url: string,
  secretKey: Buffer,
  connected: readonly BenchPlatform[] = ['slack', 'feishu'],
): Promise<void> {
  const db = createDb({ url });
  const now = new Date();
  await db.organization.create({
    data: {
      id: ORG,
      name: 'Bench',
      zone: 'Asia/Shanghai',
      locale: 'en',
      currency: 'CNY',
      adminEmail: 'a@b.example',
      createdAt: now,
    },
  });
  await db.member.create({
    data: {
      orgId: ORG,
      id: MEMBER,
      name: 'Ann',
      email: 'ann@b.example',
      emailFolded: 'ann@b.example',
      roles: ['sales'],
      createdAt: now,
    },
  });
  const workspaces = [
    {
      id: SLACK,
      platform: 'slack',
      externalKey: slackBench.team,
      user: slackBench.user,
      secrets: { botToken: 'xoxb-bench', signingSecret: slackBench.secret },
    },
    {
      id: FEISHU,
      platform: 'feishu',
      externalKey: `${feishuBench.appId}/${feishuBench.tenant}`,
      user: feishuBench.openId,
      secrets: {
        appId: feishuBench.appId,
        appSecret: 'bench',
        encryptKey: feishuBench.encryptKey,
        verificationToken: feishuBench.token,
      },
    },
  ] as const;
  for (const { id, platform, externalKey, user, secrets } of workspaces) {
    if (!connected.includes(platform)) continue;
    const credentials = sealSecret(secretKey, workspaceBinding(ORG, id), secrets);
    await db.workspace.create({
      data: { orgId: ORG, id, platform, externalKey, name: platform, credentials, connectedAt: now },
    });
    await db.chatIdentity.create({
      data: {
        orgId: ORG,
        id: crypto.randomUUID(),
        memberId: MEMBER,
        workspaceId: id,
        externalUser: user,
        linkedAt: now,
        confirmedAt: now,
      },
    });
  }
  const customers = Array.from({ length: CUSTOMERS }, (_, number) => ({
    orgId: ORG,
    id: crypto.randomUUID(),
    name: customerName(number),
    nameKey: normalizeName(customerName(number)),
    ownerId: MEMBER,
    createdAt: now,
  }));
  await db.customer.createMany({ data: customers });
  await db.customerKey.createMany({
    data: customers.map((each) => ({ orgId: ORG, kind: 'name', value: each.nameKey, customerId: each.id })),
  });
  await db.$executeRaw`ANALYZE`;
  await db.$disconnect();
}
