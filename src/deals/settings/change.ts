import type { Reply } from '../../chat/reply.ts';
import type { CommandSpec, RawValues } from '../../chat/spec.ts';
import { askAgain, type FieldErrors } from '../../customers/ask-again.ts';
import { noticeCard } from '../../customers/cards.ts';
import { isOwnName } from '../../customers/custom/field.ts';
import { formatBasisPoints, formatMoney } from '../../kernel/money.ts';
import type { Context } from '../../people/context.ts';
import { isFromEditForm, listChanges, openEditForm } from '../../people/edit-form.ts';
import { type AuditFacts, auditEntry } from '../../store/audit.ts';
import type { Sql, Tx } from '../../store/client.ts';
import { answer, commit, type Done } from '../../store/commit.ts';
import { dealFacts, findBigFrom, type Stage } from '../rules.ts';
import { listReasons, listStages } from '../stages-store.ts';
import { runAll } from '../write-store.ts';
import { drawPage } from './page.ts';
import { moveTo, readDays, readNames, readPercent, shareName, writeNames } from './rules.ts';
import { findBigAmount, lockDealSettings, setBigAmount, writeReason, writeStage } from './store.ts';
import { settingsText as t } from './text.ts';

/** `settings deals`: all of it. */
export async function showPage(context: Context): Promise<Done> {
  return answer(context, { kind: 'card', card: await drawPage(context, context.db), audience: 'asker' });
}

const DEFAULT_DAYS = 14;

/** `settings deals add`: a stage behind the others, unless a place is given. */
export async function addStage(context: Context, spec: CommandSpec<never>, values: RawValues): Promise<Done> {
  const blank: Stage = {
    code: context.ids.uuid(),
    name: { en: '', zh: '' },
    probabilityBp: -1,
    staleDays: DEFAULT_DAYS,
    required: [],
    requiredOwn: [],
    active: true,
  };
  return save(context, spec, values, () => blank, values);
}

const EDITABLE = ['name', 'probability', 'days', 'required', 'position', 'active'] as const;

/** `settings deals edit`: with the stage alone its form, filled with what stands; else what is named changes. */
export async function editStage(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  const stages = await listStages(context.db, context.orgId);
  const typed = values.stage ?? '';
  const stage = findStage(stages, typed);
  if (stage === undefined) {
    const card = noticeCard(t.pageTitle[context.actor.lang], t.unknownStage(typed)[context.actor.lang]);
    return answer(context, { kind: 'card', card, audience: 'asker' });
  }
  const changes = listChanges(EDITABLE, values);
  if (Object.keys(changes).length === 0 && !isFromEditForm(values))
    return openEditForm(context, spec, {
      key: { stage: stage.code },
      name: stage.name[context.actor.lang],
      standing: writeStanding(stage, stages.indexOf(stage) + 1),
    });
  return save(context, spec, values, (now) => now.find(({ code }) => code === stage.code), changes);
}

function findStage(stages: readonly Stage[], typed: string): Stage | undefined {
  const name = readNames(typed);
  return stages.find((stage) => stage.code === typed || (name !== undefined && shareName(stage.name, name)));
}

function writeStanding(
  { name, probabilityBp, staleDays, required, requiredOwn, active }: Stage,
  place: number,
): RawValues {
  return {
    name: writeNames(name),
    probability: formatBasisPoints(probabilityBp),
    days: String(staleDays),
    required: [...required, ...requiredOwn].join(','),
    position: String(place),
    active: active ? 'yes' : 'no',
  };
}

/** Writes one stage with its changes, and the order of all; what is wrong is told at its field. */
async function save(
  context: Context,
  spec: CommandSpec<never>,
  typed: RawValues,
  find: (stages: readonly Stage[]) => Stage | undefined,
  changes: RawValues,
): Promise<Done> {
  const known = await listStages(context.db, context.orgId);
  const before = find(known);
  if (before === undefined) return showPage(context);
  const { stage, errors } = applyChanges(context, before, changes, known);
  if (Object.keys(errors).length > 0) return askAgain(context, spec, typed, errors);
  const isNew = known.every(({ code }) => code !== stage.code);
  const facts = {
    action: 'deal-stage.saved',
    entity: 'deal_stage',
    entityId: stage.code,
    ...(isNew ? {} : { before }),
    after: stage,
  } as const;
  return change(context, facts, async (tx) => {
    const stages = await listStages(tx, context.orgId);
    const old = stages.find(({ code }) => code === stage.code);
    const all = old === undefined ? [...stages, stage] : stages.map((each) => (each === old ? stage : each));
    const place = Number(changes.position ?? '');
    const ordered = Number.isInteger(place) && place > 0 ? moveTo(all, stage, place) : all;
    return ordered.map((each, index) => writeStage(context.orgId, each, index + 1));
  });
}

