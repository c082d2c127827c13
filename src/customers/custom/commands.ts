import type { FieldSpec } from '../../chat/spec.ts';
import type { Command } from '../../people/context.ts';
import type { SettingsPage } from '../../people/settings.ts';
import { factFields, phoneField } from '../facts/fields.ts';
import { customer } from '../fields.ts';
import {
  addCustomField,
  editCustomField,
  removeField,
  showCustomFields,
  summarizeCustomFields,
} from './change.ts';
import type { CustomSubject } from './field.ts';
import { kindNames, subjectNames, customText as t } from './text.ts';

const subject: FieldSpec = {
  name: 'subject',
  aliases: ['for', '用于', '对象'],
  label: t.fieldSubject,
  kind: 'choice',
  required: true,
  at: 'word',
  choices: [
    { value: 'customer', label: subjectNames.customer, aliases: ['customers', 'client'] },
    { value: 'deal', label: subjectNames.deal, aliases: ['deals'] },
  ],
};
const labelByKey: FieldSpec = {
  name: 'label',
  aliases: ['name', '名称', '字段名称'],
  label: t.fieldLabel,
  hint: t.fieldLabelHint,
  kind: 'text',
  required: true,
};
const label: FieldSpec = { ...labelByKey, at: 'word' };
const kind: FieldSpec = {
  name: 'kind',
  aliases: ['type', '类型'],
  label: t.fieldKind,
  kind: 'choice',
  required: true,
  at: 'word',
  choices: [
    { value: 'text', label: kindNames.text, aliases: ['文字'] },
    { value: 'number', label: kindNames.number, aliases: ['数值'] },
    { value: 'date', label: kindNames.date, aliases: [] },
    { value: 'choice', label: kindNames.choice, aliases: ['select', '选择', '单选'] },
  ],
};
const optionsByKey: FieldSpec = {
  name: 'options',
  aliases: ['choices', '选项', '可选项'],
  label: t.fieldOptions,
  hint: t.fieldOptionsHint,
  kind: 'text',
  required: false,
};
const options: FieldSpec = { ...optionsByKey, at: 'rest' };
const key: FieldSpec = {
  name: 'key',
  aliases: ['写法'],
  label: t.fieldKey,
  hint: t.fieldKeyHint,
  kind: 'text',
  required: false,
};
const field: FieldSpec = {
  name: 'field',
  aliases: ['字段'],
  label: t.fieldField,
  kind: 'text',
  required: true,
  at: 'rest',
};

/** Fields of ours, whose words before an equals sign mean something already. */
export const customerWords: readonly FieldSpec[] = [customer, phoneField, ...factFields];

const list: Command = {
  name: 'settings fields',
  aliases: ['settings field', '设置 字段', '自定义字段', '字段设置'],
  title: t.listTitle,
  summary: t.listSummary,
  example: { en: 'settings fields', zh: '设置 字段' },
  roles: ['admin'],
  listed: false,
  fields: [],
  run: showCustomFields,
};

/** `settings fields add`; `ours`: by what a field is for, the fields of ours whose words it cannot have. */
function createAdd(ours: Readonly<Record<CustomSubject, readonly FieldSpec[]>>): Command {
  const reserved = (of: CustomSubject): ReadonlySet<string> =>
    new Set(ours[of].flatMap(({ name, aliases }) => [name, ...aliases].map((word) => word.toLowerCase())));
  const command: Command = {
    ...add,
    run: (context, values) => addCustomField(context, command, values, reserved),
  };
  return command;
}

const add: Omit<Command, 'run'> = {
  name: 'settings fields add',
  aliases: ['设置 字段 新增', '设置 字段 添加', '新增字段'],
  title: t.addTitle,
  summary: t.addSummary,
  example: t.addExample,
  roles: ['admin'],
  listed: false,
  fields: [subject, label, kind, key, options],
};

const edit: Command = {
  name: 'settings fields edit',
  aliases: ['settings fields change', '设置 字段 修改', '设置 字段 编辑', '修改字段'],
  title: t.editTitle,
  summary: t.editSummary,
  example: t.editExample,
  roles: ['admin'],
  listed: false,
  fields: [field, { ...labelByKey, required: false }, optionsByKey],
  run: (context, values) => editCustomField(context, edit, values),
};

const remove: Command = {
  name: 'settings fields remove',
  aliases: ['settings fields delete', '设置 字段 删除', '设置 字段 移除', '删除字段'],
  title: t.removeTitle,
  summary: t.removeSummary,
  example: t.removeExample,
  roles: ['admin'],
  listed: false,
  fields: [field],
  run: removeField,
};

export function createCustomFieldCommands(
  ours: Readonly<Record<CustomSubject, readonly FieldSpec[]>>,
): readonly Command[] {
  return [list, createAdd(ours), edit, remove];
}

export const customFieldPage: SettingsPage = { command: list, summarize: summarizeCustomFields };
