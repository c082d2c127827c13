import { writeChosen } from '../chat/chosen.ts';
import type { FieldSpec, RawValues } from '../chat/spec.ts';
import { customer as customerField } from '../customers/fields.ts';
import { cleanText } from '../kernel/text/clean.ts';
import type { Caller, Context } from '../people/context.ts';
import { auditEntry } from '../store/audit.ts';
import type { Sql, Tx } from '../store/client.ts';
import type { Done } from '../store/commit.ts';
import { outboxEvent } from '../store/outbox.ts';
import { isOutdated, toldOf } from './advance.ts';
import { type DealSense, writeMoney } from './cards.ts';
import { answerChanged, changeDeal } from './change.ts';
import { ensureCompetitor, linkCompetitor } from './competitors/store.ts';
import { tailorReason } from './fields.ts';
import { type FormCommand, openForm } from './forms.ts';
import { checkDeal, pickDeal } from './pick.ts';
import { loadSense } from './sense.ts';
import { listReasons } from './stages-store.ts';
import type { DealRow } from './store.ts';
import { dealText as t } from './text.ts';
import { takeStep, updateDeal } from './write-store.ts';

const NOTE_LENGTH = 1_000;

/** `deal won`, with the amount it came to if that is another one. */
export async function winDeal(context: Context, command: FormCommand, values: RawValues): Promise<Done> {
  const sense = await loadSense(context);
  const picked = await pickDeal(context, command.name, values, sense);
  if (picked.kind === 'done') return picked.done;
  return win(context, picked.deal, values, sense);
}

/** The button of the same: target `<deal>.<step>`. */
export async function pressWon(context: Context, target: string): Promise<Done> {
  const pressed = await readPress(context, target);
  if (pressed.kind === 'done') return pressed.done;
  return win(context, pressed.deal, pressed.values, await loadSense(context));
}

function win(context: Context, deal: DealRow, values: RawValues, sense: DealSense): Promise<Done> {
  const not = whyNot(context, deal, values, sense);
  if (not !== undefined) return not;
  const { lang } = context.actor;
  const amount = values.amount === undefined || values.amount === '0' ? deal.amount : BigInt(values.amount);
  return changeDeal(context, deal, {
    title: (now) => t.wonDone(now.title, writeMoney(now.amount, sense))[lang],
    note: t.wonHow[lang],
    statements: (now) => closeAs(context, now, { kind: 'won', amount }),
  });
}

/** The statements that win a deal, for whoever does it in a transaction of their own. */
export function closeAs(
  context: Caller,
  deal: DealRow,
  end: {
    readonly kind: 'won' | 'lost';
    readonly amount: bigint;
    readonly reason?: string;
    readonly note?: string;
    readonly competitorId?: string;
  },
): readonly Sql[] {
  const step = deal.step + 1;
  const { kind, amount, reason, competitorId } = end;
  return [
    updateDeal(context, deal.id, { ...toldOf(deal), amount }),
    takeStep(context, { ...end, dealId: deal.id, step, stage: deal.stage, onDay: context.today }),
    auditEntry(context, {
      action: `deal.${kind}`,
      entity: 'deal',
      entityId: deal.id,
      before: { state: deal.state, amount: deal.amount.toString() },
      after: { state: kind, amount: amount.toString(), reason, competitorId },
    }),
    outboxEvent(context, { kind: 'deal.closed', dealId: deal.id, step }),
  ];
}

/** The form of a lost deal. */
export async function tailorLost(context: Context, values: RawValues): Promise<readonly FieldSpec[]> {
  const reason = tailorReason(await listReasons(context.db, context.orgId));
  const rest = [noteField, lostToField];
  return values.deal === undefined ? [customerField, reason, ...rest] : [reason, ...rest];
}

export const noteField: FieldSpec = {
  name: 'note',
  aliases: ['说明', '补充', '备注'],
  label: t.fieldNote,
  kind: 'text',
  required: false,
  at: 'rest',
  long: true,
};

