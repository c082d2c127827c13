import { z } from 'zod';
import { mayWith } from '../../customers/access.ts';
import { describeLogged, findErrors, planReminder } from '../../followups/new-follow-up.ts';
import { rewriteLogged } from '../../followups/revise.ts';
import { loadFollowUp } from '../../followups/revision-store.ts';
import { insertFollowUp, insertReminder, type NewFollowUp } from '../../followups/store.ts';
import { addDays } from '../../kernel/calendar.ts';
import { Fault } from '../../kernel/result.ts';
import { instantOf } from '../../kernel/zones.ts';
import type { Caller } from '../../people/context.ts';
import { rolesFor } from '../../people/rights.ts';
import { auditEntry } from '../../store/audit.ts';
import { Prisma, type Sql } from '../../store/client.ts';
import { type Changed, defineResource } from './define.ts';
import { selectReference } from './external-ids.ts';
import { needCustomer, needMember } from './lookups.ts';
import { rejectConflict, rejectField, rejectFields, rejectRight } from './reject.ts';
import type { ResourceRow } from './resource.ts';
import { seeByCustomer } from './sight.ts';
import { resourceText as t } from './text.ts';
import { amount, day, reference, text } from './values.ts';

const KINDS = ['call', 'visit', 'message', 'email', 'meeting', 'service', 'other'] as const;
/** Where it is not said when on a day it happened. */
const MIDDAY = '12:00';
/** Until when a service case is to be seen to where nobody says it. */
const CASE_DAYS = 3;

const schema = z
  .strictObject({
    customer: reference('The customer'),
    kind: z.enum(KINDS).describe('What it was'),
    text: text(10_000, 'What was said'),
    at: day('When it happened; today where it is not sent').optional(),
    amount: amount('A sum that was spoken of').nullable().optional(),
    next: day('When to be in contact again').nullable().optional(),
    due: day('Of a service case: until when').optional(),
    author: reference('Who was in contact; only admins may name others').optional(),
  })
  .describe('One contact with a customer');

type Value = z.output<typeof schema>;

/** Follow-ups. Their author may change them, and an admin. */
export const followUps = defineResource({
  type: 'follow-ups',
  title: 'Follow-ups',
  entity: 'follow_up',
  schema,
  create,
  change,
  sight: seeByCustomer,
  load,
});

async function create(caller: Caller, value: Value): Promise<{ readonly id: string }> {
  const { db } = caller;
  const customer = await needCustomer(caller, 'customer', value.customer);
  await needWork(caller, customer);
  const authorId = await decideAuthor(caller, value.author);
  checkDays(caller, value);
  const followUp = readSent(caller, value, { id: caller.ids.uuid(), customerId: customer.id, authorId });
  for (const statement of insertFollowUp(caller, followUp)) await db.$executeRaw(statement);
  // Of what was fed late, a day that is past reminds nobody any more.
  const ahead = (followUp.nextOn ?? followUp.dueOn ?? '') >= caller.today;
  const reminder = ahead ? planReminder({ ...caller, memberId: authorId }, followUp) : undefined;
  if (reminder !== undefined) await db.$executeRaw(insertReminder(caller, reminder));
  const { id } = followUp;
  const after = describeLogged(followUp);
  await db.$executeRaw(
    auditEntry(caller, { action: 'followup.logged', entity: 'follow_up', entityId: id, after }),
  );
  return { id };
}

