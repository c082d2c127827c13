import { writeChosen } from '../chat/chosen.ts';
import type { FieldSpec, RawValues } from '../chat/spec.ts';
import type { CustomField } from '../customers/custom/field.ts';
import { saveCustomValues } from '../customers/custom/store.ts';
import { customer as customerField } from '../customers/fields.ts';
import { formatBasisPoints, formatMoney } from '../kernel/money.ts';
import type { Context } from '../people/context.ts';
import { auditEntry } from '../store/audit.ts';
import type { Sql, Tx } from '../store/client.ts';
import type { Done } from '../store/commit.ts';
import { isOutdated, toldOf, writeAudit } from './advance.ts';
import { answerChanged, changeDeal } from './change.ts';
import { ensureCompetitor, linkCompetitor, splitNames, unlinkOthers } from './competitors/store.ts';
import { allFactFields, amountField, competitorsField, probabilityField, titleField } from './fields.ts';
import { type FormCommand, openForm } from './forms.ts';
import { compareOwn, listOwnFields, readOwn, specifyOwn, writeOwn } from './own-fields.ts';
import { checkDeal, keepTyped, pickDeal } from './pick.ts';
import { readTold } from './read-told.ts';
import { loadSense } from './sense.ts';
import type { DealRow } from './store.ts';
import { dealText as t } from './text.ts';
import { type DealTold, updateDeal } from './write-store.ts';

const editable: readonly FieldSpec[] = [
  titleField,
  { ...amountField, required: false },
  ...allFactFields,
  probabilityField,
  competitorsField,
];

/** The form of a known deal shows all of it; a typed line names the customer and what changes. */
export async function tailorEdit(context: Context, values: RawValues): Promise<readonly FieldSpec[]> {
  const all = [...editable, ...specifyOwn(await listOwnFields(context))];
  return values.deal === undefined ? [customerField, ...all] : all;
}

/** `deal edit`: what is named changes; with nothing named the form opens with all that is known. */
export async function editDeal(context: Context, command: FormCommand, values: RawValues): Promise<Done> {
  const sense = await loadSense(context);
  const picked = await pickDeal(context, command.name, values, sense);
  if (picked.kind === 'done') return picked.done;
  const { deal } = picked;
  if (isOutdated(deal, values)) return answerChanged(context, deal, sense);
  const own = await listOwnFields(context);
  const complete = values.form === 'yes';
  const toldOwn = readOwn(own, values, complete);
  const isBare = editable.every(({ name }) => values[name] === undefined);
  if (isBare && ![...toldOwn.values()].some((value) => value !== '')) return open(context, command, deal);
  const { told, problems } = readTold(context, values, toldOf(deal), complete);
  if (Object.keys(problems).length > 0) {
    const typed = { ...writeDeal(context, deal), ...keepTyped(context, values) };
    return openForm(context, command, { ...typed, ...formOf(deal) }, { errors: problems });
  }
  return save(context, deal, { ...told, own, toldOwn }, { names: values.competitors, complete });
}

/** The button *edit*: target `<deal>.<step>`. */
export async function pressEdit(context: Context, command: FormCommand, target: string): Promise<Done> {
  const checked = await checkDeal(context, target.split('.')[0] ?? '', 'deal.work');
  return checked.kind === 'done' ? checked.done : open(context, command, checked.deal);
}

function open(context: Context, command: FormCommand, deal: DealRow): Promise<Done> {
  return openForm(context, command, { ...writeDeal(context, deal), ...formOf(deal) });
}

/** What a draft of a known deal holds beside its fields. */
function formOf(deal: DealRow): RawValues {
  return { deal: writeChosen(deal.id), step: String(deal.step), form: 'yes' };
}

/** A deal as somebody would type it. */
function writeDeal(context: Context, deal: DealRow): RawValues {
  const { title, amount, expectedOn, overrideBp, need, decider, budget, nextStep, competitors } = deal;
  const all = {
    title,
    amount: formatMoney(amount, context.org.currency, 'en'),
    closes: expectedOn ?? '',
    probability: overrideBp === null ? '' : formatBasisPoints(overrideBp),
    need,
    decider,
    budget,
    next: nextStep,
    competitors: competitors.join(', '),
    ...writeOwn(deal),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

interface Against {
  readonly names: string | undefined;
  /** Whether those not named were taken out. */
  readonly complete: boolean;
}

interface ToldAll extends DealTold {
  readonly own: readonly CustomField[];
  /** By field id. */
  readonly toldOwn: ReadonlyMap<string, string>;
}

function save(
  context: Context,
  deal: DealRow,
  { own, toldOwn, ...told }: ToldAll,
  against: Against,
): Promise<Done> {
  const { lang } = context.actor;
  return changeDeal(context, deal, {
    title: ({ title }) => t.saved(title)[lang],
    statements: async (now, tx) => [
      updateDeal(context, now.id, told),
      ...saveCustomValues(context, 'deal', now.id, toldOwn),
      ...(await linkAll(context, tx, now, against)),
      auditEntry(context, {
        action: 'deal.edited',
        entity: 'deal',
        entityId: now.id,
        before: { ...writeAudit(toldOf(now)), ...compareOwn(own, now, toldOwn).before },
        after: {
          ...writeAudit(told),
          ...compareOwn(own, now, toldOwn).after,
          competitors: against.names,
        },
      }),
    ],
  });
}

async function linkAll(context: Context, tx: Tx, deal: DealRow, against: Against): Promise<readonly Sql[]> {
  if (against.names === undefined && !against.complete) return [];
  const ids: string[] = [];
  for (const name of splitNames(against.names ?? '')) {
    const id = await ensureCompetitor(tx, context, name);
    if (id !== undefined) ids.push(id);
  }
  const links = ids.map((id) => linkCompetitor(context, deal.id, id));
  return against.complete ? [unlinkOthers(context, deal.id, ids), ...links] : links;
}
