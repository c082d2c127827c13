import type { FieldSpec } from '../../chat/spec.ts';
import type { ActionHandler, Command } from '../../people/context.ts';
import { pushText } from '../text.ts';
import { dropTyped, pressRetry, pressRetryLike, pressThere, retryTyped } from './decide.ts';
import { showDeliveries, showLetter, turnLetters } from './show.ts';
import { letterText as t } from './text.ts';

const id: FieldSpec = {
  name: 'id',
  aliases: ['number', '编号'],
  label: t.fieldId,
  hint: t.fieldIdHint,
  kind: 'text',
  required: true,
  at: 'word',
};

/** What became of messages, for admins. */
export const letterCommands: readonly Command[] = [
  {
    name: 'deliveries',
    aliases: ['投递', '投递情况'],
    title: pushText.deliveriesTitle,
    summary: pushText.deliveriesSummary,
    example: pushText.deliveriesExample,
    roles: ['admin'],
    fields: [],
    run: (context) => showDeliveries(context),
  },
  {
    name: 'deliveries show',
    aliases: ['投递 详情', '投递详情'],
    title: t.showTitle,
    summary: t.showSummary,
    example: t.showExample,
    roles: ['admin'],
    listed: false,
    fields: [id],
    run: showLetter,
  },
  {
    name: 'deliveries retry',
    aliases: ['投递 重发', '投递重发'],
    title: t.retryTitle,
    summary: t.retrySummary,
    example: t.retryExample,
    roles: ['admin'],
    listed: false,
    fields: [
      id,
      {
        name: 'all',
        aliases: ['like', '全部'],
        label: t.fieldAll,
        kind: 'choice',
        required: false,
        choices: [
          { value: 'yes', label: t.yes, aliases: ['y', 'true', '对'] },
          { value: 'no', label: t.no, aliases: ['n', 'false', '不'] },
        ],
      },
    ],
    run: retryTyped,
  },
  {
    name: 'deliveries drop',
    aliases: ['投递 放弃', '投递放弃'],
    title: t.dropTitle,
    summary: t.dropSummary,
    example: t.dropExample,
    roles: ['admin'],
    listed: false,
    fields: [
      id,
      {
        name: 'reason',
        aliases: ['because', '原因'],
        label: t.fieldReason,
        kind: 'text',
        required: true,
        at: 'rest',
      },
    ],
    run: dropTyped,
  },
];

export const letterActions: readonly ActionHandler[] = [
  { action: 'delivery.retry', run: pressRetry },
  { action: 'delivery.retry-like', run: pressRetryLike },
  { action: 'delivery.there', run: pressThere },
  { action: 'delivery.page', run: turnLetters },
];
