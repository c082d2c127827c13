import type { RawValues } from '../chat/spec.ts';

/** Between names: commas of either width, semicolons, `and`. */
const BETWEEN = /\s*[,，、;；]\s*|\s+and\s+/i;
/** `Acme Co., Ltd.` is one name. */
const SUFFIX = /^(?:co|ltd|inc|llc|corp|gmbh|limited|s\.a|b\.v)\.?$/i;
const TO = /^(.+?)(?:\s+to\s+|\s*转?给\s*)(.+)$/is;
const ALL_OF = /^(?:all|everything|all customers)\s+(?:of|from)\s+(.+?)(?:'s|’s)?(?:\s+customers)?$/i;
const ALL_OF_ZH = /^(?:(?:全部|所有)\s*)?(.+?)\s*的?\s*(?:全部|所有)\s*(?:的?客户)?$/;

/**
 * Reads what is given to whom: `Acme, Borealis to Wang Fang`, `转移 华为、青松 给 张敏`, `all of Li Wei to Wang Fang`,
 * `转移 李伟的全部客户 给 王芳`. A single name stays as it was found.
 */
export function readTransfer(values: RawValues): RawValues {
  const { customer, to, customers, from } = values;
  if (customers !== undefined || from !== undefined) {
    // With keys, the words in between are the receiver alone.
    const { customer: first = '', to: rest = '', ...others } = values;
    const named = stripTo([first, rest].filter((each) => each !== '').join(' '));
    return named === '' ? others : { ...others, to: named };
  }
  if (customer === undefined || to === undefined) return values;
  const [, what, whom] = TO.exec(`${customer} ${to}`) ?? [];
  if (what !== undefined && whom !== undefined) {
    const { customer: _, ...others } = values;
    const owner = (ALL_OF.exec(what) ?? ALL_OF_ZH.exec(what))?.[1];
    if (owner !== undefined) return { ...others, from: owner.trim(), to: whom };
    if (splitNames(what).length > 1) return { ...others, customers: what, to: whom };
  }
  return { ...values, to: stripTo(to) };
}

function stripTo(text: string): string {
  return text.replace(/^(?:to\s+|转?给\s*)/i, '');
}

/** The names of a list, without empty and repeated ones. */
export function splitNames(text: string): readonly string[] {
  const names: string[] = [];
  for (const part of text.split(BETWEEN)) {
    const last = names.at(-1);
    if (SUFFIX.test(part.trim()) && last !== undefined) names[names.length - 1] = `${last}, ${part.trim()}`;
    else if (part.trim() !== '' && !names.includes(part.trim())) names.push(part.trim());
  }
  return names;
}
