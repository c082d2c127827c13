import type { FieldSpec } from '../chat/spec.ts';
import type { Command } from '../people/context.ts';
import { rolesFor } from '../people/rights.ts';
import { linesField, tailorLines } from './lines/field.ts';
import { paymentText } from './payment-text.ts';
import { refinePayment } from './refine-payment.ts';
import { tailorSplit } from './tailor-split.ts';
import { orderText } from './text.ts';

/** What a command says about itself, without what it does. */
export type CommandData = Omit<Command, 'run'>;

const customer: FieldSpec = {
  name: 'customer',
  aliases: ['客户'],
  label: orderText.fieldCustomer,
  kind: 'customer',
  required: true,
  at: 'word',
};

const amount: FieldSpec = {
  name: 'amount',
  aliases: ['金额', '合同额'],
  label: orderText.fieldAmount,
  hint: orderText.fieldAmountHint,
  kind: 'amount',
  required: true,
  at: 'word',
};

export const orderNewSpec: CommandData = {
  name: 'order new',
  aliases: ['order', '订单', '合同', '签约', '签单', '订单 新建', '合同 新建', '新订单', '新建订单'],
  title: orderText.newTitle,
  summary: orderText.newSummary,
  example: orderText.newExample,
  roles: rolesFor('order.sign'),
  takesNewCustomer: true,
  tailor: (context, values) => tailorLines(context, tailorSplit(context, values, orderNewSpec.fields)),
  fields: [
    customer,
    amount,
    {
      name: 'number',
      aliases: ['no', '合同号', '编号', '订单号'],
      label: orderText.fieldNumber,
      hint: orderText.fieldNumberHint,
      kind: 'text',
      required: false,
    },
    {
      name: 'signed',
      aliases: ['date', '日期', '签约日期', '签约日'],
      label: orderText.fieldSigned,
      hint: orderText.fieldSignedHint,
      kind: 'date',
      required: false,
    },
    {
      name: 'instalments',
      aliases: ['installments', 'plan', '分期', '回款计划', '付款计划'],
      label: orderText.fieldInstalments,
      hint: orderText.fieldInstalmentsHint,
      kind: 'text',
      required: false,
      at: 'rest',
      long: true,
    },
    linesField,
    {
      name: 'split',
      aliases: ['credit', '分单', '拆分', '业绩拆分'],
      label: orderText.fieldSplit,
      hint: orderText.fieldSplitHint,
      kind: 'text',
      required: false,
    },
  ],
};

export const orderShowSpec: CommandData = {
  name: 'order show',
  aliases: ['订单 查看', '查看订单', '合同 查看'],
  title: orderText.showTitle,
  summary: orderText.showSummary,
  example: orderText.showExample,
  roles: rolesFor('order.see'),
  fields: [
    {
      name: 'order',
      aliases: ['number', '合同号', '订单'],
      label: orderText.fieldOrder,
      hint: orderText.fieldOrderHint,
      kind: 'order',
      required: true,
      at: 'rest',
    },
  ],
};

export const paymentSpec: CommandData = {
  name: 'payment',
  aliases: ['回款', '到款', '到账', '收款', '登记回款', 'paid'],
  title: paymentText.title,
  summary: paymentText.summary,
  example: paymentText.example,
  roles: [...new Set([...rolesFor('payment.propose'), ...rolesFor('payment.record')])],
  refine: refinePayment,
  fields: [
    { ...customer, required: false, hint: paymentText.fieldCustomerHint },
    amount,
    {
      name: 'received',
      aliases: ['date', '日期', '到账', '到账日期', '到账日'],
      label: paymentText.fieldReceived,
      hint: orderText.fieldSignedHint,
      kind: 'date',
      required: false,
      at: 'rest',
    },
    {
      name: 'order',
      aliases: ['number', 'no', '合同号', '订单', '订单号'],
      label: paymentText.fieldOrder,
      hint: paymentText.fieldOrderHint,
      kind: 'order',
      required: false,
    },
    {
      name: 'instalment',
      aliases: ['installment', '期', '期数', '第几期'],
      label: paymentText.fieldInstalment,
      hint: paymentText.fieldInstalmentHint,
      kind: 'text',
      required: false,
    },
  ],
};
