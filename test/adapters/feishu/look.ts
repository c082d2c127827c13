import type { Json } from '../../../adapters/feishu/render/elements.ts';

/** The components of a card's body. */
export function bodyOf(card: Json): readonly Json[] {
  return (card.body as { readonly elements: readonly Json[] }).elements;
}

/** A list within a component, empty where there is none. */
export function listOf(value: Json | undefined, key: string): readonly Json[] {
  return (value?.[key] ?? []) as Json[];
}

/** Everything with this tag, at any depth. */
export function collect(value: unknown, tag: string): Json[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'tag' in value && value.tag === tag ? [value as Json] : [];
  return [...own, ...Object.values(value).flatMap((each) => collect(each, tag))];
}
