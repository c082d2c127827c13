import { parsePercent } from '../kernel/amount.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

export type SplitRefusal = 'split-unreadable' | 'split-sum' | 'split-twice';

/** A share as typed: a colleague's name and basis points. */
export interface TypedShare {
  readonly name: string;
  readonly basisPoints: number;
}

const WHOLE = 10_000;
/** The percentage at the end of a part: `70%`, `30 %`, `70`, `三成` is none. */
const PART = /^(.+?)[\s:：=]*(\d+(?:\.\d{1,2})?\s*[%％]?)$/u;

/** Reads how credit is shared, such as `Li Wei 70%, Wang Fang 30%` or `李伟70% 王芳30%`. The shares make 100 %. */
export function parseSplit(text: string): Result<readonly TypedShare[], SplitRefusal> {
  const parts = text
    .replace(/([%％])(?=\s*[^\s,;，；、])/gu, '$1,')
    .split(/[,;，；、\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const shares: TypedShare[] = [];
  for (const part of parts) {
    const found = PART.exec(part);
    const percent = parsePercent(found?.[2] ?? '');
    const name = found?.[1]?.trim().replace(/^@/, '') ?? '';
    if (percent.kind !== 'ok' || percent.value < 1 || percent.value > WHOLE || name === '')
      return refuse('split-unreadable', { text: part });
    shares.push({ name, basisPoints: percent.value });
  }
  const sum = shares.reduce((total, share) => total + share.basisPoints, 0);
  if (sum !== WHOLE) return refuse('split-sum', { sum });
  const names = new Set(shares.map(({ name }) => name.toLowerCase()));
  return names.size === shares.length ? ok(shares) : refuse('split-twice', {});
}
