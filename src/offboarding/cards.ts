import type { Card, CardBlock } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import type { HandedItem, HandoverPlan } from '../people/holding.ts';
import { type HoldingKind, holdingKinds, holdingNames } from '../people/holding-names.ts';
import type { Person } from './store.ts';
import { leaveText as t } from './text.ts';

/** Numbers by what they are, in one line: `12 customers · 3 open reminders`. */
export function describeCounts(counts: ReadonlyMap<HoldingKind, number>, lang: Lang): string {
  const parts = holdingKinds.flatMap((kind) => {
    const count = counts.get(kind) ?? 0;
    return count === 0 ? [] : [holdingNames[kind](count)[lang]];
  });
  return parts.length === 0 ? t.nothing[lang] : parts.join(' · ');
}

export interface Preview {
  readonly leaver: Person;
  readonly held: ReadonlyMap<HoldingKind, number>;
  readonly plan: HandoverPlan;
  /** Everybody who gets something, by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly draftId: string;
  /** It was asked before, and then something changed. */
  readonly again: boolean;
}

/** Asks before anything moves: what there is, who gets how much, what it means. */
export function previewCard({ leaver, held, plan, names, draftId, again }: Preview, lang: Lang): Card {
  // Accounts are closed whoever takes over: no part of what is looked after.
  const looked = new Map([...held].filter(([kind]) => kind !== 'accounts'));
  const shares = [...countBy([...plan.customers.values()])].map(([to, count]) => ({
    label: to === null ? t.poolGets[lang] : t.gets(names.get(to) ?? '')[lang],
    value: holdingNames.customers(count)[lang],
  }));
  const blocks: CardBlock[] = [
    { kind: 'facts', facts: [{ label: t.holds[lang], value: describeCounts(looked, lang) }, ...shares] },
    { kind: 'text', text: t.restTo(names.get(plan.heir) ?? '')[lang] },
    { kind: 'note', text: t.final(leaver.name)[lang] },
    {
      kind: 'buttons',
      buttons: [
        { label: t.buttonConfirm[lang], action: 'draft.confirm', target: draftId, style: 'danger' },
        { label: t.buttonCancel[lang], action: 'draft.cancel', target: draftId },
      ],
    },
  ];
  if (again) blocks.unshift({ kind: 'text', text: t.askAgain[lang] });
  return { title: t.ask(leaver.name)[lang], tone: 'warn', blocks };
}

/** What was done, and the proof that nothing is left. */
export function doneCard(
  leaver: Person,
  items: readonly (HandedItem & { readonly kind: HoldingKind })[],
  {
    left,
    names,
  }: { readonly left: ReadonlyMap<HoldingKind, number>; readonly names: ReadonlyMap<string, string> },
  lang: Lang,
): Card {
  const moved = items.filter(({ kind }) => kind !== 'accounts');
  const shares = [...new Set(moved.map(({ to }) => to))].map((to) => {
    const theirs = countBy(moved.filter((item) => item.to === to).map(({ kind }) => kind));
    const pooled = new Map([...theirs].filter(([kind]) => kind === 'customers'));
    return to === null
      ? { label: t.pool[lang], value: pooled.size === 0 ? '' : describeCounts(pooled, lang) }
      : { label: names.get(to) ?? '', value: describeCounts(theirs, lang) };
  });
  const closed = items.length - moved.length;
  const facts = [
    ...shares,
    { label: t.closed[lang], value: closed === 0 ? '' : holdingNames.accounts(closed)[lang] },
    { label: t.left[lang], value: left.size === 0 ? t.leftNone[lang] : describeCounts(left, lang) },
  ].filter(({ value }) => value !== '');
  return {
    title: t.done(leaver.name)[lang],
    tone: 'good',
    blocks: [
      { kind: 'facts', facts },
      { kind: 'note', text: t.told[lang] },
    ],
  };
}

function countBy<T>(values: readonly T[]): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
