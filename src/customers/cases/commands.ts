import type { FieldSpec } from '../../chat/spec.ts';
import type { ActionHandler, Command } from '../../people/context.ts';
import { customer } from '../fields.ts';
import { createRoles } from '../roles.ts';
import { decideCase, pressDecide } from './decide.ts';
import { openCase, startCase } from './open.ts';
import { listCases, showCase } from './show.ts';
import { answerCase, startAnswer, withdrawCase } from './take-part.ts';
import { caseText as t } from './text.ts';

/** Its form can come from a button that knows the case; then no name is asked for. */
const aboutCustomer: FieldSpec = { ...customer, label: t.fieldCustomer, required: false };

const open: Command = {
  name: 'customer case',
  aliases: ['case', '撞单裁决', '客户 撞单', '撞单', '撞单申请', '申请裁决'],
  title: t.openTitle,
  summary: t.openSummary,
  example: t.openExample,
  roles: createRoles,
  fields: [
    aboutCustomer,
    {
      name: 'reason',
      aliases: ['理由', '原因', '说明'],
      label: t.fieldStatement,
      hint: t.fieldStatementHint,
      kind: 'text',
      required: true,
      at: 'rest',
      long: true,
    },
    {
      name: 'since',
      aliases: ['首次接触', '首次联系'],
      label: t.fieldSince,
      hint: t.fieldSinceHint,
      kind: 'date',
      required: false,
    },
  ],
  // What was typed for the customer: who knows its name may ask about it.
  refine: (values) => (values.customer === undefined ? values : { ...values, called: values.customer }),
  run: (context, values) => openCase(context, open, values),
};

const list: Command = {
  name: 'customer case list',
  aliases: ['cases', 'case list', '撞单列表', '撞单 列表', '客户 撞单 列表'],
  title: t.listTitle,
  summary: t.listSummary,
  example: t.listExample,
  roles: ['sales', 'manager', 'executive', 'admin'],
  fields: [],
  run: listCases,
};

const decide: Command = {
  name: 'customer case decide',
  aliases: ['case decide', '裁决', '裁决撞单', '撞单 裁决', '客户 撞单 裁决'],
  title: t.decideTitle,
  summary: t.decideSummary,
  example: t.decideExample,
  roles: ['manager', 'executive', 'admin'],
  fields: [
    aboutCustomer,
    {
      name: 'owner',
      aliases: ['归属', '归'],
      label: t.fieldOwner,
      kind: 'choice',
      required: true,
      choices: [
        { value: 'holder', label: t.holder, aliases: ['owner', '现任', '负责人'] },
        { value: 'claimant', label: t.claimant, aliases: ['申请方'] },
      ],
    },
    {
      name: 'share',
      aliases: ['比例', '业绩'],
      label: t.fieldShare,
      hint: t.fieldShareHint,
      kind: 'text',
      required: false,
    },
    {
      name: 'reason',
      aliases: ['理由', '原因'],
      label: t.fieldReason,
      kind: 'text',
      required: false,
      at: 'rest',
      long: true,
    },
  ],
  run: (context, values) => decideCase(context, decide, values),
};

const reply: Command = {
  name: 'customer case answer',
  aliases: ['case answer', '撞单说明', '撞单 说明', '客户 撞单 说明'],
  title: t.answerTitle,
  summary: t.answerSummary,
  example: t.answerExample,
  roles: createRoles,
  fields: [
    aboutCustomer,
    {
      name: 'text',
      aliases: ['说明', '内容'],
      label: t.fieldAnswer,
      hint: t.onlyDecider,
      kind: 'text',
      required: true,
      at: 'rest',
      long: true,
    },
  ],
  run: answerCase,
};

export const caseCommands: readonly Command[] = [open, list, decide, reply];

export const caseActions: readonly ActionHandler[] = [
  { action: 'case.open', run: (context, target) => startCase(context, open, target) },
  { action: 'case.show', run: showCase },
  { action: 'case.decide', run: (context, target) => pressDecide(context, decide, target) },
  { action: 'case.answer', run: (context, target) => startAnswer(context, reply, target) },
  { action: 'case.withdraw', run: withdrawCase },
];
