import { formatMoney } from '../../kernel/money.ts';
import type { Context } from '../../people/context.ts';
import type { TagRule } from './rule-store.ts';
import { tagText as t } from './text.ts';

/** What a rule asks, in words: `category A · paid ¥1,000,000.00 or more in 24 months`. */
export function describeRule(
  rule: TagRule,
  { org, actor: { lang } }: Pick<Context, 'org' | 'actor'>,
): string {
  const parts = [
    rule.categoryCode === null ? undefined : t.when.category(rule.categoryCode),
    rule.region === null ? undefined : t.when.region(rule.region),
    rule.city === null ? undefined : t.when.city(rule.city),
    rule.industry === null ? undefined : t.when.industry(rule.industry),
    rule.source === null ? undefined : t.when.source(rule.source),
    rule.minPaid === null ? undefined : t.when.paid(formatMoney(rule.minPaid, org.currency, lang)),
    rule.quietDays === null ? undefined : t.when.quiet(rule.quietDays),
  ];
  return parts.flatMap((part) => (part === undefined ? [] : [part[lang]])).join(' · ');
}
