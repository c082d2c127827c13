import type { FieldSpec, RawValues } from '../../chat/spec.ts';
import type { Command } from '../../people/context.ts';
import type { SettingsPage } from '../../people/settings.ts';
import { addCategory, editCategory, removeCategory, showCategories, summarizeCategories } from './change.ts';
import { stripDays } from './rules.ts';
import { categoryText as t } from './text.ts';

const code: FieldSpec = {
  name: 'code',
  aliases: ['代号', '分级', '级别'],
  label: t.fieldCode,
  hint: t.fieldCodeHint,
  kind: 'text',
  required: true,
  at: 'word',
};
const cadence: FieldSpec = {
  name: 'cadence',
  aliases: ['days', '周期', '天数'],
  label: t.fieldCadence,
  kind: 'number',
  required: true,
  at: 'word',
};
const name: FieldSpec = {
  name: 'name',
  aliases: ['名称'],
  label: t.fieldName,
  hint: t.fieldNameHint,
  kind: 'text',
  required: false,
};
const note: FieldSpec = {
  name: 'note',
  aliases: ['approach', '建议', '跟进建议'],
  label: t.fieldNote,
  hint: t.fieldNoteHint,
  kind: 'text',
  required: false,
  long: true,
  at: 'rest',
};

const list: Command = {
  name: 'settings categories',
  aliases: ['settings category', '设置 分级', '设置 客户分级', '客户分级', '分级设置'],
  title: t.listTitle,
  summary: t.listSummary,
  example: { en: 'settings categories', zh: '设置 分级' },
  roles: ['admin'],
  listed: false,
  fields: [],
  run: showCategories,
};

const add: Command = {
  name: 'settings categories add',
  aliases: ['设置 分级 新增', '设置 分级 添加', '新增分级'],
  title: t.addTitle,
  summary: t.addSummary,
  example: t.addExample,
  roles: ['admin'],
  listed: false,
  fields: [code, cadence, name, note],
  refine: readDays,
  run: (context, values) => addCategory(context, add, values),
};

const edit: Command = {
  name: 'settings categories edit',
  aliases: ['settings categories change', '设置 分级 修改', '设置 分级 编辑', '修改分级'],
  title: t.editTitle,
  summary: t.editSummary,
  example: t.editExample,
  roles: ['admin'],
  listed: false,
  fields: [code, { ...cadence, required: false }, name, note],
  refine: readDays,
  run: (context, values) => editCategory(context, edit, values),
};

const remove: Command = {
  name: 'settings categories remove',
  aliases: ['settings categories delete', '设置 分级 删除', '设置 分级 移除', '删除分级'],
  title: t.removeTitle,
  summary: t.removeSummary,
  example: t.removeExample,
  roles: ['admin'],
  listed: false,
  fields: [code],
  run: removeCategory,
};

function readDays(values: RawValues): RawValues {
  return values.cadence === undefined ? values : { ...values, cadence: stripDays(values.cadence) };
}

export const categoryCommands: readonly Command[] = [list, add, edit, remove];

export const categoryPage: SettingsPage = { command: list, summarize: summarizeCategories };
