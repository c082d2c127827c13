import { describe, expect, test } from 'vitest';
import {
  ANN,
  APP,
  BOT,
  dataOf,
  openStage,
  SALES,
  SECRET,
  type Stage,
  TO_CHAT,
  TOKEN_PATH,
  textTo,
} from './stage.ts';

const MINUTE = 60_000;

describe('tokens', () => {
  const ask = async ({ call }: Stage, secret = SECRET) =>
    (await call('POST', TOKEN_PATH, { app_id: APP, app_secret: secret }, undefined)).body;

  test('last two hours; the last half hour brings a new one, and both are good', async () => {
    const stage = await openStage();
    const first = await ask(stage);
    expect(first).toMatchObject({ code: 0, expire: 7_200 });
    stage.pass(90 * MINUTE);
    expect(await ask(stage)).toMatchObject({ tenant_access_token: first.tenant_access_token, expire: 1_800 });
    stage.pass(1_000);
    const second = await ask(stage);
    expect(second.tenant_access_token).not.toBe(first.tenant_access_token);
    const info = (token: unknown) => stage.call('GET', '/bot/v3/info', undefined, String(token));
    expect((await info(first.tenant_access_token)).body.code).toBe(0);
    expect((await info(second.tenant_access_token)).body).toMatchObject({ code: 0, bot: { open_id: BOT } });
    stage.pass(30 * MINUTE);
    expect(await info(first.tenant_access_token)).toMatchObject({ status: 400, body: { code: 99991663 } });
  });

  test('are refused to a wrong secret, and calls without one are refused', async () => {
    const stage = await openStage();
    expect(await ask(stage, 'wrong')).toMatchObject({ code: 10014 });
    expect((await stage.call('GET', '/bot/v3/info', undefined, undefined)).body.code).toBe(99991661);
    expect((await stage.call('GET', '/bot/v3/info', undefined, 't-forged')).body.code).toBe(99991663);
  });
});

describe('reading', () => {
  test('a chat’s messages come between two seconds, a page at a time, without their uuids', async () => {
    const { sim, api, pass } = await openStage();
    const from = Math.floor(Date.UTC(2026, 10, 23, 9) / 1_000);
    for (const text of ['a', 'b', 'c']) {
      await api('POST', TO_CHAT, textTo(SALES, text, `u-${text}`));
      pass(10_000);
    }
    const list = async (query: string) =>
      dataOf(await api('GET', `/im/v1/messages?container_id_type=chat&container_id=${SALES}&${query}`));
    const first = await list(`start_time=${from}&end_time=${from + 10}&page_size=1`);
    expect(first).toMatchObject({ has_more: true, items: [{ body: { content: '{"text":"a"}' } }] });
    const second = await list(
      `start_time=${from}&end_time=${from + 10}&page_size=1&page_token=${first.page_token}`,
    );
    expect(second).toMatchObject({ has_more: false, items: [{ body: { content: '{"text":"b"}' } }] });
    expect(JSON.stringify(await list('page_size=50'))).not.toContain('u-a');
    expect(sim.calls.at(-1)).toMatchObject({ method: 'GET /im/v1/messages', chatId: SALES });
  });
});

describe('the directory', () => {
  test('finds people by the mailbox of their card alone, and nobody who has left', async () => {
    const { api } = await openStage();
    const emails = ['ann@example.com', 'ann@corp.example', 'gus@example.com', 'eve@example.com'];
    const answer = await api('POST', '/contact/v3/users/batch_get_id?user_id_type=open_id', { emails });
    expect(dataOf(answer).user_list).toEqual([
      { email: 'ann@example.com', user_id: ANN },
      { email: 'ann@corp.example' },
      { email: 'gus@example.com' },
      { email: 'eve@example.com' },
    ]);
  });

  test('knows its own people and nobody else', async () => {
    const { api } = await openStage();
    const user = await api('GET', `/contact/v3/users/${ANN}?user_id_type=open_id`);
    expect(dataOf(user).user).toMatchObject({
      name: '安娜',
      enterprise_email: 'ann@corp.example',
      status: { is_resigned: false },
    });
    expect((await api('GET', '/contact/v3/users/ou_eve?user_id_type=open_id')).body.code).toBe(41050);
  });

  test('knows the chats that the bot is in', async () => {
    const { api, sim } = await openStage();
    expect(dataOf(await api('GET', '/im/v1/chats')).items).toMatchObject([
      { chat_id: SALES, name: '销售部' },
    ]);
    expect((await api('GET', '/im/v1/chats/oc_quiet')).body.code).toBe(232011);
    sim.invite('oc_quiet', BOT);
    expect(dataOf(await api('GET', '/im/v1/chats/oc_quiet'))).toMatchObject({
      name: 'quiet',
      chat_mode: 'group',
    });
  });

  test('keeps slash commands, each once', async () => {
    const { api } = await openStage();
    const path = '/application/v7/app_slash_commands';
    const command = { command: 'crm', description: { default_value: 'CRM' } };
    expect((await api('POST', path, command)).body.code).toBe(0);
    expect((await api('POST', path, command)).body.code).not.toBe(0);
    expect((await api('POST', path, { ...command, command: '/x' })).body.code).not.toBe(0);
    expect(dataOf(await api('GET', path)).items).toMatchObject([command]);
  });
});

test('a path that leads nowhere is no method', async () => {
  const { api } = await openStage();
  expect((await api('POST', '/im/v1/songs', {})).status).toBe(404);
});
