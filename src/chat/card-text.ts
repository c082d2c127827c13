import type { Card, CardBlock, Field, Form, ListItem, Text } from './card.ts';
import { showChosen } from './chosen.ts';

/** The text without its marks. */
export function plainText(text: Text): string {
  return typeof text === 'string' ? text : text.map((span) => span.text).join('');
}

/** A card as plain text: for notifications, for clients that show no cards, and for people who listen to them. */
export function cardToText(card: Card): string {
  return [card.title, ...card.blocks.map(blockToText)].filter((line) => line !== '').join('\n');
}

/** What stands in a field, as its person reads it. */
export function showValue(field: Field): string | undefined {
  return field.kind === 'pick' && field.value !== undefined ? showChosen(field.value) : field.value;
}

/** A form as plain text: what it asks for. */
export function formToText(form: Form): string {
  const lines = form.fields.map((field) =>
    `${field.label}: ${field.error ?? showValue(field) ?? ''}`.trimEnd(),
  );
  return [form.title, form.intro === undefined ? '' : plainText(form.intro), ...lines]
    .filter((line) => line !== '')
    .join('\n');
}

/** A bar of ten places, full at 100 % and beyond. */
export function drawProgress(basisPoints: number): string {
  const full = Math.max(0, Math.min(10, Math.floor(basisPoints / 1_000)));
  return '█'.repeat(full) + '░'.repeat(10 - full);
}

function blockToText(block: CardBlock): string {
  switch (block.kind) {
    case 'text':
    case 'note':
      return plainText(block.text);
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${plainText(value)}`).join('\n');
    case 'table':
      return [block.columns.map((column) => column.title), ...block.rows]
        .map((row) => row.join(' | '))
        .join('\n');
    case 'list':
      return block.items.map(itemToText).join('\n');
    case 'progress':
      return `${block.label} ${drawProgress(block.basisPoints)} ${Math.floor(block.basisPoints / 100)}%`;
    case 'buttons':
      return [...block.buttons, ...(block.more ?? [])].map((button) => `[${button.label}]`).join(' ');
    case 'select':
      return `${block.placeholder}: ${block.options.map((option) => option.label).join(' / ')}`;
    case 'divider':
      return '';
  }
}

function itemToText(item: ListItem): string {
  const buttons = (item.buttons ?? []).map((button) => ` [${button.label}]`).join('');
  return `• ${plainText(item.text)}${item.note === undefined ? '' : ` — ${item.note}`}${buttons}`;
}
