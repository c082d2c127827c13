import type { CardBlock } from '../../chat/card.ts';
import { formatMoney } from '../../kernel/money.ts';
import type { OrderLine } from './parse.ts';
import { lineText as t } from './text.ts';

/** An order's product lines with a heading; nothing where there are none. Quantities only where one was given. */
export function drawLines(
  lines: readonly OrderLine[],
  { lang, currency }: { readonly lang: 'en' | 'zh'; readonly currency: string },
): readonly CardBlock[] {
  if (lines.length === 0) return [];
  const counted = lines.some(({ quantity }) => quantity !== null);
  return [
    { kind: 'text', text: [{ text: t.heading[lang], bold: true }] },
    {
      kind: 'table',
      columns: [
        { title: t.product[lang] },
        ...(counted ? [{ title: t.quantity[lang], align: 'right' as const }] : []),
        { title: t.amount[lang], align: 'right' },
      ],
      rows: lines.map(({ product, quantity, amount }) => [
        product,
        ...(counted ? [quantity ?? ''] : []),
        formatMoney(amount, currency, lang),
      ]),
    },
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
