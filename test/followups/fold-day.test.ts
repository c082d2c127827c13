import { expect, it } from 'vitest';
import { foldDay } from '../../src/followups/fold-day.ts';
import type { TodoItem, TodoSection } from '../../src/followups/todo-source.ts';

const item = (text: string, id?: string, labels: readonly string[] = []): TodoItem => ({
  text,
  note: `note of ${text}`,
  buttons: labels.map((label, place) => ({
    label,
    action: 'followup.start',
    target: text,
    ...(place === 0 ? { style: 'primary' } : {}),
  })),
  ...(id === undefined ? {} : { customer: { id, also: `also ${text}` } }),
});
const section = (items: readonly TodoItem[], count = items.length): TodoSection => ({
  heading: String,
  items,
  count,
  late: 0,
});
const notes = (items: readonly TodoItem[]) => items.map(({ note }) => note);

it('shows a customer once, with what each section says of it and one button of each label', () => {
  const { first, sections } = foldDay(
    [item('reminder', 'a', ['Log', 'Done'])],
    [section([item('stale', 'b', ['Log', 'Plan'])]), section([item('deal', 'a', ['Log', 'Deal'])])],
    2,
  );
  expect(notes(first)).toEqual(['note of reminder\nalso deal']);
  expect(first[0]?.buttons?.map(({ label, target, style }) => [label, target, style])).toEqual([
    ['Log', 'reminder', 'primary'],
    ['Done', 'reminder', undefined],
    ['Deal', 'deal', undefined],
  ]);
  expect(sections.map(({ items, count }) => [notes(items), count])).toEqual([[['note of stale'], 1]]);
});

it('keeps two things of one section apart, and what is about no customer', () => {
  const { sections } = foldDay([], [section([item('one', 'a'), item('two', 'a'), item('decide')])], 5);
  expect(notes(sections[0]?.items ?? [])).toEqual(['note of one', 'note of two', 'note of decide']);
});

it('folds only into what is shown, and counts what is left', () => {
  const late = section([item('x', 'x'), item('y', 'y'), item('z', 'z')], 9);
  const { sections } = foldDay([], [late, section([item('of x', 'x'), item('of z', 'z')], 4)], 2);
  expect(sections.map(({ items, count }) => [notes(items), count])).toEqual([
    [['note of x\nalso of x', 'note of y'], 9],
    [['note of of z'], 3],
  ]);
});