function applyChanges(
  { actor: { lang } }: Context,
  before: Stage,
  changes: RawValues,
  known: readonly Stage[],
): { readonly stage: Stage; readonly errors: FieldErrors } {
  const errors: Record<string, string> = {};
  const others = known.filter(({ code }) => code !== before.code);
  const name = changes.name === undefined ? before.name : readNames(changes.name);
  if (name === undefined || name.en === '' || others.some((other) => shareName(other.name, name)))
    errors.name = t.nameNeeded[lang];
  const probabilityBp =
    changes.probability === undefined ? before.probabilityBp : readPercent(changes.probability);
  if (probabilityBp === undefined || probabilityBp < 0) errors.probability = t.percentNeeded[lang];
  const staleDays = changes.days === undefined ? before.staleDays : readDays(changes.days);
  if (staleDays === undefined) errors.days = t.daysNeeded[lang];
  const active = changes.active === undefined ? before.active : changes.active === 'yes';
  if (!active && others.every((other) => !other.active)) errors.active = t.lastOne[lang];
  const required = changes.required === undefined ? before : readRequired(changes.required.split(','));
  const stage = {
    ...before,
    name: name ?? before.name,
    probabilityBp: probabilityBp ?? before.probabilityBp,
    staleDays: staleDays ?? before.staleDays,
    required: required.required,
    requiredOwn: required.requiredOwn,
    active,
  };
  return { stage, errors };
}

function readRequired(codes: readonly string[]): Pick<Stage, 'required' | 'requiredOwn'> {
  return {
    required: dealFacts.filter((fact) => codes.includes(fact)),
    requiredOwn: codes.filter((code) => isOwnName(code)),
  };
}

/** `settings deals reasons`: the whole list, one per line; a reason that is left out stays for the past. */
export async function changeReasons(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  const known = await listReasons(context.db, context.orgId);
  const standing = known.filter(({ active }) => active).map(({ name }) => writeNames(name));
  if (values.reasons === undefined && !isFromEditForm(values))
    return openEditForm(context, spec, {
      key: {},
      name: t.reasonsSummary[context.actor.lang],
      standing: { reasons: standing.join('\n') },
    });
  const names = (values.reasons ?? '').split(/[\n;；]/).flatMap((line) => readNames(line) ?? []);
  if (names.length === 0)
    return askAgain(context, spec, values, { reasons: t.reasonsNeeded[context.actor.lang] });
  const facts = {
    action: 'deal-reasons.saved',
    ...organizationOf(context),
    before: { lostReasons: standing },
    after: { lostReasons: names.map(writeNames) },
  } as const;
  return change(context, facts, async (tx) => {
    const now = await listReasons(tx, context.orgId);
    const kept = names.map((name) => {
      const same = now.find((reason) => shareName(reason.name, name));
      return { code: same?.code ?? context.ids.uuid(), name, active: true };
    });
    const unique = kept.filter(({ code }, place) => kept.findIndex((each) => each.code === code) === place);
    const retired = now.filter(({ code }) => unique.every((each) => each.code !== code));
    return [...unique, ...retired.map((reason) => ({ ...reason, active: false }))].map((reason, place) =>
      writeReason(context.orgId, reason, place + 1),
    );
  });
}

/** `settings deals big`: from which amount on a change of stage is news. */
export async function changeBig(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  const { currency } = context.org;
  const set = await findBigAmount(context.db, context.orgId);
  const before = findBigFrom(set, currency);
  if (values.amount === undefined)
    return openEditForm(context, spec, {
      key: {},
      name: t.bigSummary[context.actor.lang],
      standing: { amount: formatMoney(before, currency, 'en') },
    });
  const amount = BigInt(values.amount);
  if (amount <= 0n) return askAgain(context, spec, {}, { amount: t.amountNeeded[context.actor.lang] });
  const facts = {
    action: 'big-deal.saved',
    ...organizationOf(context),
    before: { bigDealAmount: before.toString() },
    after: { bigDealAmount: amount.toString() },
  } as const;
  return change(context, facts, () => [setBigAmount(context.orgId, amount)]);
}

/** What a setting belongs to that is no row of its own. */
function organizationOf({ orgId }: Context) {
  return { entity: 'organization', entityId: orgId } as const;
}

/** One change at a time, written down, answered with the page as it then is. */
function change(
  context: Context,
  facts: AuditFacts,
  statements: (tx: Tx) => Promise<readonly Sql[]> | readonly Sql[],
): Promise<Done> {
  return commit(context, async (tx): Promise<Reply> => {
    await lockDealSettings(tx, context.orgId);
    await runAll(tx, [...(await statements(tx)), ...noteChange(context, facts)]);
    const card = await drawPage(context, tx, t.saved[context.actor.lang], 'good');
    return { kind: 'card', card, audience: 'asker' };
  });
}

/** Saving what is there already changes nothing, and the log tells of changes. */
function noteChange(context: Context, facts: AuditFacts): readonly Sql[] {
  const isSame = facts.before !== undefined && JSON.stringify(facts.before) === JSON.stringify(facts.after);
  return isSame ? [] : [auditEntry(context, facts)];
}
