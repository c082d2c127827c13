import { foldHeader, type OwnColumn } from './fields.ts';
import type { ProblemCode } from './text.ts';

/** Whom and what lines may name, as it was when the import began; a copy of it goes to each thread. */
export interface Directory {
  /** By e-mail address, name and external id, folded. */
  readonly owners: ReadonlyMap<string, OwnerEntry>;
  /** By code and name, folded. */
  readonly categories: ReadonlyMap<string, string>;
  readonly own: readonly OwnColumn[];
}

export type OwnerEntry =
  | { readonly kind: 'owner'; readonly id: string }
  | { readonly kind: 'problem'; readonly code: ProblemCode };

export interface KnownMember {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly externalId: string | null;
  readonly sells: boolean;
}

/** How a name, an address or a code is looked up. */
export function foldReference(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** Everything that names a member, except what names two of them. */
export function indexOwners(members: readonly KnownMember[]): ReadonlyMap<string, OwnerEntry> {
  const owners = new Map<string, OwnerEntry>();
  for (const { id, name, email, externalId, sells } of members) {
    const entry: OwnerEntry = sells
      ? { kind: 'owner', id }
      : { kind: 'problem', code: 'owner-does-not-sell' };
    for (const word of [email, name, externalId ?? '', `id:${id}`].map(foldReference)) {
      if (word === '') continue;
      owners.set(word, owners.has(word) ? { kind: 'problem', code: 'owner-ambiguous' } : entry);
    }
  }
  return owners;
}

export function indexCategories(
  categories: readonly { readonly id: string; readonly code: string; readonly name: string }[],
): ReadonlyMap<string, string> {
  const byName = categories.map(({ id, name }) => [foldReference(name), id] as const);
  const byCode = categories.map(({ id, code }) => [foldReference(code), id] as const);
  // A code is meant before a name.
  return new Map([...byName, ...byCode]);
}

const POOL = new Set(['pool', 'none', '公海', '无', '-'].map(foldHeader));

/** Words that say that nobody owns a customer. */
function saysPool(text: string): boolean {
  return POOL.has(foldHeader(text)) || foldHeader(text) === '';
}

/** What a reference to a row of ours was read as. */
export interface Reference {
  readonly id: string | null;
  readonly problem?: ProblemCode;
}

/** A category by its code or name; an empty cell names none. */
export function readCategory(typed: string, { categories }: Directory): Reference {
  const folded = foldReference(typed);
  const id = categories.get(folded) ?? null;
  return id === null && folded !== '' ? { id, problem: 'category-unknown' } : { id };
}

/** A member who sells; null for the pool. */
export function readOwner(typed: string, { owners }: Directory): Reference {
  if (saysPool(typed)) return { id: null };
  const entry = owners.get(foldReference(typed));
  return entry?.kind === 'owner' ? { id: entry.id } : { id: null, problem: entry?.code ?? 'owner-unknown' };
}
