import { z } from 'zod';
import { mayWith } from '../../customers/access.ts';
import { nameCustomField } from '../../customers/custom/field.ts';
import { saveCustomValues } from '../../customers/custom/store.ts';
import { moveStatements, toldOf, writeAudit } from '../../deals/advance.ts';
import { closeAs } from '../../deals/close.ts';
import { ensureCompetitor, linkCompetitor, unlinkOthers } from '../../deals/competitors/store.ts';
import { compareOwn, findMissingOwn, writeOwn } from '../../deals/own-fields.ts';
import { listKnown } from '../../deals/read-told.ts';
import { findMissing, type Stage } from '../../deals/rules.ts';
import { listReasons, listStages } from '../../deals/stages-store.ts';
import { type DealRow, findDeal } from '../../deals/store.ts';
import {
  type DealTold,
  insertDeal,
  lockDeal,
  runAll,
  takeStep,
  updateDeal,
} from '../../deals/write-store.ts';
import { Fault } from '../../kernel/result.ts';
import type { Caller } from '../../people/context.ts';
import { rolesFor } from '../../people/rights.ts';
import { auditEntry } from '../../store/audit.ts';
import type { AuditEntity } from '../../store/audit-kinds.ts';
import { Prisma, type Sql } from '../../store/client.ts';
import { type OwnValues, readOwnValues, selectOwnValues } from './custom-values.ts';
import { type Changed, defineResource, type Sight } from './define.ts';
import { selectReference } from './external-ids.ts';
import { needCustomer } from './lookups.ts';
import { rejectConflict, rejectField, rejectFields, rejectRight } from './reject.ts';
import type { ResourceRow } from './resource.ts';
import { findReach, isOwnerWithin } from './sight.ts';
import { resourceText as t } from './text.ts';
import { amount, custom, day, reference, text, words } from './values.ts';

const schema = z
  .strictObject({
    customer: reference('The customer, who has an owner; stays'),
    title: words(80, 'What it is about; the customer’s name where it is not sent').optional(),
    amount: amount('Amount'),
    stage: words(40, 'Code of a stage; the first one where it is not sent').optional(),
    state: z.enum(['open', 'won', 'lost']).optional().describe('At creation open where it is not sent'),
    expectedOn: day('Expected to close').nullable().optional(),
    probability: z
      .int()
      .min(0)
      .max(10_000)
      .nullable()
      .optional()
      .describe('The member’s own win probability in basis points'),
    need: text(1_000, 'What is needed').optional(),
    decider: text(1_000, 'Who decides').optional(),
    budget: text(1_000, 'Budget').optional(),
    nextStep: text(1_000, 'What comes next').optional(),
    competitors: z.array(words(80, 'Name')).max(20).optional().describe('All competitors'),
    reason: words(40, 'Why it was lost: code of a reason').optional(),
    note: text(1_000, 'What was said to it').optional(),
    lostTo: words(80, 'To which competitor').optional(),
    custom: custom.optional(),
  })
  .describe('A possible sale');

type Value = z.output<typeof schema>;

/** Deals. A stage, once reached, asks for what it requires; a closed deal opens again when it is sent as open. */
export const deals = defineResource({
  type: 'deals',
  title: 'Deals',
  entity: 'deal',
  schema,
  create,
  change,
  sight: see,
  load,
});

async function create(caller: Caller, value: Value): Promise<{ readonly id: string }> {
  const { db, orgId, ids, today } = caller;
  const customer = await needCustomer(caller, 'customer', value.customer);
  const { ownerId } = customer;
  if (ownerId === null) throw rejectConflict(caller, t.dealOwner, 'customer');
  await needWork(caller, ownerId, { entity: 'customer', entityId: customer.id });
  const told = readTold(caller, value, blank(customer.name));
  const own = await readOwnValues(caller, 'deal', value.custom);
  const stage = await readStage(caller, value.stage);
  await needFacts(caller, stage, told, own);
  const id = ids.uuid();
  const deal = { ...told, id, customerId: customer.id, ownerId, stage: stage.code, openedOn: today };
  await runAll(db, [
    insertDeal(caller, deal),
    takeStep(caller, {
      dealId: id,
      step: 1,
      kind: 'opened',
      stage: stage.code,
      amount: told.amount,
      onDay: today,
    }),
    ...saveCustomValues(caller, 'deal', id, own.values),
    auditEntry(caller, {
      action: 'deal.opened',
      entity: 'deal',
      entityId: id,
      after: {
        customerId: customer.id,
        ownerId,
        title: told.title,
        amount: told.amount.toString(),
        expectedOn: told.expectedOn,
        stage: stage.code,
      },
    }),
  ]);
  await setCompetitors(caller, id, [], value.competitors);
  const made = await findDeal(db, orgId, id);
  if (made === undefined) throw new Fault('deal-missing');
  await setState(caller, made, value);
  return { id };
}

