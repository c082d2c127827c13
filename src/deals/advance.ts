import { readChosen, writeChosen } from '../chat/chosen.ts';
import type { FieldSpec, RawValues } from '../chat/spec.ts';
import { saveCustomValues } from '../customers/custom/store.ts';
import { customer as customerField } from '../customers/fields.ts';
import type { Caller, Context } from '../people/context.ts';
import { auditEntry } from '../store/audit.ts';
import type { Sql } from '../store/client.ts';
import type { Done } from '../store/commit.ts';
import { outboxEvent } from '../store/outbox.ts';
import type { DealSense } from './cards.ts';
import { answerChanged, changeDeal } from './change.ts';
import { allFactFields, factFields, tailorStage } from './fields.ts';
import { type FormCommand, openForm } from './forms.ts';
import { findMissingOwn, listOwnFields, readOwn, specifyOwn, writeOwn } from './own-fields.ts';
import { checkDeal, keepTyped, pickDeal } from './pick.ts';
import { listKnown, readTold } from './read-told.ts';
import { findMissing, findNextStage, type Stage } from './rules.ts';
import { loadSense } from './sense.ts';
import { listStages } from './stages-store.ts';
import { type DealRow, findDeal } from './store.ts';
import { dealText as t } from './text.ts';
import { type DealTold, takeStep, updateDeal } from './write-store.ts';

/** The form of a step: the stage, and what it asks for that nobody has told yet. */
export async function tailorAdvance(context: Context, values: RawValues): Promise<readonly FieldSpec[]> {
  const { db, orgId } = context;
  const [stages, own, deal] = await Promise.all([
    listStages(db, orgId),
    listOwnFields(context),
    values.deal === undefined ? undefined : findDeal(db, orgId, readChosen(values.deal)?.id ?? ''),
  ]);
  const stage = tailorStage(stages);
  const typed = allFactFields.filter(({ name }) => values[name] !== undefined);
  if (deal === undefined) return [customerField, { ...stage, at: 'word' }, ...typed, ...specifyOwn(own)];
  const target = findTarget(stages, deal, values.stage);
  const missing = target === undefined ? [] : findMissing(stages, target.code, listKnown(toldOf(deal)));
  const lacking = target === undefined ? [] : findMissingOwn(own, stages, target.code, writeOwn(deal));
  const asked = [
    ...missing.map((fact) => factFields[fact]),
    ...specifyOwn(lacking, stages, target?.code ?? ''),
  ].map((field) => ({ ...field, required: true }));
  const said = [...typed, ...specifyOwn(own).filter(({ name }) => values[name] !== undefined)];
  return [stage, ...asked, ...said.filter(({ name }) => asked.every((each) => each.name !== name))];
}

/** `deal stage`: to the next stage, or to the one that is named; asks for what it requires. */
export async function advanceDeal(context: Context, command: FormCommand, values: RawValues): Promise<Done> {
  const sense = await loadSense(context);
  const picked = await pickDeal(context, command.name, values, sense);
  if (picked.kind === 'done') return picked.done;
  return advance(context, command, picked.deal, values, sense);
}

/** The button *advance*: target `<deal>.<step>`; a button of an earlier step moves nothing. */
export async function pressAdvance(context: Context, command: FormCommand, target: string): Promise<Done> {
  const [id = '', step = ''] = target.split('.');
  const checked = await checkDeal(context, id, 'deal.work');
  if (checked.kind === 'done') return checked.done;
  const values = { deal: writeChosen(id), ...(step === '' ? {} : { step }) };
  return advance(context, command, checked.deal, values, await loadSense(context));
}

async function advance(
  context: Context,
  command: FormCommand,
  deal: DealRow,
  values: RawValues,
  sense: DealSense,
): Promise<Done> {
  const { lang } = context.actor;
  if (isOutdated(deal, values)) return answerChanged(context, deal, sense);
  if (deal.state !== 'open')
    return answerChanged(context, deal, sense, t.closedAlready(t[deal.state][lang])[lang]);
  const target = findTarget(sense.stages, deal, values.stage);
  if (target === undefined) return answerChanged(context, deal, sense, t.lastStage[lang]);
  if (target.code === deal.stage)
    return answerChanged(context, deal, sense, t.sameStage(target.name[lang])[lang]);
  const { told, problems } = readTold(context, values, toldOf(deal), false);
  const missing = findMissing(sense.stages, target.code, listKnown(told));
  const own = await listOwnFields(context);
  const known = { ...writeOwn(deal), ...values };
  const lacking = findMissingOwn(own, sense.stages, target.code, known);
  if (missing.length + lacking.length > 0 || Object.keys(problems).length > 0) {
    const typed = {
      ...keepTyped(context, values),
      deal: writeChosen(deal.id),
      stage: target.code,
      step: String(deal.step),
    };
    return openForm(context, command, typed, {
      intro: t.needFacts(target.name[lang])[lang],
      errors: problems,
    });
  }
  return move(context, deal, target, { told, own: readOwn(own, values, false) });
}

interface StepTold {
  readonly told: DealTold;
  /** By field id. */
  readonly own: ReadonlyMap<string, string>;
}

function move(context: Context, deal: DealRow, target: Stage, { told, own }: StepTold): Promise<Done> {
  const { lang } = context.actor;
  return changeDeal(context, deal, {
    title: ({ title }) => t.moved(title, target.name[lang])[lang],
    statements: (now) => moveStatements(context, now, target, { told, own }),
  });
}

/** The statements that move a deal to a stage with what is told about it, audited and told. */
export function moveStatements(
  context: Caller,
  now: DealRow,
  target: Pick<Stage, 'code'>,
  { told, own }: StepTold,
): readonly Sql[] {
  return [
    updateDeal(context, now.id, told),
    ...saveCustomValues(context, 'deal', now.id, own),
    takeStep(context, {
      dealId: now.id,
      step: now.step + 1,
      kind: 'moved',
      stage: target.code,
      amount: told.amount,
      onDay: context.today,
    }),
    auditEntry(context, {
      action: 'deal.moved',
      entity: 'deal',
      entityId: now.id,
      before: { stage: now.stage, ...writeAudit(toldOf(now)) },
      after: { stage: target.code, ...writeAudit(told) },
    }),
    outboxEvent(context, { kind: 'deal.moved', dealId: now.id, step: now.step + 1 }),
  ];
}

function findTarget(stages: readonly Stage[], deal: DealRow, code: string | undefined): Stage | undefined {
  return code === undefined
    ? findNextStage(stages, deal.stage)
    : stages.find((stage) => stage.code === code && stage.active);
}

/** Whether a draft or a button was made for an earlier state of the deal. */
export function isOutdated(deal: DealRow, values: RawValues): boolean {
  return values.step !== undefined && values.step !== String(deal.step);
}

/** What is told about a deal so far. */
export function toldOf(deal: DealRow): DealTold {
  const { title, amount, expectedOn, overrideBp, need, decider, budget, nextStep } = deal;
  return { title, amount, expectedOn, overrideBp, need, decider, budget, nextStep };
}

/** What is told about a deal, as the audit log keeps it. */
export function writeAudit(told: DealTold) {
  return { ...told, amount: told.amount.toString() };
}
