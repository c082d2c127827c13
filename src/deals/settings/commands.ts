import type { FieldSpec } from '../../chat/spec.ts';
import { nameCustomField } from '../../customers/custom/field.ts';
import type { Command, Context } from '../../people/context.ts';
import type { SettingsPage } from '../../people/settings.ts';
import { listOwnFields } from '../own-fields.ts';
import { dealFacts } from '../rules.ts';
import { factNames } from '../text.ts';
import { addStage, changeBig, changeReasons, editStage, showPage } from './change.ts';
import { summarizeStages } from './page.ts';
import { settingsText as t } from './text.ts';

const name: FieldSpec = {
  name: 'name',
  aliases: ['名称'],
  label: t.fieldName,
  hint: t.fieldNameHint,
  kind: 'text',
  required: true,
  at: 'word',
};
const probability: FieldSpec = {
  name: 'probability',
  aliases: ['percent', '赢率', '概率'],
  label: t.fieldProbability,
  hint: t.fieldProbabilityHint,
  kind: 'text',
  required: true,
  at: 'word',
};
const { at: _, ...keyed } = probability;
const details: readonly FieldSpec[] = [
  { name: 'days', aliases: ['stale', '天数', '停滞'], label: t.fieldDays, kind: 'text', required: false },
  {
    name: 'required',
    aliases: ['requires', '必填'],
    label: t.fieldRequired,
    kind: 'choice',
    several: true,
    required: false,
    choices: dealFacts.map((fact) => ({ value: fact, label: factNames[fact], aliases: [] })),
  },
  {
    name: 'position',
    aliases: ['place', '排序', '位置'],
    label: t.fieldPosition,
    kind: 'text',
    required: false,
  },
];
/** The same with the fields that the organization defined for its deals. */
async function tailorStageFields(
  context: Context,
  fields: readonly FieldSpec[],
): Promise<readonly FieldSpec[]> {
  const own = await listOwnFields(context);
  const choices = own.map(({ id, label }) => ({
    value: nameCustomField(id),
    label: { en: label, zh: label },
    aliases: [],
  }));
  return fields.map((field) =>
    field.name === 'required' ? { ...field, choices: [...(field.choices ?? []), ...choices] } : field,
  );
}

const active: FieldSpec = {
  name: 'active',
  aliases: ['used', '启用'],
  label: t.fieldActive,
  kind: 'choice',
  required: false,
  choices: [
    { value: 'yes', label: t.yes, aliases: ['on', 'true', '是'] },
    { value: 'no', label: t.no, aliases: ['off', 'false', '否'] },
  ],
};

async function tailored(context: Context, command: Command): Promise<Command> {
  return { ...command, fields: await tailorStageFields(context, command.fields) };
}

const base = { roles: ['admin'], listed: false } as const;

const page: Command = {
  ...base,
  name: 'settings deals',
  aliases: ['deal stages', '设置 商机', '商机 阶段', '商机阶段', '设置 商机阶段'],
  title: t.pageTitle,
  summary: t.pageSummary,
  example: { en: 'settings deals', zh: '设置 商机' },
  fields: [],
  run: showPage,
};

const add: Command = {
  ...base,
  name: 'settings deals add',
  aliases: ['设置 商机 新增', '新增商机阶段'],
  title: t.addTitle,
  summary: t.addSummary,
  example: t.addExample,
  fields: [name, probability, ...details],
  tailor: (context) => tailorStageFields(context, add.fields),
  run: async (context, values) => addStage(context, await tailored(context, add), values),
};

const edit: Command = {
  ...base,
  name: 'settings deals edit',
  aliases: ['设置 商机 修改', '修改商机阶段'],
  title: t.editTitle,
  summary: t.editSummary,
  example: t.editExample,
  fields: [
    { name: 'stage', aliases: ['阶段'], label: t.fieldStage, kind: 'text', required: true, at: 'word' },
    { ...name, required: false, at: 'rest' },
    { ...keyed, required: false },
    ...details,
    active,
  ],
  tailor: (context) => tailorStageFields(context, edit.fields),
  run: async (context, values) => editStage(context, await tailored(context, edit), values),
};

const reasons: Command = {
  ...base,
  name: 'settings deals reasons',
  aliases: ['lost reasons', '设置 输单原因', '输单原因'],
  title: t.reasonsTitle,
  summary: t.reasonsSummary,
  example: t.reasonsExample,
  fields: [
    {
      name: 'reasons',
      aliases: ['原因'],
      label: t.fieldReasons,
      hint: t.fieldNameHint,
      kind: 'text',
      required: false,
      long: true,
      at: 'rest',
    },
  ],
  run: (context, values) => changeReasons(context, reasons, values),
};

const big: Command = {
  ...base,
  name: 'settings deals big',
  aliases: ['big deals', '设置 大单', '大单标准'],
  title: t.bigTitle,
  summary: t.bigSummary,
  example: t.bigExample,
  fields: [
    {
      name: 'amount',
      aliases: ['from', '金额'],
      label: t.fieldBig,
      kind: 'amount',
      required: false,
      at: 'word',
    },
  ],
  run: (context, values) => changeBig(context, big, values),
};

export const dealSettingsCommands: readonly Command[] = [page, add, edit, reasons, big];

export const dealSettings: readonly SettingsPage[] = [{ command: page, summarize: summarizeStages }];
