import type { Card } from '../chat/card.ts';
import { type NearbyReader, neighbourList } from './visit-cards.ts';
import type { Neighbour } from './visit-store.ts';
import { visitText as t } from './visit-text.ts';

/** Who else is in the city of a customer that somebody visits, the longest not contacted first; undefined: nobody is. */
export function nearbyCard(
  reader: NearbyReader,
  customerName: string,
  neighbours: readonly Neighbour[],
): Card | undefined {
  const { lang } = reader;
  const [first] = neighbours;
  if (first === undefined) return undefined;
  return {
    title: t.sameCity(first.city)[lang],
    tone: 'info',
    blocks: [{ kind: 'text', text: t.sameCityHow(customerName)[lang] }, neighbourList(reader, neighbours)],
  };
}
