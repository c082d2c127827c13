import { describe, expect, test } from 'vitest';
import { judgeCard } from '../../../simulator/feishu/index.ts';
import { CARD_FAULTS } from './card-faults.ts';
import { GOOD_CARDS } from './good-cards.ts';

describe('a card is refused for', () => {
  test.each(CARD_FAULTS)('%s', (_what, card, code, where) => {
    const judged = judgeCard(card);
    expect(judged).toMatchObject({ kind: 'refused', code });
    expect(judged.kind === 'refused' ? judged.messages.join('\n') : '').toContain(where);
  });
});

describe('a card passes with', () => {
  test.each(GOOD_CARDS)('%s', (_what, card) => {
    expect(judgeCard(card)).toEqual({ kind: 'card' });
  });
});
