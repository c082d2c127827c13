import type { Card, CardBlock } from '../chat/card.ts';
import { diffDays } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { cutText } from '../kernel/text/clean.ts';
import type { Context } from '../people/context.ts';
import type { ServiceCase } from './service-store.ts';
import { serviceText as t } from './service-text.ts';

/** Open cases, one tap each. `more`: there are others that are not shown. */
export function casesCard(
  context: Context,
  cases: readonly ServiceCase[],
  { title, more }: { readonly title: string; readonly more: boolean },
): Card {
  const { lang } = context.actor;
  if (cases.length === 0) {
    return { title: t.noneOpen[lang], tone: 'good', blocks: [{ kind: 'text', text: t.noneOpenHow[lang] }] };
  }
  const list: CardBlock = {
    kind: 'list',
    items: cases.map((each) => ({
      text: [{ text: each.customerName, bold: true }, { text: ` · ${describeDue(each, context)}` }],
      note: `${cutText(each.text, 120)} · ${each.authorName}`,
      buttons: [
        { label: t.buttonClose[lang], action: 'service.close', target: each.id, style: 'primary' },
        { label: t.buttonCustomer[lang], action: 'customer.show', target: each.customerId },
      ],
    })),
  };
  return { title, tone: 'info', blocks: more ? [list, { kind: 'note', text: t.more[lang] }] : [list] };
}

function describeDue({ dueOn }: ServiceCase, { actor: { lang }, today }: Context): string {
  const late = diffDays(dueOn, today);
  const day = t.dueOn(formatDate(dueOn, lang))[lang];
  return late > 0 ? `${day} · ${t.late(late)[lang]}` : day;
}

/** What became of a case. */
export function closedCard(each: ServiceCase, outcome: string, { actor: { lang } }: Context): Card {
  return {
    title: t.closed(each.customerName)[lang],
    tone: 'good',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: t.fieldText[lang], value: cutText(each.text, 300) },
          { label: t.opened[lang], value: `${formatDate(each.happenedOn, lang)} · ${each.authorName}` },
          { label: t.fieldOutcome[lang], value: cutText(outcome, 600) },
        ],
      },
      {
        kind: 'buttons',
        buttons: [{ label: t.buttonCustomer[lang], action: 'customer.show', target: each.customerId }],
      },
    ],
  };
}
