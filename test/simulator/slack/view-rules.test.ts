import { describe, expect, test } from 'vitest';
import { checkViewBlocks } from '../../../simulator/slack/blocks/judge.ts';
import { judgeView } from '../../../simulator/slack/view-rules.ts';
import { cells, input, type Json, mrkdwn, of, plain, section, times, typed } from './samples.ts';

describe('views', () => {
  const modal = (extra: Json = {}): Json => ({
    type: 'modal',
    title: plain(24),
    blocks: [section()],
    ...extra,
  });
  const allowed: readonly (readonly [string, Json])[] = [
    ['a title of 24', modal()],
    ['100 blocks', modal({ blocks: times(100, () => ({ type: 'divider' })) })],
    ['an input with a submit', modal({ blocks: [input(typed())], submit: plain(24), close: plain(24) })],
    ['private_metadata of 3000', modal({ private_metadata: of(3000) })],
    ['callback_id of 255', modal({ callback_id: of(255) })],
  ];
  const refused: readonly (readonly [string, Json, string])[] = [
    ['a title of 25', modal({ title: plain(25) }), 'less than 25 characters [json-pointer:/view/title/text]'],
    ['no title', { type: 'modal', blocks: [] }, 'missing required field: title'],
    ['101 blocks', modal({ blocks: times(101, () => ({ type: 'divider' })) }), 'no more than 100 items'],
    ['an input without a submit', modal({ blocks: [input(typed())] }), 'missing required field: submit'],
    ['a submit of 25', modal({ submit: plain(25) }), '/view/submit/text'],
    ['a close of 25', modal({ close: plain(25) }), '/view/close/text'],
    ['private_metadata of 3001', modal({ private_metadata: of(3001) }), '/view/private_metadata'],
    ['callback_id of 256', modal({ callback_id: of(256) }), '/view/callback_id'],
    ['another property', modal({ footer: 'x' }), 'no additional properties allowed: footer'],
    ['a table', modal({ blocks: [{ type: 'table', rows: [cells(1)] }] }), 'unsupported type for a modal'],
    ['markdown', modal({ blocks: [{ type: 'markdown', text: 'x' }] }), 'unsupported type for a modal'],
    ['a home where a modal belongs', { type: 'home', blocks: [] }, 'must be modal'],
  ];
  test.each(allowed)('a modal may have %s', (_name, view) => {
    expect(judgeView(view, 'modal').kind).toBe('view');
  });
  test.each(refused)('a modal may not have %s', (_name, view, why) => {
    const verdict = judgeView(view, 'modal');
    expect(verdict).toMatchObject({ kind: 'refused', error: 'invalid_arguments' });
    expect(verdict.kind === 'refused' ? verdict.messages.join('\n') : '').toContain(why);
  });
  test('a view beyond 250 kB is too large', () => {
    const blocks = times(100, () => ({ type: 'section', text: mrkdwn(2_600) }));
    expect(judgeView(modal({ blocks }), 'modal')).toMatchObject({ error: 'view_too_large' });
  });
  test('a home tab has no title, but may have a table', () => {
    expect(judgeView({ type: 'home', blocks: [{ type: 'table', rows: [cells(1)] }] }, 'home').kind).toBe(
      'view',
    );
    expect(judgeView({ type: 'home', title: plain(1), blocks: [] }, 'home').kind).toBe('refused');
  });
  test('only one field takes the focus', () => {
    const twice = [input(typed({ focus_on_load: true })), input(typed({ focus_on_load: true }))];
    expect(checkViewBlocks(twice, 'modal').map(({ message }) => message)).toEqual([
      'only one element can have focus_on_load',
    ]);
  });
});
