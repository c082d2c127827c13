import type { Button, Card, CardBlock, ListItem } from '../../chat/card.ts';
import type { Lang } from '../../chat/language.ts';
import type { Reading } from '../cards.ts';
import { customerText } from '../text.ts';
import type { CustomersTag, Tag } from './store.ts';
import { tagText as t } from './text.ts';

export interface TagsOf {
  readonly customerId: string;
  readonly tags: readonly CustomersTag[];
  /** What the reader may choose to add; undefined where they may change nothing. */
  readonly others: readonly Tag[] | undefined;
  readonly title: string;
  readonly tone: Card['tone'];
}

/** The tags of a customer: those set by hand with their buttons, those by rule told apart. */
export function tagsCard(
  { customerId, tags, others, title, tone }: TagsOf,
  { actor: { lang } }: Reading,
): Card {
  const body: CardBlock =
    tags.length === 0
      ? { kind: 'text', text: t.none[lang] }
      : {
          kind: 'list',
          items: tags.map((tag) => describeTag(tag, customerId, others !== undefined, lang)),
        };
  const stays: readonly CardBlock[] = tags.some(({ byRule }) => byRule)
    ? [{ kind: 'note', text: t.byRuleStays[lang] }]
    : [];
  const choice: readonly CardBlock[] =
    others === undefined || others.length === 0
      ? []
      : [
          {
            kind: 'select',
            name: 'tag',
            action: 'tag.add',
            target: customerId,
            placeholder: t.choose[lang],
            options: others.map(({ id, name }) => ({ label: name, value: id })),
          },
        ];
  const open: Button = { label: customerText.buttonShow[lang], action: 'customer.show', target: customerId };
  return { title, tone, blocks: [body, ...stays, ...choice, { kind: 'buttons', buttons: [open] }] };
}

function describeTag(tag: CustomersTag, customerId: string, changeable: boolean, lang: Lang): ListItem {
  const ways = [...(tag.byHand ? [t.byHand] : []), ...(tag.byRule ? [t.byRule] : [])];
  const remove: Button = {
    label: t.buttonRemove[lang],
    action: 'tag.remove',
    target: `${customerId}.${tag.id}`,
  };
  return {
    text: [{ text: tag.name, bold: true }],
    note: ways.map((way) => way[lang]).join(' · '),
    ...(tag.byHand && changeable ? { buttons: [remove] } : {}),
  };
}
