import { readFileSync } from 'node:fs';
import { assignFields, buildVocabulary, listNameReadings, parseLine } from '../../src/chat/parse.ts';
import { readValues } from '../../src/chat/read.ts';
import { followUpCommands } from '../../src/followups/commands.ts';

/** What a line was read into; `-` is nothing, `?` something that has to be asked for. Amounts in major units. */
export interface Reading {
  readonly customer: string;
  readonly text: string;
  readonly kind: string;
  readonly amount: string;
  readonly next: string;
}

export interface CorpusLine {
  readonly line: string;
  readonly expected: Reading;
}

/** Monday 2026-11-23, noon in Shanghai. */
export const MOMENT = { now: Date.parse('2026-11-23T04:00:00Z'), zone: 'Asia/Shanghai' };
const TODAY = '2026-11-23';

const vocabulary = buildVocabulary(followUpCommands);

/** Reads a corpus: `command [customer] text | kind | amount | next`, and a fifth column where the text differs. */
export function readCorpus(name: string): readonly CorpusLine[] {
  const lines = readFileSync(new URL(name, import.meta.url), 'utf8').split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map(readLine);
}

function readLine(row: string): CorpusLine {
  const [typed = '', kind = '', amount = '', next = '', text] = row.split(' | ');
  const found = /^(.*?)\[(.+?)\](~?)(.*)$/u.exec(typed);
  if (found === null) throw new Error(`no customer in: ${row}`);
  const [, command = '', customer = '', glued = '', rest = ''] = found;
  return {
    // A name of several words is typed as it is; the look-up finds it.
    line: `${command}${customer}${glued !== '' || rest === '' || rest.startsWith(' ') ? '' : ' '}${rest}`,
    expected: { customer, text: text ?? rest.trim(), kind, amount: writeCents(amount), next },
  };
}

/** What the product makes of a line, up to where the rooms take over. */
export function readTyped(line: string, customer: string, currency: string): Reading {
  const parsed = parseLine(line, vocabulary);
  if (parsed.kind !== 'command') throw new Error(`no command: ${line}`);
  const readings = listNameReadings(parsed.spec, parsed.line);
  const named = readings.findLast(({ typed }) => typed === customer) ?? readings[0];
  const raw = assignFields(parsed.spec, named?.line ?? parsed.line, named?.words ?? 1);
  const refined = parsed.spec.refine?.(raw, TODAY, MOMENT) ?? raw;
  const { values, errors } = readValues(parsed.spec, refined, {
    today: TODAY,
    currency,
    fiscalStartMonth: 1,
  });
  const show = (name: string) => (errors[name] ? '?' : (values[name] ?? '-'));
  const time = values.nextTime === undefined ? '' : ` ${values.nextTime}`;
  return {
    customer: values.customer ?? '-',
    text: values.text ?? '-',
    kind: show('kind'),
    amount: show('amount'),
    next: `${show('next')}${time}`,
  };
}

/** `12400.50` as cents. */
function writeCents(amount: string): string {
  if (!/^\d/.test(amount)) return amount;
  const [whole = '', fraction = ''] = amount.split('.');
  return `${whole}${fraction.padEnd(2, '0')}`;
}

export interface Verdict {
  readonly line: string;
  readonly expected: Reading;
  readonly read: Reading;
  readonly right: boolean;
  /** An amount or a date was read that is not the one meant. */
  readonly silentlyWrong: boolean;
}

export function judge({ line, expected }: CorpusLine, currency: string): Verdict {
  const read = readTyped(line, expected.customer, currency);
  const right = (Object.keys(expected) as (keyof Reading)[]).every((key) => read[key] === expected[key]);
  const wrong = (key: 'amount' | 'next') =>
    read[key] !== expected[key] && read[key] !== '-' && read[key] !== '?';
  return { line, expected, read, right, silentlyWrong: wrong('amount') || wrong('next') };
}
