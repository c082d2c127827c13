import type { Card, ListItem } from '../chat/card.ts';
import type { Context } from '../people/context.ts';
import { tellLastContact } from './cards.ts';
import { listOwn } from './store.ts';
import { customerText as t } from './text.ts';

/** Each has two buttons. */
const SHOWN = 6;

/** The customers that a person works with, contacted last first. */
export async function drawMyCustomers(context: Context): Promise<Card> {
  const { lang } = context.actor;
  const { shown, count } = await listOwn(context.db, context.orgId, context.memberId, SHOWN);
  if (count === 0) {
    return { title: t.mineNone[lang], tone: 'plain', blocks: [{ kind: 'text', text: t.mineNoneHow[lang] }] };
  }
  const items = shown.map(
    ({ id, name, lastContactAt }): ListItem => ({
      text: [{ text: name, bold: true }],
      note: tellLastContact(lastContactAt, context),
      buttons: [
        { label: t.buttonLog[lang], action: 'followup.start', target: id },
        { label: t.buttonShow[lang], action: 'customer.show', target: id },
      ],
    }),
  );
  return { title: t.mine(count)[lang], tone: 'info', blocks: [{ kind: 'list', items }] };
}
