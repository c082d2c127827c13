import { findAll } from '../kernel/text/find-all.ts';
import type { Stretch } from './clauses.ts';
import { closeGaps } from './close-gaps.ts';
import { type DaySense, findDays } from './find-days.ts';
import { findSums } from './find-sums.ts';

const SHOWN = 3;

/** Sums in words that nobody should have to work out: half a million, 20 grand, 半个亿, 几百万. */
const SPOKEN =
  /\b(?:(?:about |around |almost |over )?(?:(?:half|quarter of) an?|an?|one|two|three|four|five|ten|twenty|fifty|a few|several|a couple of|some) (?:hundred |thousand )?(?:million|billion|grand|thousand)|\d+(?:[.,]\d+)? ?grand)\b(?! (?:thanks|times|things|reasons|people|users|units|seats|pieces|years|days))|半个?(?:亿|千万|百万)|[几数好上](?:十|百|千)?[万亿](?![一-龥]{0,1}[人个台套件])|大几[十百千]?万/giu;

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
  const spoken = noted.amount === null ? findSpoken(text, sums) : [];
  const typed = [...[...sums, ...spoken].slice(0, SHOWN), ...days.slice(0, SHOWN)].sort(
    (a, b) => a.start - b.start,
  );
  return [...new Set(typed.map(({ start, end }) => text.slice(start, end)))];
}

/** Where such words stand, but for those that were found as sums. */
function findSpoken(text: string, sums: readonly Stretch[]): readonly Stretch[] {
  return findAll(text, SPOKEN)
    .map((found) => ({ start: found.index, end: found.index + found[0].length }))
    .filter(({ start, end }) => !sums.some((sum) => sum.start < end && start < sum.end));
}
