import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;

beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.end());

type Envelope = {
  readonly event_id: string;
  readonly team_id: string;
  readonly event: Record<string, unknown>;
  readonly is_ext_shared_channel: boolean;
};

const envelopes = (): Envelope[] => stage.bot.received.map(({ body }) => JSON.parse(body) as Envelope);
const eventTypes = (): unknown[] => envelopes().map(({ event }) => event.subtype ?? event.type);

test('what is said in private comes as one event', async () => {
  const { message } = await stage.sim.say('UANN', stage.sim.dm('UANN'), '跟进 华为');
  expect(envelopes()).toMatchObject([
    {
      type: 'event_callback',
      team_id: 'T1',
      api_app_id: 'A1',
      event: {
        type: 'message',
        channel_type: 'im',
        user: 'UANN',
        text: '跟进 华为',
        ts: message.ts,
        channel: 'DANN',
      },
    },
  ]);
});

test('a mention in a channel comes twice, as two events, and other talk once', async () => {
  await stage.sim.say('UANN', 'CSALES', '<@UBOT> todo');
  expect(eventTypes()).toEqual(expect.arrayContaining(['message', 'app_mention']));
  const ids = envelopes().map(({ event_id }) => event_id);
  expect(new Set(ids).size).toBe(2);
  await stage.sim.say('UBO', 'CSALES', 'lunch?');
  expect(stage.bot.received).toHaveLength(3);
});

test('the bot hears nothing where it is not', async () => {
  await stage.sim.say('UANN', 'CQUIET', '<@UBOT> todo');
  expect(stage.bot.received).toEqual([]);
  await expect(stage.sim.say('UBO', 'CQUIET', 'x')).rejects.toThrow('UBO is not in CQUIET');
});

test('an event that is not taken comes again with the same id: at once, after a minute, after five', async () => {
  stage.bot.answerWith(() => ({ status: 500 }));
  await stage.sim.say('UANN', stage.sim.dm('UANN'), 'hello');
  const fire = async (ms: number): Promise<number> => {
    stage.pass(ms);
    return (await stage.sim.fireDueRetries()).length;
  };
  expect(await fire(0)).toBe(1);
  expect(await fire(59_999)).toBe(0);
  expect(await fire(1)).toBe(1);
  expect(stage.sim.nextRetryAt()).toBe(Date.UTC(2026, 10, 23, 9) + 360_000);
  expect(await fire(300_000)).toBe(1);
  expect(await fire(86_400_000)).toBe(0);
  expect(new Set(envelopes().map(({ event_id }) => event_id)).size).toBe(1);
  const headers = stage.bot.received.map(({ headers: all }) => [
    all['x-slack-retry-num'],
    all['x-slack-retry-reason'],
  ]);
  expect(headers).toEqual([
    [undefined, undefined],
    ['1', 'http_error'],
    ['2', 'http_error'],
    ['3', 'http_error'],
  ]);
  const stamps = stage.bot.received.map(({ headers: all }) => Number(all['x-slack-request-timestamp']));
  expect(stamps.map((stamp) => stamp - (stamps[0] ?? 0))).toEqual([0, 0, 60, 360]);
});

test('an event that is taken the second time does not come a third time', async () => {
  stage.bot.answerWith(() => ({ status: stage.bot.received.length === 1 ? 503 : 200 }));
  await stage.sim.say('UANN', stage.sim.dm('UANN'), 'hello');
  await stage.sim.fireDueRetries();
  expect(stage.sim.nextRetryAt()).toBeUndefined();
  expect(stage.bot.received).toHaveLength(2);
});

test('a bot that does not answer in time gets the event again, and one that waves it off does not', async () => {
  stage.bot.answerWith(() => undefined);
  await stage.sim.say('UANN', stage.sim.dm('UANN'), 'slow');
  stage.bot.answerWith(() => ({ status: 500, headers: { 'x-slack-no-retry': '1' } }));
  await stage.sim.fireDueRetries();
  expect(stage.bot.received[1]?.headers['x-slack-retry-reason']).toBe('http_timeout');
  expect(stage.sim.nextRetryAt()).toBeUndefined();
});

test('a bot that is away is called again', async () => {
  stage.sim.connect('http://127.0.0.1:9/slack/events');
  await stage.sim.say('UANN', stage.sim.dm('UANN'), 'anybody?');
  stage.sim.connect(stage.bot.url);
  await stage.sim.fireDueRetries();
  expect(stage.bot.received[0]?.headers['x-slack-retry-reason']).toBe('connection_failed');
});

test('edited and deleted messages are told with what they were', async () => {
  const { message } = await stage.sim.say('UANN', 'CSALES', 'befor');
  const ref = { conversationId: 'CSALES', ts: message.ts };
  await stage.sim.editMessage('UANN', ref, 'before');
  await stage.sim.deleteMessage('UANN', ref);
  expect(envelopes().slice(1)).toMatchObject([
    {
      event: {
        subtype: 'message_changed',
        message: { text: 'before', ts: message.ts },
        previous_message: { text: 'befor' },
      },
    },
    { event: { subtype: 'message_deleted', deleted_ts: message.ts, previous_message: { text: 'before' } } },
  ]);
  expect(stage.sim.messages('CSALES')).toEqual([]);
});

test('the home tab, a changed profile and the own words of the bot are events too', async () => {
  await stage.sim.openHome('UANN');
  await stage.sim.userChange('UANN', { deleted: true });
  const { ts } = await stage.api('chat.postMessage', { channel: 'CSALES', text: 'mine' });
  await stage.sim.echo({ conversationId: 'CSALES', ts: String(ts) });
  expect(envelopes()).toMatchObject([
    { event: { type: 'app_home_opened', user: 'UANN', tab: 'home' } },
    { event: { type: 'user_change', user: { id: 'UANN', deleted: true } } },
    { event: { type: 'message', bot_id: 'BBOT', user: 'UBOT' } },
  ]);
});

test('somebody from another team is told apart', async () => {
  await stage.end();
  stage = await setStage({
    users: [{ id: 'UOUT', name: 'out', realName: 'Outside', teamId: 'T2' }],
    channels: [{ id: 'CSHARED', name: 'shared', members: ['UOUT', 'UBOT'] }],
  });
  await stage.sim.say('UOUT', 'CSHARED', 'hello');
  expect(envelopes()).toMatchObject([
    { team_id: 'T1', is_ext_shared_channel: true, event: { user_team: 'T2', team: 'T2' } },
  ]);
});
