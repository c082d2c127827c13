import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { Pool } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encrypt } from '../../simulator/feishu/crypto.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { type Product, startProduct } from './product.ts';
import { printFigures } from './reckoning.ts';
import { scale } from './scale.ts';
import { createFaultStage, type FaultStage, secrets } from './stage.ts';

const SEED = 20_261_123;
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
/** What nobody but the platforms can get anything else than. */
const REFUSALS = [400, 401, 413];

interface Forgery {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A way of spoiling a genuine request. `at`: seconds; `pick`: a number made up for this one. */
type Spoil = (sign: Sign, body: Buffer, pick: number) => Pick<Forgery, 'headers' | 'body'>;
type Sign = (
  body: Buffer,
  changes?: { readonly at?: number; readonly secret?: string },
) => Record<string, string>;

const spoils: Readonly<Record<string, Spoil>> = {
  unsigned: (_sign, body) => ({ headers: {}, body }),
  'signed with another secret': (sign, body, pick) => ({ headers: sign(body, { secret: `s${pick}` }), body }),
  stale: (sign, body, pick) => ({ headers: sign(body, { at: nowSeconds() - 310 - pick }), body }),
  'from the future': (sign, body, pick) => ({ headers: sign(body, { at: nowSeconds() + 310 + pick }), body }),
  'cut off after it was signed': (sign, body, pick) => ({
    headers: sign(body),
    body: body.subarray(0, pick % body.length),
  }),
  'changed in one bit after it was signed': (sign, body, pick) => {
    const changed = Buffer.from(body);
    changed[pick % body.length] = (changed[pick % body.length] ?? 0) ^ (1 << (pick % 8));
    return { headers: sign(body), body: changed };
  },
  'without one of its headers': (sign, body, pick) => {
    const headers = Object.entries(sign(body));
    return {
      headers: Object.fromEntries(headers.filter((_, place) => place !== pick % headers.length)),
      body,
    };
  },
};

/** What only somebody with the secret could send, and no platform ever would: valid signatures over what harms. */
const poisons: Readonly<Record<string, (text: string) => Buffer>> = {
  'cut off before it was signed': (text) => Buffer.from(text.slice(0, Math.floor(text.length / 2))),
  'cut inside a character': (text) => {
    const bytes = Buffer.from(text.replace('todo', '待办'));
    const place = bytes.indexOf('待') + 1;
    return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1)]);
  },
  'deeply nested': (text) =>
    Buffer.from(text.replace('"todo"', `${'['.repeat(20_000)}${']'.repeat(20_000)}`)),
  '__proto__ inside': (text) => Buffer.from(text.replace('{', '{"__proto__":{"polluted":true},')),
  'no object': () => Buffer.from('["todo"]'),
};

describe('requests that no platform sent', () => {
  let stage: FaultStage;
  let product: Product;
  let pool: Pool;
  beforeAll(async () => {
    stage = await createFaultStage({ queue: 'postgres', conversations: 1 });
    product = await startProduct(stage, 'web');
    pool = new Pool(product.address, { connections: 16 });
  }, 120_000);
  afterAll(async () => {
    await pool.close();
    await product.kill();
    await stage.close();
  }, 60_000);

  const endpoints = () => [
    { name: 'Slack', path: '/slack/events', type: JSON_TYPE, sign: signSlack, genuine: slackEvent(stage) },
    ...['/feishu/events', '/feishu/cards'].map((path) => ({
      ...{ name: `Feishu ${path}`, path, type: JSON_TYPE, sign: signFeishu },
      genuine: feishuEvent(stage),
    })),
  ];
  const send = async ({ path, headers, body }: Forgery): Promise<number> => {
    const answer = await pool.request({ path, method: 'POST', headers, body });
    await answer.body.dump();
    return answer.statusCode;
  };
  /** So many at a time, and how often each status came. */
  const sendAll = async (
    forgeries: readonly (() => Forgery)[],
  ): Promise<Readonly<Record<number, number>>> => {
    const tally: Record<number, number> = {};
    for (let start = 0; start < forgeries.length; start += 32) {
      for (const status of await Promise.all(forgeries.slice(start, start + 32).map((make) => send(make()))))
        tally[status] = (tally[status] ?? 0) + 1;
    }
    return tally;
  };
  /** Handler runs leave a finished request, or a line in the log of one that failed. */
  const countRuns = async (): Promise<number> =>
    (await stage.store.db.inboundEvent.count()) + product.said().split('A request failed').length - 1;

  it('are refused, reach nobody and end nothing', async () => {
    const before = await countRuns();
    const picks = fc.sample(fc.integer({ min: 0, max: 1_000_000 }), { numRuns: scale.fuzz, seed: SEED });
    const bodies = fc.sample(anyBody, { numRuns: scale.fuzz, seed: SEED });
    for (const { name, path, type, sign, genuine } of endpoints()) {
      const text = genuine('todo');
      // Each is made when it is sent: what is signed for the future would be genuine some minutes later.
      const forgeries = picks.flatMap((pick, index): (() => Forgery)[] => {
        const [, spoil] = Object.entries(spoils)[index % Object.keys(spoils).length] ?? [];
        const body = Buffer.from(text);
        const made = bodies[index] ?? { type: JSON_TYPE, body: Buffer.alloc(0) };
        return [
          () => {
            const spoilt = spoil?.(sign, body, pick) ?? { headers: {}, body };
            return { path, ...spoilt, headers: { 'content-type': type, ...spoilt.headers } };
          },
          () => ({ path, body: made.body, headers: { 'content-type': made.type } }),
        ];
      });
      const huge = Buffer.alloc(1_100_000, 'x');
      const tally = await sendAll([
        ...forgeries,
        () => ({ path, body: huge, headers: { 'content-type': type, ...sign(huge) } }),
      ]);
      printFigures(9, `${name}, forged and made up, seed ${SEED}`, {
        requests: forgeries.length + 1,
        ...nameStatuses(tally),
      });
      expect(
        Object.keys(tally)
          .map(Number)
          .filter((status) => !REFUSALS.includes(status)),
      ).toEqual([]);
    }
    expect(await countRuns()).toBe(before);
    expect(product.lives()).toBe(true);
  }, 300_000);

  it('are refused even where they are signed, if no platform could have written them', async () => {
    const before = await countRuns();
    for (const { name, path, type, sign, genuine } of endpoints()) {
      const forgeries = Object.values(poisons).map((poison) => (): Forgery => {
        const plain = poison(name === 'Slack' ? genuine('todo') : feishuPlain(stage, 'todo'));
        const body = name === 'Slack' ? plain : Buffer.from(wrap(plain));
        return { path, body, headers: { 'content-type': type, ...sign(body) } };
      });
      const tally = await sendAll(forgeries);
      printFigures(9, `${name}, signed: ${Object.keys(poisons).join(', ')}`, nameStatuses(tally));
      expect(tally).toEqual({ 400: Object.keys(poisons).length });
    }
    const [one] = endpoints();
    const payload = new URLSearchParams({
      payload: '{"type":"block_actions","a":{"__proto__":{}}}',
    }).toString();
    const body = Buffer.from(payload);
    expect(
      await send({ path: one?.path ?? '', body, headers: { 'content-type': FORM, ...signSlack(body) } }),
    ).toBe(400);
    expect(await countRuns()).toBe(before);
    expect(product.lives()).toBe(true);
  });

  it('that are genuine, sent again, get 200 and have no second effect', async () => {
    const followUps = () => stage.store.db.followUp.count();
    const { slackUser } = stage.company.members.liWei;
    await stage.slack.say(slackUser, stage.slack.dm(slackUser), 'customer new Acme Corp');
    await stage.slack.waitFor(() => stage.slack.posted().length > 0, { what: 'an answer' });
    for (const { name, path, type, sign, genuine } of endpoints()) {
      const before = await followUps();
      const body = Buffer.from(genuine(`followup Acme Corp said once on ${name.replace(/\W/g, '')}`));
      const headers = { 'content-type': type, ...sign(body) };
      const tally = await sendAll(Array.from({ length: 50 }, () => () => ({ path, body, headers })));
      const effects = (await followUps()) - before;
      printFigures(9, `${name}, a genuine request 50 times`, { ...nameStatuses(tally), effects });
      expect(tally).toEqual({ 200: 50 });
      expect(effects).toBe(1);
    }
  });
});

