import type { FieldSpec } from '../chat/spec.ts';
import { customerAlone, customer as customerField } from '../customers/fields.ts';
import type { ActionHandler, Command } from '../people/context.ts';
import { rolesFor } from '../people/rights.ts';
import { advanceDeal, pressAdvance, tailorAdvance } from './advance.ts';
import {
  loseDeal,
  lostToField,
  noteField,
  pressLost,
  pressReopen,
  pressWon,
  tailorLost,
  winDeal,
} from './close.ts';
import { competitorActions, competitorCommands } from './competitors/commands.ts';
import { createDeal, startNew, tailorNew } from './create.ts';
import { editDeal, pressEdit, tailorEdit } from './edit.ts';
import {
  allFactFields,
  amountField,
  competitorsField,
  probabilityField,
  reasonField,
  stageField,
  titleField,
} from './fields.ts';
import { listDeals, listFields, tailorList } from './list.ts';
import { refineNewDeal } from './refine.ts';
import { dealSettingsCommands } from './settings/commands.ts';
import { pressShow, showDeals } from './show.ts';
import { dealText as t } from './text.ts';

const newDeal: Command = {
  name: 'deal new',
  aliases: ['deal add', 'new deal', '商机 新建', '商机 新增', '新商机', '新建商机', '建商机'],
  title: t.newTitle,
  summary: t.newSummary,
  example: t.newExample,
  roles: rolesFor('deal.work'),
  takesNewCustomer: true,
  fields: [customerField, amountField, titleField, ...allFactFields, stageField, probabilityField],
  refine: refineNewDeal,
  tailor: tailorNew,
  run: (context, values) => createDeal(context, newDeal, values),
};

const show: Command = {
  name: 'deal show',
  aliases: ['deal', '商机', '商机 查看', '查看商机', '看商机'],
  title: t.showTitle,
  summary: t.showSummary,
  example: t.showExample,
  roles: rolesFor('deal.see'),
  fields: [customerAlone],
  run: showDeals,
};

const list: Command = {
  name: 'deal list',
  aliases: ['deals', '商机 列表', '商机列表', '我的商机'],
  title: t.listTitle,
  summary: t.listSummary,
  example: t.listExample,
  roles: rolesFor('deal.see'),
  fields: listFields,
  tailor: tailorList,
  run: listDeals,
};

const advance: Command = {
  name: 'deal stage',
  aliases: ['advance', 'deal advance', '推进', '推进商机', '商机 推进', '商机推进'],
  title: t.stageTitle,
  summary: t.stageSummary,
  example: t.stageExample,
  roles: rolesFor('deal.work'),
  fields: [customerField, { ...stageField, at: 'word' }, ...allFactFields],
  tailor: tailorAdvance,
  run: (context, values) => advanceDeal(context, advance, values),
};

const won: Command = {
  name: 'deal won',
  aliases: ['won', '赢单', '商机 赢单'],
  title: t.wonTitle,
  summary: t.wonSummary,
  example: t.wonExample,
  roles: rolesFor('deal.work'),
  fields: [customerField, { ...amountField, required: false }],
  run: (context, values) => winDeal(context, won, values),
};

const lost: Command = {
  name: 'deal lost',
  aliases: ['lost', '输单', '丢单', '商机 输单'],
  title: t.lostTitle,
  summary: t.lostSummary,
  example: t.lostExample,
  roles: rolesFor('deal.work'),
  fields: [customerField, reasonField, noteField, lostToField],
  tailor: tailorLost,
  run: (context, values) => loseDeal(context, lost, values),
};

const edit: Command = {
  name: 'deal edit',
  aliases: ['edit deal', '商机 修改', '修改商机', '改商机'],
  title: t.editTitle,
  summary: t.editSummary,
  example: t.editExample,
  roles: rolesFor('deal.work'),
  fields: [
    customerField,
    { ...amountField, required: false },
    ...allFactFields,
    probabilityField,
    competitorsField,
    { ...titleField, at: 'rest' },
  ],
  tailor: tailorEdit,
  run: (context, values) => editDeal(context, edit, values),
};

/** The fields of the commands that make and change deals. */
export const dealWords: readonly FieldSpec[] = [newDeal, advance, edit].flatMap(({ fields }) => fields);

/** The commands about deals, in the order in which help lists them. */
export const dealCommands: readonly Command[] = [
  newDeal,
  show,
  list,
  advance,
  won,
  lost,
  edit,
  ...competitorCommands,
  ...dealSettingsCommands,
];

export const dealActions: readonly ActionHandler[] = [
  { action: 'deal.new', run: (context, target) => startNew(context, newDeal, target) },
  { action: 'deal.show', run: pressShow },
  { action: 'deal.stage', run: (context, target) => pressAdvance(context, advance, target) },
  { action: 'deal.won', run: pressWon },
  { action: 'deal.lost', run: (context, target) => pressLost(context, lost, target) },
  { action: 'deal.reopen', run: pressReopen },
  { action: 'deal.edit', run: (context, target) => pressEdit(context, edit, target) },
  ...competitorActions,
];
