const CODE = /^[\p{L}\p{N}][\p{L}\p{N}+-]{0,11}$/u;
const MOST_DAYS = 3_650;

/** A category's code as it is kept, `A` for a typed `a`; undefined for what is none. */
export function readCode(typed: string): string | undefined {
  const code = typed.normalize('NFKC').trim().toUpperCase();
  return CODE.test(code) ? code : undefined;
}

/** A cadence in whole days; undefined for what is none. `number` as the form's field gave it: a plain decimal. */
export function readCadence(number: string): number | undefined {
  const days = Number(number);
  return Number.isInteger(days) && days >= 1 && days <= MOST_DAYS ? days : undefined;
}

/** `30 days` and `每30天` as people write them, as the number alone. */
export function stripDays(typed: string): string {
  return typed
    .trim()
    .replace(/^(?:every|每)\s*/i, '')
    .replace(/\s*(?:days?|d|天|日)$/i, '');
}