/** All sorts of bodies, with all sorts of names for what they are. */
const anyBody = fc.record({
  type: fc.constantFrom(JSON_TYPE, FORM, 'text/plain', 'multipart/form-data', 'application/octet-stream'),
  body: fc.oneof(
    fc.json().map((text) => Buffer.from(text)),
    fc.string({ maxLength: 300 }).map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc.json().map((text) => Buffer.from(`payload=${encodeURIComponent(text)}`)),
    fc.base64String({ maxLength: 200 }).map((text) => Buffer.from(JSON.stringify({ encrypt: text }))),
  ),
});

function nameStatuses(tally: Readonly<Record<number, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(tally).map(([status, count]) => [`status ${status}`, count]));
}

function nowSeconds(): number {
  return Math.floor(systemClock.now() / 1_000);
}

const signSlack: Sign = (body, { at = nowSeconds(), secret = secrets.SIGNING_SECRET } = {}) => {
  const mac = createHmac('sha256', secret).update(`v0:${at}:`).update(body).digest('hex');
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${mac}` };
};

const signFeishu: Sign = (body, { at = nowSeconds(), secret = secrets.encryptKey } = {}) => ({
  'x-lark-request-timestamp': String(at),
  'x-lark-request-nonce': '7',
  'x-lark-signature': createHash('sha256').update(`${at}7${secret}`).update(body).digest('hex'),
});

/** Somebody's line, as an event that is new with each text. */
function slackEvent({ company, slack }: FaultStage) {
  const { slackUser } = company.members.liWei;
  return (text: string): string =>
    JSON.stringify({
      type: 'event_callback',
      team_id: company.slack.workspace,
      event_id: `Ev ${text}`,
      event: {
        ...{ type: 'message', channel_type: 'im', channel: slack.dm(slackUser), user: slackUser },
        ...{ text, ts: `${nowSeconds()}.000100` },
      },
    });
}

function feishuPlain({ company, feishu }: FaultStage, text: string): string {
  const { feishuUser } = company.members.liWei;
  const [appId, tenant = ''] = company.feishu.workspace.split('/');
  const header = {
    ...{ event_id: `event ${text}`, event_type: 'im.message.receive_v1', create_time: `${nowSeconds()}000` },
    ...{ token: secrets.verificationToken, app_id: appId, tenant_key: tenant },
  };
  const message = {
    ...{ message_id: `om_${text.length}`, chat_id: feishu.p2p(feishuUser), chat_type: 'p2p' },
    ...{ message_type: 'text', content: JSON.stringify({ text }) },
  };
  const sender = { sender_id: { open_id: feishuUser }, sender_type: 'user', tenant_key: tenant };
  return JSON.stringify({ schema: '2.0', header, event: { sender, message, said: text } });
}

function feishuEvent(stage: FaultStage) {
  return (text: string): string => wrap(Buffer.from(feishuPlain(stage, text)));
}

function wrap(plain: Buffer): string {
  return JSON.stringify({ encrypt: encrypt(secrets.encryptKey, plain) });
}
