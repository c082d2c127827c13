import { z } from 'zod';
import { Fault } from '../../kernel/result.ts';
import { isLocalTime, isValidZone } from '../../kernel/zones.ts';
import { runAll } from '../../orders/write-store.ts';
import type { Caller } from '../../people/context.ts';
import { slotDays } from '../../pushes/days.ts';
import { findStandings } from '../../pushes/groups.ts';
import {
  defaultTimes,
  isOwnKind,
  isScheduledKind,
  salesTopics,
  subscriptionKinds,
} from '../../pushes/kinds.ts';
import { mayChange } from '../../pushes/rights.ts';
import { auditSubscribed, maySubscribe } from '../../pushes/subscribe.ts';
import {
  changeState,
  findSubscription,
  type Home,
  insertSubscription,
  type NewSubscription,
  type Subscription,
} from '../../pushes/subscription-store.ts';
import { auditEntry } from '../../store/audit.ts';
import { Prisma, type Sql } from '../../store/client.ts';
import { type Changed, defineResource, type Sight } from './define.ts';
import { selectReference } from './external-ids.ts';
import { findWorkspace, needGroup } from './lookups.ts';
import { rejectConflict, rejectField, rejectRight } from './reject.ts';
import type { ResourceRow } from './resource.ts';
import { resourceText as t } from './text.ts';
import { amount, reference, words } from './values.ts';

const schema = z
  .strictObject({
    kind: z.enum(subscriptionKinds).describe('Which push; stays'),
    workspace: words(200, 'The platform’s name for the workspace (T0123…), or “id:” and our id; stays'),
    conversation: words(
      200,
      'The platform’s id of a channel or group; without one the key’s member gets it in private; stays',
    ).optional(),
    at: z
      .string()
      .refine(isLocalTime, { params: { say: 'unreadable' } })
      .optional()
      .describe('Time of day HH:mm, for pushes that have one'),
    days: z
      .enum(slotDays)
      .optional()
      .describe('On which days, for pushes that have a time: workdays, every day, or once a week'),
    zone: z
      .string()
      .refine(isValidZone, { params: { say: 'unreadable' } })
      .optional()
      .describe('IANA zone of that time'),
    lang: z.enum(['en', 'zh']).optional(),
    group: reference('About which group (its name will do too); null: the whole company; stays')
      .nullable()
      .optional(),
    minAmount: amount('Sales notifications from this amount on').nullable().optional(),
    topics: z
      .array(z.enum(salesTopics))
      .max(salesTopics.length)
      .optional()
      .describe('Of sales notifications, which; none: all'),
    state: z.enum(['active', 'paused', 'removed']).optional(),
  })
  .describe('Which channel or person gets which push');

type Value = z.output<typeof schema>;

/** Subscriptions of channels and of the key’s own member. The same push to the same place is taken over. */
export const subscriptions = defineResource({
  type: 'subscriptions',
  title: 'Subscriptions',
  entity: 'subscription',
  schema,
  adopt: findSame,
  create,
  change,
  remove,
  sight: see,
  load,
});

async function findSame(caller: Caller, value: Value): Promise<string | undefined> {
  const home = await readHome(caller, value);
  const groupId = value.group ? await needGroup(caller, 'group', value.group) : null;
  const place =
    home.kind === 'member'
      ? { memberId: home.memberId }
      : { workspaceId: home.workspaceId, conversation: home.conversation };
  const where = { orgId: caller.orgId, kind: value.kind, groupId, ...place, state: { not: 'removed' } };
  return (await caller.db.subscription.findFirst({ where, select: { id: true } }))?.id;
}

async function create(caller: Caller, value: Value): Promise<{ readonly id: string }> {
  const wanted = await plan(caller, value);
  const [row] = await caller.db.$queryRaw<{ id: string }[]>(insertSubscription(wanted, 'replace'));
  if (row === undefined) throw new Fault('subscription-missing');
  await runAll(caller.db, auditSubscribed(caller, wanted, row.id, undefined));
  if (value.state !== undefined) await setState(caller, await need(caller, row.id), value.state);
  return { id: row.id };
}

async function change(caller: Caller, id: string, value: Value): Promise<Changed> {
  const before = await need(caller, id);
  const standings = await findStandings(caller.db, caller.orgId, caller.actor, caller.today);
  if (!mayChange(standings, before)) throw rejectChange(caller, id);
  if (before.state === 'removed' && value.state === 'removed') return { changed: false };
  if (before.state === 'removed') throw rejectConflict(caller, t.subscriptionGone);
  const wanted = await plan(caller, value, before);
  const stays =
    wanted.kind === before.kind &&
    wanted.groupId === before.groupId &&
    (wanted.home.kind === 'member'
      ? wanted.home.memberId === before.memberId
      : wanted.home.conversation === before.conversation && wanted.home.workspaceId === before.workspaceId);
  if (!stays) throw rejectConflict(caller, t.fixed);
  const differs =
    wanted.localTime !== before.localTime ||
    wanted.days !== before.days ||
    wanted.zone !== before.zone ||
    wanted.lang !== before.lang ||
    wanted.minAmount !== before.minAmount ||
    [...(wanted.topics ?? [])].toSorted().join() !== [...before.topics].toSorted().join();
  if (differs) {
    await caller.db.$queryRaw(insertSubscription(wanted, 'replace'));
    await runAll(caller.db, auditSubscribed(caller, wanted, id, before));
    // Setting it anew wakes it up; one that rested goes on resting.
    if (before.state === 'paused' && value.state === undefined)
      await caller.db.$executeRaw(changeState(before, 'paused', caller.clock.now()));
  }
  const moved = value.state !== undefined && (await setState(caller, await need(caller, id), value.state));
  return { changed: differs || moved };
}

