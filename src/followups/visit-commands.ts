import type { FieldSpec } from '../chat/spec.ts';
import { customer } from '../customers/fields.ts';
import { parseDateTime } from '../kernel/date-times.ts';
import type { ActionHandler, Command } from '../people/context.ts';
import { rolesFor } from '../people/rights.ts';
import { startFollowUp } from './log.ts';
import type { TodoSource } from './todo-source.ts';
import { visitText as t } from './visit-text.ts';
import { checkIn, planVisit, pressCancel, pressCheckIn, showVisits } from './visits.ts';

const on: FieldSpec = {
  name: 'on',
  aliases: ['日期', 'day', 'at'],
  label: t.fieldOn,
  kind: 'date',
  required: true,
  at: 'rest',
};
const time: FieldSpec = {
  name: 'time',
  aliases: ['几点', '时间'],
  label: t.fieldTime,
  kind: 'time',
  required: false,
};
const place: FieldSpec = {
  name: 'place',
  aliases: ['地点', '位置'],
  label: t.fieldPlace,
  hint: t.fieldPlaceHint,
  kind: 'text',
  required: false,
  at: 'rest',
};

/** `fri 3pm` is a day and a time. */
const refinePlan: NonNullable<Command['refine']> = (values, _today, { now, zone }) => {
  const read =
    values.on === undefined || values.time !== undefined ? undefined : parseDateTime(values.on, now, zone);
  if (read?.kind !== 'ok' || read.value.time === undefined) return values;
  return { ...values, on: read.value.date, time: read.value.time };
};

export const planVisitSpec: Command = {
  name: 'visit plan',
  aliases: ['plan visit', '计划拜访', '预约拜访', '外勤 计划', '拜访 计划'],
  title: t.planTitle,
  summary: t.planSummary,
  example: t.planExample,
  roles: rolesFor('customer.work'),
  fields: [customer, on, time],
  refine: refinePlan,
  run: (context, values) => planVisit(context, planVisitSpec, values),
};

const check: Command = {
  name: 'checkin',
  aliases: ['check in', 'visits checkin', '签到', '外勤 签到', '打卡'],
  title: t.checkTitle,
  summary: t.checkSummary,
  example: t.checkExample,
  roles: rolesFor('customer.work'),
  fields: [customer, place],
  run: checkIn,
};

const list: Command = {
  name: 'visits',
  aliases: ['field work', '外勤', '今日外勤', '外勤 列表'],
  title: t.listTitle,
  summary: t.listSummary,
  example: t.listExample,
  roles: rolesFor('customer.work'),
  fields: [],
  run: showVisits,
};

export const visitCommands: readonly Command[] = [planVisitSpec, check, list];

/** `sources` make up the to-do list that a button may stand in. */
export function createVisitActions(sources: readonly TodoSource[]): readonly ActionHandler[] {
  return [
    { action: 'visit.start', run: (context, target) => startFollowUp(context, planVisitSpec, target) },
    { action: 'visit.checkin', run: (context, target) => pressCheckIn(context, target, sources) },
    { action: 'visit.cancel', run: pressCancel },
  ];
}
