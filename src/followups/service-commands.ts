import type { FieldSpec, RawValues } from '../chat/spec.ts';
import { customer } from '../customers/fields.ts';
import type { ActionHandler, Command } from '../people/context.ts';
import { rolesFor } from '../people/rights.ts';
import { logFollowUp } from './log.ts';
import { refineFollowUp } from './refine.ts';
import { closeService, listServices, pressClose } from './service.ts';
import { serviceText as t } from './service-text.ts';

const text: FieldSpec = {
  name: 'text',
  aliases: ['内容', '问题', 'note'],
  label: t.fieldText,
  kind: 'text',
  required: true,
  at: 'rest',
  long: true,
};
const due: FieldSpec = {
  name: 'due',
  aliases: ['期限', '截止', '处理期限', 'by'],
  label: t.fieldDue,
  hint: t.fieldDueHint,
  kind: 'date',
  required: false,
};
const outcome: FieldSpec = {
  name: 'outcome',
  aliases: ['结果', '处理结果'],
  label: t.fieldOutcome,
  kind: 'text',
  required: true,
  at: 'rest',
  long: true,
};

/** A day on which something is to be done, said in the text, is when the case is due. */
const refineService: NonNullable<Command['refine']> = (values, today, moment): RawValues => {
  const { next } = refineFollowUp(values, today, moment);
  return values.due === undefined && next !== undefined ? { ...values, due: next } : values;
};

/** Opens a case; also what the change of one is run by. */
export const openService: Command = {
  name: 'service',
  aliases: ['complaint', 'ticket', '服务', '投诉', '售后', '报修', '服务 新建'],
  title: t.openTitle,
  summary: t.openSummary,
  example: t.openExample,
  roles: rolesFor('customer.work'),
  fields: [customer, text, due],
  refine: refineService,
  run: (context, values) => logFollowUp(context, openService, { ...values, kind: 'service' }),
};

const close: Command = {
  name: 'service close',
  aliases: ['close case', '结案', '服务 结案', '投诉 结案', '关闭投诉'],
  title: t.closeTitle,
  summary: t.closeSummary,
  example: t.closeExample,
  roles: rolesFor('customer.work'),
  fields: [customer, outcome],
  run: closeService,
};

const list: Command = {
  name: 'service list',
  aliases: ['services', '服务 列表', '投诉 列表', '工单'],
  title: t.listTitle,
  summary: t.listSummary,
  example: t.listExample,
  roles: rolesFor('customer.work'),
  fields: [],
  run: listServices,
};

export const serviceCommands: readonly Command[] = [openService, close, list];

export const serviceActions: readonly ActionHandler[] = [
  { action: 'service.close', run: (context, target) => pressClose(context, close, target) },
];
