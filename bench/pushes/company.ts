import { workspaceBinding } from '../../src/app/credentials.ts';
import type { Platform } from '../../src/chat/inbound.ts';
import type { LocalDate } from '../../src/kernel/calendar.ts';
import { createIds } from '../../src/kernel/ids.ts';
import type { Db } from '../../src/store/client.ts';
import { sealSecret } from '../../src/store/secrets.ts';

/** An organization of the bench: one platform each, with conversations that are subscribed to something. */
export interface BenchOrg {
  readonly id: string;
  readonly number: number;
  readonly platform: Platform;
  readonly workspaceId: string;
  readonly memberIds: readonly string[];
  /** The platform's ids, and what the organization is called by there. */
  readonly conversations: readonly string[];
  readonly place: BenchPlace;
}

/** How a platform knows an organization. */
export interface BenchPlace {
  /** Slack's team id and token, or Feishu's app and tenant. */
  readonly team: string;
  readonly token: string;
  readonly appId: string;
  readonly tenant: string;
}

export const ZONE = 'Asia/Shanghai';
export const FEISHU_SECRETS = {
  appSecret: 'a-secret-of-the-bench',
  encryptKey: 'a-key-of-the-bench',
  verificationToken: 'a-token-of-the-bench',
} as const;

const PEOPLE = 5;

/** So many organizations with so many conversations each, every other one on Feishu. */
export function planOrgs(organizations: number, conversations: number, now: number): readonly BenchOrg[] {
  const ids = createIds({ now: () => now });
  return Array.from({ length: organizations }, (_, number) => {
    const platform = number % 2 === 0 ? 'slack' : 'feishu';
    const prefix = platform === 'slack' ? 'C' : 'oc_';
    return {
      id: ids.uuid(),
      number,
      platform,
      workspaceId: ids.uuid(),
      memberIds: Array.from({ length: PEOPLE }, () => ids.uuid()),
      conversations: Array.from({ length: conversations }, (__, index) => `${prefix}${number}X${index}`),
      place: placeOf(number),
    };
  });
}

function placeOf(number: number): BenchPlace {
  return {
    team: `T${number}`,
    token: `xoxb-bench-${number}`,
    appId: `cli_${number.toString(16).padStart(16, '0')}`,
    tenant: `tenant${number}`,
  };
}

/** Writes the organizations with their people and their workspaces' credentials. */
export async function insertOrgs(
  db: Db,
  orgs: readonly BenchOrg[],
  secretKey: Buffer,
  createdAt: Date,
): Promise<void> {
  await db.organization.createMany({
    data: orgs.map(({ id, number }) => ({
      id,
      name: `Company ${number}`,
      zone: ZONE,
      locale: number % 4 < 2 ? 'zh' : 'en',
      currency: 'CNY',
      adminEmail: `admin@company${number}.example`,
      createdAt,
    })),
  });
  await db.member.createMany({
    data: orgs.flatMap((org) =>
      org.memberIds.map((id, index) => ({
        orgId: org.id,
        id,
        name: `Seller ${index + 1}`,
        email: `seller${index}@company${org.number}.example`,
        emailFolded: `seller${index}@company${org.number}.example`,
        roles: ['sales'],
        createdAt,
      })),
    ),
  });
  await db.workspace.createMany({
    data: orgs.map((org) => ({
      orgId: org.id,
      id: org.workspaceId,
      platform: org.platform,
      externalKey: org.platform === 'slack' ? org.place.team : `${org.place.appId}/${org.place.tenant}`,
      name: `Company ${org.number}`,
      credentials: sealSecret(secretKey, workspaceBinding(org.id, org.workspaceId), secretsOf(org)),
      connectedAt: createdAt,
    })),
  });
}

function secretsOf({ platform, place }: BenchOrg): object {
  return platform === 'slack'
    ? { botToken: place.token, signingSecret: `signing-secret-${place.team}` }
    : { appId: place.appId, ...FEISHU_SECRETS };
}

