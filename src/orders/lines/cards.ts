import type { CardBlock } from '../../chat/card.ts';
import { formatMoney } from '../../kernel/money.ts';
import type { OrderLine } from './parse.ts';
import { lineText as t } from './text.ts';

/**
 * An order's product lines with a heading; nothing where there are none. No table: on a phone a line each is shorter, and
 * Slack draws one table a message, which is the plan's.
 */
export function drawLines(
  lines: readonly OrderLine[],
  { lang, currency }: { readonly lang: 'en' | 'zh'; readonly currency: string },
): readonly CardBlock[] {
  if (lines.length === 0) return [];
  const facts = lines.map(({ product, quantity, amount }) => ({
    label: quantity === null ? product : `${product} ×${quantity}`,
    value: formatMoney(amount, currency, lang),
  }));
  return [
    { kind: 'text', text: [{ text: t.heading[lang], bold: true }] },
    { kind: 'facts', facts },
  ];
}

/** Lines as somebody would type them. */
export function writeLines(lines: readonly OrderLine[], currency: string): string {
  return lines
    .map(({ product, quantity, amount }) => {
      const name = quantity === null ? product : `${product} x${quantity}`;
      return `${name}: ${formatMoney(amount, currency, 'en')}`;
    })
    .join('; ');
}

/** Lines for the audit log. */
export function describeLines(lines: readonly OrderLine[]) {
  return lines.map(({ product, quantity, amount }) => ({ product, quantity, amount: amount.toString() }));
}
