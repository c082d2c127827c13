import { buildVocabulary, type Vocabulary } from '../chat/parse.ts';
import type { ActionHandler, Command } from '../people/context.ts';
import { createHelpCommand } from './help.ts';

/** What a request is looked up in. */
export interface DispatchTables {
  readonly commands: readonly Command[];
  readonly vocabulary: Vocabulary<Command>;
  readonly actions: ReadonlyMap<string, ActionHandler>;
}

/** Indexes all rooms' commands and actions, and adds `help`, which tells about them. */
export function buildTables(rooms: readonly Command[], actions: readonly ActionHandler[]): DispatchTables {
  const commands: readonly Command[] = [...rooms, createHelpCommand(rooms)];
  return {
    commands,
    vocabulary: buildVocabulary(commands),
    actions: new Map(actions.map((handler) => [handler.action, handler])),
  };
}
