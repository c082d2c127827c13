import type { ActionHandler, Command } from '../people/context.ts';
import { rolesFor } from '../people/rights.ts';
import { caseActions, caseCommands } from './cases/commands.ts';
import { categoryCommands } from './categories/commands.ts';
import { claimCustomer, pressClaim } from './claim.ts';
import { contactActions, contactCommands } from './contacts/commands.ts';
import { createCustomer } from './create.ts';
import { tailorCustomerFields } from './custom/tailor.ts';
import { editCustomer, pressEdit } from './facts/edit.ts';
import { factFields, phoneField } from './facts/fields.ts';
import { customer, customerAlone } from './fields.ts';
import { poolActions, poolCommands } from './pool/commands.ts';
import { createRoles } from './roles.ts';
import { findCustomers, pressShow, showCustomer } from './show.ts';
import { tagActions, tagCommands } from './tags/commands.ts';
import { customerText as t } from './text.ts';
import { transferCustomer } from './transfer.ts';
import { readTransfer } from './transfer-words.ts';

const newCustomer: Command = {
  name: 'customer new',
  aliases: ['customer add', 'new customer', '客户 新建', '客户 新增', '新客户', '新建客户', '建客户'],
  title: t.newTitle,
  summary: t.newSummary,
  example: t.newExample,
  roles: createRoles,
  fields: [
    {
      name: 'name',
      aliases: ['名称', '客户', '客户名称'],
      label: t.fieldName,
      kind: 'text',
      required: true,
      at: 'rest',
    },
    phoneField,
    { name: 'contact', aliases: ['联系人', '姓名'], label: t.fieldContact, kind: 'text', required: false },
    ...factFields,
  ],
  tailor: (context) => tailorCustomerFields(context, newCustomer.fields),
  run: (context, values) => createCustomer(context, newCustomer, values),
};

const edit: Command = {
  name: 'customer edit',
  aliases: ['customer change', 'edit', '客户 修改', '客户 编辑', '修改客户', '编辑客户', '改客户'],
  title: t.editTitle,
  summary: t.editSummary,
  example: t.editExample,
  roles: createRoles,
  fields: [
    customer,
    { name: 'name', aliases: ['名称', '新名称'], label: t.fieldName, kind: 'text', required: false },
    phoneField,
    ...factFields,
  ],
  tailor: (context) => tailorCustomerFields(context, edit.fields),
  run: (context, values) => editCustomer(context, edit, values),
};

const show: Command = {
  name: 'customer show',
  aliases: ['customer', 'client', '客户 查看', '客户', '查看客户', '看客户'],
  title: t.showTitle,
  summary: t.showSummary,
  example: t.showExample,
  roles: rolesFor('customer.see'),
  takesNewCustomer: true,
  fields: [customerAlone],
  run: showCustomer,
};

const find: Command = {
  name: 'customer find',
  aliases: [
    'customer search',
    'find',
    '客户 查',
    '客户 找',
    '客户 查找',
    '客户 搜索',
    '查客户',
    '找客户',
    '搜客户',
    '查找客户',
  ],
  title: t.findTitle,
  summary: t.findSummary,
  example: t.findExample,
  roles: rolesFor('customer.see'),
  fields: [
    {
      name: 'query',
      aliases: ['q', '关键词', '名称'],
      label: t.fieldQuery,
      kind: 'text',
      required: true,
      at: 'rest',
    },
  ],
  run: findCustomers,
};

const claim: Command = {
  name: 'customer claim',
  aliases: ['claim', '领取', '客户 领取', '认领', '领取客户', '认领客户'],
  title: t.claimTitle,
  summary: t.claimSummary,
  example: t.claimExample,
  roles: rolesFor('customer.claim'),
  fields: [customerAlone],
  run: claimCustomer,
};

const transfer: Command = {
  name: 'customer transfer',
  aliases: ['transfer', '转移', '客户 转移', '转移客户', '移交客户'],
  title: t.transferTitle,
  summary: t.transferSummary,
  example: t.transferExample,
  roles: rolesFor('customer.transfer'),
  fields: [
    { ...customer, required: false },
    {
      name: 'to',
      aliases: ['给', '转给', '新负责人'],
      label: t.fieldTo,
      kind: 'member',
      required: true,
      at: 'rest',
    },
    {
      name: 'customers',
      aliases: ['多个客户', '客户们'],
      label: t.fieldSeveral,
      hint: t.fieldSeveralHint,
      kind: 'text',
      required: false,
    },
    {
      name: 'from',
      aliases: ['原负责人', '从'],
      label: t.fieldFrom,
      hint: t.fieldFromHint,
      kind: 'member',
      required: false,
    },
    { name: 'city', aliases: ['城市'], label: t.fieldOnlyCity, kind: 'text', required: false },
    {
      name: 'category',
      aliases: ['分级', '级别', '等级'],
      label: t.fieldOnlyCategory,
      kind: 'text',
      required: false,
    },
    { name: 'reason', aliases: ['原因'], label: t.fieldReason, kind: 'text', required: false },
  ],
  refine: readTransfer,
  run: (context, values) => transferCustomer(context, transfer, values),
};

/** The longer names come first where one begins another: `客户 新建` is not a customer called 新建. */
export const customerCommands: readonly Command[] = [
  show,
  newCustomer,
  edit,
  find,
  claim,
  transfer,
  ...contactCommands,
  ...tagCommands,
  ...categoryCommands,
  ...poolCommands,
  ...caseCommands,
];

export const customerActions: readonly ActionHandler[] = [
  { action: 'customer.show', run: pressShow },
  { action: 'customer.edit', run: (context, target) => pressEdit(context, edit, target) },
  ...contactActions,
  ...tagActions,
  { action: 'customer.claim', run: pressClaim },
  ...poolActions,
  ...caseActions,
];
