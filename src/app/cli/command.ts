import type { StoreContext } from '../../store/context.ts';
import type { Config } from '../config.ts';

/** What a command of the command line ends with. */
export interface Outcome {
  /** 0 done, 1 refused, 2 done in part (the rest is in a report), 64 used wrongly. */
  readonly code: number;
  /** For people. */
  readonly text: string;
  /** For `--json`. */
  readonly data: unknown;
}

export type Arguments = {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | undefined>>;
};

export interface CliContext {
  readonly config: Config;
  readonly store: StoreContext;
  readonly databaseUrl: string;
  readonly secretKey: Buffer;
}

export interface CliCommand {
  /** `org create` */
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  /** Options that take a value, and whether they are needed; a `flag` takes none and is `yes`. */
  readonly options: Readonly<Record<string, 'required' | 'optional' | 'flag'>>;
  readonly run: (context: CliContext, given: Arguments) => Promise<Outcome>;
}

export const EX_USAGE = 64;
/** Done, but not with everything. */
export const PART = 2;

export function done(text: string, data: unknown): Outcome {
  return { code: 0, text, data };
}

export function refused(text: string, data: unknown = {}): Outcome {
  return { code: 1, text, data };
}

/** The organization that a command is about: the one named by `--org`, or the only one there is. */
export async function findOrganization(
  { store }: CliContext,
  { options }: Arguments,
): Promise<{ readonly id: string; readonly name: string } | Outcome> {
  const all = await store.db.organization.findMany({ select: { id: true, name: true } });
  const wanted = options.org;
  const found = all.filter((org) => wanted === undefined || org.id === wanted || org.name === wanted);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (all.length === 0) return refused('There is no organization yet: make one with dealbell org create.');
  const names = all.map((org) => `  ${org.id}  ${org.name}`).join('\n');
  return refused(
    wanted === undefined
      ? `Say which organization with --org:\n${names}`
      : `No organization “${wanted}”. There are:\n${names}`,
  );
}
