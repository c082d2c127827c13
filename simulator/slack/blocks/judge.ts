import { isRecord, type Json, textOf } from '../../common/json.ts';
import { LIMITS } from '../limits.ts';
import { complain, type Problem, type Surface, type Walk } from './check.ts';
import { elementsOf } from './elements-of.ts';
import { blocksOfMessage, blocksOfView } from './layout.ts';

/** What is wrong with a message's blocks: nothing, or the error and its details as the Web API words them. */
export type Verdict =
  | { readonly kind: 'fine' }
  | { readonly kind: 'refused'; readonly error: string; readonly messages: readonly string[] };

/** Judges the blocks of a message or of one attachment, of which `pointer` says where they stand. */
export function judgeMessageBlocks(blocks: unknown, pointer = '/blocks'): Verdict {
  const walk: Walk = { surface: 'message', problems: [] };
  blocksOfMessage(blocks, pointer, walk);
  const known = Array.isArray(blocks) ? blocks.filter(isRecord) : [];
  checkIds(known, pointer, walk);
  checkMarkdown(known, pointer, walk);
  if (walk.problems.length > 0) {
    return { kind: 'refused', error: 'invalid_blocks', messages: walk.problems.map(describeProblem) };
  }
  return countCharacters(known) > LIMITS.message.blockCharacters
    ? { kind: 'refused', error: 'msg_blocks_too_long', messages: [] }
    : { kind: 'fine' };
}

/** Judges all tables of a message together, those in its attachments too: one at most, and not too much in it. */
export function judgeTables(blocks: readonly Json[]): Verdict {
  const tables = blocks.filter((block) => block.type === 'table');
  if (tables.length > LIMITS.table.perMessage) {
    return { kind: 'refused', error: 'invalid_attachments', messages: ['[ERROR] only_one_table_allowed'] };
  }
  const most = LIMITS.table.charactersPerMessage;
  return countCharacters(tables) > most
    ? {
        kind: 'refused',
        error: 'invalid_blocks',
        messages: [`[ERROR] tables must be less than ${most + 1} characters`],
      }
    : { kind: 'fine' };
}

/** What is wrong with the blocks of a modal or of a home tab. */
export function checkViewBlocks(blocks: unknown, surface: Surface): readonly Problem[] {
  const pointer = '/view/blocks';
  const walk: Walk = { surface, problems: [] };
  blocksOfView(blocks, pointer, walk);
  const known = Array.isArray(blocks) ? blocks.filter(isRecord) : [];
  checkIds(known, pointer, walk);
  const focused = elementsOf(known).filter(({ element }) => element.focus_on_load === true);
  if (focused.length > 1) complain(walk, pointer, 'only one element can have focus_on_load');
  return walk.problems;
}

/** The way Slack writes a problem into `response_metadata.messages`. */
export function describeProblem(problem: Problem): string {
  return `[ERROR] ${problem.message} [json-pointer:${problem.pointer}]`;
}

function checkIds(blocks: readonly Json[], pointer: string, walk: Walk): void {
  const blockIds = new Set<string>();
  blocks.forEach((block, index) => {
    const blockId = textOf(block, 'block_id');
    if (blockId === undefined) return;
    if (blockIds.has(blockId)) {
      complain(walk, `${pointer}/${index}/block_id`, `\`block_id\` "${blockId}" already exists`);
    }
    blockIds.add(blockId);
  });
  blocks.forEach((block, index) => {
    const actionIds = elementsOf([block])
      .map(({ actionId }) => actionId)
      .filter((actionId) => actionId !== '');
    for (const twin of new Set(actionIds.filter((id, at) => actionIds.indexOf(id) !== at))) {
      complain(walk, `${pointer}/${index}`, `\`action_id\` "${twin}" already exists in this block`);
    }
  });
}

function checkMarkdown(blocks: readonly Json[], pointer: string, walk: Walk): void {
  const total = blocks
    .filter((block) => block.type === 'markdown')
    .reduce((sum, block) => sum + (textOf(block, 'text') ?? '').length, 0);
  const most = LIMITS.message.markdownCharacters;
  if (total > most)
    complain(walk, pointer, `markdown blocks must be less than ${most + 1} characters in total`);
}

/** All texts of all blocks, however deep, added up. */
function countCharacters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, entry) => sum + countCharacters(entry), 0);
  if (!isRecord(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, entry]) =>
      sum + (key === 'text' && typeof entry === 'string' ? entry.length : countCharacters(entry)),
    0,
  );
}
