import type { ChoiceSpec, FieldSpec, RawValues } from '../../chat/spec.ts';
import type { ActionHandler, Command } from '../../people/context.ts';
import { rolesFor } from '../../people/rights.ts';
import type { SettingsPage } from '../../people/settings.ts';
import { customer, customerAlone } from '../fields.ts';
import { changePoolSettings, summarizePoolSettings } from './change-settings.ts';
import { showOwners } from './history.ts';
import { showPool, turnPool } from './list.ts';
import { releaseCustomer, startRelease } from './release.ts';
import { releaseReasonNames, poolText as t } from './text.ts';

/** What people type for each reason. */
const reasonWords: Readonly<Record<keyof typeof releaseReasonNames, readonly string[]>> = {
  'no-need': ['no demand', '无需求', '没需求', '不需要'],
  'no-budget': ['budget', '无预算', '没预算'],
  unreachable: ['no answer', '无法联系', '联系不到', '失联'],
  'wrong-fit': ['wrong customer', '不合适', '不匹配'],
  'no-time': ['no time', '没时间', '忙不过来'],
  other: ['其他', '其它'],
};

const reasons: readonly ChoiceSpec[] = Object.entries(releaseReasonNames).map(([value, label]) => ({
  value,
  label,
  aliases: reasonWords[value as keyof typeof releaseReasonNames],
}));

/** `no budget until summer` is the reason `no-budget` with a note; words of their own are another reason. */
function readReason(values: RawValues): RawValues {
  const { reason, note } = values;
  if (reason !== undefined || note === undefined) return values;
  const typed = note.trim();
  const folded = typed.toLowerCase();
  for (const { value, label, aliases } of reasons) {
    const words = [value, label.en.toLowerCase(), label.zh, ...aliases].find((each) =>
      folded.startsWith(each),
    );
    if (words === undefined) continue;
    const rest = typed.slice(words.length).replace(/^[\s,，:：;；.。]+/, '');
    return { ...values, reason: value, note: rest };
  }
  return { ...values, reason: 'other' };
}

const release: Command = {
  name: 'customer release',
  aliases: ['release', '退回公海', '客户 退回公海', '客户 退回', '释放客户', '放弃客户'],
  title: t.releaseTitle,
  summary: t.releaseSummary,
  example: t.releaseExample,
  roles: rolesFor('customer.release'),
  fields: [
    customer,
    {
      name: 'reason',
      aliases: ['原因'],
      label: t.fieldWhy,
      kind: 'choice',
      required: true,
      choices: reasons,
    },
    {
      name: 'note',
      aliases: ['说明', '备注'],
      label: t.fieldNote,
      hint: t.fieldNoteHint,
      kind: 'text',
      required: false,
      at: 'rest',
      long: true,
    },
  ],
  refine: readReason,
  run: (context, values) => releaseCustomer(context, release, values),
};

const pool: Command = {
  name: 'customer pool',
  aliases: ['pool', '公海', '客户 公海', '公海客户', '公海列表'],
  title: t.poolTitle,
  summary: t.poolSummary,
  example: t.poolExample,
  roles: rolesFor('customer.claim'),
  fields: [
    {
      name: 'where',
      aliases: ['city', 'category', '城市', '分级'],
      label: t.fieldWhere,
      kind: 'text',
      required: false,
      at: 'rest',
    },
  ],
  run: showPool,
};

const owners: Command = {
  name: 'customer owners',
  aliases: ['owners', '归属记录', '客户 归属', '客户归属', '客户 归属记录'],
  title: t.ownersTitle,
  summary: t.ownersSummary,
  example: t.ownersExample,
  roles: rolesFor('customer.see'),
  fields: [customerAlone],
  run: showOwners,
};

const number = (
  name: string,
  aliases: readonly string[],
  label: FieldSpec['label'],
  hint?: FieldSpec['hint'],
) => ({ name, aliases, label, kind: 'text', required: false, ...(hint ? { hint } : {}) }) as const;

const settings: Command = {
  name: 'settings pool',
  aliases: ['pool settings', '公海设置', '设置 公海', '公海规则'],
  title: t.settingsTitle,
  summary: t.settingsSummary,
  example: t.settingsExample,
  roles: ['admin'],
  listed: false,
  fields: [
    number('day', ['每日', '每天'], t.fieldDay, t.hintZero),
    number('held', ['名下', '上限'], t.fieldHeld, t.hintZero),
    number('cooldown', ['冷却', '冷却期'], t.fieldCoolDown, t.hintCoolDown),
    number('cadence', ['周期', '跟进周期'], t.fieldCadence, t.hintCadence),
    number('manager', ['经理'], t.fieldManager, t.hintManager),
    number('fall', ['falls', '掉入', '掉公海'], t.fieldFall, t.hintFall),
    {
      name: 'back',
      aliases: ['领回'],
      label: t.fieldBack,
      hint: t.hintBack,
      kind: 'choice',
      required: false,
      choices: [
        { value: 'yes', label: t.yes, aliases: ['on', '开', '可以'] },
        { value: 'no', label: t.no, aliases: ['off', '关', '不可以'] },
      ],
    },
  ],
  run: (context, values) => changePoolSettings(context, settings, values),
};

export const poolPage: SettingsPage = { command: settings, summarize: summarizePoolSettings };

export const poolCommands: readonly Command[] = [pool, release, owners, settings];

export const poolActions: readonly ActionHandler[] = [
  { action: 'pool.page', run: turnPool },
  { action: 'customer.release', run: (context, target) => startRelease(context, release, target) },
];
