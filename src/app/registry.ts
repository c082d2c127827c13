import { customerActions, customerCommands } from '../customers/commands.ts';
import { customerSettings } from '../customers/settings.ts';
import { customerActivities } from '../customers/timeline/activities.ts';
import { createTimeline } from '../customers/timeline/show.ts';
import { dealActivities } from '../deals/activity.ts';
import { dealActions, dealCommands } from '../deals/commands.ts';
import { dealSettings } from '../deals/settings/commands.ts';
import { followUpActivity } from '../followups/activity.ts';
import { createFollowUpActions, createFollowUpCommands } from '../followups/commands.ts';
import { offboardingActions, offboardingCommands } from '../offboarding/commands.ts';
import { orderActivities } from '../orders/activity.ts';
import { orderActions, orderCommands } from '../orders/commands.ts';
import { absenceActions, absenceCommands } from '../people/absences/commands.ts';
import { peopleActions } from '../people/commands.ts';
import type { ActionHandler, Command } from '../people/context.ts';
import { createSettingsCommand, type SettingsPage } from '../people/settings.ts';
import { performanceCommands } from '../performance/commands.ts';
import { pushActions, pushCommands } from '../pushes/commands.ts';
import { todoSources } from '../pushes/todo-sources.ts';

/** What each room adds to a customer's timeline. */
const timeline = createTimeline([
  ...customerActivities,
  followUpActivity,
  ...dealActivities,
  ...orderActivities,
]);

/** What admins decide, in the order in which `settings` lists it. A room's new page is one line in its own list. */
const settingsPages: readonly SettingsPage[] = [...customerSettings, ...dealSettings];

/** Every command of every room, in the order in which help lists them. A new command is one line in its room's list. */
export const commands: readonly Command[] = [
  ...createFollowUpCommands(todoSources),
  ...customerCommands,
  ...timeline.commands,
  ...dealCommands,
  ...orderCommands,
  ...performanceCommands,
  ...pushCommands,
  ...absenceCommands,
  ...offboardingCommands,
  createSettingsCommand(settingsPages),
];

/** What the rooms do when a button is pressed or a form submitted. */
export const actions: readonly ActionHandler[] = [
  ...peopleActions,
  ...customerActions,
  ...timeline.actions,
  ...createFollowUpActions(todoSources),
  ...dealActions,
  ...orderActions,
  ...pushActions,
  ...absenceActions,
  ...offboardingActions,
];
