import { loadPoolSettings } from '../customers/pool/settings.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import type { Rendered } from './content.ts';
import { type PersonalPush, send, skip } from './rendered.ts';
import { staleCard } from './stale-cards.ts';
import { listStale, type StaleStage } from './stale-store.ts';

const SHOWN = 8;

/** What a member was told on a day about customers that wait, as far as it still holds. */
export async function renderStale(
  { store, orgId, reader }: PersonalPush,
  { stage, day }: { readonly stage: StaleStage; readonly day: LocalDate },
): Promise<Rendered> {
  const { db } = store;
  const [found, settings] = await Promise.all([
    listStale(db, orgId, { memberId: reader.memberId, stage, day }, SHOWN),
    loadPoolSettings(db, orgId),
  ]);
  if (found.count === 0) return skip('nothing-to-tell');
  return send(staleCard({ stage, ...found, settings }, reader.lang));
}
