import type { Button, Card, CardBlock, ListItem } from '../../chat/card.ts';
import type { Bilingual, Lang } from '../../chat/language.ts';
import { formatDate } from '../../kernel/dates.ts';
import { localDateOf, localTimeOf } from '../../kernel/zones.ts';
import { nameDeliveryKind } from '../text.ts';
import type { Mute, QuietScope } from './store.ts';
import { describeQuiet, describeUntil, muteText } from './text.ts';

/** An instant (epoch ms) for people: `Tue 24 Nov 2026 08:00`. */
export function describeInstant(instant: number, zone: string): Bilingual {
  const [day, time] = [localDateOf(instant, zone), localTimeOf(instant, zone)];
  return { en: `${formatDate(day, 'en')} ${time}`, zh: `${formatDate(day, 'zh')} ${time}` };
}

/** What was done, until when, and how it is undone. */
export function quietBlocks(
  scope: QuietScope,
  until: number | null,
  deliveryId: string,
  sense: { readonly lang: Lang; readonly zone: string },
): readonly CardBlock[] {
  const { lang, zone } = sense;
  const end = until === null ? undefined : describeInstant(until, zone);
  const here = scope.kind === 'member' ? 'member' : 'conversation';
  const said = describeQuiet(nameDeliveryKind(scope.push), end, here);
  const undo = { label: muteText.undo[lang], action: 'push.unmute', target: deliveryId } as const;
  return [
    { kind: 'text', text: said[lang] },
    { kind: 'buttons', buttons: [undo, ...allButton(scope, lang)] },
  ];
}

/** What is said after it was undone. */
export function liftedBlocks(scope: QuietScope, lang: Lang): readonly CardBlock[] {
  const buttons = allButton(scope, lang);
  return [
    { kind: 'text', text: muteText.liftedNotice[lang] },
    ...(buttons.length === 0 ? [] : [{ kind: 'buttons', buttons } as const]),
  ];
}

/** What a channel gets is not listed where only one person reads. */
function allButton(scope: QuietScope, lang: Lang): readonly Button[] {
  return scope.kind === 'member'
    ? [{ label: muteText.all[lang], action: 'command.run', target: 'subscribe list' }]
    : [];
}

/** A card about the pushes of a kind, under their name. */
export function bareCard(kind: string, blocks: readonly CardBlock[], lang: Lang): Card {
  return { title: nameDeliveryKind(kind)[lang], tone: 'plain', blocks };
}

/** Says why a message of this kind cannot be muted. */
export function unmutableCard(lang: Lang): Card {
  const block = { kind: 'text', text: muteText.unmutable[lang] } as const;
  return { title: muteText.unmutableTitle[lang], tone: 'warn', blocks: [block] };
}

/** Somebody else's push is told of as one that is not there. */
export function goneCard(lang: Lang): Card {
  const all = { label: muteText.all[lang], action: 'command.run', target: 'subscribe list' } as const;
  return {
    title: muteText.goneTitle[lang],
    tone: 'plain',
    blocks: [
      { kind: 'text', text: muteText.gone[lang] },
      { kind: 'buttons', buttons: [all] },
    ],
  };
}

/** What is muted or snoozed, each with the button that lifts it for who may. */
export function quietItems(
  quiet: readonly { readonly mute: Mute; readonly changeable: boolean }[],
  { lang, zone }: { readonly lang: Lang; readonly zone: string },
): readonly ListItem[] {
  return quiet.map(({ mute, changeable }) => {
    const note =
      mute.until === null
        ? muteText.untilLifted[lang]
        : describeUntil(describeInstant(mute.until, zone))[lang];
    const button = { label: muteText.lift[lang], action: 'mute.lift', target: mute.id } as const;
    return {
      text: [{ text: nameDeliveryKind(mute.kind)[lang], bold: true }],
      note,
      ...(changeable ? { buttons: [button] } : {}),
    };
  });
}
