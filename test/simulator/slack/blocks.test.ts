import { describe, expect, test } from 'vitest';
import { judgeMessageBlocks } from '../../../simulator/slack/blocks/judge.ts';
import { LIMITS } from './block-limits.ts';
import { actions, button, type Json, mrkdwn, plain, section, times } from './samples.ts';

/** JSON drops what is undefined; so must the samples, to be what a product would send. */
const sent = (blocks: Json[]): unknown => JSON.parse(JSON.stringify(blocks));

describe.each(LIMITS)('%s', (_name, fits, over) => {
  test('is allowed', () => {
    expect(judgeMessageBlocks(sent(fits))).toEqual({ kind: 'fine' });
  });
  test('is refused beyond', () => {
    expect(judgeMessageBlocks(sent(over)).kind).toBe('refused');
  });
});

test('the same action id may stand in two blocks', () => {
  expect(judgeMessageBlocks([actions(button()), actions(button())])).toEqual({ kind: 'fine' });
});

test('a refusal names the place and the limit', () => {
  expect(judgeMessageBlocks([section(), { type: 'header', text: plain(151) }])).toEqual({
    kind: 'refused',
    error: 'invalid_blocks',
    messages: ['[ERROR] must be less than 151 characters [json-pointer:/blocks/1/text/text]'],
  });
});

test('too many characters have an error of their own', () => {
  const blocks = times(5, () => ({ type: 'section', text: mrkdwn(3000) }));
  expect(judgeMessageBlocks(blocks)).toEqual({ kind: 'refused', error: 'msg_blocks_too_long', messages: [] });
});