async function change(caller: Caller, id: string, value: Value): Promise<Changed> {
  const { db, orgId } = caller;
  await lockDeal(db, orgId, id);
  const deal = await findDeal(db, orgId, id);
  if (deal === undefined) throw new Fault('deal-missing');
  await needWork(caller, deal.ownerId, { entity: 'deal', entityId: id });
  if ((await needCustomer(caller, 'customer', value.customer)).id !== deal.customerId)
    throw rejectField(caller, 'customer', t.fixed);
  const own = await readOwnValues(caller, 'deal', value.custom);
  const told = readTold(caller, value, toldOf(deal));
  const stage = await readStage(caller, value.stage ?? deal.stage);
  const reopened = await reopen(caller, deal, value);
  const current = (reopened ? await findDeal(db, orgId, id) : deal) ?? deal;
  const isMoved = stage.code !== current.stage && current.state === 'open';
  if (isMoved) await needFacts(caller, stage, told, own, current);
  const edited = await edit(caller, current, told, own);
  if (isMoved) await runAll(db, moveStatements(caller, current, stage, { told, own: new Map() }));
  const fought = await setCompetitors(caller, id, deal.competitors, value.competitors);
  const closed = await setState(caller, (await findDeal(db, orgId, id)) ?? current, value);
  return { changed: reopened || isMoved || edited || fought || closed };
}

async function edit(caller: Caller, deal: DealRow, told: DealTold, own: OwnValues): Promise<boolean> {
  const [before, after] = [writeAudit(toldOf(deal)), writeAudit(told)];
  const theirs = compareOwn(own.fields, deal, own.values);
  const isSame = JSON.stringify(before) === JSON.stringify(after);
  if (isSame && Object.keys(theirs.after).length === 0) return false;
  await runAll(caller.db, [
    updateDeal(caller, deal.id, told),
    ...saveCustomValues(caller, 'deal', deal.id, own.values),
    auditEntry(caller, {
      action: 'deal.edited',
      entity: 'deal',
      entityId: deal.id,
      before: { ...before, ...theirs.before },
      after: { ...after, ...theirs.after },
    }),
  ]);
  return true;
}

async function reopen(caller: Caller, deal: DealRow, { state = deal.state }: Value): Promise<boolean> {
  if (deal.state === 'open' || state === deal.state) return false;
  if (deal.orderNumber !== null) throw rejectConflict(caller, t.dealOrdered(deal.orderNumber), 'state');
  await runAll(caller.db, [
    takeStep(caller, {
      dealId: deal.id,
      step: deal.step + 1,
      kind: 'reopened',
      stage: deal.stage,
      amount: deal.amount,
      onDay: caller.today,
    }),
    auditEntry(caller, {
      action: 'deal.reopened',
      entity: 'deal',
      entityId: deal.id,
      before: { state: deal.state },
      after: { state: 'open' },
    }),
  ]);
  return true;
}

/** Closes an open deal that is sent as closed. */
async function setState(caller: Caller, deal: DealRow, value: Value): Promise<boolean> {
  const { state = 'open', note = '', lostTo } = value;
  if (deal.state !== 'open' || state === 'open') return false;
  if (state === 'won') {
    await runAll(caller.db, closeAs(caller, deal, { kind: 'won', amount: deal.amount }));
    return true;
  }
  const reasons = (await listReasons(caller.db, caller.orgId)).filter(({ active }) => active);
  const reason = reasons.find(({ code }) => code === value.reason)?.code;
  if (reason === undefined)
    throw rejectField(caller, 'reason', t.reasonNeeded(reasons.map(({ code }) => code).join(', ')));
  const competitorId = lostTo === undefined ? undefined : await ensureCompetitor(caller.db, caller, lostTo);
  const to = competitorId === undefined ? {} : { competitorId };
  await runAll(caller.db, [
    ...(competitorId === undefined ? [] : [linkCompetitor(caller, deal.id, competitorId)]),
    ...closeAs(caller, deal, { kind: 'lost', amount: deal.amount, reason, note, ...to }),
  ]);
  return true;
}

