import { customer } from '../../customers/fields.ts';
import type { ActionHandler, Command } from '../../people/context.ts';
import { rolesFor } from '../../people/rights.ts';
import { noteFact, startNote } from './note.ts';
import { pressCompetitor, showCompetitors } from './show.ts';
import { competitorText as t } from './text.ts';

const show: Command = {
  name: 'competitor show',
  aliases: ['competitor', 'competitors', '竞品', '竞品 查看', '竞争对手', '看竞品'],
  title: t.showTitle,
  summary: t.showSummary,
  example: t.showExample,
  roles: rolesFor('deal.see'),
  fields: [
    {
      name: 'name',
      aliases: ['名称', '竞品'],
      label: t.fieldName,
      kind: 'text',
      required: false,
      at: 'rest',
    },
  ],
  run: showCompetitors,
};

const { at: _, ...keyedCustomer } = customer;

const note: Command = {
  name: 'competitor note',
  aliases: ['competitor add', '竞品 记录', '竞品 情报', '竞品情报', '记竞品'],
  title: t.noteTitle,
  summary: t.noteSummary,
  example: t.noteExample,
  roles: rolesFor('deal.work'),
  fields: [
    {
      name: 'competitor',
      aliases: ['竞品', '对手'],
      label: t.fieldName,
      kind: 'text',
      required: true,
      at: 'word',
    },
    {
      name: 'text',
      aliases: ['内容', '情报'],
      label: t.fieldText,
      kind: 'text',
      required: true,
      at: 'rest',
      long: true,
    },
    { ...keyedCustomer, label: t.fieldCustomer, required: false },
    {
      name: 'source',
      aliases: ['from', '来源'],
      label: t.fieldSource,
      hint: t.fieldSourceHint,
      kind: 'text',
      required: false,
    },
    {
      name: 'at',
      aliases: ['on', 'since', '日期', '时间'],
      label: t.fieldOn,
      hint: t.fieldOnHint,
      kind: 'date',
      required: false,
    },
  ],
  run: (context, values) => noteFact(context, note, values),
};

export const competitorCommands: readonly Command[] = [show, note];

export const competitorActions: readonly ActionHandler[] = [
  { action: 'competitor.show', run: pressCompetitor },
  { action: 'competitor.note', run: (context, target) => startNote(context, note, target) },
];
