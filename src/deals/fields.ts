import type { ChoiceSpec, FieldSpec } from '../chat/spec.ts';
import { type DealFact, dealFacts, type Stage } from './rules.ts';
import type { LostReason } from './stages-store.ts';
import { factNames, dealText as t } from './text.ts';

export const amountField: FieldSpec = {
  name: 'amount',
  aliases: ['金额', '商机金额'],
  label: t.fieldAmount,
  hint: t.fieldAmountHint,
  kind: 'amount',
  required: true,
  at: 'word',
};

export const titleField: FieldSpec = {
  name: 'title',
  aliases: ['name', '名称', '商机', '标题'],
  label: t.fieldTitle,
  hint: t.fieldTitleHint,
  kind: 'text',
  required: false,
  at: 'rest',
};

export const probabilityField: FieldSpec = {
  name: 'probability',
  aliases: ['win', 'chance', '赢率', '概率'],
  label: t.fieldProbability,
  hint: t.fieldProbabilityHint,
  kind: 'text',
  required: false,
};

export const competitorsField: FieldSpec = {
  name: 'competitors',
  aliases: ['competitor', 'against', '竞品', '竞争对手', '对手'],
  label: t.fieldCompetitors,
  hint: t.fieldCompetitorsHint,
  kind: 'text',
  required: false,
};

/** How each fact of a deal is asked for. */
export const factFields: Readonly<Record<DealFact, FieldSpec>> = {
  expectedOn: {
    name: 'closes',
    aliases: ['expected', 'close', '预计', '预计成交', '预计成交日', '成交日', '成交日期'],
    label: factNames.expectedOn,
    hint: t.fieldExpectedHint,
    kind: 'date',
    required: false,
  },
  need: {
    name: 'need',
    aliases: ['needs', '需求', '客户需求'],
    label: factNames.need,
    kind: 'text',
    required: false,
    long: true,
  },
  decider: {
    name: 'decider',
    aliases: ['decides', '决策人', '拍板人'],
    label: factNames.decider,
    kind: 'text',
    required: false,
  },
  budget: {
    name: 'budget',
    aliases: ['预算', '客户预算'],
    label: factNames.budget,
    kind: 'text',
    required: false,
  },
  nextStep: {
    name: 'next',
    aliases: ['plan', '下一步', '下一步计划', '计划'],
    label: factNames.nextStep,
    kind: 'text',
    required: false,
  },
};

export const allFactFields: readonly FieldSpec[] = dealFacts.map((fact) => factFields[fact]);

/** Parsing, help and checks know no organization: there a stage is a word. */
export const stageField: FieldSpec = {
  name: 'stage',
  aliases: ['阶段', 'to'],
  label: t.fieldStage,
  hint: t.fieldStageNext,
  kind: 'text',
  required: false,
};

/** The same with the stages that the organization has. */
export function tailorStage(stages: readonly Stage[], hint = t.fieldStageNext): FieldSpec {
  const choices = stages
    .filter(({ active }) => active)
    .map(({ code, name }) => ({ value: code, label: name }));
  return { ...stageField, hint, kind: 'choice', choices: addShortNames(choices) };
}

export const reasonField: FieldSpec = {
  name: 'reason',
  aliases: ['why', '原因', '输单原因'],
  label: t.fieldReason,
  kind: 'text',
  required: true,
  at: 'word',
};

/** The same with the reasons that the organization tells apart. */
export function tailorReason(reasons: readonly LostReason[]): FieldSpec {
  const choices = reasons
    .filter(({ active }) => active)
    .map(({ code, name }) => ({ value: code, label: name }));
  return { ...reasonField, kind: 'choice', choices: addShortNames(choices) };
}

/** 报价 is enough for 方案报价, and neg for Negotiating, as long as only one is meant. */
function addShortNames(choices: readonly Omit<ChoiceSpec, 'aliases'>[]): readonly ChoiceSpec[] {
  const shortNames = choices.map(({ label }) => listShortNames(label));
  return choices.map((choice, place) => ({
    ...choice,
    aliases: (shortNames[place] ?? []).filter(
      (name) => shortNames.filter((others) => others.includes(name)).length === 1,
    ),
  }));
}

const SHORTEST = 2;

/** Every beginning and end of the Chinese name, and every beginning of the English one, of two characters or more. */
function listShortNames({ en, zh }: ChoiceSpec['label']): readonly string[] {
  const [latin, han] = [[...en.toLowerCase()], [...zh.toLowerCase()]];
  const cut = (of: readonly string[]) => of.map((_, index) => of.slice(0, index + 1).join(''));
  const ends = han.map((_, index) => han.slice(index).join(''));
  return [...new Set([...cut(latin), ...cut(han), ...ends])].filter((name) => [...name].length >= SHORTEST);
}
