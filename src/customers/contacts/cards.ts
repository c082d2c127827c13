import type { Button, Card, CardBlock, ListItem } from '../../chat/card.ts';
import type { Lang } from '../../chat/language.ts';
import type { Reading } from '../cards.ts';
import { customerText } from '../text.ts';
import type { Contact } from './store.ts';
import { contactText as t } from './text.ts';

const SHOWN = 12;

export interface ContactsOf {
  readonly customerId: string;
  readonly contacts: readonly Contact[];
  /** Whether the reader may add and change them. */
  readonly changeable: boolean;
  readonly title: string;
  readonly tone: Card['tone'];
}

/** The people at a customer, each with their buttons. */
export function contactsCard(
  { customerId, contacts, changeable, title, tone }: ContactsOf,
  { actor: { lang } }: Reading,
): Card {
  const shown = contacts.slice(0, SHOWN);
  const body: CardBlock =
    shown.length === 0
      ? { kind: 'text', text: t.none[lang] }
      : { kind: 'list', items: shown.map((contact) => describeContact(contact, changeable, lang)) };
  const hidden = contacts.length - shown.length;
  const more: readonly CardBlock[] = hidden > 0 ? [{ kind: 'note', text: t.more(hidden)[lang] }] : [];
  const add: readonly Button[] = changeable
    ? [{ label: t.buttonAdd[lang], action: 'contact.add', target: customerId }]
    : [];
  const open: Button = { label: customerText.buttonShow[lang], action: 'customer.show', target: customerId };
  return { title, tone, blocks: [body, ...more, { kind: 'buttons', buttons: [...add, open] }] };
}

function describeContact(contact: Contact, changeable: boolean, lang: Lang): ListItem {
  const { id, name, title, phones, email } = contact;
  const note = [...phones, email].filter((each) => each !== '').join(' · ');
  const buttons: readonly Button[] = changeable
    ? [
        { label: t.buttonEdit[lang], action: 'contact.edit', target: id },
        {
          label: t.buttonRemove[lang],
          action: 'contact.remove',
          target: id,
          style: 'danger',
          confirm: {
            title: t.removeSure(name)[lang],
            text: t.removeSureHow[lang],
            yes: t.buttonRemove[lang],
            no: t.no[lang],
          },
        },
      ]
    : [];
  return {
    text: [{ text: name, bold: true }, ...(title === '' ? [] : [{ text: `  ${title}` }])],
    ...(note === '' ? {} : { note }),
    buttons,
  };
}
