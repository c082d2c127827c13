import { findAll } from '../kernel/text/find-all.ts';
/** A part of a text, from its first character to behind its last one. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const SEPARATOR =
  /[，,。;；！!？?\n“”"]|(?<!\b(?:mr|mrs|ms|dr|st|approx|incl|est|vs|no))\.(?=\s|$)|\s[-–—]\s|\s(?:but|and|while|then)\s/giu;

/**
 * Cuts a text where a new thought begins: at commas, full stops, `but`. A separator inside one of `kept` (the
 * comma of 58,000), which stand in their order, cuts nothing.
 */
export function splitClauses(text: string, kept: readonly Stretch[]): readonly Stretch[] {
  const clauses: Stretch[] = [];
  let start = 0;
  let next = 0;
  for (const found of findAll(text, SEPARATOR)) {
    const at = found.index;
    while (next < kept.length && (kept[next]?.end ?? 0) <= at) next += 1;
    if ((kept[next]?.start ?? Number.POSITIVE_INFINITY) <= at) continue;
    if (at > start) clauses.push({ start, end: at });
    start = at + found[0].length;
  }
  if (start < text.length) clauses.push({ start, end: text.length });
  return clauses;
}

/** The clause that holds this place. */
export function clauseAt(clauses: readonly Stretch[], place: number): Stretch {
  return clauses.find(({ start, end }) => start <= place && place < end) ?? { start: place, end: place };
}