export const lostToField: FieldSpec = {
  name: 'to',
  aliases: ['competitor', '输给', '竞品', '对手'],
  label: t.fieldLostTo,
  hint: t.fieldLostToHint,
  kind: 'text',
  required: false,
};

/** `deal lost`: the reason is one of the organization's, what happened and to whom it was lost are told beside it. */
export async function loseDeal(context: Context, command: FormCommand, values: RawValues): Promise<Done> {
  const sense = await loadSense(context);
  const picked = await pickDeal(context, command.name, values, sense);
  if (picked.kind === 'done') return picked.done;
  const { deal } = picked;
  const not = whyNot(context, deal, values, sense);
  if (not !== undefined) return not;
  const { lang } = context.actor;
  return changeDeal(context, deal, {
    title: (now) => t.lostDone(now.title)[lang],
    statements: (now, tx) => lose(context, tx, now, values),
  });
}

async function lose(context: Context, tx: Tx, deal: DealRow, values: RawValues): Promise<readonly Sql[]> {
  const competitorId = values.to === undefined ? undefined : await ensureCompetitor(tx, context, values.to);
  return [
    ...(competitorId === undefined ? [] : [linkCompetitor(context, deal.id, competitorId)]),
    ...closeAs(context, deal, {
      kind: 'lost',
      amount: deal.amount,
      reason: values.reason ?? 'other',
      note: cleanText(values.note ?? '', NOTE_LENGTH),
      ...(competitorId === undefined ? {} : { competitorId }),
    }),
  ];
}

/** The button of the same: opens the form. */
export async function pressLost(context: Context, command: FormCommand, target: string): Promise<Done> {
  const pressed = await readPress(context, target);
  if (pressed.kind === 'done') return pressed.done;
  const not = whyNot(context, pressed.deal, pressed.values, await loadSense(context));
  return not ?? openForm(context, command, pressed.values);
}

/** The button *open again*: what was closed by mistake goes on where it was. */
export async function pressReopen(context: Context, target: string): Promise<Done> {
  const pressed = await readPress(context, target);
  if (pressed.kind === 'done') return pressed.done;
  const { deal, values } = pressed;
  if (isOutdated(deal, values) || deal.state === 'open')
    return answerChanged(context, deal, await loadSense(context));
  const { lang } = context.actor;
  if (deal.orderNumber !== null)
    return answerChanged(context, deal, await loadSense(context), t.ordered(deal.orderNumber)[lang]);
  return changeDeal(context, deal, {
    title: ({ title }) => t.reopened(title)[lang],
    statements: (now) => [
      takeStep(context, {
        dealId: now.id,
        step: now.step + 1,
        kind: 'reopened',
        stage: now.stage,
        amount: now.amount,
        onDay: context.today,
      }),
      outboxEvent(context, { kind: 'deal.reopened', dealId: now.id }),
      auditEntry(context, {
        action: 'deal.reopened',
        entity: 'deal',
        entityId: now.id,
        before: { state: now.state },
        after: { state: 'open' },
      }),
    ],
  });
}

type Pressed =
  | { readonly kind: 'deal'; readonly deal: DealRow; readonly values: RawValues }
  | { readonly kind: 'done'; readonly done: Done };

async function readPress(context: Context, target: string): Promise<Pressed> {
  const [id = '', step = ''] = target.split('.');
  const checked = await checkDeal(context, id, 'deal.work');
  if (checked.kind === 'done') return checked;
  return { ...checked, values: { deal: writeChosen(id), step } };
}

/** Why a deal cannot be closed: it is not as the button took it for, or it is closed. */
function whyNot(
  context: Context,
  deal: DealRow,
  values: RawValues,
  sense: DealSense,
): Promise<Done> | undefined {
  if (isOutdated(deal, values)) return answerChanged(context, deal, sense);
  const { lang } = context.actor;
  if (deal.state === 'open') return undefined;
  return answerChanged(context, deal, sense, t.closedAlready(t[deal.state][lang])[lang]);
}
