import type { Stretch } from './clauses.ts';
import type { Day } from './find-days.ts';
import type { Plan } from './plan.ts';
import { judgeEnglish } from './plan-en.ts';
import { judgeChinese } from './plan-zh.ts';

/** What stands farther off in a clause says nothing of a day. */
const FAR = 160;

/** Whether what stands around a day in its clause makes it the day of the next contact. */
export function judgePlan(text: string, clause: Stretch, day: Day, others: readonly Day[]): Plan | undefined {
  const nearest = others.filter(({ end }) => end <= day.start).at(-1);
  const before = text.slice(Math.max(nearest?.end ?? clause.start, day.start - FAR), day.start);
  const behind = text
    .slice(day.end, others.find(({ start }) => start >= day.end)?.start ?? clause.end)
    .replace(/^[\s，,）)]+/u, '');
  const whole = { start: clause.start, end: clause.end };
  return (
    judgeChinese(text, before, behind, day, whole) ??
    judgeEnglish(
      text.slice(Math.max(clause.start, day.start - FAR), day.start),
      before,
      behind,
      day,
      whole,
    ) ??
    judgeAlone(text, clause, day)
  );
}

/** A day that is all a clause says is meant as the next one when nothing comes behind it: `quoted 300k, next wed`. */
function judgeAlone(text: string, clause: Stretch, day: Day): Plan | undefined {
  const isAlone =
    text
      .slice(clause.start, clause.end)
      .trim()
      .replace(/^(?:on|next|now)\s*[:：]?\s+/iu, '') === text.slice(day.start, day.end) ||
    text.slice(clause.start, clause.end).trim() === text.slice(day.start, day.end);
  const isLast = /^[\s.。!！]*$/u.test(text.slice(clause.end));
  return isAlone && isLast && !day.timeOnly ? { start: day.start, end: day.end, strength: 2 } : undefined;
}
