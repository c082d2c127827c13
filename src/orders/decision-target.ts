/** Where the question stands that a button answers: alone, in a page of the list of all that waits, or in somebody's day. */
export type DecisionPlace =
  | { readonly kind: 'alone' }
  | { readonly kind: 'day' }
  | { readonly kind: 'list'; readonly page: number };

/** What a button about a payment that waits carries. */
export interface DecisionTarget {
  readonly id: string;
  /** More than what is open was shown, and accepted. */
  readonly anyway: boolean;
  readonly place: DecisionPlace;
}

const LIST = /^list([1-9]\d{0,3})$/;

/** Reads `<id>`, `<id>.anyway`, `<id>.day`, `<id>.anyway.list2`; whatever else stands in it is not heard. */
export function readDecisionTarget(target: string): DecisionTarget {
  const [id = '', ...marks] = target.split('.');
  return { id, anyway: marks.includes('anyway'), place: readDecisionPlace(marks.at(-1) ?? '') };
}

/** Reads `day` and `list2`; anything else: alone. */
export function readDecisionPlace(mark: string): DecisionPlace {
  if (mark === 'day') return { kind: 'day' };
  const [, page] = LIST.exec(mark) ?? [];
  return page === undefined ? { kind: 'alone' } : { kind: 'list', page: Number(page) };
}

/** The same way back. */
export function writeDecisionTarget({ id, anyway, place }: DecisionTarget): string {
  return [id, anyway ? 'anyway' : '', writeDecisionPlace(place)].filter((mark) => mark !== '').join('.');
}

/** Empty where the question stands alone. */
export function writeDecisionPlace(place: DecisionPlace): string {
  return place.kind === 'list' ? `list${place.page}` : place.kind === 'day' ? 'day' : '';
}
