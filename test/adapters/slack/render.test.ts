import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderCard } from '../../../adapters/slack/render/card.ts';
import { renderFormMessage, renderView } from '../../../adapters/slack/render/view.ts';
import { readContent } from '../../../simulator/slack/content.ts';
import { judgeView } from '../../../simulator/slack/view-rules.ts';
import { anyCard, anyForm } from '../../fixtures/cards.ts';

test('the platform takes every card, whatever is in it', () => {
  fc.assert(
    fc.property(anyCard, (card) => {
      expect(readContent({ ...renderCard(card) })).toMatchObject({ kind: 'content' });
    }),
    { numRuns: 300 },
  );
});

test('the platform takes every form, as a modal and as a message with its button', () => {
  fc.assert(
    fc.property(anyForm, (form) => {
      const verdict = judgeView(renderView(form, { target: form.target, conversation: 'C1' }), 'modal');
      expect(verdict).not.toMatchObject({ kind: 'refused' });
      expect(readContent({ ...renderFormMessage(form) })).toMatchObject({ kind: 'content' });
    }),
    { numRuns: 300 },
  );
});

test("people's text stays text: no mention, no channel call, no link comes out of it", () => {
  const { blocks } = renderCard({
    title: '<!channel> *x*',
    tone: 'plain',
    blocks: [
      { kind: 'text', text: '<!here> <@U123> <https://evil.example|bank>' },
      { kind: 'facts', facts: [{ label: 'Name', value: '*Acme* <!everyone>' }] },
    ],
  });
  const json = JSON.stringify(blocks);
  expect(json).not.toContain('mrkdwn');
  expect(json).not.toContain('"type":"link"');
  expect(json).not.toContain('"type":"broadcast"');
  expect(json).not.toContain('"type":"user"');
});

test('what does not fit is cut with a mark that can be seen', () => {
  const { blocks } = renderCard({
    title: 'Long',
    tone: 'plain',
    blocks: Array.from({ length: 80 }, (_, index) => ({ kind: 'text', text: `line ${index}` }) as const),
  });
  expect(blocks).toHaveLength(50);
  expect(JSON.stringify(blocks.at(-1))).toContain('⋯');
});
