import { cleanText } from '../../kernel/text/clean.ts';

const NAME_LENGTH = 200;
const FACT_LENGTH = 100;

/** A customer's name as it is kept: one line, single spaces. */
export function readName(typed: string): string {
  return cleanText(typed, NAME_LENGTH).replace(/\s+/g, ' ');
}

/** A short fact as it is kept. */
export function readFact(typed: string | undefined): string {
  return cleanText(typed ?? '', FACT_LENGTH);
}

/** A registration number as it is compared; null for an empty one. */
export function readRegistration(typed: string | undefined): string | null {
  return readFact(typed).toUpperCase().replace(/\s/g, '') || null;
}
