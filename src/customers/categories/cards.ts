import type { Button, Card, CardBlock, ListItem } from '../../chat/card.ts';
import type { Lang } from '../../chat/language.ts';
import { settingsButton } from '../../people/settings.ts';
import type { Reading } from '../cards.ts';
import { COUNTED, type UsedCategory } from './store.ts';
import { categoryText as t } from './text.ts';

/** All categories with their buttons. `title`: what has just happened to one of them; else what the page is. */
export function categoriesCard(
  categories: readonly UsedCategory[],
  reading: Reading,
  title: string = t.listTitle[reading.actor.lang],
  tone: Card['tone'] = 'info',
): Card {
  const { lang } = reading.actor;
  const body: CardBlock =
    categories.length === 0
      ? { kind: 'text', text: t.empty[lang] }
      : { kind: 'list', items: categories.map((category) => describeCategory(category, lang)) };
  const add: Button = {
    label: t.buttonAdd[lang],
    action: 'command.run',
    target: 'settings categories add',
    ...(categories.length === 0 ? { style: 'primary' as const } : {}),
  };
  return { title, tone, blocks: [body, { kind: 'buttons', buttons: [add, settingsButton(reading)] }] };
}

function describeCategory(category: UsedCategory, lang: Lang): ListItem {
  const { code, name, cadenceDays, approachNote, customers } = category;
  const used = customers === 0 ? t.unused : t.customers(customers, customers >= COUNTED);
  const note = [t.every(cadenceDays)[lang], used[lang]].join(' · ');
  const edit: Button = {
    label: t.buttonEdit[lang],
    action: 'command.run',
    target: `settings categories edit ${code}`,
  };
  const remove: Button = {
    label: t.buttonRemove[lang],
    action: 'command.run',
    target: `settings categories remove ${code}`,
    style: 'danger',
    confirm: {
      title: t.removeSure(code)[lang],
      text: t.removeSureHow[lang],
      yes: t.buttonRemove[lang],
      no: t.no[lang],
    },
  };
  return {
    text: [{ text: name === code ? code : `${code} · ${name}`, bold: true }],
    note: approachNote === '' ? note : `${note}\n${approachNote}`,
    buttons: customers === 0 ? [edit, remove] : [edit],
  };
}
