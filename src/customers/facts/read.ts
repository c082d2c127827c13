import type { Caller } from '../../people/context.ts';
import { type Category, listCategories } from '../categories/store.ts';

export { readFact, readName, readRegistration } from './words.ts';

export type CategoryReading =
  | { readonly kind: 'known'; readonly category: Pick<Category, 'id' | 'code'> | null }
  /** `codes`: those that there are, for the sentence. */
  | { readonly kind: 'unknown'; readonly codes: string };

/** The category that a typed code or name means; none for an empty text. */
export async function readCategory(
  context: Pick<Caller, 'db' | 'orgId'>,
  typed: string | undefined,
): Promise<CategoryReading> {
  const folded = (typed ?? '').trim().toLowerCase();
  if (folded === '') return { kind: 'known', category: null };
  const categories = await listCategories(context.db, context.orgId);
  const category = categories.find(
    ({ code, name }) => code.toLowerCase() === folded || name.toLowerCase() === folded,
  );
  if (category) return { kind: 'known', category };
  return { kind: 'unknown', codes: categories.map(({ code }) => code).join(', ') };
}
