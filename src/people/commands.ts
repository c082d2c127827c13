import { pressVerdict } from './confirm-identity.ts';
import type { ActionHandler, Command } from './context.ts';
import type { DrawDay } from './day.ts';
import { createMemberActions, createMemberCommands } from './members/commands.ts';
import { treeActions, treeCommands } from './tree/commands.ts';

/** `drawDay`: somebody's to-do list that a request for a role may stand in. */
export function createPeopleCommands(drawDay: DrawDay): readonly Command[] {
  return [...createMemberCommands(drawDay), ...treeCommands];
}

/** What buttons about members and chat accounts do; `drawDay`: somebody's to-do list that they may stand in. */
export function createPeopleActions(drawDay: DrawDay): readonly ActionHandler[] {
  return [
    {
      action: 'identity.confirm',
      run: (context, target) => pressVerdict(context, target, 'confirm', drawDay),
    },
    {
      action: 'identity.reject',
      run: (context, target) => pressVerdict(context, target, 'reject', drawDay),
    },
    ...createMemberActions(drawDay),
    ...treeActions,
  ];
}
