import type { Card } from '../chat/card.ts';
import type { Tx } from '../store/client.ts';
import type { Context } from './context.ts';

/**
 * Draws the speaker's to-do list as it is now. What makes it up is known to the rooms to the right; a room whose buttons stand
 * in it declares that it needs this, and `app` fills it in.
 */
export type DrawDay = (context: Context, db: Tx) => Promise<Card>;

/** The mark behind the id on a button that stands in somebody's to-do list, which is drawn again when it was pressed. */
const DAY = '.day';

export function writeDayTarget(id: string): string {
  return `${id}${DAY}`;
}

export function readDayTarget(target: string): { readonly id: string; readonly inDay: boolean } {
  const inDay = target.endsWith(DAY);
  return { id: inDay ? target.slice(0, -DAY.length) : target, inDay };
}