async function remove(caller: Caller, id: string): Promise<void> {
  const before = await need(caller, id);
  const standings = await findStandings(caller.db, caller.orgId, caller.actor, caller.today);
  if (!mayChange(standings, before)) throw rejectChange(caller, id);
  if (before.state !== 'removed') await setState(caller, before, 'removed');
}

async function setState(
  caller: Caller,
  subscription: Subscription,
  state: Subscription['state'],
): Promise<boolean> {
  if (subscription.state === state) return false;
  const verbs = { active: 'resumed', paused: 'paused', removed: 'removed' } as const;
  await caller.db.$executeRaw(changeState(subscription, state, caller.clock.now()));
  await caller.db.$executeRaw(
    auditEntry(caller, {
      action: `subscription.${verbs[state]}`,
      entity: 'subscription',
      entityId: subscription.id,
      before: { state: subscription.state },
      after: { state },
    }),
  );
  return true;
}

async function plan(caller: Caller, value: Value, known?: Subscription): Promise<NewSubscription> {
  const { kind } = value;
  const home = await readHome(caller, value);
  if (isOwnKind(kind) && home.kind === 'conversation')
    throw rejectField(caller, 'conversation', t.personalPush);
  const groupId = value.group ? await needGroup(caller, 'group', value.group) : null;
  const standings = await findStandings(caller.db, caller.orgId, caller.actor, caller.today);
  if (!maySubscribe(standings, home, kind, groupId)) throw rejectChange(caller, known?.id ?? null);
  const { org, actor, ids, clock, orgId, memberId } = caller;
  const isSales = kind === 'sales';
  const minAmount = value.minAmount === undefined ? (known?.minAmount ?? null) : value.minAmount;
  const topics = value.topics ?? known?.topics ?? [];
  return {
    orgId,
    id: ids.uuid(),
    kind,
    home,
    localTime: isScheduledKind(kind) ? (value.at ?? known?.localTime ?? defaultTimes[kind]) : null,
    days: isScheduledKind(kind) ? (value.days ?? known?.days ?? 'workdays') : 'workdays',
    zone: value.zone ?? known?.zone ?? (isOwnKind(kind) ? actor.zone : org.zone),
    lang: value.lang ?? known?.lang ?? actor.lang,
    groupId,
    minAmount: isSales ? minAmount : null,
    topics: isSales ? topics : [],
    startsAt: clock.now(),
    createdBy: memberId,
  };
}

async function readHome(caller: Caller, { workspace, conversation }: Value): Promise<Home> {
  const { memberId } = caller;
  const workspaceId = await findWorkspace(caller, workspace);
  if (workspaceId === undefined) throw rejectField(caller, 'workspace', t.unknownReference);
  return conversation === undefined
    ? { kind: 'member', workspaceId, memberId }
    : { kind: 'conversation', workspaceId, conversation };
}

async function need({ db, orgId }: Caller, id: string): Promise<Subscription> {
  const found = await findSubscription(db, orgId, id);
  if (found === undefined) throw new Fault('subscription-missing');
  return found;
}

function rejectChange(caller: Caller, entityId: string | null) {
  const about = { entity: 'subscription', entityId, roles: ['manager', 'admin'] } as const;
  return rejectRight(caller, { deed: 'subscription.set', ...about });
}

/** Admins see all; everybody else those of their own and of the groups that they manage. */
async function see(caller: Caller): Promise<Sight> {
  const { actor, memberId } = caller;
  if (actor.roles.includes('admin')) return { where: Prisma.sql`true` };
  const own = Prisma.sql`r.member_id = ${memberId}::uuid`;
  if (!actor.roles.includes('manager')) return { where: own };
  const { managed } = await findStandings(caller.db, caller.orgId, actor, caller.today);
  const groups = Prisma.sql`(r.conversation IS NOT NULL AND r.group_id = ANY(${[...managed]}::uuid[]))`;
  return { where: Prisma.sql`(${own} OR ${groups})` };
}

function load({ db, orgId }: Caller, where: Sql, limit: number): Promise<readonly ResourceRow[]> {
  const org = Prisma.sql`r.org_id`;
  return db.$queryRaw<ResourceRow[]>`
    SELECT r.id, x.external_id AS "externalId", r.kind, w.external_key AS workspace, r.conversation,
      ${selectReference('members', org, Prisma.sql`r.member_id`)} AS member, r.local_time AS at, r.days, r.zone, r.lang,
      ${selectReference('groups', org, Prisma.sql`r.group_id`)} AS "group", r.min_amount::text AS "minAmount", r.topics, r.state
    FROM subscriptions r JOIN workspaces w ON w.org_id = r.org_id AND w.id = r.workspace_id
    LEFT JOIN external_ids x ON x.org_id = r.org_id AND x.type = 'subscriptions' AND x.entity_id = r.id
    WHERE r.org_id = ${orgId}::uuid AND ${where} ORDER BY r.id LIMIT ${limit}::int`;
}
