import type { Button, Card, CardBlock } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import { contactKindNames, isContactKind } from '../customers/contact-kinds.ts';
import { formatDate } from '../kernel/dates.ts';
import { formatMoney } from '../kernel/money.ts';
import { cutText } from '../kernel/text/clean.ts';
import type { Context, CustomerMatch } from '../people/context.ts';
import { listUnread } from './list-unread.ts';
import { serviceText as s } from './service-text.ts';
import type { NewFollowUp } from './store.ts';
import { followUpText as t } from './text.ts';

const SHOWN = 600;
/** How much of a text is searched for what was not noted. */
const LOOKED_AT = 600;

/** The word for a stored kind; where the way of contact is not known, for what it is. */
export function nameKind(kind: string, lang: Lang): string {
  if (kind === 'other') return t.anyKind[lang];
  return isContactKind(kind) ? contactKindNames[kind][lang] : kind;
}

/** What was understood and written down. */
export function loggedCard(
  context: Context,
  customer: CustomerMatch,
  followUp: NewFollowUp,
  {
    closesReminder = false,
    changed = false,
  }: {
    readonly closesReminder?: boolean;
    readonly changed?: boolean;
  },
): Card {
  const { actor, org } = context;
  const { lang, memberId } = actor;
  const { amount, happenedOn } = followUp;
  const facts = [
    // That the way of contact is not known says nothing.
    { label: t.fieldKind[lang], value: followUp.kind === 'other' ? '' : nameKind(followUp.kind, lang) },
    { label: t.fieldText[lang], value: cutText(followUp.text, SHOWN) },
    { label: t.fieldAmount[lang], value: amount === null ? '' : formatMoney(amount, org.currency, lang) },
    { label: t.fieldAt[lang], value: happenedOn === context.today ? '' : formatDate(happenedOn, lang) },
    { label: t.fieldNext[lang], value: describeNext(followUp, lang) },
    { label: s.fieldDue[lang], value: followUp.dueOn === null ? '' : formatDate(followUp.dueOn, lang) },
  ].filter(({ value }) => value !== '');
  const sense = { today: context.today, moment: { now: context.clock.now(), zone: actor.zone } };
  const unread = listUnread(followUp.text.slice(0, LOOKED_AT), followUp, sense);
  const notes = [
    customer.ownerId === null ? t.inPool[lang] : '',
    closesReminder ? t.reminderDone[lang] : '',
    unread.length === 0 ? '' : t.leftOut(unread.join(lang === 'zh' ? '、' : ', '))[lang],
  ].filter((note) => note !== '');
  const buttons: Button[] = [
    { label: t.buttonUndo[lang], action: 'followup.undo', target: followUp.id },
    { label: t.buttonChange[lang], action: 'followup.change', target: followUp.id },
  ];
  if (followUp.dueOn !== null)
    buttons.unshift({
      label: s.buttonClose[lang],
      action: 'service.close',
      target: followUp.id,
      style: 'primary',
    });
  if (customer.ownerId === null)
    buttons.unshift({
      label: t.buttonClaim[lang],
      action: 'customer.claim',
      target: customer.id,
      style: 'primary',
    });
  const blocks: CardBlock[] = [{ kind: 'facts', facts }];
  for (const text of notes) blocks.push({ kind: 'note', text });
  if (customer.ownerId === null || customer.ownerId === memberId) {
    buttons.push({ label: t.buttonCustomer[lang], action: 'customer.show', target: customer.id });
  }
  blocks.push({ kind: 'buttons', buttons });
  const logged = followUp.dueOn === null ? t.logged : s.logged;
  return { title: (changed ? t.changed : logged)(customer.name)[lang], tone: 'good', blocks };
}

/** `Fri 27 Nov 2026, 15:00`; empty where none was said. */
function describeNext({ nextOn, nextTime }: NewFollowUp, lang: Lang): string {
  if (nextOn === null) return '';
  const day = formatDate(nextOn, lang);
  return nextTime === null ? day : writeTime(day, nextTime, lang);
}

/** `Fri 27 Nov 2026, 15:00` */
export function writeTime(day: string, time: string, lang: Lang): string {
  return lang === 'zh' ? `${day} ${time}` : `${day}, ${time}`;
}
