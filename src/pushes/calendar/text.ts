import type { Bilingual } from '../../chat/language.ts';

/** What admins read about the work calendar. */
export const calendarText = {
  title: { en: 'Work calendar', zh: '工作日历' },
  titleOf: (year: string) => ({ en: `Work calendar ${year}`, zh: `${year} 年工作日历` }),
  summary: { en: 'Weekend, days off and make-up workdays', zh: '周末、节假日和调休上班日' },
  addTitle: { en: 'Add days to the calendar', zh: '添加休息日或上班日' },
  addSummary: { en: 'Days off or workdays of your own', zh: '添加本企业自己的休息日或上班日' },
  addExample: {
    en: 'settings calendar add 12-24 to 12-26 rest Christmas',
    zh: '设置 日历 添加 12-24 至 12-26 休 年末假',
  },
  removeTitle: { en: 'Take own days back', zh: '恢复日历' },
  removeSummary: {
    en: 'Days, or a whole year, as the data package has them',
    zh: '把几天或一整年恢复为数据包里的安排',
  },
  removeExample: { en: 'settings calendar remove 12-24 to 12-26', zh: '设置 日历 恢复 12-24 至 12-26' },
  yearTitle: { en: 'Enter a year', zh: '录入一年的安排' },
  yearSummary: { en: 'All days off and make-up workdays of a year', zh: '录入某一年全部的放假和调休安排' },
  yearExample: {
    en: 'settings calendar year 2027 10-01 to 10-07 National Day',
    zh: '设置 日历 年度 2027 10月1日至7日 国庆节',
  },
  weekendTitle: { en: 'Weekend', zh: '周末' },
  weekendSummary: { en: 'Which days of every week are days off', zh: '设置每周固定的休息日' },
  weekendExample: { en: 'settings calendar weekend Fri-Sat', zh: '设置 日历 周末 周五 周六' },
  regionTitle: { en: 'Public holidays', zh: '公共假期' },
  regionSummary: { en: 'Whose public holidays count', zh: '按哪里的法定节假日' },
  regionExample: { en: 'settings calendar region CN', zh: '设置 日历 假期 中国' },

  fieldYear: { en: 'Year', zh: '年份' },
  fieldDays: { en: 'Days', zh: '日期' },
  fieldDaysHint: {
    en: 'One per line: 12-24 to 12-26 rest Christmas · 2027-01-03 work',
    zh: '每行一条：12-24 至 12-26 休 年末假 · 1月3日 上班',
  },
  fieldYearHint: {
    en: 'All of the year, one per line; the announcement can be pasted as it is: 10-01 to 10-07 National Day · 10-10 work',
    zh: '写全年的安排，每行一条；国务院通知可以直接粘贴，如：国庆节：10月1日至7日放假，10月10日上班',
  },
  fieldWeekend: { en: 'Days', zh: '休息日' },
  fieldWeekendHint: { en: 'Sat-Sun, Fri-Sat, Sunday, none', zh: '如：周六周日、周五周六、周日、无' },
  fieldRegion: { en: 'Public holidays', zh: '公共假期' },
  china: { en: 'China', zh: '中国' },
  nobody: { en: 'none', zh: '不使用' },

  publicHolidays: { en: 'Public holidays', zh: '公共假期' },
  chinaFrom: (source: string) => ({
    en: `China, with make-up workdays (${source})`,
    zh: `中国，含调休（${source}）`,
  }),
  weekend: { en: 'Weekend', zh: '周末' },
  noWeekend: { en: 'no day', zh: '无固定休息日' },
  yearPackage: (source: string) => ({ en: `published, from ${source}`, zh: `已公布（数据：${source}）` }),
  yearOwn: { en: 'entered by you', zh: '已由你们录入' },
  yearNone: { en: 'your own days alone', zh: '只看本企业的安排' },
  yearUnknown: {
    en: 'not known yet: the weekdays count as workdays',
    zh: '尚未公布：暂按每周工作日计算',
  },
  today: { en: 'Today', zh: '今天' },
  isWork: { en: 'a workday', zh: '工作日' },
  isRest: { en: 'a day off', zh: '休息日' },
  daysOff: { en: 'Days off', zh: '放假' },
  workdays: { en: 'Workdays that would be days off', zh: '调休上班' },
  none: { en: 'none', zh: '无' },
  own: { en: ' (own)', zh: '（自定）' },

  buttonAdd: { en: 'Add days', zh: '添加日期' },
  buttonYear: (year: string) => ({ en: `Enter ${year}`, zh: `录入 ${year} 年` }),
  buttonShow: (year: string) => ({ en: `Show ${year}`, zh: `查看 ${year} 年` }),
  buttonWeekend: { en: 'Weekend', zh: '周末' },
  buttonRegion: { en: 'Public holidays', zh: '公共假期' },
  buttonRestore: (year: string) => ({ en: `Take own days of ${year} back`, zh: `恢复 ${year} 年` }),

  saved: {
    en: 'Saved. It counts from now on; what was sent stays.',
    zh: '已保存，从现在起生效，已发送的不受影响。',
  },
  unchanged: { en: 'That is how it was.', zh: '没有变化。' },
  unread: (pieces: string) => ({
    en: `I cannot read: ${pieces}`,
    zh: `看不懂：${pieces}`,
  }),
  noDays: {
    en: 'Name at least one day, such as 12-24 or 12-24 to 12-26.',
    zh: '请至少写一天，如 12-24 或 12-24 至 12-26。',
  },
  otherYear: (days: string, year: string) => ({
    en: `Not of ${year}: ${days}`,
    zh: `不在 ${year} 年：${days}`,
  }),
  yearUnreadable: { en: 'A year such as 2027', zh: '请写年份，如 2027' },
  weekendUnreadable: {
    en: 'Name days such as Fri-Sat, or none; not all seven.',
    zh: '请写如“周五周六”或“无”，不能七天都休息。',
  },

  unknownTitle: (year: string) => ({
    en: `The days off of ${year} are not known yet`,
    zh: `还不知道 ${year} 年的放假安排`,
  }),
  unknownHow: (year: string) => ({
    en: `Until they are, the weekdays of ${year} count as workdays: summaries and rankings may go out on a holiday, and reminders count its days. Enter the year as soon as it is published (an announcement can be pasted as it is), or update Dealbell.`,
    zh: `在此之前，${year} 年按每周工作日计算：日报、排行榜可能在假期发出，催款和跟进周期也会把假期算进去。安排公布后请尽快录入（通知可直接粘贴），或升级 Dealbell。`,
  }),
  unknownAgain: { en: 'I ask again until it is known.', zh: '录入之前我会定期提醒。' },
  unknownNote: (year: string) => ({
    en: `The holidays of ${year} are not known yet; its weekdays count as workdays.`,
    zh: `${year} 年的放假安排尚未录入，暂按每周工作日计算。`,
  }),
} as const;

/** Days of the week, Monday first. */
export const weekdayNames: readonly Bilingual[] = [
  { en: 'Mon', zh: '周一' },
  { en: 'Tue', zh: '周二' },
  { en: 'Wed', zh: '周三' },
  { en: 'Thu', zh: '周四' },
  { en: 'Fri', zh: '周五' },
  { en: 'Sat', zh: '周六' },
  { en: 'Sun', zh: '周日' },
];
