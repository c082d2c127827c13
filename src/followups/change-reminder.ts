import { buildForm } from '../chat/form.ts';
import type { RawValues } from '../chat/spec.ts';
import { askAgain } from '../customers/ask-again.ts';
import { noticeCard } from '../customers/cards.ts';
import { formatDate } from '../kernel/dates.ts';
import { cleanText } from '../kernel/text/clean.ts';
import type { Command, Context, CustomerMatch } from '../people/context.ts';
import { rolesFor } from '../people/rights.ts';
import { answer, commitAll, type Done } from '../store/commit.ts';
import { insertDraft } from '../store/drafts.ts';
import { putOffTo } from './put-off.ts';
import { dropReminderOf, moveReminderTo, todayOf } from './remind.ts';
import type { LaterForm } from './rules.ts';
import type { Reminder } from './store.ts';
import { followUpText as t } from './text.ts';

const LONGEST_REASON = 500;

const base = { roles: rolesFor('customer.work') };

const move: Command = {
  ...base,
  name: 'todo move',
  aliases: ['待办 改期'],
  title: t.moveTitle,
  summary: t.moveSummary,
  example: t.moveExample,
  fields: [
    {
      name: 'until',
      aliases: ['date', '日期', '到'],
      label: t.fieldUntil,
      kind: 'date',
      required: true,
      at: 'rest',
    },
  ],
  run: (context, values) => runMove(context, values),
};

const drop: Command = {
  ...base,
  name: 'todo drop',
  aliases: ['待办 不做', '待办 去掉'],
  title: t.dropTitle,
  summary: t.dropSummary,
  example: t.dropExample,
  fields: [
    {
      name: 'reason',
      aliases: ['why', '原因', '理由'],
      label: t.fieldWhy,
      kind: 'text',
      required: true,
      at: 'rest',
      long: true,
    },
  ],
  run: (context, values) => runDrop(context, values),
};

/** The commands behind the forms that the buttons of an item open. */
export const reminderForms: readonly Command[] = [move, drop];

/** Opens the form for another day, or for why an item is dropped. */
export function openLaterForm(context: Context, reminder: Reminder, form: LaterForm): Promise<Done> {
  const spec = form === 'date' ? move : drop;
  const draftId = context.ids.uuid();
  const built = buildForm({ spec, draftId, lang: context.actor.lang, values: {} });
  const values = { about: reminder.id };
  return commitAll(context, { kind: 'form', form: { ...built, intro: reminder.customerName } }, [
    insertDraft(context, { id: draftId, command: spec.name, values }),
  ]);
}

/** Opens the form for the day on which to be reminded of a customer. */
export function openPutOffForm(context: Context, customer: CustomerMatch): Promise<Done> {
  const draftId = context.ids.uuid();
  const form = buildForm({ spec: move, draftId, lang: context.actor.lang, values: {} });
  const values = { aboutCustomer: customer.id };
  return commitAll(context, { kind: 'form', form: { ...form, intro: customer.name } }, [
    insertDraft(context, { id: draftId, command: move.name, values }),
  ]);
}

function runMove(context: Context, values: RawValues): Promise<Done> {
  const { about, aboutCustomer, until = todayOf(context) } = values;
  if (about === undefined && aboutCustomer === undefined) return sayPressFirst(context);
  if (until >= todayOf(context))
    return about === undefined
      ? putOffTo(context, aboutCustomer ?? '', until)
      : moveReminderTo(context, about, until);
  const { lang } = context.actor;
  return askAgain(context, move, values, { until: t.nextPast(formatDate(until, lang))[lang] });
}

function runDrop(context: Context, { about, reason = '' }: RawValues): Promise<Done> {
  if (about === undefined) return sayPressFirst(context);
  return dropReminderOf(context, about, cleanText(reason, LONGEST_REASON));
}

function sayPressFirst(context: Context): Promise<Done> {
  const { lang } = context.actor;
  const card = noticeCard(t.todoTitle[lang], t.pressFirst[lang]);
  return answer(context, { kind: 'card', card, audience: 'asker' });
}
