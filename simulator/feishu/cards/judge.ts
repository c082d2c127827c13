import { isRecord, type Json } from '../../common/json.ts';
import { CARD, LIMITS } from '../limits.ts';
import { type Check, checkProperties, complain, MALFORMED, must, text, type Walk } from './check.ts';
import { checkTable, DISPLAYS } from './display.ts';
import { frame } from './frame.ts';
import { INPUTS } from './inputs.ts';
import { CONTAINERS, checkContainer } from './layout.ts';
import { ANY } from './parts.ts';

/** What the platform says to a card. The code is that of the first thing that is wrong, the messages name all of them. */
export type JudgedCard =
  | { readonly kind: 'card' }
  | { readonly kind: 'refused'; readonly code: number; readonly messages: readonly string[] };

/** Tags of the first kind of card that the second has no more. */
const REMOVED = ['action', 'note'];
const COMPONENTS = { ...DISPLAYS, ...INPUTS, ...CONTAINERS };

/** Judges a card of JSON 2.0 as the platform would: one fault, and nobody sees it. */
export function judgeCard(card: unknown): JudgedCard {
  if (!isRecord(card)) return refused(MALFORMED, ['the card is no object, path: ROOT']);
  const bytes = Buffer.byteLength(JSON.stringify(card));
  if (bytes > LIMITS.cardBytes)
    return refused(230025, [`the card has ${bytes} bytes, ${LIMITS.cardBytes} are allowed`]);
  const walk: Walk = {
    problems: [],
    component,
    depth: 0,
    isRoot: true,
    isInForm: false,
    seen: { ids: new Set(), names: new Set(), tables: 0, markdownTables: 0 },
  };
  frame(card, 'ROOT', walk);
  checkCounts(card, walk);
  const [first] = walk.problems;
  return first === undefined
    ? { kind: 'card' }
    : refused(
        first.code,
        walk.problems.map(({ message }) => message),
      );
}

function refused(code: number, messages: readonly string[]): JudgedCard {
  return { kind: 'refused', code, messages };
}

const component: Check = (value, path, walk) => {
  if (!isRecord(value)) {
    complain(walk, path, 'a component is an object');
    return;
  }
  const tag = String(value.tag);
  if (REMOVED.includes(tag)) {
    complain(
      walk,
      path,
      `unsupported tag ${tag}; cards of schema V2 no longer support this capability`,
      200861,
    );
    return;
  }
  const properties = Object.hasOwn(COMPONENTS, tag) ? COMPONENTS[tag as keyof typeof COMPONENTS] : undefined;
  if (properties === undefined) {
    complain(walk, path, `unknown tag: ${tag}`);
    return;
  }
  checkProperties(value, { tag: must(text(1)), ...ANY, ...properties }, path, walk);
  if (tag === 'table') checkTable(value, path, walk);
  if (Object.hasOwn(CONTAINERS, tag)) checkContainer(value, path, walk);
  if (walk.isInForm && Object.hasOwn(INPUTS, tag)) checkFormField(value, path, walk);
};

/** Within a form every field has a name, and a button submits or resets it. */
function checkFormField(value: Json, path: string, walk: Walk): void {
  if (value.tag === 'overflow') return;
  if (value.name === undefined) complain(walk, path, 'name is empty', 200530);
  if (value.tag === 'button' && value.form_action_type === undefined && value.behaviors === undefined) {
    complain(walk, path, 'a button in a form submits, resets or calls back');
  }
}

function checkCounts(card: Json, walk: Walk): void {
  const elements = countTags(card);
  if (elements > CARD.elements) complain(walk, 'ROOT', `element exceeds the limit: ${elements}`, 11310);
  const { tables, markdownTables } = walk.seen;
  if (tables + markdownTables > CARD.tables || markdownTables > CARD.markdownTables) {
    complain(walk, 'ROOT', 'card table number over limit', 11310);
  }
}

/** Components and their parts: everything that has a tag. */
function countTags(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, entry) => sum + countTags(entry), 0);
  if (!isRecord(value)) return 0;
  const parts = Object.values(value).reduce<number>((sum, entry) => sum + countTags(entry), 0);
  return parts + (typeof value.tag === 'string' ? 1 : 0);
}
