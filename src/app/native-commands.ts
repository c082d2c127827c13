import type { NativeCommand } from '../chat/native-command.ts';
import type { Command } from '../people/context.ts';

/** A platform that has commands of its own takes one word for each. */
const WORD = /^[a-z][a-z-]*$/;

/** The commands that a platform can complete: of each that help lists, its shortest way to say it in one word. */
export function listNativeCommands(commands: readonly Command[]): readonly NativeCommand[] {
  const taken = new Set<string>();
  return commands.flatMap(({ name, aliases, title, summary, listed }) => {
    const word = [name, ...aliases].find((each) => WORD.test(each) && !taken.has(each));
    if (word === undefined || listed === false) return [];
    taken.add(word);
    const description = { en: `${title.en}: ${summary.en}`, zh: `${title.zh}：${summary.zh}` };
    return [{ command: word, description }];
  });
}
