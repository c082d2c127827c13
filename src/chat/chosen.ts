import { isUuid } from '../kernel/ids.ts';

/** A row that was picked from a list instead of typed. */
export interface Chosen {
  readonly id: string;
  /** What it was called where it was picked; only to be shown again to the same person. */
  readonly label: string;
}

const MARK = '#';

/**
 * A picked row as a field's value: `#<id>` and, after a space, what it is called, so that a form that opens again can show
 * it without looking it up. No name that somebody types begins like this.
 */
export function writeChosen(id: string, label = ''): string {
  return label === '' ? `${MARK}${id}` : `${MARK}${id} ${label}`;
}

/** The picked row that a field's value stands for; undefined where something was typed. */
export function readChosen(value: string): Chosen | undefined {
  if (!value.startsWith(MARK)) return undefined;
  const space = value.indexOf(' ');
  const id = space === -1 ? value.slice(MARK.length) : value.slice(MARK.length, space);
  return isUuid(id) ? { id, label: space === -1 ? '' : value.slice(space + 1).trim() } : undefined;
}

/** A field's value as its person knows it: what was typed, or what the picked row is called. */
export function showChosen(value: string): string {
  const chosen = readChosen(value);
  return chosen === undefined ? value : chosen.label || '✓';
}
