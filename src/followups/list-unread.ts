import { closeGaps } from './close-gaps.ts';
import { type DaySense, findDays } from './find-days.ts';
import { findSums } from './find-sums.ts';

const SHOWN = 3;

/**
 * What a text says that was not taken: sums of money where no amount was noted, days to come where no next contact was. Its
 * person is told, so that nothing is passed over in silence. As typed, three of each at most.
 */
export function listUnread(
  written: string,
  noted: { readonly amount: bigint | null; readonly nextOn: string | null },
  sense: DaySense,
): readonly string[] {
  const text = closeGaps(written);
  const sums = noted.amount === null ? findSums(text).filter(({ money }) => money) : [];
  const days =
    noted.nextOn === null
      ? findDays(text, sense).filter(
          ({ on, timeOnly }) => !timeOnly && (on === undefined || on > sense.today),
        )
      : [];
  const typed = [...sums.slice(0, SHOWN), ...days.slice(0, SHOWN)].sort((a, b) => a.start - b.start);
  return [...new Set(typed.map(({ start, end }) => text.slice(start, end)))];
}
