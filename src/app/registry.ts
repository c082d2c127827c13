import { auditActions, auditCommands } from '../audit/commands.ts';
import { customerActions, customerCommands } from '../customers/commands.ts';
import { createCustomFieldCommands, customerWords } from '../customers/custom/commands.ts';
import { createMerging } from '../customers/merge/commands.ts';
import { customerRows } from '../customers/merge/rows.ts';
import { customerSettings } from '../customers/settings.ts';
import { customerActivities } from '../customers/timeline/activities.ts';
import { createTimeline } from '../customers/timeline/show.ts';
import { createCustomerValue } from '../customers/value/show.ts';
import { dealActivities } from '../deals/activity.ts';
import { dealActions, dealCommands, dealWords } from '../deals/commands.ts';
import { dealRows } from '../deals/merged-rows.ts';
import { loadWeighedDeals } from '../deals/potential.ts';
import { dealSettings } from '../deals/settings/commands.ts';
import { followUpActivity } from '../followups/activity.ts';
import { createFollowUpActions, createFollowUpCommands } from '../followups/commands.ts';
import { followUpRows } from '../followups/merged-rows.ts';
import { drawTodo } from '../followups/todo.ts';
import { visitActivities } from '../followups/visit-activity.ts';
import { createOffboardingActions, offboardingCommands } from '../offboarding/commands.ts';
import { orderActivities } from '../orders/activity.ts';
import { createOrderActions, orderCommands, orderSettings } from '../orders/commands.ts';
import { orderRows } from '../orders/merged-rows.ts';
import { loadPaid, loadPurchases } from '../orders/purchases.ts';
import { absenceActions, absenceCommands } from '../people/absences/commands.ts';
import { createPeopleActions, createPeopleCommands } from '../people/commands.ts';
import type { ActionHandler, Command } from '../people/context.ts';
import type { DrawDay } from '../people/day.ts';
import { createSettingsCommand, type SettingsPage } from '../people/settings.ts';
import { performanceCommands } from '../performance/commands.ts';
import { attentionActions, attentionCommands } from '../pushes/attention/commands.ts';
import { createBoardCommand } from '../pushes/board/command.ts';
import { pushActions, pushCommands, pushSettings } from '../pushes/commands.ts';
import { todoSources } from '../pushes/todo-sources.ts';

/** What each room adds to a customer's timeline. */
const timeline = createTimeline([
  ...customerActivities,
  followUpActivity,
  ...visitActivities,
  ...dealActivities,
  ...orderActivities,
]);

/** What of each room goes along when two records of a customer are merged. A new table with customers is one line there. */
const merging = createMerging([...customerRows, ...followUpRows, ...dealRows, ...orderRows]);

/** What a customer is worth, from what orders and deals know of it. */
const value = createCustomerValue({ loadPurchases, loadPaid, loadDeals: loadWeighedDeals });

/** The speaker's day, for buttons that stand in it. */
const drawDay: DrawDay = (context, db) => drawTodo(context, db, todoSources);

/** What admins decide, in the order in which `settings` lists it. A room's new page is one line in its own list. */
const settingsPages: readonly SettingsPage[] = [
  ...customerSettings,
  ...dealSettings,
  ...orderSettings,
  ...pushSettings,
];

/** Every command of every room, in the order in which help lists them. A new command is one line in its room's list. */
export const commands: readonly Command[] = [
  ...createFollowUpCommands(todoSources),
  ...customerCommands,
  ...createCustomFieldCommands({ customer: customerWords, deal: dealWords }),
  ...timeline.commands,
  ...value.commands,
  ...merging.commands,
  ...dealCommands,
  ...orderCommands,
  ...performanceCommands,
  ...pushCommands,
  createBoardCommand(() => undefined),
  ...attentionCommands,
  ...createPeopleCommands(drawDay),
  ...absenceCommands,
  ...offboardingCommands,
  ...auditCommands,
  createSettingsCommand(settingsPages),
];

/** What the rooms do when a button is pressed or a form submitted. */
export const actions: readonly ActionHandler[] = [
  ...createPeopleActions(drawDay),
  ...customerActions,
  ...timeline.actions,
  ...createFollowUpActions(todoSources),
  ...value.actions,
  ...merging.actions,
  ...dealActions,
  ...createOrderActions(drawDay),
  ...pushActions,
  ...attentionActions,
  ...absenceActions,
  ...createOffboardingActions(drawDay),
  ...auditActions,
];

/** The commands of a product that knows under which address browsers reach it. */
export function commandsAt(findAddress: () => string | undefined): readonly Command[] {
  const board = createBoardCommand(findAddress);
  return commands.map((command) => (command.name === board.name ? board : command));
}
