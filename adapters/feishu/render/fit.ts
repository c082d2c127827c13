import { limits } from '../limits.ts';
import { type Json, measurePiece, OMITTED, type Size, smallPrint } from './elements.ts';

/** Room for the frame around a card's body: title, summary, settings. */
const FRAME: Size = { bytes: 2_000, elements: 4 };
const MARK: Json = smallPrint(OMITTED, 10);

/**
 * The elements of a card's blocks, as many as the platform takes; where some had to go, a mark says so. The last block is
 * kept if it is one that people act with, since a card without its buttons is a dead end.
 */
export function fitBlocks(blocks: readonly (readonly Json[])[], keepsLast: boolean): readonly Json[] {
  const all = blocks.flat();
  if (fits(add(FRAME, measurePiece(all)))) return all;
  const last = keepsLast ? (blocks.at(-1) ?? []) : [];
  const tail = fits(add(FRAME, measurePiece(last))) ? last : [];
  const head = (tail.length > 0 ? blocks.slice(0, -1) : blocks).flat();
  const kept: Json[] = [];
  let used = add(add(FRAME, measurePiece(tail)), measurePiece([MARK]));
  for (const element of head) {
    used = add(used, measurePiece([element]));
    if (!fits(used)) break;
    kept.push(element);
  }
  return [...kept, MARK, ...tail];
}

/** Whether a whole card is one that the platform takes. */
export function fitsCard(card: Json): boolean {
  return fits(measurePiece([card]));
}

function add(one: Size, other: Size): Size {
  return { bytes: one.bytes + other.bytes, elements: one.elements + other.elements };
}

function fits(size: Size): boolean {
  return size.bytes <= limits.cardBytes && size.elements <= limits.cardElements;
}