async function change(caller: Caller, id: string, value: Value): Promise<Changed> {
  const { db, orgId, memberId, actor } = caller;
  const was = await loadFollowUp(db, orgId, id);
  if (was === undefined) throw new Fault('follow-up-missing');
  const mayChange = was.authorId === memberId || actor.roles.includes('admin');
  if (!mayChange) {
    const about = { entity: 'follow_up', entityId: id, roles: ['admin'] } as const;
    throw rejectRight(caller, { deed: 'followup.change', ...about });
  }
  if (was.withdrawnAt !== null) throw rejectConflict(caller, t.withdrawn);
  const customer = await needCustomer(caller, 'customer', value.customer);
  await needWork(caller, customer);
  if (value.author !== undefined && (await needMember(caller, 'author', value.author)).id !== was.authorId)
    throw rejectField(caller, 'author', t.fixed);
  checkDays(caller, value, [was.nextOn, was.dueOn]);
  const happenedOn = value.at ?? was.happenedOn;
  const read = readSent(
    caller,
    { ...value, at: happenedOn },
    { id, customerId: customer.id, authorId: was.authorId },
  );
  const followUp: NewFollowUp = {
    ...read,
    ...(happenedOn === was.happenedOn ? { happenedAt: was.happenedAt.getTime() } : {}),
    amount: value.amount === undefined ? was.amount : read.amount,
    nextOn: value.next === undefined ? was.nextOn : read.nextOn,
    nextTime: value.next === undefined || value.next === was.nextOn ? was.nextTime : null,
    dueOn: value.kind === 'service' ? (value.due ?? was.dueOn ?? read.dueOn) : null,
  };
  const same =
    followUp.customerId === was.customerId &&
    followUp.kind === was.kind &&
    followUp.text === was.text &&
    followUp.amount === was.amount &&
    followUp.nextOn === was.nextOn &&
    followUp.dueOn === was.dueOn &&
    happenedOn === was.happenedOn;
  if (same) return { changed: false };
  await rewriteLogged(db, caller, was, followUp);
  return { changed: true };
}

function readSent(
  { today, org, clock }: Caller,
  value: Value,
  rest: Pick<NewFollowUp, 'id' | 'customerId' | 'authorId'>,
): NewFollowUp {
  const happenedOn = value.at ?? today;
  return {
    ...rest,
    createdAt: clock.now(),
    kind: value.kind,
    text: value.text,
    amount: value.amount ?? null,
    happenedAt: happenedOn === today ? clock.now() : instantOf(happenedOn, MIDDAY, org.zone),
    happenedOn,
    messageKey: null,
    dueOn: value.kind === 'service' ? (value.due ?? value.next ?? addDays(today, CASE_DAYS)) : null,
    nextOn: value.next ?? null,
    nextTime: null,
  };
}

/** A contact that is still to come, a next one that is past: the same sentences as in chat, at their fields. */
function checkDays(caller: Caller, { at, next, due }: Value, kept: readonly (string | null)[] = []): void {
  const typed = { ...(at ? { at } : {}), ...(next ? { next } : {}), ...(due ? { due } : {}) };
  // What was fed long ago may name a next contact that was in time then.
  const past = at !== undefined && at < caller.today ? [next ?? null, due ?? null] : [];
  const errors = Object.entries(findErrors(caller, typed, [...kept, ...past]));
  if (errors.length === 0) return;
  throw rejectFields(
    caller,
    errors.map(([field, message]) => ({ field, message })),
  );
}

async function decideAuthor(caller: Caller, named: string | undefined): Promise<string> {
  if (named === undefined) return caller.memberId;
  const author = await needMember(caller, 'author', named);
  if (author.id === caller.memberId || caller.actor.roles.includes('admin')) return author.id;
  throw rejectRight(caller, {
    deed: 'followup.for-others',
    entity: 'follow_up',
    entityId: null,
    roles: ['admin'],
  });
}

async function needWork(
  caller: Caller,
  customer: { readonly id: string; readonly ownerId: string | null },
): Promise<void> {
  if (await mayWith(caller, customer.ownerId, 'customer.work')) return;
  const about = { entity: 'customer', entityId: customer.id, roles: rolesFor('customer.work') } as const;
  throw rejectRight(caller, { deed: 'customer.work', ...about });
}

function load({ db, orgId }: Caller, where: Sql, limit: number): Promise<readonly ResourceRow[]> {
  const org = Prisma.sql`r.org_id`;
  return db.$queryRaw<ResourceRow[]>`
    SELECT r.id, x.external_id AS "externalId",
      ${selectReference('customers', org, Prisma.sql`r.customer_id`)} AS customer,
      ${selectReference('members', org, Prisma.sql`r.author_id`)} AS author, r.kind, r.text,
      r.happened_on::text AS at, r.amount::text AS amount, r.next_on::text AS next, r.due_on::text AS due,
      r.withdrawn_at IS NOT NULL AS withdrawn
    FROM follow_ups r
    LEFT JOIN external_ids x ON x.org_id = r.org_id AND x.type = 'follow-ups' AND x.entity_id = r.id
    WHERE r.org_id = ${orgId}::uuid AND ${where} ORDER BY r.id LIMIT ${limit}::int`;
}
