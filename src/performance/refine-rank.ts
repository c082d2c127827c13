import type { ChoiceSpec, RawValues } from '../chat/spec.ts';
import { parsePeriod } from '../kernel/parse-period.ts';
import { type Metric, metrics } from './metrics.ts';
import { metricNames } from './text.ts';

const ALIASES: Readonly<Record<Metric, readonly string[]>> = {
  paymentAmount: ['payments', 'payment', 'received', 'cash', 'paid', '回款', '到款', '收款'],
  signedAmount: ['orders', 'order', 'signed', 'signings', 'contracts', '签约', '签单', '订单', '合同'],
  followUps: ['followup', 'follow-ups', 'follow-up', 'activity', '跟进'],
  visits: ['visit', '拜访', '外勤'],
  newCustomers: ['customers', 'customer', 'new-customers', '新客户', '新客', '客户'],
};

/** By what a ranking can be made. */
export const metricChoices: readonly ChoiceSpec[] = metrics.map((metric) => ({
  value: metric,
  label: metricNames[metric],
  aliases: ALIASES[metric],
}));

/** Which month a fiscal year starts in does not decide whether words name a period. */
const ANY_MONTH = 1;

/** Sorts the words behind `rank`, in whichever order they were typed: a metric, a period of one or more words, a group. */
export function refineRank(values: RawValues, today: string): RawValues {
  const { metric, period, ...others } = values;
  const words = splitGlued(
    `${metric ?? ''} ${period ?? ''}`.split(/\s+/).filter((word) => word !== ''),
    today,
  );
  const found = words.find((word) => findMetric(word) !== undefined);
  const rest = words.filter((word) => word !== found);
  const cut = cutPeriod(rest, today);
  return {
    ...others,
    ...(found === undefined ? {} : { metric: findMetric(found) ?? found }),
    ...(cut.period === undefined ? {} : { period: cut.period }),
    ...(cut.group === '' || others.group !== undefined ? {} : { group: cut.group }),
  };
}

function findMetric(word: string): string | undefined {
  const folded = word.toLowerCase();
  return metricChoices.find(
    ({ value, label, aliases }) =>
      value.toLowerCase() === folded || label.zh === word || aliases.includes(folded),
  )?.value;
}

/** 本月回款 is a period and a metric without a space between them; 客户一部 is a group. */
function splitGlued(words: readonly string[], today: string): readonly string[] {
  const chinese = Object.values(ALIASES)
    .flat()
    .filter((alias) => /\p{Script=Han}/u.test(alias));
  const isPeriod = (text: string) => parsePeriod(text, today, ANY_MONTH).kind === 'ok';
  return words.flatMap((word) => {
    if (findMetric(word) !== undefined) return [word];
    const tail = chinese.find((alias) => word.endsWith(alias) && isPeriod(word.slice(0, -alias.length)));
    if (tail !== undefined) return [word.slice(0, -tail.length), tail];
    const head = chinese.find((alias) => word.startsWith(alias) && isPeriod(word.slice(alias.length)));
    return head === undefined ? [word] : [head, word.slice(head.length)];
  });
}

/** The longest run of words at the head or the tail that names a period; what is left is a group. */
function cutPeriod(
  words: readonly string[],
  today: string,
): { readonly period: string | undefined; readonly group: string } {
  for (let length = words.length; length > 0; length -= 1) {
    for (const start of new Set([0, words.length - length])) {
      const text = words.slice(start, start + length).join(' ');
      if (parsePeriod(text, today, ANY_MONTH).kind !== 'ok') continue;
      const group = [...words.slice(0, start), ...words.slice(start + length)].join(' ');
      return { period: text, group };
    }
  }
  return { period: undefined, group: words.join(' ') };
}
