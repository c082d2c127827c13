import { buildVocabulary, type Vocabulary } from '../chat/parse.ts';
import type { ActionHandler, Command } from '../people/context.ts';
import { createHelpCommand } from './help.ts';
import { createHomeAction, createHomeCommand } from './home.ts';
import { showRecord } from './unfurl.ts';

/** What a request is looked up in. */
export interface DispatchTables {
  readonly commands: readonly Command[];
  readonly vocabulary: Vocabulary<Command>;
  readonly actions: ReadonlyMap<string, ActionHandler>;
}

/** Indexes all rooms' commands and actions, and adds `home`, which gathers them, and `help`, which tells about them. */
export function buildTables(rooms: readonly Command[], actions: readonly ActionHandler[]): DispatchTables {
  const known: readonly Command[] = [createHomeCommand(rooms), ...rooms];
  const commands: readonly Command[] = [...known, createHelpCommand(known)];
  const handlers = [...actions, createHomeAction(rooms), showRecord];
  return {
    commands,
    vocabulary: buildVocabulary(commands),
    actions: new Map(handlers.map((handler) => [handler.action, handler])),
  };
}
