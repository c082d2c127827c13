import { writeChosen } from '../chat/chosen.ts';
import type { FieldSpec, RawValues } from '../chat/spec.ts';
import { mayWith } from '../customers/access.ts';
import { saveCustomValues } from '../customers/custom/store.ts';
import { customer as customerField } from '../customers/fields.ts';
import { sayGone } from '../customers/show.ts';
import { findCustomer } from '../customers/store.ts';
import { isUuid } from '../kernel/ids.ts';
import type { Context, CustomerMatch } from '../people/context.ts';
import { mayUse } from '../people/rights.ts';
import { auditEntry } from '../store/audit.ts';
import { commit, commitAll, type Done } from '../store/commit.ts';
import { dealCard, noteCard } from './cards.ts';
import {
  allFactFields,
  amountField,
  factFields,
  probabilityField,
  tailorStage,
  titleField,
} from './fields.ts';
import { type FormCommand, openForm } from './forms.ts';
import { findMissingOwn, listOwnFields, readOwn, specifyOwn, tellMissingOwn } from './own-fields.ts';
import { keepTyped } from './pick.ts';
import { listKnown, readTold } from './read-told.ts';
import { findMissing, listRequired, type Stage } from './rules.ts';
import { loadSense } from './sense.ts';
import { listStages } from './stages-store.ts';
import { findDeal } from './store.ts';
import { dealProblems, dealText as t } from './text.ts';
import { type DealTold, insertDeal, type NewDeal, runAll, takeStep } from './write-store.ts';

/** The form of a new deal: what a deal is, and what the chosen stage asks for. */
export async function tailorNew(context: Context, values: RawValues): Promise<readonly FieldSpec[]> {
  const [stages, own] = await Promise.all([listStages(context.db, context.orgId), listOwnFields(context)]);
  const stage = tailorStage(stages, t.fieldStageFirst);
  const chosen = stage.choices?.find(({ value }) => value === values.stage)?.value;
  const required =
    chosen === undefined ? [] : listRequired(stages, chosen).map((fact) => factFields[fact].name);
  const facts = allFactFields
    .filter(({ name }) => name === 'closes' || required.includes(name) || values[name] !== undefined)
    .map((field) => ({ ...field, required: required.includes(field.name) }));
  const probability = values.probability === undefined ? [] : [probabilityField];
  const theirs = specifyOwn(own, stages, chosen ?? findFirstStage(stages)?.code);
  return [customerField, amountField, titleField, ...facts, stage, ...theirs, ...probability];
}

/** `deal new`: for a customer that the speaker works with; the deal is its owner's. */
export async function createDeal(context: Context, command: FormCommand, values: RawValues): Promise<Done> {
  const [customer] = context.customers;
  if (customer === undefined) return sayGone(context);
  const { ownerId } = customer;
  if (ownerId === null || !(await mayWith(context, ownerId, 'deal.work')))
    return refuseNew(context, customer);
  const [stages, own] = await Promise.all([listStages(context.db, context.orgId), listOwnFields(context)]);
  const stage = stages.find(({ code }) => code === values.stage) ?? findFirstStage(stages);
  const { told, problems } = readTold(context, values, blank(customer), true);
  const missing = stage === undefined ? [] : findMissing(stages, stage.code, listKnown(told));
  const missingOwn = stage === undefined ? [] : findMissingOwn(own, stages, stage.code, values);
  const { lang } = context.actor;
  const lacking = missing.map((fact) => [factFields[fact].name, dealProblems.missing[lang]] as const);
  const errors = { ...problems, ...Object.fromEntries(lacking), ...tellMissingOwn(missingOwn, context) };
  if (stage === undefined || Object.keys(errors).length > 0) {
    const intro = stage === undefined ? {} : { intro: t.needFacts(stage.name[lang])[lang] };
    return openForm(context, command, keepTyped(context, values), {
      ...(missing.length + missingOwn.length > 0 ? intro : {}),
      errors,
    });
  }
  const deal = {
    ...told,
    id: context.ids.uuid(),
    customerId: customer.id,
    ownerId,
    stage: stage.code,
    openedOn: context.today,
  };
  return write(context, deal, readOwn(own, values, false));
}

function findFirstStage(stages: readonly Stage[]): Stage | undefined {
  return stages.find(({ active }) => active);
}

function blank(customer: CustomerMatch): DealTold {
  return {
    title: customer.name,
    amount: 0n,
    expectedOn: null,
    overrideBp: null,
    need: '',
    decider: '',
    budget: '',
    nextStep: '',
  };
}

function write(context: Context, deal: NewDeal, own: ReadonlyMap<string, string>): Promise<Done> {
  const { id, customerId, amount, title, expectedOn, stage, ownerId } = deal;
  return commit(context, async (tx) => {
    await runAll(tx, [
      insertDeal(context, deal),
      ...saveCustomValues(context, 'deal', id, own),
      takeStep(context, { dealId: id, step: 1, kind: 'opened', stage, amount, onDay: context.today }),
      auditEntry(context, {
        action: 'deal.opened',
        entity: 'deal',
        entityId: id,
        after: { customerId, ownerId, title, amount: amount.toString(), expectedOn, stage },
      }),
    ]);
    const made = await findDeal(tx, context.orgId, id);
    if (made === undefined) return { kind: 'nothing' };
    const said = { title: t.created(made.title)[context.actor.lang], mayWork: true };
    const card = dealCard(made, await loadSense(context, tx), said);
    return { kind: 'card', card, audience: 'same' };
  });
}

/** `deal.new`: the form of a deal for the customer whose id the button carries. */
export async function startNew(context: Context, command: FormCommand, target: string): Promise<Done> {
  const customer = isUuid(target) ? await findCustomer(context.db, context.orgId, target) : undefined;
  if (customer === undefined) return sayGone(context);
  if (customer.ownerId === null || !(await mayWith(context, customer.ownerId, 'deal.work')))
    return refuseNew(context, customer);
  return openForm(context, command, { customer: writeChosen(customer.id, customer.name) });
}

async function refuseNew(context: Context, customer: CustomerMatch): Promise<Done> {
  const { lang } = context.actor;
  const isPool = customer.ownerId === null && mayUse(context.actor.roles, 'customer.claim', 'pool');
  const why = isPool ? t.refusedPool : t.refusedCustomer;
  const claim = { label: t.buttonClaim[lang], action: 'customer.claim', target: customer.id } as const;
  const card = noteCard(
    t.refusedTitle[lang],
    why[lang],
    isPool ? [{ kind: 'buttons', buttons: [claim] }] : [],
  );
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
    auditEntry(context, {
      action: 'access.refused',
      entity: 'customer',
      entityId: customer.id,
      after: { deed: 'deal.work' },
    }),
  ]);
}
