import type { RawValues } from '../chat/spec.ts';
import type { Context } from '../people/context.ts';
import { answer, type Done } from '../store/commit.ts';
import { findScope } from './find-scope.ts';
import { receivableCard } from './receivable-cards.ts';
import { listReceivable, sumReceivable } from './receivable-store.ts';
import { receivableText as t } from './receivable-text.ts';
import { refuseRight } from './refusals.ts';
import { senseOf } from './show-order.ts';
import { findStanding } from './store.ts';

/** An item takes two lines of a card, and its button a third. */
export const PAGE = 8;

/** `receivable` and `overdue`: what is still to come in for the orders that the speaker may see. */
export async function showReceivable(
  context: Context,
  values: RawValues,
  onlyOverdue: boolean,
): Promise<Done> {
  const standing = await findStanding(context);
  const found = await findScope(context, standing, values.member);
  if (found === undefined) {
    const why = t.refusedMember;
    return refuseRight(context, {
      deed: 'order.see',
      entity: 'member',
      entityId: values.member ?? null,
      why,
    });
  }
  const { orgId, db, today, actor } = context;
  const scope = { orgId, members: found.members, today };
  const offset = readOffset(values.page);
  const due = onlyOverdue ? { dueBefore: today } : {};
  const [totals, rows] = await Promise.all([
    sumReceivable(db, scope),
    listReceivable(db, scope, { ...due, limit: PAGE + 1, offset }),
  ]);
  const name = onlyOverdue ? t.overdueTitle : t.title;
  const next = writeNext(onlyOverdue ? 'overdue' : 'receivable', values, offset, rows.length);
  const shown = rows.slice(0, PAGE);
  const title = t.of(name[actor.lang], found.whose)[actor.lang];
  const card = receivableCard({ title, totals, shown, onlyOverdue, offset, next }, senseOf(context));
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

/** Where a typed page begins; a page that is none is the first. */
export function readOffset(page: string | undefined): number {
  const number = Number(page ?? '1');
  return Number.isInteger(number) && number > 0 && number < 10_000 ? (number - 1) * PAGE : 0;
}

/** The line that shows the next page, if there is one. Members are named as a people picker would. */
export function writeNext(
  command: string,
  values: RawValues,
  offset: number,
  found: number,
): string | undefined {
  if (found <= PAGE) return undefined;
  const kept = Object.entries(values)
    .filter(([name]) => name !== 'page')
    .map(([name, value]) => `${name}="${name === 'member' || name === 'customer' ? `#${value}` : value}"`);
  return [command, ...kept, `page=${offset / PAGE + 2}`].join(' ');
}
