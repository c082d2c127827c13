import type { Rendered } from '../content.ts';
import { type PersonalPush, send, skip } from '../rendered.ts';
import { newsCard } from './cards.ts';
import { listLetterGroups } from './store.ts';

const TOLD = 3;
const COUNTED = 100;

/** What waits for the admins at this instant: the largest causes, and how many there are beside. */
export async function renderLetters({ store, orgId, reader }: PersonalPush): Promise<Rendered> {
  if (!reader.roles.includes('admin')) return skip('no-longer-allowed');
  const groups = await listLetterGroups(store.db, orgId, { limit: COUNTED });
  if (groups.length === 0) return skip('nothing-to-tell');
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  return send(newsCard(groups.slice(0, TOLD), { count, more: Math.max(0, groups.length - TOLD) }, reader));
}
