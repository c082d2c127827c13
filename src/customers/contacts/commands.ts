import type { FieldSpec } from '../../chat/spec.ts';
import type { ActionHandler, Command } from '../../people/context.ts';
import { rolesFor } from '../../people/rights.ts';
import { customer, customerAlone } from '../fields.ts';
import { addContact, editContact, pressAdd, pressEditContact, pressRemoveContact } from './change.ts';
import { refineContact } from './rules.ts';
import { pressContacts, showContacts } from './show.ts';
import { contactText as t } from './text.ts';

const name: FieldSpec = {
  name: 'name',
  aliases: ['姓名', '名字'],
  label: t.fieldName,
  kind: 'text',
  required: true,
  at: 'word',
};
const title: FieldSpec = {
  name: 'title',
  aliases: ['position', '职务', '职位'],
  label: t.fieldTitle,
  kind: 'text',
  required: false,
};
const phone: FieldSpec = {
  name: 'phone',
  aliases: ['phones', 'tel', 'mobile', '电话', '手机', '手机号'],
  label: t.fieldPhones,
  hint: t.fieldPhonesHint,
  kind: 'text',
  required: false,
  at: 'rest',
};
const email: FieldSpec = {
  name: 'email',
  aliases: ['mail', '邮箱', '邮件'],
  label: t.fieldEmail,
  kind: 'text',
  required: false,
};

const list: Command = {
  name: 'contacts',
  aliases: ['customer contacts', '联系人', '客户 联系人', '查看联系人'],
  title: t.listTitle,
  summary: t.listSummary,
  example: t.listExample,
  roles: rolesFor('customer.see'),
  listed: false,
  fields: [customerAlone],
  run: (context) => showContacts(context),
};

const add: Command = {
  name: 'contact add',
  aliases: ['contact new', 'contact', '联系人 新增', '联系人 添加', '加联系人', '新增联系人'],
  title: t.addTitle,
  summary: t.addSummary,
  example: t.addExample,
  roles: rolesFor('customer.work'),
  fields: [customer, name, title, phone, email],
  refine: refineContact,
  run: (context, values) => addContact(context, add, values),
};

const edit: Command = {
  name: 'contact edit',
  aliases: ['contact change', '联系人 修改', '联系人 编辑', '改联系人', '修改联系人'],
  title: t.editTitle,
  summary: t.editSummary,
  example: t.editExample,
  roles: rolesFor('customer.work'),
  listed: false,
  fields: [
    customer,
    {
      name: 'contact',
      aliases: ['联系人'],
      label: t.fieldContact,
      kind: 'text',
      required: false,
      at: 'rest',
    },
    { name: 'name', aliases: ['姓名', '名字'], label: t.fieldName, kind: 'text', required: false },
    title,
    {
      name: 'phone',
      aliases: phone.aliases,
      label: t.fieldPhones,
      hint: t.fieldPhonesHint,
      kind: 'text',
      required: false,
    },
    email,
  ],
  // A quoted name alone behind the customer comes with its quotes.
  refine: (values) =>
    values.contact === undefined
      ? values
      : { ...values, contact: values.contact.replace(/^["“”「『'](.*)["“”」』']$/, '$1') },
  run: (context, values) => editContact(context, edit, values),
};

export const contactCommands: readonly Command[] = [list, add, edit];

export const contactActions: readonly ActionHandler[] = [
  { action: 'customer.contacts', run: pressContacts },
  { action: 'contact.add', run: (context, target) => pressAdd(context, add, target) },
  { action: 'contact.edit', run: (context, target) => pressEditContact(context, edit, target) },
  { action: 'contact.remove', run: pressRemoveContact },
];
