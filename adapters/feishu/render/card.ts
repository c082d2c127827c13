import type { Button, Card, CardBlock, ListItem, Tone } from '../../../src/chat/card.ts';
import { drawProgress, plainText } from '../../../src/chat/card-text.ts';
import { cutText } from '../../../src/kernel/text/clean.ts';
import { limits } from '../limits.ts';
import { renderButton, renderButtons, renderSelect } from './buttons.ts';
import { type Json, markdown, paragraph, plain, smallPrint } from './elements.ts';
import { fitBlocks } from './fit.ts';
import { renderBold, renderMarkdown } from './markdown.ts';
import { renderTable, renderTableLines } from './table.ts';

const TEMPLATES: Readonly<Record<Tone, string>> = {
  plain: 'default',
  info: 'blue',
  good: 'green',
  warn: 'orange',
  bad: 'red',
};

/** Renders a card as card JSON 2.0. Total: whatever does not fit is cut or left out with a visible mark. */
export function renderCard(card: Card): Json {
  let tables = 0;
  const blocks = card.blocks.map((block) => {
    if (block.kind === 'table') tables += 1;
    return renderBlock(block, tables <= limits.tables);
  });
  const last = card.blocks.at(-1)?.kind;
  return frameCard(card.title, card.tone, fitBlocks(blocks, last === 'buttons' || last === 'select'));
}

/** What surrounds a card's body. The summary is what a notification shows. */
export function frameCard(title: string, tone: Tone, elements: readonly Json[]): Json {
  return {
    schema: '2.0',
    config: { update_multi: true, summary: { content: cutText(title, limits.summary) } },
    // More than four lines of a title are refused.
    header: { title: plain(title.replace(/\s+/g, ' '), limits.headerTitle), template: TEMPLATES[tone] },
    body: { elements },
  };
}

function renderBlock(block: CardBlock, tableAllowed: boolean): Json[] {
  switch (block.kind) {
    case 'text':
      return renderText(block);
    case 'note':
      return [smallPrint(plainText(block.text), limits.note)];
    case 'facts':
      return renderFacts(block.facts);
    case 'table':
      if (block.columns.length === 0) return [];
      return [tableAllowed ? renderTable(block) : renderTableLines(block)];
    case 'list':
      return renderList(block.items);
    case 'progress':
      return [
        paragraph(
          `${cutText(block.label, limits.factLabel)}  ${drawProgress(block.basisPoints)}  ${Math.floor(block.basisPoints / 100)}%`,
          limits.text,
        ),
      ];
    case 'buttons':
      return renderButtons(block.buttons, 'medium', block.more);
    case 'select':
      return renderSelect(block);
    case 'divider':
      return [{ tag: 'hr' }];
  }
}

/** Text without marks needs no Markdown, and without Markdown nothing in it can turn into a mention. */
function renderText({ text }: Extract<CardBlock, { kind: 'text' }>): Json[] {
  const words = plainText(text);
  if (words.trim() === '') return [];
  const marked = typeof text !== 'string' && text.some((span) => span.bold || span.strike || span.link);
  return [marked ? markdown(renderMarkdown(text, limits.text)) : paragraph(words, limits.text)];
}

/** One fact a line: two columns are cut on a phone. */
function renderFacts(facts: Extract<CardBlock, { kind: 'facts' }>['facts']): Json[] {
  let left: number = limits.text;
  const lines: string[] = [];
  for (const { label, value } of facts) {
    if (left <= 0) break;
    const name = cutText(label, limits.factLabel);
    lines.push(`${renderBold(name)}  ${renderMarkdown(value, left)}`.trim());
    left -= name.length + plainText(value).length;
  }
  const content = lines.filter((line) => line !== '').join('\n');
  return content === '' ? [] : [markdown(content)];
}

/** Items without buttons go together; an item with buttons is a row of its own. */
function renderList(items: readonly ListItem[]): Json[] {
  const elements: Json[] = [];
  let lines: string[] = [];
  let length = 0;
  const flush = (): void => {
    if (lines.length > 0) elements.push(markdown(lines.join('\n')));
    lines = [];
    length = 0;
  };
  for (const item of items) {
    const line = renderItem(item);
    if (item.buttons !== undefined && item.buttons.length > 0) {
      flush();
      elements.push(...renderRow(line, item.buttons));
      continue;
    }
    if (length + line.length > limits.text) flush();
    lines.push(`• ${line}`);
    length += line.length;
  }
  flush();
  return elements;
}

function renderItem(item: ListItem): string {
  const note = item.note === undefined || item.note.trim() === '' ? '' : cutText(item.note, limits.note);
  const text = renderMarkdown(item.text, limits.note);
  if (note === '') return text;
  // A colour ends with its line.
  const lines = note
    .split('\n')
    .map((line) => `<font color='grey'>${renderMarkdown(line, limits.note)}</font>`);
  return [text, ...lines].join('\n');
}

/** How many small buttons stand beside a text and still leave it room on a phone. */
const BESIDE = 1;

function renderRow(line: string, buttons: readonly Button[]): Json[] {
  const text = markdown(line === '' ? '•' : line);
  if (buttons.length > BESIDE) return [text, ...renderButtons(buttons, 'small')];
  const columns = buttons.map((button) => ({
    tag: 'column',
    width: 'auto',
    vertical_align: 'center',
    elements: [renderButton(button, 'small')],
  }));
  return [
    {
      tag: 'column_set',
      flex_mode: 'none',
      horizontal_spacing: 'small',
      columns: [
        { tag: 'column', width: 'weighted', weight: 1, vertical_align: 'center', elements: [text] },
        ...columns,
      ],
    },
  ];
}
