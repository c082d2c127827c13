import type { RawValues } from '../chat/spec.ts';
import type { ActionHandler, Command } from '../people/context.ts';
import type { DrawDay } from '../people/day.ts';
import { pressStay } from './gone.ts';
import { handOver, startLeave } from './leave.ts';
import { leaveText as t } from './text.ts';

const TO = /^(.+?)(?:\s+to\s+|\s*[转交]?给\s*)(.+)$/is;

/** `leave Li Wei to Wang Fang`, `离职交接 李伟 给 王芳`. */
function readLeaver(values: RawValues): RawValues {
  const [, member, to] = TO.exec(values.member ?? '') ?? [];
  return member === undefined || to === undefined || values.to !== undefined
    ? values
    : { ...values, member, to };
}

const leave: Command = {
  name: 'leave',
  aliases: ['offboard', 'handover', '离职交接', '离职', '交接', '办理离职'],
  title: t.title,
  summary: t.summary,
  example: t.example,
  roles: ['manager', 'admin'],
  fields: [
    {
      name: 'member',
      aliases: ['成员', '离职成员'],
      label: t.fieldMember,
      kind: 'member',
      required: true,
      at: 'rest',
    },
    {
      name: 'to',
      aliases: ['给', '接手人', '交给'],
      label: t.fieldTo,
      hint: t.fieldToHint,
      kind: 'text',
      required: true,
    },
  ],
  refine: readLeaver,
  run: (context, values) => handOver(context, leave, values),
};

export const offboardingCommands: readonly Command[] = [leave];

/** `drawDay`: somebody's to-do list that a button may stand in. */
export function createOffboardingActions(drawDay: DrawDay): readonly ActionHandler[] {
  return [
    { action: 'leave.start', run: (context, target) => startLeave(context, leave, target) },
    { action: 'leave.stay', run: (context, target) => pressStay(context, target, drawDay) },
  ];
}
