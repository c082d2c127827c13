import type { Bilingual } from '../chat/language.ts';
import type { Command } from '../people/context.ts';
import { appText } from './text.ts';

/** Commands that belong together, for help. */
export interface CommandGroup {
  readonly key: keyof typeof appText.groups;
  readonly title: Bilingual;
  readonly commands: readonly Command[];
}

/** By the first word of a command's name; a word that stands nowhere is among the rest. */
const words: Readonly<Record<CommandGroup['key'], readonly string[]>> = {
  daily: [
    'home',
    'followup',
    'visit',
    'visits',
    'todo',
    'day',
    'checkin',
    'check-in',
    'nearby',
    'case',
    'service',
    'comment',
  ],
  customers: ['customer', 'pool', 'contact', 'contacts', 'tag', 'collision'],
  deals: ['deal', 'deals', 'competitor', 'stage'],
  orders: [
    'order',
    'payment',
    'refund',
    'receivable',
    'overdue',
    'promise',
    'dispute',
    'instalment',
    'split',
    'credit',
  ],
  numbers: ['rank', 'target', 'performance', 'report', 'forecast', 'funnel'],
  pushes: ['subscribe', 'quiet', 'limit', 'deliveries'],
  company: [
    'settings',
    'member',
    'group',
    'newcomers',
    'audit',
    'offboard',
    'leave',
    'away',
    'import',
    'export',
  ],
  more: [],
};

const keys = Object.keys(words) as readonly CommandGroup['key'][];

/** The groups that have commands, in the order in which help shows them. */
export function groupCommands(commands: readonly Command[]): readonly CommandGroup[] {
  return keys
    .map((key) => ({
      key,
      title: appText.groups[key],
      commands: commands.filter((spec) => keyOf(spec) === key),
    }))
    .filter((group) => group.commands.length > 0);
}

/** The group that somebody names by its key or title. */
export function findGroup(commands: readonly Command[], wanted: string): CommandGroup | undefined {
  return groupCommands(commands).find(
    ({ key, title }) => key === wanted || title.en.toLowerCase() === wanted || title.zh === wanted,
  );
}

function keyOf(spec: Command): CommandGroup['key'] {
  const [first = ''] = spec.name.split(' ');
  return keys.find((key) => words[key].includes(first)) ?? 'more';
}
