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
    // The message is changed at once: where its answer was posted may not be noted yet.
    const { id } = await newest();
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

  test('lets a message that is still asked about be edited, or deleted with what was asked', async () => {
    for (const name of ['Vega Steel', 'Vega Foods']) {
      await chat().say('liWei', `customer new ${name}`);
      await chat().see('liWei', [name]);
    }
    const count = () => stage.store.db.followUp.count();
    const before = await count();
    const said = await chat().sayFor('liWei', 'log Vega called, wants a quote', 'private');
    await chat().see('liWei', ['Several customers fit', 'Vega Steel']);
    const posted = chat().countPosted();
    if (chat().edit !== undefined) {
      await chat().edit?.('liWei', said, 'log Vega Steel called, wants 30 seats', 'private');
      await chat().see('liWei', ['Follow-up logged: Vega Steel', '30 seats']);
      expect(chat().read('liWei').join()).not.toContain('This one');
      expect(await count()).toBe(before + 1);
      await chat().edit?.('liWei', said, 'log Vega Steel visited, wants 40 seats', 'private');
      await chat().see('liWei', ['Follow-up changed: Vega Steel', '40 seats']);
      expect(await count()).toBe(before + 1);
    } else {
      await chat().unsay('liWei', said, 'private');
      await chat().see('liWei', ['cancelled']);
      expect(await count()).toBe(before);
    }
    expect(chat().countPosted()).toBe(posted);
  });

  test.each(['a choice', 'a form'] as const)('follows the message that began it by %s', async (way) => {
    for (const name of ['Orion Tools', 'Orion Parts']) {
      await chat().say('liWei', `customer new ${name}`);
      await chat().see('liWei', [name]);
    }
    const typed = way === 'a choice' ? 'log Orion called, wants a quote' : 'log Orion Tools';
    const said = await chat().sayFor('liWei', typed, 'private');
    if (way === 'a choice') {
      await chat().see('liWei', ['Orion Tools', 'Orion Parts']);
      await chat().press('liWei', 'This one');
    } else {
      if (platform === 'slack') await chat().press('liWei', 'Fill in the form');
      await chat().submit('liWei', { customer: 'Orion Tools', text: 'called, wants a quote' });
    }
    await chat().see('liWei', ['Follow-up logged: Orion']);
    const { id, messageKey } = await newest();
    expect(messageKey).not.toBeNull();
    const load = () =>
      stage.store.db.followUp.findUniqueOrThrow({ where: { orgId_id: { orgId: stage.company.orgId, id } } });
    const posted = chat().countPosted();
    if (chat().edit !== undefined) {
      await chat().edit?.('liWei', said, 'log Orion Tools visited, quoted 90k', 'private');
      await chat().see('liWei', ['Follow-up changed: Orion Tools', '90,000.00']);
      expect(await load()).toMatchObject({ kind: 'visit' });
    }
    await chat().unsay('liWei', said, 'private');
    await chat().see('liWei', ['Follow-up withdrawn: Orion']);
    expect((await load()).withdrawnAt).not.toBeNull();
    expect(chat().countPosted()).toBe(posted);
  });
});
