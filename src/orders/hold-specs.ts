import type { FieldSpec } from '../chat/spec.ts';
import { rolesFor } from '../people/rights.ts';
import { holdText } from './hold-text.ts';
import { paymentText } from './payment-text.ts';
import type { CommandData } from './specs.ts';
import { orderText } from './text.ts';

const roles = [...new Set([...rolesFor('payment.propose'), ...rolesFor('payment.record')])];

const order: FieldSpec = {
  name: 'order',
  aliases: ['number', 'no', '合同号', '订单', '订单号'],
  label: orderText.number,
  kind: 'order',
  required: true,
  at: 'word',
};

const instalment: FieldSpec = {
  name: 'instalment',
  aliases: ['installment', '期', '期数', '第几期'],
  label: paymentText.fieldInstalment,
  hint: paymentText.fieldInstalmentHint,
  kind: 'text',
  required: false,
};

export const promiseSpec: CommandData = {
  name: 'promise',
  aliases: ['promised', '承诺付款', '承诺', '客户承诺'],
  title: holdText.promiseTitle,
  summary: holdText.promiseSummary,
  example: holdText.promiseExample,
  roles,
  fields: [
    order,
    {
      name: 'until',
      aliases: ['by', 'date', '日期', '到'],
      label: holdText.fieldUntil,
      kind: 'date',
      required: true,
      at: 'rest',
    },
    instalment,
  ],
};

export const disputeSpec: CommandData = {
  name: 'dispute',
  aliases: ['disputed', '争议', '有争议'],
  title: holdText.disputeTitle,
  summary: holdText.disputeSummary,
  example: holdText.disputeExample,
  roles,
  fields: [
    order,
    {
      name: 'reason',
      aliases: ['why', '原因', '理由'],
      label: holdText.fieldReason,
      kind: 'text',
      required: true,
      at: 'rest',
      long: true,
    },
    instalment,
  ],
};

export const disputeOverSpec: CommandData = {
  name: 'dispute over',
  aliases: ['争议解决', '争议 解决', '解除争议'],
  title: holdText.endTitle,
  summary: holdText.endSummary,
  example: holdText.endExample,
  roles,
  fields: [order, instalment],
};
