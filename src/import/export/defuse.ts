/** What a spreadsheet would take for a formula or a command; the wide signs are read as the narrow ones in some languages. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: cells that begin with one are what this is about
const DANGEROUS = /^'*[=+\-@＝＋－＠\u0000-\u001f]/;

/** A number, or phones one after the other: what begins with a sign and is no formula. */
const HARMLESS = /^(?:[+-]?\d+(?:[.,]\d+)*|\+\d[\d ]*(?:, ?\+\d[\d ]*)*)$/;

/**
 * Makes a cell safe to open in a spreadsheet: what would be computed begins with an apostrophe. Numbers, negative ones too,
 * and phone numbers (`+86138…`) stay as they are. `restoreCell` takes the apostrophe off again.
 */
export function defuseCell(text: string): string {
  return DANGEROUS.test(text) && !HARMLESS.test(text) ? `'${text}` : text;
}

/** The text of a cell that an export may have defused. */
export function restoreCell(cell: string): string {
  return cell.startsWith("'") && DANGEROUS.test(cell) ? cell.slice(1) : cell;
}