/** A thousand organizations at once take longer than a request may. */
const PATIENT = { timeout: 60_000 } as const;

/** Rows that one statement takes. */
const CHUNK = 2_000;

/** Subscribes every conversation of every organization to a push; their ids, by organization. */
export async function subscribeAll(
  db: Db,
  orgs: readonly BenchOrg[],
  kind: 'sales' | 'daily',
  localTime: string | null,
  startsAt: Date,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const ids = createIds({ now: () => startsAt.getTime() });
  const rows = orgs.flatMap((org) =>
    org.conversations.map((conversation) => ({
      orgId: org.id,
      id: ids.uuid(),
      kind,
      workspaceId: org.workspaceId,
      conversation,
      localTime,
      zone: ZONE,
      lang: org.number % 4 < 2 ? 'zh' : 'en',
      startsAt,
      createdAt: startsAt,
    })),
  );
  for (let from = 0; from < rows.length; from += CHUNK)
    await db.subscription.createMany({ data: rows.slice(from, from + CHUNK) });
  return groupIds(rows);
}

function groupIds(
  rows: readonly { readonly orgId: string; readonly id: string }[],
): Map<string, readonly string[]> {
  const byOrg = new Map<string, string[]>();
  for (const { orgId, id } of rows) byOrg.set(orgId, [...(byOrg.get(orgId) ?? []), id]);
  return byOrg;
}

/** Signs one order in each organization, split between two people, with a payment of a part; the orders' ids, in their order. */
export async function signOrders(
  db: Db,
  orgs: readonly BenchOrg[],
  day: LocalDate,
  now: Date,
): Promise<readonly string[]> {
  const ids = createIds({ now: () => now.getTime() });
  const signedOn = new Date(day);
  const orders = orgs.map((org) => ({ org, id: ids.uuid(), paymentId: ids.uuid(), customerId: ids.uuid() }));
  await db.$transaction(async (tx) => {
    // Of new customers: what is about the same one within minutes would become one card.
    await tx.customer.createMany({
      data: orders.map(({ org, customerId }) => ({
        orgId: org.id,
        id: customerId,
        name: `Customer ${customerId.slice(-8)}`,
        nameKey: `customer ${customerId.slice(-8)}`,
        ownerId: org.memberIds[0] ?? null,
        createdAt: now,
      })),
    });
    await tx.order.createMany({
      data: orders.map(({ org, id, customerId }) => ({
        orgId: org.id,
        id,
        number: `HT-${id.slice(-8)}`,
        customerId,
        createdAt: now,
      })),
    });
    const common = (org: BenchOrg, id: string) =>
      ({ orgId: org.id, orderId: id, revision: 1, recordedAt: now }) as const;
    await tx.orderRevision.createMany({
      data: orders.map(({ org, id }) => ({
        ...common(org, id),
        amount: 8_000_000n,
        signedOn,
        state: 'signed',
      })),
    });
    await tx.instalmentRevision.createMany({
      data: orders.map(({ org, id }) => ({
        ...common(org, id),
        position: 1,
        dueOn: signedOn,
        amount: 8_000_000n,
      })),
    });
    await tx.creditSplitRevision.createMany({
      data: orders.flatMap(({ org, id }) =>
        org.memberIds.slice(0, 2).map((memberId, index) => ({
          ...common(org, id),
          position: index + 1,
          memberId,
          basisPoints: index === 0 ? 7_000 : 3_000,
          kind: 'initial',
        })),
      ),
    });
    await tx.payment.createMany({
      data: orders.map(({ org, id, paymentId }) => ({
        orgId: org.id,
        id: paymentId,
        orderId: id,
        createdAt: now,
      })),
    });
    await tx.paymentRevision.createMany({
      data: orders.map(({ org, paymentId }) => ({
        orgId: org.id,
        paymentId,
        revision: 1,
        amount: 3_000_000n,
        receivedOn: signedOn,
        state: 'confirmed',
        recordedAt: now,
      })),
    });
  }, PATIENT);
  return orders.map(({ id }) => id);
}
