import type { Facts } from '../kernel/result.ts';
import type { Bilingual, Lang } from './language.ts';

/** Words that every form, choice and refusal shares. */
export const chatText = {
  submit: { en: 'Save', zh: '保存' },
  cancel: { en: 'Cancel', zh: '取消' },
  mend: {
    en: 'Almost there: please look at the marked fields. Everything you typed is kept.',
    zh: '就差一点：请看标出的字段，已输入的内容都保留着。',
  },
  openForm: { en: 'Fill in the form', zh: '填写表单' },
  other: {
    customer: { en: 'Not in the list? Type the name', zh: '列表里没有？直接输入名称' },
    member: { en: 'Type the name', zh: '输入姓名' },
    order: { en: 'Not in the list? Type the number', zh: '列表里没有？直接输入编号' },
  },
} satisfies Record<string, Bilingual | Record<string, Bilingual>>;

const sentences: Readonly<Record<string, (facts: Facts) => Bilingual>> = {
  'amount-unreadable': ({ text }) => ({
    en: `“${text}” is not an amount I can read. Try 80000, 80,000.50, 300k or 30万.`,
    zh: `没看懂金额“${text}”，可以写成 80000、80,000.50、30万 或 1.2亿。`,
  }),
  'amount-currency': ({ text, currency }) => ({
    en: `“${text}” is in another currency; amounts here are in ${currency}.`,
    zh: `“${text}”不是本企业的币种，这里的金额一律用 ${currency}。`,
  }),
  'amount-decimals': ({ text }) => ({
    en: `“${text}” has more decimals than the currency.`,
    zh: `“${text}”的小数位数超过了币种的最小单位。`,
  }),
  'amount-too-large': ({ text }) => ({
    en: `“${text}” is more than any amount kept here; please check the zeros.`,
    zh: `金额“${text}”太大了，请检查一下是不是多打了几个零。`,
  }),
  'amount-negative': () => ({ en: 'The amount has to be above zero.', zh: '金额必须大于零。' }),
  'number-unreadable': ({ text }) => ({
    en: `“${text}” is not a number I can read. Try 30, 1,200.5 or 3万.`,
    zh: `没看懂数字“${text}”，可以写成 30、1,200.5 或 3万。`,
  }),
  'date-unreadable': ({ text }) => ({
    en: `“${text}” is not a date I can read. Try 2026-12-01, tomorrow, next tue or 下周三.`,
    zh: `没看懂日期“${text}”，可以写成 2026-12-01、明天、下周三 或 月底。`,
  }),
  'date-impossible': ({ text }) => ({
    en: `“${text}” does not exist in the calendar.`,
    zh: `日历里没有“${text}”这一天。`,
  }),
  'time-unreadable': ({ text }) => ({
    en: `“${text}” is not a time of day. Try 09:00 or 18:30.`,
    zh: `没看懂时间“${text}”，可以写成 09:00 或 18:30。`,
  }),
  'period-unreadable': ({ text }) => ({
    en: `“${text}” is not a period I can read. Try month, last month, 2026-11 or 2026-Q4.`,
    zh: `没看懂时间段“${text}”，可以写成 本月、上月、2026-11 或 2026-Q4。`,
  }),
  'choice-unknown': ({ text, choices, choicesZh }) => ({
    en: `“${text}” is none of: ${listOf(choices, ', ')}.`,
    zh: `“${text}”不在可选范围内：${listOf(choicesZh, '、')}。`,
  }),
  'member-unknown': ({ text }) => ({
    en: `I know no colleague called “${text}”.`,
    zh: `没有找到同事“${text}”。`,
  }),
  'field-missing': () => ({ en: 'Please fill this in.', zh: '请填写。' }),
};

/** The sentence for a value that could not be read. */
export function describeUnreadable(code: string, facts: Facts, lang: Lang): string {
  const known = sentences[code];
  if (known) return known(facts)[lang];
  return { en: `“${facts.text ?? ''}” could not be read.`, zh: `没看懂“${facts.text ?? ''}”。` }[lang];
}

function listOf(value: Facts[string] | undefined, separator: string): string {
  return Array.isArray(value) ? value.join(separator) : String(value ?? '');
}
