import type { Lang } from '../text.ts';
import type { Command } from './api.ts';

/** Where a line is typed, as far as that decides how a command is written. */
export type Place = {
  /** The slash command in front, where the platform has one. */
  readonly slash: string | undefined;
  /** Whether the bot hears only what calls it by this name. */
  readonly mention: string | undefined;
};

/** A line that somebody may want to go on with. */
export type Suggestion = {
  readonly line: string;
  readonly name: string;
  readonly summary: string;
  readonly example: string;
};

const MOST = 8;

/** The commands that go on with what is typed so far; none once a command is complete. */
export function complete(
  draft: string,
  commands: readonly Command[],
  place: Place,
  lang: Lang,
): readonly Suggestion[] {
  const typed = takeApart(draft, place);
  if (typed === undefined) return [];
  const query = typed.query.toLowerCase();
  return commands
    .filter(({ name, zh }) => name.startsWith(query) || zh.startsWith(query))
    .slice(0, MOST)
    .map((command) => {
      const name = nameIn(command, lang);
      return {
        line: `${typed.front}${name} `,
        name,
        summary: command.summary[lang],
        example: command.example[lang],
      };
    });
}

/** The command that the line has begun with. */
export function findBegun(draft: string, commands: readonly Command[], place: Place): Command | undefined {
  const query = takeApart(draft, place)?.query.toLowerCase() ?? '';
  return commands
    .filter(({ name, zh }) => [name, zh].some((each) => query === each || query.startsWith(`${each} `)))
    .toSorted((one, other) => other.name.length - one.name.length)[0];
}

/** A whole line as it would be written here. */
export function writeExample(command: Command, place: Place, lang: Lang): string {
  const front =
    place.slash !== undefined ? `${place.slash} ` : place.mention !== undefined ? `@${place.mention} ` : '';
  return `${front}${command.example[lang]}`;
}

function nameIn(command: Command, lang: Lang): string {
  return lang === 'zh' ? command.zh : command.name;
}

type Taken = {
  /** What stands before the command and stays. */
  readonly front: string;
  /** The command as far as it is typed. */
  readonly query: string;
};

/** Undefined where the bot would not hear it, or where nothing was begun. */
function takeApart(draft: string, { slash, mention }: Place): Taken | undefined {
  if (slash !== undefined && draft.startsWith('/')) {
    if (draft.startsWith(`${slash} `))
      return { front: `${slash} `, query: draft.slice(slash.length + 1).trimStart() };
    return { front: `${slash} `, query: slash.startsWith(draft) ? '' : draft.slice(1) };
  }
  const front = mention === undefined ? '' : `@${mention} `;
  if (draft.startsWith('/')) return { front, query: draft.slice(1) };
  if (front !== '') return draft.startsWith(front) ? { front, query: draft.slice(front.length) } : undefined;
  return draft === '' ? undefined : { front, query: draft };
}
