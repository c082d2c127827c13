import type { Button, Card, CardBlock } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import type { PoolSettings } from '../customers/pool/settings.ts';
import { staleButtons } from '../followups/stale-todo.ts';
import { visitText } from '../followups/visit-text.ts';
import { cutText } from '../kernel/text/clean.ts';
import type { StaleCustomer, StaleStage } from './stale-store.ts';
import { staleText as t } from './stale-text.ts';

/** What a card of customers that wait is drawn from. */
export interface StaleNews {
  readonly stage: StaleStage;
  readonly count: number;
  readonly customers: readonly StaleCustomer[];
  readonly settings: PoolSettings;
}

/** Tells an owner whom to contact, a manager whom nobody did, a last owner what fell. */
export function staleCard(news: StaleNews, lang: Lang): Card {
  const { stage, count, customers } = news;
  const title = { owner: t.ownerTitle, manager: t.managerTitle, fell: t.fellTitle }[stage](count)[lang];
  const items = customers.map((customer) => {
    const owner = stage === 'manager' ? (customer.ownerName ?? '') : '';
    const idle = t.idle(customer.idleDays, customer.cadenceDays)[lang];
    return {
      text: [{ text: cutText(customer.name, 80), bold: true }],
      note: [owner, idle].filter((part) => part !== '').join(' · '),
      buttons: drawButtons(news, customer, lang),
    };
  });
  const rest = count - customers.length;
  const blocks: CardBlock[] = [
    { kind: 'list', items },
    ...[rest > 0 ? t.more(rest)[lang] : '', describeNext(news, lang)]
      .filter((text) => text !== '')
      .map((text): CardBlock => ({ kind: 'note', text })),
  ];
  return { title, tone: 'warn', blocks };
}

function drawButtons(
  { stage, settings }: StaleNews,
  { id: target, followUpId }: StaleCustomer,
  lang: Lang,
): readonly Button[] {
  switch (stage) {
    case 'owner':
      return staleButtons(target, lang, false);
    case 'manager':
      return [
        ...(followUpId === null
          ? []
          : [
              {
                label: visitText.buttonComment[lang],
                action: 'followup.comment',
                target: followUpId,
              } as const,
            ]),
        { label: t.buttonShow[lang], action: 'customer.show', target },
      ];
    case 'fell':
      return settings.claimBack ? [{ label: t.buttonBack[lang], action: 'customer.claim', target }] : [];
  }
}

function describeNext({ stage, settings }: StaleNews, lang: Lang): string {
  switch (stage) {
    case 'owner':
      return (settings.falls ? t.willFall(settings.fallAfterDays) : t.ownerHow)[lang];
    case 'manager':
      return t.managerHow[lang];
    case 'fell':
      return (
        settings.claimBack || settings.coolDownDays === 0 ? t.fellHow : t.fellWait(settings.coolDownDays)
      )[lang];
  }
}
