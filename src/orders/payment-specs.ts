import type { FieldSpec, RawValues } from '../chat/spec.ts';
import { parseAmount } from '../kernel/amount.ts';
import { rolesFor } from '../people/rights.ts';
import { paymentText } from './payment-text.ts';
import { receivableText } from './receivable-text.ts';
import { refundText } from './refund-text.ts';
import { looksLikeOrderNumber } from './rules.ts';
import type { CommandData } from './specs.ts';
import { orderText } from './text.ts';

const order: FieldSpec = {
  name: 'order',
  aliases: ['number', 'no', '合同号', '订单', '订单号'],
  label: paymentText.fieldOrder,
  kind: 'order',
  required: false,
};

const reason: FieldSpec = {
  name: 'reason',
  aliases: ['why', '原因', '理由'],
  label: paymentText.fieldReason,
  kind: 'text',
  required: true,
  at: 'rest',
  long: true,
};

export const rejectSpec: CommandData = {
  name: 'payment reject',
  aliases: ['驳回回款', '回款 驳回', '驳回'],
  title: paymentText.rejectCommand,
  summary: paymentText.rejectSummary,
  example: paymentText.rejectExample,
  // An executive steps in where everybody in finance has a share in it.
  roles: [...rolesFor('payment.confirm'), 'executive'],
  fields: [
    { ...order, at: 'word' },
    { ...reason, hint: paymentText.fieldReasonHint },
  ],
};

export const waitingSpec: CommandData = {
  name: 'payment waiting',
  aliases: ['payments', 'waiting payments', '待确认回款', '回款 待确认', '待确认', '待确认退款'],
  title: paymentText.waitingCommand,
  summary: paymentText.waitingSummary,
  example: paymentText.waitingExample,
  roles: [...rolesFor('payment.confirm'), 'executive'],
  fields: [
    {
      name: 'page',
      aliases: ['页'],
      label: receivableText.fieldPage,
      kind: 'number',
      required: false,
    },
  ],
};

export const withdrawSpec: CommandData = {
  name: 'payment withdraw',
  aliases: ['撤回回款', '回款 撤回', 'refund withdraw', '撤回退款'],
  title: paymentText.withdrawCommand,
  summary: paymentText.withdrawSummary,
  example: paymentText.withdrawExample,
  roles: [...new Set([...rolesFor('payment.propose'), ...rolesFor('payment.record')])],
  fields: [{ ...order, required: true, at: 'rest' }],
};

export const refundSpec: CommandData = {
  name: 'refund',
  aliases: ['退款', '登记退款', 'payment refund', '回款 退款'],
  title: refundText.title,
  summary: refundText.summary,
  example: refundText.example,
  roles: [...new Set([...rolesFor('payment.propose'), ...rolesFor('payment.record')])],
  refine: refineRefund,
  fields: [
    {
      name: 'customer',
      aliases: ['客户'],
      label: orderText.fieldCustomer,
      hint: paymentText.fieldCustomerHint,
      kind: 'customer',
      required: false,
      at: 'word',
    },
    {
      name: 'amount',
      aliases: ['金额'],
      label: orderText.fieldAmount,
      hint: refundText.fieldAmountHint,
      kind: 'amount',
      required: false,
      at: 'word',
    },
    { ...reason, hint: refundText.fieldReasonHint },
    {
      name: 'refunded',
      aliases: ['date', 'on', '日期', '退款日期', '退款日'],
      label: refundText.fieldRefunded,
      hint: orderText.fieldSignedHint,
      kind: 'date',
      required: false,
    },
    order,
  ],
};

/** A first word that is an order's number, and a second one that is no amount but the beginning of the reason. */
function refineRefund(values: RawValues): RawValues {
  const { customer, amount, reason: why, ...others } = values;
  const isNumber = customer !== undefined && values.order === undefined && looksLikeOrderNumber(customer);
  const isReason = amount !== undefined && !isAmount(amount);
  const words = [isReason ? amount : undefined, why].filter((word) => word !== undefined).join(' ');
  return {
    ...others,
    ...(customer === undefined ? {} : isNumber ? { order: customer } : { customer }),
    ...(amount === undefined || isReason ? {} : { amount }),
    ...(words === '' ? {} : { reason: words }),
  };
}

/** Any currency does here: whether it is the organization's is decided when the amount is read. */
function isAmount(text: string): boolean {
  const read = parseAmount(text, 'CNY');
  return read.kind === 'ok' || read.code !== 'amount-unreadable';
}
