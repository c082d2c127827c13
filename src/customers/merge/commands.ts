import type { ActionHandler, Command } from '../../people/context.ts';
import { rolesFor } from '../../people/rights.ts';
import { customer, customerAlone } from '../fields.ts';
import { mergeCustomers } from './merge.ts';
import type { MergedRows } from './rows.ts';
import { mergeText as t } from './text.ts';
import { pressUndo, unmergeCustomer } from './undo.ts';

export interface Merging {
  readonly commands: readonly Command[];
  readonly actions: readonly ActionHandler[];
}

/** `Acme Ltd into Acme`, `华为公司 到 华为`, `华为公司并入华为`. */
const BETWEEN = /^\s*(?:把\s*)?(.+?)(?:\s+into\s+|\s+to\s+|\s*(?:并入|合并到|合并至)\s*|\s+到\s*)(.+)$/i;

/** Merging and its way back, for all tables whose rows go along. */
export function createMerging(rows: readonly MergedRows[]): Merging {
  const merge: Command = {
    name: 'customer merge',
    aliases: ['merge', '合并客户', '客户 合并', '合并'],
    title: t.title,
    summary: t.summary,
    example: t.example,
    roles: rolesFor('customer.merge'),
    fields: [
      { ...customer, label: t.fieldFrom, aliases: ['客户', '被合并'] },
      {
        name: 'into',
        aliases: ['保留', '并入'],
        label: t.fieldInto,
        kind: 'customer',
        required: true,
        at: 'rest',
      },
    ],
    // The names are whatever stands on either side of the word between them.
    refine: (values) => {
      const found = BETWEEN.exec(`${values.customer ?? ''} ${values.into ?? ''}`.trim());
      const [, from, into] = found ?? [];
      return from && into
        ? { ...values, customer: from.trim(), into: into.trim(), meant: from.trim() }
        : values;
    },
    run: (context, values) => mergeCustomers(context, merge, rows, values),
  };
  const unmerge: Command = {
    name: 'customer unmerge',
    aliases: ['unmerge', '撤销合并', '客户 撤销合并'],
    title: t.undoTitle,
    summary: t.undoSummary,
    example: t.undoExample,
    roles: rolesFor('customer.merge'),
    fields: [customerAlone],
    run: (context) => unmergeCustomer(context, rows),
  };
  return {
    commands: [merge, unmerge],
    actions: [{ action: 'merge.undo', run: (context, target) => pressUndo(context, rows, target) }],
  };
}
