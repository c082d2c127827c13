import { z } from 'zod';
import type { NewShare } from '../../orders/read-order.ts';
import type { Caller } from '../../people/context.ts';
import { needActiveMember } from './lookups.ts';
import { rejectField } from './reject.ts';
import { resourceText as t } from './text.ts';
import { reference } from './values.ts';

/** One person's part of a split. */
export const share = z.strictObject({
  member: reference('A member (a work e-mail address will do too)'),
  basisPoints: z.int().min(1).max(10_000).describe('Hundredths of a percent; all together 10000'),
});

/** Reads a split: everybody once, all together the whole. */
export async function readShares(
  caller: Caller,
  field: string,
  sent: readonly z.output<typeof share>[],
): Promise<readonly NewShare[]> {
  const shares: NewShare[] = [];
  for (const [place, { member, basisPoints }] of sent.entries()) {
    const { id, name } = await needActiveMember(caller, `${field}.${place}.member`, member);
    shares.push({ memberId: id, name, basisPoints });
  }
  const sum = shares.reduce((all, { basisPoints }) => all + basisPoints, 0);
  const people = new Set(shares.map(({ memberId }) => memberId));
  if (sum !== 10_000 || people.size < shares.length) throw rejectField(caller, field, t.shares);
  return shares;
}
