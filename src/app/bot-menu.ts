import type { Bilingual } from '../chat/language.ts';
import { actions, commands } from './registry.ts';
import { buildTables } from './tables.ts';

/** An entry of the bot's menu on Feishu: what its console wants to know. */
export interface MenuEntry {
  readonly name: Bilingual;
  readonly eventKey: string;
}

/** The commands that a day needs; the menu takes a few under each of three heads. */
const SHOWN = [
  'home',
  'followup',
  'todo',
  'customer new',
  'customer find',
  'payment',
  'payment waiting',
  'rank',
  'help',
];

/** The menu with which the bot is set up. A key is the command with `_` for its spaces. */
export function listBotMenu(): readonly MenuEntry[] {
  const known = buildTables(commands, actions).commands;
  return SHOWN.flatMap((name) => {
    const command = known.find((each) => each.name === name);
    return command === undefined ? [] : [{ name: command.title, eventKey: name.replaceAll(' ', '_') }];
  });
}
