import type { Card } from '../chat/card.ts';
import { buildForm } from '../chat/form.ts';
import type { Bilingual } from '../chat/language.ts';
import type { RawValues } from '../chat/spec.ts';
import { addDays } from '../kernel/calendar.ts';
import { cleanText } from '../kernel/text/clean.ts';
import type { Context } from '../people/context.ts';
import { auditEntry } from '../store/audit.ts';
import { Prisma, type Sql } from '../store/client.ts';
import { answer, commitAll, type Done } from '../store/commit.ts';
import { insertDraft } from '../store/drafts.ts';
import { readInstalmentName } from './fill.ts';
import { holdSavedCard, liftedCard } from './hold-cards.ts';
import { disputeOverSpec, disputeSpec, promiseSpec } from './hold-specs.ts';
import { holdText as t } from './hold-text.ts';
import { type OpenInstalment, selectOpen } from './receivable-store.ts';
import { askAgain, noteCard, refuseRight } from './refusals.ts';
import { findPaymentWay, type Standing } from './rights.ts';
import { senseOf } from './show-order.ts';
import type { CommandData } from './specs.ts';
import { findOrderById, findStanding, listCredited, type OrderRow } from './store.ts';
import { fieldProblems, orderText } from './text.ts';
import { withOrder } from './with-order.ts';

const LONGEST_REASON = 500;
/** A promise for longer is another plan. */
const LONGEST_PROMISE = 90;

interface NewHold {
  readonly kind: 'disputed' | 'promised' | 'lifted';
  readonly until: string | null;
  readonly reason: string;
}

/** `promise`: nobody asks for the instalment until the day for which the customer promised it. */
export function promiseInstalment(context: Context, values: RawValues): Promise<Done> {
  const until = values.until ?? context.today;
  const isFar = until > addDays(context.today, LONGEST_PROMISE);
  const problem = until < context.today ? t.untilPast : isFar ? t.untilFar : undefined;
  if (problem !== undefined) return again(context, promiseSpec, values, { until: problem });
  return holdBack(context, promiseSpec, values, { kind: 'promised', until, reason: '' });
}

/** `dispute`: nobody asks for the instalment until somebody says that the dispute is over. */
export function disputeInstalment(context: Context, values: RawValues): Promise<Done> {
  const reason = cleanText(values.reason ?? '', LONGEST_REASON);
  return holdBack(context, disputeSpec, values, { kind: 'disputed', until: null, reason });
}

/** `dispute over`: the instalment is asked for again. */
export function endDispute(context: Context, values: RawValues): Promise<Done> {
  return holdBack(context, disputeOverSpec, values, { kind: 'lifted', until: null, reason: '' });
}

/** `instalment.promise` and `instalment.dispute`: the form for the instalment that the button is about. */
export async function startHold(context: Context, spec: CommandData, target: string): Promise<Done> {
  return withTarget(context, target, (order, open) => {
    const values = { order: order.number, instalment: String(open.place) };
    const draftId = context.ids.uuid();
    const form = buildForm({ spec, draftId, lang: context.actor.lang, values });
    return commitAll(context, { kind: 'form', form }, [
      insertDraft(context, { id: draftId, command: spec.name, values }),
    ]);
  });
}

/** `instalment.lift`: the button that ends a dispute. */
export function liftHold(context: Context, target: string): Promise<Done> {
  return withTarget(context, target, (_order, open) =>
    commitAll(context, { kind: 'replace', card: liftedCard(open, senseOf(context)) }, [
      ...writeHold(context, open, { kind: 'lifted', until: null, reason: '' }),
    ]),
  );
}

function holdBack(context: Context, spec: CommandData, values: RawValues, hold: NewHold): Promise<Done> {
  return withOrder(context, values.order ?? '', async (order, standing) => {
    if (!mayHold(context, standing, order)) return refuseHold(context, order.id);
    const open = await listOpen(context, order.id);
    const [oldest] = open;
    if (oldest === undefined)
      return say(context, noteCard(context, t.disputeTitle, t.noneOpen(order.number)));
    const place =
      values.instalment === undefined ? oldest.place : readInstalmentName(values.instalment, oldest.places);
    const chosen = open.find((each) => each.place === place);
    if (chosen === undefined) {
      const problem = fieldProblems['instalment-unknown'](values.instalment ?? '');
      return again(context, spec, values, { instalment: problem });
    }
    const sense = senseOf(context);
    const card =
      hold.kind === 'lifted'
        ? liftedCard(chosen, sense)
        : holdSavedCard(chosen, { ...hold, kind: hold.kind }, sense);
    return commitAll(context, { kind: 'card', card, audience: 'same' }, writeHold(context, chosen, hold));
  });
}

function again(
  context: Context,
  spec: CommandData,
  values: RawValues,
  problems: Readonly<Record<string, Bilingual>>,
): Promise<Done> {
  const { reply, draft } = askAgain(context, spec, values, problems);
  return commitAll(context, reply, [draft]);
}

/** `<order id>.<due date>`, checked against the rows as they are now. */
async function withTarget(
  context: Context,
  target: string,
  work: (order: OrderRow, open: OpenInstalment) => Promise<Done>,
): Promise<Done> {
  const [orderId = '', dueOn = ''] = target.split('.');
  const [order, standing] = await Promise.all([
    findOrderById(context.db, context.orgId, orderId),
    findStanding(context),
  ]);
  if (order === undefined)
    return say(context, noteCard(context, orderText.unknownTitle(''), orderText.unknownHow));
  if (!mayHold(context, standing, order)) return refuseHold(context, order.id);
  const open = (await listOpen(context, order.id)).find((each) => each.dueOn === dueOn);
  if (open === undefined) return say(context, noteCard(context, t.disputeTitle, t.noneOpen(order.number)));
  return work(order, open);
}

function mayHold(context: Context, standing: Standing, order: OrderRow): boolean {
  const people = { ownerId: order.ownerId, credited: listCredited(order, context.today) };
  return findPaymentWay(standing, people) !== undefined;
}

function refuseHold(context: Context, orderId: string): Promise<Done> {
  return refuseRight(context, {
    deed: 'instalment.hold',
    entity: 'order',
    entityId: orderId,
    why: t.refused,
  });
}

function say(context: Context, card: Card): Promise<Done> {
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

function listOpen(context: Context, orderId: string): Promise<readonly OpenInstalment[]> {
  const where = Prisma.sql`i.org_id = ${context.orgId}::uuid AND i.order_id = ${orderId}::uuid
    ORDER BY i.due_on, i.position`;
  return selectOpen(context.db, where);
}

function writeHold(context: Context, open: OpenInstalment, { kind, until, reason }: NewHold): readonly Sql[] {
  const { orderId, dueOn } = open;
  return [
    Prisma.sql`INSERT INTO instalment_holds (org_id, id, order_id, due_on, kind, until, reason, recorded_at, recorded_by)
      VALUES (${context.orgId}::uuid, ${context.ids.uuid()}::uuid, ${orderId}::uuid, ${dueOn}::date, ${kind},
        ${until}::date, ${reason}, ${new Date(context.clock.now())}::timestamptz, ${context.memberId}::uuid)`,
    auditEntry(context, {
      action: `instalment.${kind}`,
      entity: 'order',
      entityId: orderId,
      before: { dueOn, hold: open.hold?.kind ?? null, until: open.hold?.until ?? null },
      after: { dueOn, hold: kind === 'lifted' ? null : kind, until, reason },
    }),
  ];
}
