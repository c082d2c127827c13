import { button, cardOf } from './stage.ts';

export const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));
export const md = (content: string) => ({ tag: 'markdown', content });
export const table = (more: Record<string, unknown> = {}) => ({
  tag: 'table',
  columns: [{ name: 'c', display_name: 'C', data_type: 'text' }],
  rows: [{ c: 'x' }],
  ...more,
});
export const MARKDOWN_TABLE = '| a | b |\n| --- | :-: |\n| 1 | 2 |';
export const submit = button('Send', { name: 'send', form_action_type: 'submit' });
export const form = (...elements: readonly unknown[]) => ({ tag: 'form', name: 'form', elements });
export const headed = (header: Record<string, unknown>) => ({ ...cardOf(md('x')), header });
/** So many containers, one in the other. */
export function nest(levels: number): Record<string, unknown> {
  if (levels === 0) return md('x');
  return { tag: 'column_set', columns: [{ tag: 'column', elements: [nest(levels - 1)] }] };
}
/** A card of exactly so many components and parts; the header's title is one. */
export function counted(elements: number): Record<string, unknown> {
  return cardOf(...many(elements - 1, () => ({ tag: 'hr' })));
}
export const table50 = table({
  columns: many(50, (index) => ({ name: `c${index}`, data_type: 'text' })),
  rows: [],
});
