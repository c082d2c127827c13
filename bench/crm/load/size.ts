/** How much there is of everything in one organization. */
export interface Size {
  /** Tells the organizations of one database apart; part of every id. */
  readonly number: number;
  readonly sales: number;
  readonly customers: number;
  readonly followUps: number;
  readonly deals: number;
  readonly orders: number;
}

/** Bumped when other rows are made, so that a kept home of before is not taken for one of these. */
export const DATA_VERSION = 1;

/** The organization that is measured, and three small ones beside it whose rows must never matter. */
export function planSizes(scale: number): readonly Size[] {
  const whole = (count: number) => Math.max(1, Math.round(count * scale));
  const main = {
    number: 1,
    sales: 200,
    customers: whole(1_000_000),
    followUps: whole(10_000_000),
    deals: whole(300_000),
    orders: whole(200_000),
  };
  const small = [2, 3, 4].map((number) => ({
    number,
    sales: 10,
    customers: whole(10_000),
    followUps: whole(60_000),
    deals: whole(2_000),
    orders: whole(2_000),
  }));
  return [main, ...small];
}

/** What an id is of; its number stands in the id. */
const KINDS = [
  'org',
  'member',
  'group',
  'workspace',
  'customer',
  'contact',
  'change',
  'tag',
  'category',
  'followup',
  'reminder',
  'deal',
  'order',
  'payment',
  'competitor',
  'fact',
  'visit',
  'case',
  'comment',
  'subscription',
  'delivery',
  'audit',
  'identity',
  'event',
] as const;
export type MadeKind = (typeof KINDS)[number];

/** The id of the nth thing of a kind: it sorts like n, as the application's own ids sort by time. */
export function makeId(kind: MadeKind, org: number, n: number): string {
  const place = KINDS.indexOf(kind) + 1;
  return `0180${hex(place, 4)}-${hex(org, 4)}-7000-8000-${hex(n, 12)}`;
}

/** The same in SQL, of an expression for n. */
export function sqlId(kind: MadeKind, org: number, n: string): string {
  const head = makeId(kind, org, 0).slice(0, -12);
  return `('${head}' || lpad(to_hex((${n})::bigint), 12, '0'))::uuid`;
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0');
}

/** A number from 0 to 1 (exclusive) in SQL that always is the same for the same n and salt. */
export function sqlRandom(n: string, salt: number): string {
  return `((hashint8extended((${n})::bigint, ${salt}) & 1073741823)::float8 / 1073741824)`;
}

/** One of these texts in SQL, by n and salt. */
export function sqlPick(values: readonly string[], n: string, salt: number): string {
  const list = values.map((value) => `'${value.replaceAll("'", "''")}'`).join(',');
  return `(ARRAY[${list}])[1 + floor(${sqlRandom(n, salt)} * ${values.length})::int]`;
}
