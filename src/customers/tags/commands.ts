import type { FieldSpec, RawValues } from '../../chat/spec.ts';
import type { ActionHandler, Command } from '../../people/context.ts';
import { rolesFor } from '../../people/rights.ts';
import type { SettingsPage } from '../../people/settings.ts';
import { stripDays } from '../categories/rules.ts';
import { factFields } from '../facts/fields.ts';
import { customer } from '../fields.ts';
import { pressAddTag, pressRemoveTag, pressTags, tagCustomer, untagCustomer } from './change.ts';
import { addTagRule, removeTagRule, showTagRules, summarizeTagRules } from './change-rules.ts';
import { tagText as t } from './text.ts';

const tags: FieldSpec = {
  name: 'tags',
  aliases: ['tag', '标签'],
  label: t.fieldTags,
  hint: t.fieldTagsHint,
  kind: 'text',
  required: false,
  at: 'rest',
};

const tag: Command = {
  name: 'customer tag',
  aliases: ['tag', 'customer tags', '客户 标签', '打标签', '标签'],
  title: t.tagTitle,
  summary: t.tagSummary,
  example: t.tagExample,
  roles: rolesFor('customer.see'),
  fields: [customer, tags],
  run: (context, values) => tagCustomer(context, tag, values),
};

const untag: Command = {
  name: 'customer untag',
  aliases: ['untag', '客户 去标签', '去标签', '移除标签', '取消标签'],
  title: t.untagTitle,
  summary: t.untagSummary,
  example: t.untagExample,
  roles: rolesFor('customer.work'),
  listed: false,
  fields: [customer, { ...tags, required: true }],
  run: (context, values) => untagCustomer(context, untag, values),
};

const list: Command = {
  name: 'settings tags',
  aliases: ['settings tag', '设置 标签', '标签设置', '标签规则'],
  title: t.pageTitle,
  summary: t.pageSummary,
  example: { en: 'settings tags', zh: '设置 标签' },
  roles: ['admin'],
  listed: false,
  fields: [],
  run: showTagRules,
};

const ruleTag: FieldSpec = {
  name: 'tag',
  aliases: ['标签'],
  label: t.fieldTag,
  kind: 'text',
  required: true,
  at: 'word',
};

const conditions: readonly FieldSpec[] = [
  ...factFields.filter(({ name }) => name !== 'registration'),
  {
    name: 'paid',
    aliases: ['payments', '回款', '净回款'],
    label: t.fieldPaid,
    kind: 'amount',
    required: false,
  },
  {
    name: 'quiet',
    aliases: ['days', '未联系', '天数'],
    label: t.fieldQuiet,
    kind: 'number',
    required: false,
  },
];

const add: Command = {
  name: 'settings tags add',
  aliases: ['设置 标签 新增', '设置 标签 添加', '新增标签规则'],
  title: t.addTitle,
  summary: t.addSummary,
  example: t.addExample,
  roles: ['admin'],
  listed: false,
  fields: [ruleTag, ...conditions],
  refine: readDays,
  run: (context, values) => addTagRule(context, add, values),
};

const remove: Command = {
  name: 'settings tags remove',
  aliases: ['settings tags delete', '设置 标签 删除', '设置 标签 移除', '删除标签规则'],
  title: t.removeTitle,
  summary: t.removeSummary,
  example: t.removeExample,
  roles: ['admin'],
  listed: false,
  fields: [{ ...ruleTag, at: 'rest' }],
  run: removeTagRule,
};

function readDays(values: RawValues): RawValues {
  return values.quiet === undefined ? values : { ...values, quiet: stripDays(values.quiet) };
}

export const tagCommands: readonly Command[] = [tag, untag, list, add, remove];

export const tagPage: SettingsPage = { command: list, summarize: summarizeTagRules };

export const tagActions: readonly ActionHandler[] = [
  { action: 'customer.tags', run: pressTags },
  { action: 'tag.add', run: pressAddTag },
  { action: 'tag.remove', run: pressRemoveTag },
];
