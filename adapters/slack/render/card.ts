import type { Card, CardBlock, ListItem, Text } from '../../../src/chat/card.ts';
import { cardToText, drawProgress, plainText } from '../../../src/chat/card-text.ts';
import { cutText } from '../../../src/kernel/text/clean.ts';
import { limits } from '../limits.ts';
import { renderButtons, renderSelect } from './buttons.ts';
import { plain, richElements, richText } from './text.ts';

type Json = Readonly<Record<string, unknown>>;

/** What a message's body consists of: blocks to look at, text for notifications and for clients without blocks. */
export interface SlackContent {
  readonly text: string;
  readonly blocks: readonly Json[];
}

/** Renders a card. Total: whatever does not fit is cut with a visible mark. */
export function renderCard(card: Card): SlackContent {
  const blocks = [
    { type: 'header', text: plain(card.title, limits.headerText) },
    ...card.blocks.flatMap((block, index) => renderBlock(block, isFirstTable(card, index))),
  ];
  return { text: cutText(cardToText(card), limits.messageText), blocks: fitBlocks(blocks) };
}

function renderBlock(block: CardBlock, tableAllowed: boolean): Json[] {
  switch (block.kind) {
    case 'text':
      return renderText(block.text);
    case 'note':
      return [{ type: 'context', elements: [plain(plainText(block.text), limits.noteText)] }];
    case 'facts':
      return renderFacts(block.facts);
    case 'table':
      return tableAllowed ? [renderTable(block)] : renderTableLines(block);
    case 'list':
      return block.items.flatMap(renderItem);
    case 'progress':
      return renderText(
        `${block.label}  ${drawProgress(block.basisPoints)}  ${Math.floor(block.basisPoints / 100)}%`,
      );
    case 'buttons':
      return renderButtons(block.buttons, block.more);
    case 'select':
      return [renderSelect(block)];
    case 'divider':
      return [{ type: 'divider' }];
  }
}

function renderText(text: Text): Json[] {
  const elements = richElements(text, limits.sectionText);
  return elements.length === 0 ? [] : [richText(elements)];
}

/** One fact a line: two columns are cut on a phone. */
function renderFacts(facts: Extract<CardBlock, { kind: 'facts' }>['facts']): Json[] {
  if (facts.length === 0) return [];
  const elements = facts.flatMap(({ label, value }, index) => [
    { type: 'text', text: `${index === 0 ? '' : '\n'}${label}  `, style: { bold: true } },
    ...richElements(value, limits.sectionText),
  ]);
  return [richText(elements)];
}

function renderItem(item: ListItem): Json[] {
  const note =
    item.note === undefined ? [] : [{ type: 'text', text: `\n${cutText(item.note, limits.sectionText)}` }];
  return [
    richText([...richElements(item.text, limits.sectionText), ...note]),
    ...(item.buttons ? renderButtons(item.buttons) : []),
  ];
}

/** Slack shows one table a message. */
function isFirstTable(card: Card, index: number): boolean {
  return card.blocks.findIndex((block) => block.kind === 'table') === index;
}

function renderTable(table: Extract<CardBlock, { kind: 'table' }>): Json {
  const columns = table.columns.slice(0, limits.tableColumns);
  const rows = [columns.map((column) => column.title), ...table.rows].slice(0, limits.tableRows);
  let left: number = limits.tableCharacters;
  const cells = rows.map((row) =>
    columns.map((_, index) => {
      const text = cutText(row[index] ?? '', Math.max(left, 1));
      left -= text.length;
      return { type: 'raw_text', text: text === '' ? ' ' : text };
    }),
  );
  return {
    type: 'table',
    column_settings: columns.map((column) => ({ align: column.align ?? 'left' })),
    rows: cells,
  };
}

/** A table as one line a row: columns made of spaces break apart on a phone. */
function renderTableLines(table: Extract<CardBlock, { kind: 'table' }>): Json[] {
  const rows = [table.columns.map((column) => column.title), ...table.rows];
  const lines = rows.map((row) => row.filter((cell) => cell.trim() !== '').join(' · '));
  const [head = '', ...rest] = cutText(lines.join('\n'), limits.sectionText).split('\n');
  return renderText([
    { text: head, bold: true },
    ...(rest.length === 0 ? [] : [{ text: `\n${rest.join('\n')}` }]),
  ]);
}

/** Drops blocks from the end until the rest is small enough, and says so. Rows of buttons at the end are kept. */
function fitBlocks(blocks: readonly Json[]): readonly Json[] {
  const kept: Json[] = [];
  let characters = 0;
  for (const block of blocks) {
    characters += countCharacters(block);
    if (kept.length === limits.messageBlocks - 1 && blocks.length > limits.messageBlocks) break;
    if (characters > limits.messageCharacters) break;
    kept.push(block);
  }
  const dropped = blocks.length - kept.length;
  return dropped === 0 ? kept : [...kept, { type: 'context', elements: [plain('⋯', limits.noteText)] }];
}

function countCharacters(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, each) => sum + countCharacters(each), 0);
}
