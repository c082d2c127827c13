import type { ChoiceSpec, FieldSpec, RawValues } from '../chat/spec.ts';
import { dayAliases, dayNames, slotDays } from './days.ts';
import { isScheduledKind, isSubscriptionKind } from './kinds.ts';
import { kindNames, pushText, topicNames } from './text.ts';
import { listZoneChoices } from './zone-choices.ts';

const kinds: readonly ChoiceSpec[] = [
  {
    value: 'sales',
    label: kindNames.sales,
    aliases: ['sale', 'news', 'orders', 'payments', '销售', '喜报', '战报', '成交'],
  },
  { value: 'daily', label: kindNames.daily, aliases: ['summary', 'digest', '每日', '日报', '汇总'] },
  {
    value: 'ranking',
    label: kindNames.ranking,
    aliases: ['rank', 'rankings', 'leaderboard', '排行', '排名'],
  },
  {
    value: 'overdue',
    label: kindNames.overdue,
    aliases: ['due', 'instalments', '催款', '逾期', '回款提醒'],
  },
  { value: 'clear-day', label: kindNames['clear-day'], aliases: ['clear', 'day', '日清提醒', '今日清单'] },
  {
    value: 'same-city',
    label: kindNames['same-city'],
    aliases: ['same city', 'samecity', 'nearby', 'city', '同城', '同城客户'],
  },
];

const topics: readonly ChoiceSpec[] = [
  { value: 'orders', label: topicNames.orders, aliases: ['order', '签单', '合同'] },
  { value: 'payments', label: topicNames.payments, aliases: ['payment', '到账', '收款'] },
  { value: 'won', label: topicNames.won, aliases: ['win', 'wins', '赢单喜报'] },
  { value: 'lost', label: topicNames.lost, aliases: ['losses', '丢单'] },
  { value: 'stages', label: topicNames.stages, aliases: ['stage', 'big', '大单', '推进'] },
];

const languages: readonly ChoiceSpec[] = [
  { value: 'en', label: { en: 'English', zh: 'English' }, aliases: ['english', '英文', '英语'] },
  { value: 'zh', label: { en: '中文', zh: '中文' }, aliases: ['chinese', 'zh-cn', '汉语'] },
];

export const kindField: FieldSpec = {
  name: 'kind',
  aliases: ['what', '内容', '类型'],
  label: pushText.fieldKind,
  kind: 'choice',
  required: true,
  choices: kinds,
  at: 'word',
};

export const groupField: FieldSpec = {
  name: 'group',
  aliases: ['team', '分组', '小组', '部门', '团队'],
  label: pushText.fieldGroup,
  hint: pushText.fieldGroupHint,
  kind: 'text',
  required: false,
};

export const atField: FieldSpec = {
  name: 'at',
  aliases: ['time', '时间'],
  label: pushText.fieldAt,
  hint: pushText.fieldAtHint,
  kind: 'time',
  required: false,
  at: 'word',
};

export const daysField: FieldSpec = {
  name: 'days',
  aliases: ['on', 'day', '日子', '星期', '周期', '频率'],
  label: pushText.fieldDays,
  hint: pushText.fieldDaysHint,
  kind: 'choice',
  required: false,
  choices: slotDays.map((days) => ({ value: days, label: dayNames[days], aliases: dayAliases[days] })),
  at: 'word',
};

export const minField: FieldSpec = {
  name: 'min',
  aliases: ['from', 'amount', '金额', '起', '门槛'],
  label: pushText.fieldMin,
  hint: pushText.fieldMinHint,
  kind: 'amount',
  required: false,
};

export const onlyField: FieldSpec = {
  name: 'only',
  aliases: ['topics', '只看', '只要', '内容范围'],
  label: pushText.fieldOnly,
  hint: pushText.fieldOnlyHint,
  kind: 'choice',
  several: true,
  required: false,
  choices: topics,
};

export const langField: FieldSpec = {
  name: 'lang',
  aliases: ['language', '语言'],
  label: pushText.fieldLang,
  kind: 'choice',
  required: false,
  choices: languages,
};

export const zoneField: FieldSpec = {
  name: 'zone',
  aliases: ['timezone', 'tz', '时区'],
  label: pushText.fieldZone,
  hint: pushText.fieldZoneHint,
  kind: 'choice',
  required: false,
  choices: listZoneChoices(),
};

/** Whose it shall be, where an admin decides for somebody else. */
export const forField: FieldSpec = {
  name: 'for',
  aliases: ['member', 'person', '给', '替', '成员'],
  label: pushText.fieldFor,
  hint: pushText.fieldForHint,
  kind: 'member',
  required: false,
};

/** Which conversation it shall be for, where an admin decides from elsewhere. */
export const toField: FieldSpec = {
  name: 'to',
  aliases: ['in', 'channel', '群', '会话', '发到'],
  label: pushText.fieldTo,
  hint: pushText.fieldToHint,
  kind: 'text',
  required: false,
};

/** What a subscription of this kind can be told, besides what it is. */
export function listSettings(kind: string | undefined): readonly FieldSpec[] {
  if (kind === undefined || !isSubscriptionKind(kind))
    return [atField, daysField, minField, onlyField, langField, zoneField];
  if (kind === 'sales') return [minField, onlyField, langField];
  return isScheduledKind(kind) ? [atField, daysField, langField, zoneField] : [langField];
}

/**
 * Puts time and days where they belong, in whichever order they were typed: `ranking fri 18:00`, `排行榜 周五 18:00`.
 */
export function refineSubscribe(values: RawValues): RawValues {
  const { at, days } = values;
  if (at === undefined || looksLikeTime(at)) return values;
  if (days === undefined) return readsAsDays(at) ? { ...omit(values, 'at'), days: at } : values;
  return looksLikeTime(days) && readsAsDays(at) ? { ...values, at: days, days: at } : values;
}

function looksLikeTime(text: string): boolean {
  return /^\d{1,2}[:：点]/.test(text.trim());
}

function readsAsDays(text: string): boolean {
  const folded = text.trim().toLowerCase();
  return slotDays.some(
    (days) =>
      days === folded ||
      dayAliases[days].includes(folded) ||
      dayNames[days].en.toLowerCase() === folded ||
      dayNames[days].zh === folded,
  );
}

function omit(values: RawValues, name: string): RawValues {
  return Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
}
