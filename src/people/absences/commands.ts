import type { RawValues } from '../../chat/spec.ts';
import type { ActionHandler, Command } from '../context.ts';
import { noteAbsence, pressCancel } from './away.ts';
import { absenceText as t } from './text.ts';

/** Between two days: `1 Dec to 5 Dec`, `12月1日到12月5日`. */
const BETWEEN = /\s+(?:to|until|till|through)\s+|\s*[到至~～—–]\s*/i;

function readDays(values: RawValues): RawValues {
  const { from, to } = values;
  if (from === undefined) return values;
  const [first, last] = [from, ...(to === undefined ? [] : [to])].join(' ').split(BETWEEN);
  if (first !== undefined && last !== undefined) return { ...values, from: first.trim(), to: last.trim() };
  return values;
}

const away: Command = {
  name: 'away',
  aliases: ['absent', 'vacation', '请假', '休假', '不在'],
  title: t.title,
  summary: t.summary,
  example: t.example,
  roles: 'anyone',
  fields: [
    { name: 'from', aliases: ['开始', '从'], label: t.fieldFrom, kind: 'date', required: true, at: 'word' },
    {
      name: 'to',
      aliases: ['until', '结束', '到'],
      label: t.fieldTo,
      hint: t.fieldToHint,
      kind: 'date',
      required: false,
      at: 'rest',
    },
    {
      name: 'member',
      aliases: ['who', '成员', '请假人'],
      label: t.fieldMember,
      hint: t.fieldMemberHint,
      kind: 'member',
      required: false,
    },
  ],
  refine: readDays,
  run: (context, values) => noteAbsence(context, away, values),
};

export const absenceCommands: readonly Command[] = [away];

export const absenceActions: readonly ActionHandler[] = [{ action: 'away.cancel', run: pressCancel }];
