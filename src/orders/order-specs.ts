import type { ChoiceSpec, FieldSpec, RawValues } from '../chat/spec.ts';
import { rolesFor } from '../people/rights.ts';
import { editText } from './edit-text.ts';
import { linesField } from './lines/field.ts';
import { receivableText } from './receivable-text.ts';
import type { CommandData } from './specs.ts';
import { splitText } from './split-text.ts';
import { orderText } from './text.ts';

const order: FieldSpec = {
  name: 'order',
  aliases: ['number', 'no', '合同号', '订单', '订单号'],
  label: orderText.number,
  kind: 'order',
  required: true,
  at: 'word',
};

const reason: FieldSpec = {
  name: 'reason',
  aliases: ['why', '原因', '理由'],
  label: editText.fieldReason,
  hint: editText.fieldReasonHint,
  kind: 'text',
  required: true,
  at: 'rest',
  long: true,
};

export const editSpec: CommandData = {
  name: 'order edit',
  aliases: ['order change', '修改订单', '订单 修改', '合同 修改', '改合同'],
  title: editText.editTitle,
  summary: editText.editSummary,
  example: editText.editExample,
  roles: rolesFor('order.sign'),
  fields: [
    order,
    {
      name: 'amount',
      aliases: ['金额', '合同额'],
      label: orderText.fieldAmount,
      hint: editText.fieldUnchanged,
      kind: 'amount',
      required: false,
    },
    {
      name: 'signed',
      aliases: ['date', '日期', '签约日期', '签约日'],
      label: orderText.fieldSigned,
      hint: editText.fieldUnchanged,
      kind: 'date',
      required: false,
    },
    {
      name: 'instalments',
      aliases: ['installments', 'plan', '分期', '回款计划', '付款计划'],
      label: orderText.fieldInstalments,
      hint: editText.fieldUnchanged,
      kind: 'text',
      required: false,
      long: true,
    },
    { ...linesField, hint: editText.fieldUnchanged },
    reason,
  ],
};

export const voidSpec: CommandData = {
  name: 'order void',
  aliases: ['order cancel', '作废订单', '订单 作废', '撤销订单', '合同 作废'],
  title: editText.voidTitle,
  summary: editText.voidSummary,
  example: editText.voidExample,
  roles: rolesFor('order.sign'),
  fields: [order, reason],
};

export const splitSpec: CommandData = {
  name: 'order split',
  aliases: ['分单', '业绩拆分', '订单 拆分', '订单 分单'],
  title: splitText.title,
  summary: splitText.summary,
  example: splitText.example,
  roles: ['manager', 'admin'],
  fields: [
    order,
    {
      name: 'split',
      aliases: ['shares', '比例', '拆分'],
      label: splitText.fieldSplit,
      hint: splitText.fieldSplitHint,
      kind: 'text',
      required: true,
      at: 'rest',
    },
    {
      name: 'from',
      aliases: ['since', '起', '从', '生效', '自'],
      label: splitText.fieldFrom,
      hint: splitText.fieldFromHint,
      kind: 'date',
      required: false,
    },
    {
      name: 'reason',
      aliases: ['why', '原因', '理由'],
      label: editText.fieldReason,
      hint: editText.fieldReasonHint,
      kind: 'text',
      required: true,
      long: true,
    },
  ],
};

const member: FieldSpec = {
  name: 'member',
  aliases: ['who', '谁', '同事', '销售'],
  label: receivableText.fieldMember,
  hint: receivableText.fieldMemberHint,
  kind: 'member',
  required: false,
};

const page: FieldSpec = {
  name: 'page',
  aliases: ['页'],
  label: receivableText.fieldPage,
  kind: 'text',
  required: false,
};

const onlyChoices: readonly ChoiceSpec[] = [
  { value: 'open', label: receivableText.onlyOpen, aliases: ['unpaid', '未回款', '未付清'] },
  { value: 'overdue', label: receivableText.onlyOverdue, aliases: ['late', '逾期的'] },
  { value: 'paid', label: receivableText.onlyPaid, aliases: ['已付清', '已回款'] },
  { value: 'void', label: receivableText.onlyVoid, aliases: ['作废', 'withdrawn'] },
];

export const listSpec: CommandData = {
  name: 'order list',
  aliases: ['orders', '订单 列表', '订单列表', '我的订单', '合同 列表'],
  title: receivableText.listTitle,
  summary: receivableText.listSummary,
  example: receivableText.listExample,
  roles: rolesFor('order.see'),
  refine: refineList,
  fields: [
    {
      name: 'customer',
      aliases: ['客户'],
      label: orderText.fieldCustomer,
      kind: 'customer',
      required: false,
      at: 'word',
    },
    {
      name: 'only',
      aliases: ['state', '范围', '状态'],
      label: receivableText.fieldOnly,
      kind: 'choice',
      required: false,
      choices: onlyChoices,
    },
    member,
    page,
  ],
};

/** `order list open`: a first word that says which ones is no customer. */
function refineList(values: RawValues): RawValues {
  const { customer, ...others } = values;
  if (customer === undefined || values.only !== undefined) return values;
  const folded = customer.toLowerCase();
  const choice = onlyChoices.find(
    ({ value, label, aliases }) => value === folded || label.zh === customer || aliases.includes(folded),
  );
  return choice === undefined ? values : { ...others, only: choice.value };
}

export const receivableSpec: CommandData = {
  name: 'receivable',
  aliases: ['receivables', '应收', '应收款', '应收账款', '应收余额'],
  title: receivableText.title,
  summary: receivableText.summary,
  example: receivableText.example,
  roles: rolesFor('order.see'),
  fields: [{ ...member, at: 'rest' }, page],
};

export const overdueSpec: CommandData = {
  ...receivableSpec,
  name: 'overdue',
  aliases: ['逾期', '催款', '逾期款', '逾期未回款'],
  title: receivableText.overdueTitle,
  summary: receivableText.overdueSummary,
  example: receivableText.overdueExample,
};
