import { parseNumber } from '../../kernel/numbers.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import { readTypedMoney, type TypedMoney, valueTyped } from '../typed-money.ts';

export type LinesRefusal = 'line-unreadable' | 'lines-sum' | 'lines-many';

/** A product line of an order. */
export interface OrderLine {
  readonly product: string;
  /** A plain decimal above zero; null: none was given. */
  readonly quantity: string | null;
  /** Minor units, zero for what comes free. */
  readonly amount: bigint;
}

export interface LinesSense {
  /** Minor units of the whole order. */
  readonly total: bigint;
  readonly currency: string;
}

interface Part {
  readonly product: string;
  readonly quantity: string | null;
  readonly money: TypedMoney;
}

const MOST_LINES = 40;
const NAME_LENGTH = 60;
/** Parts stand apart by a semicolon, a line end, a Chinese comma or a comma; the comma inside `80,000` is none. */
const BETWEEN = /[;；\n，、]+|(?<!\d),|,(?!\d{3}(?!\d))/;
/** `Server x2`, `服务器×2`, `服务器 2台`, `CRM 40 seats`. */
const QUANTITY =
  /^(.*?\S)\s*(?:[x×*]\s*(\d+(?:\.\d+)?)|(?<!\d)(\d+(?:\.\d+)?)\s*(?:[台套个件次年份批]|人天|pcs|units?|seats?|licen[cs]es?))$/iu;
/** `服务器20万`: nothing stands between the name and the money. */
const GLUED = /^(.*?[^\d.,\s])(\d[\d.,]*\s*[万亿千]元?)$/u;

/**
 * Reads product lines such as `Server: 200k, Support: 100k`, `服务器×2：20万，维保：10万` or `CRM 60%, Training rest`. They make the
 * order's amount; one line may leave its amount out and takes what the others leave.
 */
export function parseLines(text: string, sense: LinesSense): Result<readonly OrderLine[], LinesRefusal> {
  const texts = text
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (texts.length > MOST_LINES) return refuse('lines-many', { most: MOST_LINES });
  const parts: Part[] = [];
  for (const each of texts) {
    const part = readPart(each, sense.currency);
    if (part === undefined) return refuse('line-unreadable', { text: each });
    parts.push(part);
  }
  const amounts = valueTyped(
    parts.map(({ money }) => money),
    sense.total,
  );
  const rests = parts.filter(({ money }) => money.kind === 'rest').length;
  const sum = amounts.reduce((total, amount) => total + (amount > 0n ? amount : 0n), 0n);
  if (sum !== sense.total || rests > 1 || amounts.some((amount) => amount < 0n))
    return refuse('lines-sum', { sum, total: sense.total });
  return ok(parts.map(({ product, quantity }, row) => ({ product, quantity, amount: amounts[row] ?? 0n })));
}

/** The name's money is behind a colon, or in the words at its end; a name alone takes the rest. */
function readPart(text: string, currency: string): Part | undefined {
  const colon = /^(.+?)\s*[:：=]\s*([^:：=]+)$/u.exec(text);
  if (colon) {
    const money = readTypedMoney((colon[2] ?? '').trim(), currency);
    return money === undefined ? undefined : nameLine(colon[1] ?? '', money);
  }
  const words = text.split(/\s+/);
  const money = words.length > 1 ? readTypedMoney(words.at(-1) ?? '', currency) : undefined;
  if (money !== undefined) return nameLine(words.slice(0, -1).join(' '), money);
  const glued = GLUED.exec(text);
  const value = glued ? readTypedMoney(glued[2] ?? '', currency) : undefined;
  if (glued && value) return nameLine(glued[1] ?? '', value);
  // Money without a name is no line.
  return readTypedMoney(text, currency) === undefined ? nameLine(text, { kind: 'rest' }) : undefined;
}

function nameLine(text: string, money: TypedMoney): Part | undefined {
  const counted = QUANTITY.exec(text.trim());
  const number = parseNumber(counted?.[2] ?? counted?.[3] ?? '');
  const quantity = number.kind === 'ok' && Number(number.value) > 0 ? number.value : null;
  const product = cleanText(quantity === null ? text : (counted?.[1] ?? ''), NAME_LENGTH).trim();
  return /[\p{L}\p{N}]/u.test(product) ? { product, quantity, money } : undefined;
}

/** One product is one, however its name is typed: case, width and spaces aside. */
export function foldProduct(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}