async function setCompetitors(
  caller: Caller,
  dealId: string,
  standing: readonly string[],
  sent: readonly string[] | undefined,
): Promise<boolean> {
  if (sent === undefined) return false;
  const fold = (names: readonly string[]) =>
    names
      .map((name) => name.toLowerCase())
      .toSorted()
      .join('\n');
  if (fold(standing) === fold(sent)) return false;
  const ids: string[] = [];
  for (const name of sent) {
    const id = await ensureCompetitor(caller.db, caller, name);
    if (id !== undefined) ids.push(id);
  }
  await runAll(caller.db, [
    unlinkOthers(caller, dealId, ids),
    ...ids.map((id) => linkCompetitor(caller, dealId, id)),
    auditEntry(caller, {
      action: 'deal.edited',
      entity: 'deal',
      entityId: dealId,
      before: { competitors: standing },
      after: { competitors: sent },
    }),
  ]);
  return true;
}

function blank(title: string): DealTold {
  const none = { need: '', decider: '', budget: '', nextStep: '' };
  return { title, amount: 0n, expectedOn: null, overrideBp: null, ...none };
}

function readTold(caller: Caller, value: Value, known: DealTold): DealTold {
  if (value.amount <= 0n) throw rejectField(caller, 'amount', t.amountZero);
  return {
    title: value.title ?? known.title,
    amount: value.amount,
    expectedOn: value.expectedOn === undefined ? known.expectedOn : value.expectedOn,
    overrideBp: value.probability === undefined ? known.overrideBp : value.probability,
    need: value.need ?? known.need,
    decider: value.decider ?? known.decider,
    budget: value.budget ?? known.budget,
    nextStep: value.nextStep ?? known.nextStep,
  };
}

async function readStage(caller: Caller, code: string | undefined): Promise<Stage> {
  const stages = await listStages(caller.db, caller.orgId);
  const stage =
    code === undefined ? stages.find(({ active }) => active) : stages.find((each) => each.code === code);
  if (stage !== undefined) return stage;
  const codes = stages.filter(({ active }) => active).map((each) => each.code);
  throw rejectField(caller, 'stage', t.stageUnknown(codes.join(', ')));
}

/** What a stage asks for has to be known. */
async function needFacts(
  caller: Caller,
  stage: Stage,
  told: DealTold,
  own: OwnValues,
  deal?: DealRow,
): Promise<void> {
  const stages = await listStages(caller.db, caller.orgId);
  const sent = Object.fromEntries([...own.values].map(([id, value]) => [nameCustomField(id), value]));
  const known = { ...(deal === undefined ? {} : writeOwn(deal)), ...sent };
  const lacking = [
    ...findMissing(stages, stage.code, listKnown(told)),
    ...findMissingOwn(own.fields, stages, stage.code, known).map(({ key }) => `custom.${key}`),
  ];
  if (lacking.length === 0) return;
  const message = t.stageNeeds[caller.actor.lang];
  throw rejectFields(
    caller,
    lacking.map((field) => ({ field, message })),
  );
}

async function needWork(
  caller: Caller,
  ownerId: string,
  about: { readonly entity: AuditEntity; readonly entityId: string },
): Promise<void> {
  if (await mayWith(caller, ownerId, 'deal.work')) return;
  throw rejectRight(caller, { deed: 'deal.work', ...about, roles: rolesFor('deal.work') });
}

async function see(caller: Caller): Promise<Sight> {
  const reach = await findReach(caller, 'deal.see');
  if (reach === undefined) return { none: rolesFor('deal.see') };
  return { where: isOwnerWithin(reach, Prisma.sql`r.owner_id`) };
}

function load({ db, orgId }: Caller, where: Sql, limit: number): Promise<readonly ResourceRow[]> {
  const org = Prisma.sql`r.org_id`;
  return db.$queryRaw<ResourceRow[]>`
    SELECT r.id, x.external_id AS "externalId",
      ${selectReference('customers', org, Prisma.sql`r.customer_id`)} AS customer,
      ${selectReference('members', org, Prisma.sql`r.owner_id`)} AS owner, r.title, r.amount::text AS amount, r.stage,
      r.state, r.expected_on::text AS "expectedOn", r.probability_bp AS probability, r.need, r.decider, r.budget,
      r.next_step AS "nextStep", r.opened_on::text AS "openedOn", r.closed_on::text AS "closedOn", s.reason,
      ARRAY(SELECT c.name FROM deal_competitors k JOIN competitors c ON c.org_id = k.org_id AND c.id = k.competitor_id
        WHERE k.org_id = r.org_id AND k.deal_id = r.id ORDER BY k.noted_at, c.name) AS competitors,
      ${selectOwnValues('deal')} AS custom
    FROM deals r JOIN deal_steps s ON s.org_id = r.org_id AND s.deal_id = r.id AND s.step = r.step
    LEFT JOIN external_ids x ON x.org_id = r.org_id AND x.type = 'deals' AND x.entity_id = r.id
    WHERE r.org_id = ${orgId}::uuid AND ${where} ORDER BY r.id LIMIT ${limit}::int`;
}
