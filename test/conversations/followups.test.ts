import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStage, type Stage } from '../stage/stage.ts';

describe.each(['slack', 'feishu'] as const)('follow-ups on %s', (platform) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage();
  });
  afterAll(() => stage.close());
  const chat = () => stage.on[platform];
  const newest = () =>
    stage.store.db.followUp.findFirstOrThrow({
      orderBy: { id: 'desc' },
      include: { reminderFollowUp: true },
    });

  test('shows what was understood, undoes it, and changes it in a form', async () => {
    await chat().say('liWei', 'customer new Acme Corp');
    await chat().see('liWei', ['Acme Corp']);
    await chat().say('liWei', 'followup Acme Corp called, quoted 300k, call back fri 3pm');
    await chat().see('liWei', ['Call', '300,000.00', 'Fri 27 Nov 2026, 15:00']);
    await chat().press('liWei', 'Undo');
    await chat().see('liWei', ['Follow-up withdrawn: Acme Corp']);
    expect(await newest()).toMatchObject({ reminderFollowUp: [{ state: 'dropped' }] });

    await chat().say('liWei', 'followup Acme Corp emailed the offer of 280k');
    await chat().see('liWei', ['280,000.00']);
    await chat().press('liWei', 'Change');
    await chat().submit('liWei', { customer: 'Acme Corp', text: 'emailed the offer', amount: '270k' });
    await chat().see('liWei', ['Follow-up changed: Acme Corp', '270,000.00']);
  });

  test.each(['private', 'channel'] as const)('follows the message that logged it, in %s', async (place) => {
    const said = await chat().sayFor('liWei', 'log Acme Corp called, follow up 8 dec', place);
    await chat().see('liWei', ['Follow-up logged: Acme Corp', 'Tue 8 Dec 2026'], place);
    const { id, messageKey } = await newest();
    // Where an answer was posted is noted a moment later.
    const where = { key: `answer ${messageKey}`, state: 'sent' };
    await expect.poll(() => stage.store.db.delivery.count({ where })).toBe(1);
    const load = () =>
      stage.store.db.followUp.findFirstOrThrow({
        where: { id },
        include: { reminderFollowUp: true, revisions: true },
      });
    const posted = chat().countPosted();
    if (chat().edit !== undefined) {
      await chat().edit?.('liWei', said, 'log Acme Corp visited, quoted 250k, follow up 9 dec', place);
      await chat().see('liWei', ['Follow-up changed: Acme Corp', '250,000.00', 'Wed 9 Dec 2026'], place);
      expect(await load()).toMatchObject({
        kind: 'visit',
        amount: 25_000_000n,
        revisions: [{ kind: 'call', amount: null }],
      });
      await chat().edit?.('liWei', said, 'never mind', place);
      await chat().see('liWei', ['is no follow-up']);
      expect(await load()).toMatchObject({ kind: 'visit' });
    }
    await chat().unsay('liWei', said, place);
    await chat().see('liWei', ['Follow-up withdrawn: Acme Corp'], place);
    expect(await load()).toMatchObject({
      withdrawnAt: expect.any(Date),
      reminderFollowUp: [{ state: 'dropped' }],
    });
    // The bot's confirmation was brought up to date; only the question about the edit is a message of its own.
    expect(chat().countPosted() - posted).toBe(chat().edit === undefined ? 0 : 1);
  });
});
