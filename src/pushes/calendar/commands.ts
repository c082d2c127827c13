import type { FieldSpec } from '../../chat/spec.ts';
import type { Command } from '../../people/context.ts';
import type { SettingsPage } from '../../people/settings.ts';
import { addDays, changeRegion, changeWeekend, enterYear, removeDays, showCalendar } from './edit.ts';
import { summarizeCalendar } from './page.ts';
import { calendarText as t } from './text.ts';

const base = { roles: ['admin'], listed: false } as const;

const year: FieldSpec = {
  name: 'year',
  aliases: ['年份'],
  label: t.fieldYear,
  kind: 'text',
  required: false,
  at: 'word',
};
const days: FieldSpec = {
  name: 'days',
  aliases: ['日期'],
  label: t.fieldDays,
  hint: t.fieldDaysHint,
  kind: 'text',
  required: true,
  long: true,
  at: 'rest',
};

const page: Command = {
  ...base,
  name: 'settings calendar',
  aliases: ['work calendar', '设置 日历', '工作日历', '设置 工作日历'],
  title: t.title,
  summary: t.summary,
  example: { en: 'settings calendar', zh: '设置 日历' },
  fields: [year],
  run: showCalendar,
};

const add: Command = {
  ...base,
  name: 'settings calendar add',
  aliases: ['设置 日历 添加', '设置 日历 新增'],
  title: t.addTitle,
  summary: t.addSummary,
  example: t.addExample,
  fields: [days],
  run: (context, values) => addDays(context, add, values),
};

const remove: Command = {
  ...base,
  name: 'settings calendar remove',
  aliases: ['settings calendar restore', '设置 日历 恢复', '设置 日历 删除'],
  title: t.removeTitle,
  summary: t.removeSummary,
  example: t.removeExample,
  fields: [days],
  run: (context, values) => removeDays(context, remove, values),
};

const enter: Command = {
  ...base,
  name: 'settings calendar year',
  aliases: ['设置 日历 年度', '录入日历'],
  title: t.yearTitle,
  summary: t.yearSummary,
  example: t.yearExample,
  fields: [
    { ...year, required: true },
    { ...days, hint: t.fieldYearHint },
  ],
  run: (context, values) => enterYear(context, enter, values),
};

const weekend: Command = {
  ...base,
  name: 'settings calendar weekend',
  aliases: ['设置 日历 周末', '设置 周末'],
  title: t.weekendTitle,
  summary: t.weekendSummary,
  example: t.weekendExample,
  fields: [
    {
      name: 'weekend',
      aliases: ['days', '周末', '休息日'],
      label: t.fieldWeekend,
      hint: t.fieldWeekendHint,
      kind: 'text',
      required: false,
      at: 'rest',
    },
  ],
  run: (context, values) => changeWeekend(context, weekend, values),
};

const region: Command = {
  ...base,
  name: 'settings calendar region',
  aliases: ['设置 日历 假期', '设置 日历 地区'],
  title: t.regionTitle,
  summary: t.regionSummary,
  example: t.regionExample,
  fields: [
    {
      name: 'region',
      aliases: ['地区', '假期'],
      label: t.fieldRegion,
      kind: 'choice',
      required: true,
      at: 'word',
      choices: [
        { value: 'CN', label: t.china, aliases: ['cn', 'china', 'chinese', '中国', '大陆'] },
        { value: 'none', label: t.nobody, aliases: ['no', 'nobody', 'off', '无', '不用'] },
      ],
    },
  ],
  run: changeRegion,
};

export const calendarCommands: readonly Command[] = [page, add, remove, enter, weekend, region];

export const calendarPages: readonly SettingsPage[] = [{ command: page, summarize: summarizeCalendar }];
