import type { Button, Card, CardBlock } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import type { Rendered } from './content.ts';
import { writeSnoozeTarget } from './mutes/rules.ts';
import { muteText } from './mutes/text.ts';
import { whyText } from './why/text.ts';

type MenuEntry = Pick<Button, 'label' | 'action' | 'target'>;

/** What every push offers about itself, behind the menu at its end. Another entry is one more line here. */
function listEntries(deliveryId: string, lang: Lang): readonly MenuEntry[] {
  const snooze = (length: 'day' | 'week') => writeSnoozeTarget(deliveryId, length);
  return [
    { label: whyText.menu[lang], action: 'push.why', target: deliveryId },
    { label: muteText.snoozeDay[lang], action: 'push.snooze', target: snooze('day') },
    { label: muteText.snoozeWeek[lang], action: 'push.snooze', target: snooze('week') },
    { label: muteText.mute[lang], action: 'push.mute', target: deliveryId },
  ];
}

/** The message with the menu that every push has; what is not sent, or is no card, stays as it is. */
export function addFooter(rendered: Rendered, deliveryId: string, lang: Lang): Rendered {
  if (rendered.kind === 'skip' || rendered.message.kind !== 'card') return rendered;
  const card = addMenu(rendered.message.card, listEntries(deliveryId, lang));
  return { ...rendered, message: { kind: 'card', card } };
}

/** The menu goes to the card's last row of buttons; a card that ends otherwise gets a row for it. */
function addMenu(card: Card, entries: readonly MenuEntry[]): Card {
  const last = card.blocks.at(-1);
  const row: CardBlock =
    last?.kind === 'buttons'
      ? { ...last, more: [...(last.more ?? []), ...entries] }
      : { kind: 'buttons', buttons: [], more: entries };
  return { ...card, blocks: [...(last?.kind === 'buttons' ? card.blocks.slice(0, -1) : card.blocks), row] };
}
