import type { ChoiceSpec, FieldSpec } from '../../chat/spec.ts';
import type { ActionHandler, Command } from '../../people/context.ts';
import { pressAttention, runAttention } from './change.ts';
import { attentionText as t } from './text.ts';

const scopes: readonly ChoiceSpec[] = [
  { value: 'me', label: t.forMe, aliases: ['myself', '本人', '自己', '我自己'] },
  { value: 'here', label: t.forHere, aliases: ['this channel', 'channel', 'group', '本会话', '这个群'] },
  { value: 'people', label: t.forPeople, aliases: ['everybody', 'members', '成员', '私聊', '所有人'] },
  { value: 'channels', label: t.forChannels, aliases: ['groups', 'all channels', '群', '群聊'] },
  { value: 'company', label: t.forCompany, aliases: ['all', 'organization', '企业', '公司'] },
];

const forField: FieldSpec = {
  name: 'for',
  aliases: ['whose', '适用于', '范围', '对象'],
  label: t.fieldFor,
  kind: 'choice',
  required: false,
  choices: scopes,
};

/** Quiet hours, and how many messages a day are enough. */
export const attentionCommands: readonly Command[] = [
  {
    name: 'quiet',
    aliases: ['quiet hours', 'do not disturb', 'dnd', '免打扰', '勿扰'],
    title: t.quietTitle,
    summary: t.quietSummary,
    example: t.quietExample,
    roles: 'anyone',
    fields: [
      {
        name: 'value',
        aliases: ['hours', '时段', '时间'],
        label: t.fieldHours,
        hint: t.fieldHoursHint,
        kind: 'text',
        required: false,
        at: 'rest',
      },
      forField,
    ],
    run: (context, values) => runAttention(context, 'quiet', values),
  },
  {
    name: 'limit',
    aliases: ['message limit', '推送上限', '每日上限'],
    title: t.limitTitle,
    summary: t.limitSummary,
    example: t.limitExample,
    roles: 'anyone',
    fields: [
      {
        name: 'value',
        aliases: ['count', '条数', '数量'],
        label: t.fieldLimit,
        hint: t.fieldLimitHint,
        kind: 'text',
        required: false,
        at: 'rest',
      },
      forField,
    ],
    run: (context, values) => runAttention(context, 'budget', values),
  },
];

/** The choices on the card. */
export const attentionActions: readonly ActionHandler[] = [
  { action: 'attention.quiet', run: (context, target) => pressAttention(context, 'quiet', target) },
  { action: 'attention.limit', run: (context, target) => pressAttention(context, 'budget', target) },
];
