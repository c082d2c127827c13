import type { LocalDate } from '../kernel/calendar.ts';
import { parseDate } from '../kernel/dates.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Instalment } from './fill.ts';
import { readTypedMoney, type TypedMoney, valueTyped } from './typed-money.ts';

export type InstalmentsRefusal = 'instalment-unreadable' | 'instalments-sum' | 'instalments-many';

export interface InstalmentsSense {
  /** Minor units of the whole order. */
  readonly total: bigint;
  readonly currency: string;
  readonly today: LocalDate;
}

interface Part {
  readonly money: TypedMoney;
  readonly dueOn: LocalDate;
}

const MOST_PARTS = 60;
/** What people write before a part and what says nothing: 首付30%, 定金 10万, deposit 20%. */
const LEAD =
  /^(?:首付款?|首期|定金|预付款?|第[一二三四五六七八九十\d]+[期笔]|deposit|first|then|and|on|:|：)\s*/i;
/**
 * Parts stand apart by a semicolon, a line end, a Chinese comma or a comma; the comma inside `80,000` is none, the one
 * after a date (`12-01,500 …`) is.
 */
const BETWEEN = /[;；\n，、]+|(?<=[-/.月]\d{1,2}),|,(?!\d{3}(?!\d))/;

/**
 * Reads an instalment plan such as `50% 2026-12-01, 50% 2027-01-15`, `30万 12月1日；余款 1月15日`; in each part the money may
 * stand before or after the day. The parts have to add up to the order's amount; percentages alone, if they make 100 %,
 * share it by the largest remainder.
 */
export function parseInstalments(
  text: string,
  sense: InstalmentsSense,
): Result<readonly Instalment[], InstalmentsRefusal> {
  const texts = text
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (texts.length > MOST_PARTS) return refuse('instalments-many', { most: MOST_PARTS });
  const parts: Part[] = [];
  for (const each of texts) {
    const part = readPart(each.replace(LEAD, ''), sense);
    if (part === undefined) return refuse('instalment-unreadable', { text: each });
    parts.push(part);
  }
  return addUp(parts, sense);
}

function addUp(
  parts: readonly Part[],
  sense: InstalmentsSense,
): Result<readonly Instalment[], InstalmentsRefusal> {
  const amounts = valueTyped(
    parts.map(({ money }) => money),
    sense.total,
  );
  const sum = amounts.reduce((total, amount) => total + amount, 0n);
  const sound = amounts.length > 0 && amounts.every((amount) => amount > 0n);
  if (sum !== sense.total || !sound) return refuse('instalments-sum', { sum, total: sense.total });
  const instalments = parts.map(({ dueOn }, row) => ({ dueOn, amount: amounts[row] ?? 0n }));
  return ok(instalments.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0)));
}

function readPart(text: string, sense: InstalmentsSense): Part | undefined {
  const words = text.split(/\s+/);
  for (let cut = 1; cut < words.length; cut += 1) {
    const head = words.slice(0, cut).join(' ');
    const tail = words
      .slice(cut)
      .join(' ')
      .replace(/^(?:on|by|due)\s+/i, '');
    const part = pair(head, tail, sense) ?? pair(tail, head, sense);
    if (part) return part;
  }
  // 30%12月1日: nothing stands between them.
  const glued = /^(.*?(?:%|％|[万亿元]))(?=\S)(.+)$/u.exec(text);
  return glued ? pair(glued[1] ?? '', glued[2] ?? '', sense) : undefined;
}

function pair(moneyText: string, dateText: string, sense: InstalmentsSense): Part | undefined {
  const money = readTypedMoney(moneyText, sense.currency);
  const day = money && parseDate(dateText, sense.today);
  return money && day?.kind === 'ok' ? { money, dueOn: day.value } : undefined;
}
