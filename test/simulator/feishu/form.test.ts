import { describe, expect, test } from 'vitest';
import {
  ANN,
  BO,
  button,
  cardOf,
  cardTo,
  dataOf,
  lastCallback,
  openStage,
  SALES,
  TO_CHAT,
  words,
} from './stage.ts';

const FORM = {
  tag: 'form',
  name: 'form',
  elements: [
    { tag: 'input', name: 'note', required: true, max_length: 5 },
    { tag: 'input', name: 'more', default_value: 'as before' },
    {
      tag: 'select_static',
      name: 'stage',
      options: [
        { text: words('Won'), value: 'won' },
        { text: words('Lost'), value: 'lost' },
      ],
    },
    {
      tag: 'multi_select_static',
      name: 'tags',
      options: [
        { text: words('A'), value: 'a' },
        { text: words('B'), value: 'b' },
      ],
    },
    { tag: 'date_picker', name: 'day', initial_date: '2024-03-01' },
    { tag: 'picker_time', name: 'hour' },
    { tag: 'picker_datetime', name: 'moment' },
    { tag: 'select_person', name: 'owner' },
    button('Send', { name: 'send', form_action_type: 'submit' }),
  ],
};

describe('a form', () => {
  test('is sent by the names of its fields, in the platform’s formats', async () => {
    const { sim, bot, postCard } = await openStage();
    const id = await postCard(cardOf(FORM));
    await sim.press(
      ANN,
      id,
      { name: 'send' },
      {
        formValues: {
          note: 'too long',
          stage: 'won',
          tags: ['a', 'b'],
          day: '2024-04-01',
          hour: '00:00',
          moment: '2024-04-29 07:07',
          owner: BO,
        },
      },
    );
    expect(lastCallback(bot).event.action).toEqual({
      value: { a: 'Send' },
      tag: 'button',
      name: 'send',
      timezone: 'Asia/Shanghai',
      form_value: {
        note: 'too l',
        more: 'as before',
        stage: 'won',
        tags: ['a', 'b'],
        day: '2024-04-01 +0800',
        hour: '00:00 +0800',
        moment: '2024-04-29 07:07 +0800',
        owner: BO,
      },
    });
  });

  test('has the offset of the day that was chosen', async () => {
    const { sim, bot, api } = await openStage();
    const id = String(dataOf(await api('POST', TO_CHAT, cardTo(SALES, cardOf(FORM)))).message_id);
    await sim.press(
      BO,
      id,
      { text: 'Send' },
      { formValues: { note: 'x', day: '2024-07-01', moment: '2024-12-01 07:07' } },
    );
    expect(lastCallback(bot).event.action.form_value).toMatchObject({
      day: '2024-07-01 -0400',
      moment: '2024-12-01 07:07 -0500',
    });
  });

  test('is not sent while a demanded field is empty', async () => {
    const { sim, bot, postCard } = await openStage();
    const id = await postCard(cardOf(FORM));
    expect(await sim.press(ANN, id, { name: 'send' })).toEqual({ ok: false, body: '', missing: ['note'] });
    expect(bot.received).toHaveLength(0);
  });

  test('takes only what its fields offer', async () => {
    const { sim, postCard } = await openStage();
    const id = await postCard(cardOf(FORM));
    const send = (formValues: Record<string, string>) => sim.press(ANN, id, { name: 'send' }, { formValues });
    await expect(send({ note: 'x', stage: 'maybe' })).rejects.toThrow('not offered');
    await expect(send({ note: 'x', colour: 'red' })).rejects.toThrow('no field colour');
    await expect(send({ note: 'x', day: 'tomorrow' })).rejects.toThrow('not what this picker gives');
  });
});
