import {
  assignFields,
  hasUnknownKey,
  type Line,
  listNameReadings,
  parseLine,
  type Vocabulary,
} from '../chat/parse.ts';
import type { RawValues } from '../chat/spec.ts';
import { type KeyedReading, nameCustomers } from '../customers/name-readings.ts';
import { normalizeName } from '../kernel/text/normalize.ts';
import type { Command, Context } from '../people/context.ts';
import type { Done } from '../store/commit.ts';
import type { Lookup } from './caller.ts';
import { type DraftRun, runCommand } from './run-command.ts';

/** A typed line whose command is known, with what to look up before it can run. */
export interface PreparedText {
  readonly spec: Command;
  readonly line: Line;
  readonly lookup?: Lookup;
  /** The ways to read a customer's name in it. */
  readonly readings: readonly KeyedReading[];
}

/** Shorter beginnings fit too many names. */
const LEAST_BEGINNING = 4;

/** Finds a line's command; undefined if there is none in it. Pure, so that it runs before the first look-up. */
export function prepareText(
  inbound: { readonly text: string },
  vocabulary: Vocabulary<Command>,
): PreparedText | undefined {
  const parsed = parseLine(inbound.text, vocabulary);
  if (parsed.kind !== 'command') return undefined;
  const { spec, line } = parsed;
  const readings = listNameReadings(spec, line).map((each) => ({ ...each, key: normalizeName(each.typed) }));
  if (readings.length === 0) return { spec, line, readings };
  const begins = readings.find(({ words }) => words === 2)?.key ?? '';
  const lookup = {
    candidates: readings.map(({ key }) => key),
    ...(begins.length < LEAST_BEGINNING ? {} : { begins }),
  };
  return { spec, line, readings, lookup };
}

/** Runs a typed command; `more` are values that nobody types. */
export async function runText(
  context: Context,
  prepared: PreparedText,
  more: RawValues = {},
  draft?: DraftRun,
): Promise<Done> {
  const { spec, line, readings } = prepared;
  const { reading, customers } = await nameCustomers(context, readings, spec.opens);
  const tailored = await addOwnFields(context, spec, line);
  // Nobody of that name: where a word could be cut, its first part is the likeliest name.
  const taken = reading ?? readings[0] ?? { line, words: 1 };
  const raw: RawValues = assignFields(tailored, taken.line, taken.words);
  const { today, clock, actor } = context;
  const moment = { now: clock.now(), zone: actor.zone };
  const values = spec.refine ? spec.refine(raw, today, moment) : raw;
  const known = customers === context.customers ? context : { ...context, customers };
  return runCommand(known, spec, { ...values, ...more }, draft);
}

/** The command with the fields that the organization added to it; looked up only where a key is none of ours. */
async function addOwnFields(context: Context, spec: Command, line: Line): Promise<Command> {
  if (spec.tailor === undefined || !hasUnknownKey(spec, line)) return spec;
  const names = new Set(spec.fields.map(({ name }) => name));
  const added = (await spec.tailor(context, {})).filter(({ name }) => !names.has(name));
  return { ...spec, fields: [...spec.fields, ...added] };
}
