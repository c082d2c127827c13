import type { Button, Card, CardBlock, ListItem } from '../../chat/card.ts';
import type { Lang } from '../../chat/language.ts';
import { settingsButton } from '../../people/settings.ts';
import type { Reading } from '../cards.ts';
import { type CustomField, customSubjects } from './field.ts';
import { kindNames, subjectNames, customText as t } from './text.ts';

/** All fields that the organization defined, by what they are for. */
export function fieldsCard(
  fields: readonly CustomField[],
  reading: Reading,
  title: string = t.listTitle[reading.actor.lang],
  tone: Card['tone'] = 'info',
): Card {
  const { lang } = reading.actor;
  const lists = customSubjects.flatMap((subject): CardBlock[] => {
    const own = fields.filter((field) => field.subject === subject);
    if (own.length === 0) return [];
    return [
      { kind: 'text', text: [{ text: subjectNames[subject][lang], bold: true }] },
      { kind: 'list', items: own.map((field) => describeField(field, lang)) },
    ];
  });
  const body: readonly CardBlock[] = lists.length === 0 ? [{ kind: 'text', text: t.none[lang] }] : lists;
  const add: Button = { label: t.buttonAdd[lang], action: 'command.run', target: 'settings fields add' };
  return { title, tone, blocks: [...body, { kind: 'buttons', buttons: [add, settingsButton(reading)] }] };
}

function describeField({ id, label, key, kind, choices }: CustomField, lang: Lang): ListItem {
  const options =
    choices.length === 0 ? '' : lang === 'zh' ? `：${choices.join('、')}` : `: ${choices.join(', ')}`;
  return {
    text: [{ text: label, bold: true }],
    note: `${kindNames[kind][lang]}${options} · ${t.typed(key)[lang]}`,
    buttons: [
      { label: t.buttonEdit[lang], action: 'command.run', target: `settings fields edit ${id}` },
      {
        label: t.buttonRemove[lang],
        action: 'command.run',
        target: `settings fields remove ${id}`,
        style: 'danger',
        confirm: {
          title: t.removeSure(label)[lang],
          text: t.removeSureHow[lang],
          yes: t.buttonRemove[lang],
          no: t.no[lang],
        },
      },
    ],
  };
}
