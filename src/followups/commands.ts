import type { ChoiceSpec, FieldSpec } from '../chat/spec.ts';
import { contactKindNames, contactKinds } from '../customers/contact-kinds.ts';
import type { ActionHandler, Command } from '../people/context.ts';
import { rolesFor } from '../people/rights.ts';
import { openLaterForm, openPutOffForm, reminderForms } from './change-reminder.ts';
import { commentCommands, createCommentActions } from './comment.ts';
import { dayText } from './day-text.ts';
import { logFollowUp, startFollowUp } from './log.ts';
import { nearby } from './nearby.ts';
import { openingWords } from './opening-words.ts';
import { pressPutOff } from './put-off.ts';
import { quoteFollowUp } from './quote.ts';
import { kindWords } from './read-kind.ts';
import { refineAs, refineFollowUp } from './refine.ts';
import { listTodo, pressDone, pressLater, pressLog } from './remind.ts';
import { pressChange } from './revise.ts';
import { openService, serviceActions, serviceCommands } from './service-commands.ts';
import { showDayOf } from './team-day.ts';
import { followUpText as t } from './text.ts';
import type { TodoSource } from './todo-source.ts';
import { createVisitActions, visitCommands } from './visit-commands.ts';
import { pressUndo } from './withdraw.ts';

const kindChoices: readonly ChoiceSpec[] = contactKinds.map((kind) => ({
  value: kind,
  label: contactKindNames[kind],
  aliases: kindWords[kind],
}));

const fields: readonly FieldSpec[] = [
  {
    name: 'customer',
    aliases: ['客户', '客户名称'],
    label: t.fieldCustomer,
    kind: 'customer',
    required: true,
    at: 'word',
  },
  {
    name: 'text',
    aliases: ['内容', '跟进内容', 'note'],
    label: t.fieldText,
    kind: 'text',
    required: true,
    at: 'rest',
    long: true,
  },
  {
    name: 'kind',
    aliases: ['方式', '类型', 'how'],
    label: t.fieldKind,
    kind: 'choice',
    required: false,
    choices: kindChoices,
  },
  {
    name: 'next',
    aliases: ['下次', '下次联系', '提醒'],
    label: t.fieldNext,
    hint: t.fieldNextHint,
    kind: 'date',
    required: false,
  },
  {
    name: 'nextTime',
    aliases: ['几点', 'time'],
    label: t.fieldNextTime,
    hint: t.fieldNextTimeHint,
    kind: 'time',
    required: false,
  },
  { name: 'amount', aliases: ['金额', '报价'], label: t.fieldAmount, kind: 'amount', required: false },
  {
    name: 'at',
    aliases: ['on', '日期', '时间'],
    label: t.fieldAt,
    hint: t.fieldAtHint,
    kind: 'date',
    required: false,
  },
];

const followUp: Command = {
  name: 'followup',
  aliases: ['log', 'follow-up', 'fu', '跟进', '记录', '记跟进', '写跟进'],
  title: t.logTitle,
  summary: t.logSummary,
  example: t.logExample,
  roles: rolesFor('customer.work'),
  fields,
  takesNewCustomer: true,
  opens: openingWords,
  refine: refineFollowUp,
  run: (context, values) => logFollowUp(context, followUp, values),
};

/** Its name says the kind, so that nobody has to. */
const visit: Command = {
  ...followUp,
  name: 'visit',
  aliases: ['拜访', '记拜访'],
  title: t.visitTitle,
  summary: t.visitSummary,
  example: t.visitExample,
  refine: refineAs('visit'),
};

const todo: Omit<Command, 'run'> = {
  name: 'todo',
  aliases: ['today', 'tasks', '待办', '日清', '今日', '今日待办', '提醒'],
  title: t.todoTitle,
  summary: t.todoSummary,
  example: { en: 'todo', zh: '待办' },
  // What waits for a decision may wait for anybody.
  roles: 'anyone',
  fields: [
    {
      name: 'member',
      aliases: ['who', '谁', '同事', '销售'],
      label: dayText.fieldMember,
      kind: 'member',
      required: false,
      at: 'rest',
    },
  ],
};

/** Names of the commands that log a follow-up. */
export const loggingCommands: readonly string[] = [followUp, visit, openService].map(({ name }) => name);

/** The room's commands; `sources` is what the rooms to the right put into everybody's day. */
export function createFollowUpCommands(sources: readonly TodoSource[]): readonly Command[] {
  return [
    followUp,
    visit,
    ...visitCommands,
    nearby,
    ...serviceCommands,
    ...commentCommands,
    { ...todo, run: (context, { member }) => listTodo(context, sources, member) },
    ...reminderForms,
  ];
}

/** What the room's buttons do. */
export function createFollowUpActions(sources: readonly TodoSource[]): readonly ActionHandler[] {
  return [
    { action: 'followup.quote', run: (context, _target, values) => quoteFollowUp(context, followUp, values) },
    {
      action: 'followup.start',
      run: (context, target) => {
        const [customerId = '', kind] = target.split('.');
        return startFollowUp(context, followUp, customerId, kind === 'visit' ? { kind } : {});
      },
    },
    { action: 'followup.undo', run: pressUndo },
    {
      action: 'followup.change',
      run: (context, target) => pressChange(context, { other: followUp, service: openService }, target),
    },
    ...serviceActions,
    ...createVisitActions(sources),
    ...createCommentActions(sources),
    {
      action: 'todo.later',
      run: (context, target) => pressPutOff(context, target, sources, openPutOffForm),
    },
    { action: 'todo.of', run: (context, target) => showDayOf(context, target, sources) },
    { action: 'reminder.done', run: (context, target) => pressDone(context, target, sources) },
    {
      action: 'reminder.later',
      run: (context, target) => pressLater(context, target, sources, openLaterForm),
    },
    { action: 'reminder.log', run: (context, target) => pressLog(context, followUp, target) },
  ];
}

/** The room alone, where nothing else makes up a day. */
export const followUpCommands = createFollowUpCommands([]);
export const followUpActions = createFollowUpActions([]);
