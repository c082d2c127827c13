import type { FieldSpec } from '../chat/spec.ts';
import { customerText as t } from './text.ts';

/** The customer that a command is about, at its head. */
export const customer: FieldSpec = {
  name: 'customer',
  aliases: ['客户', '客户名称'],
  label: t.fieldCustomer,
  kind: 'customer',
  required: true,
  at: 'word',
};

/** Where nothing but the name is typed, all of the line is the name. */
export const customerAlone: FieldSpec = { ...customer, at: 'rest' };
