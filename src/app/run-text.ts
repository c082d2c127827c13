import {
  assignFields,
  hasUnknownKey,
  type Line,
  listNameCandidates,
  parseLine,
  type Vocabulary,
} from '../chat/parse.ts';
import type { RawValues } from '../chat/spec.ts';
import { normalizeName } from '../kernel/text/normalize.ts';
import type { Command, Context } from '../people/context.ts';
import type { Done } from '../store/commit.ts';
import type { Lookup } from './caller.ts';
import { runCommand } from './run-command.ts';

/** A typed line whose command is known, with what to look up before it can run. */
export interface PreparedText {
  readonly spec: Command;
  readonly line: Line;
  readonly lookup?: Lookup;
  /** Name keys of the candidates, in their order. */
  readonly nameKeys: readonly string[];
}

/** Finds a line's command; undefined if there is none in it. Pure, so that it runs before the first look-up. */
export function prepareText(
  inbound: { readonly text: string },
  vocabulary: Vocabulary<Command>,
): PreparedText | undefined {
  const parsed = parseLine(inbound.text, vocabulary);
  if (parsed.kind !== 'command') return undefined;
  const { spec, line } = parsed;
  const nameKeys = listNameCandidates(spec, line).map(normalizeName);
  return { spec, line, nameKeys, ...(nameKeys.length > 0 ? { lookup: { candidates: nameKeys } } : {}) };
}

/** Runs a typed command; `more` are values that nobody types. */
export async function runText(context: Context, prepared: PreparedText, more: RawValues = {}): Promise<Done> {
  const { spec, line, nameKeys } = prepared;
  const [match] = context.customers;
  const index = match === undefined ? -1 : nameKeys.lastIndexOf(match.nameKey);
  const known = await addOwnFields(context, spec, line);
  const raw: RawValues = assignFields(known, line, index === -1 ? 1 : index + 1);
  const { today, clock, actor } = context;
  const moment = { now: clock.now(), zone: actor.zone };
  const values = spec.refine ? spec.refine(raw, today, moment) : raw;
  return runCommand(context, spec, { ...values, ...more });
}

/** The command with the fields that the organization added to it; looked up only where a key is none of ours. */
async function addOwnFields(context: Context, spec: Command, line: Line): Promise<Command> {
  if (spec.tailor === undefined || !hasUnknownKey(spec, line)) return spec;
  const names = new Set(spec.fields.map(({ name }) => name));
  const added = (await spec.tailor(context, {})).filter(({ name }) => !names.has(name));
  return { ...spec, fields: [...spec.fields, ...added] };
}
