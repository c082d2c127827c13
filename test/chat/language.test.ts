import { expect, it } from 'vitest';
import { han } from '../../src/chat/language.ts';

it('sets Latin names off from Chinese writing, and nothing else', () => {
  const say = (who: string, customer: string) => han`🎉 ${who}签下${customer} ${'¥1.00'}`;
  expect(say('李伟', '华为')).toBe('🎉 李伟签下华为 ¥1.00');
  expect(say('Emma Brown', 'Acme Corp.')).toBe('🎉 Emma Brown 签下 Acme Corp. ¥1.00');
  expect(say('', '3M 中国')).toBe('🎉 签下 3M 中国 ¥1.00');
});
