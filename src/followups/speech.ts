import { findAll } from '../kernel/text/find-all.ts';
import type { Stretch } from './clauses.ts';

const SPEECH = /“[^“”\n]{2,}”|「[^「」\n]{2,}」|『[^『』\n]{2,}』|"[^"\n]{2,}"/gu;

/** The parts of a text that stand between quotation marks: what another said is neither our price nor our plan. */
export function findSpeech(text: string): readonly Stretch[] {
  if (!/[“「『"]/u.test(text)) return [];
  return findAll(text, SPEECH).map((found) => ({ start: found.index, end: found.index + found[0].length }));
}

export function isWithin({ start }: Stretch, stretches: readonly Stretch[]): boolean {
  return stretches.some((each) => each.start <= start && start < each.end);
}
