import { expect, test } from 'vitest';
import { decrypt } from '../../../adapters/feishu/decrypt.ts';
import { openRequest } from '../../../adapters/feishu/open-request.ts';
import vectors from './vectors.json' with { type: 'json' };

const { official, event, spaced } = vectors;
const inner = JSON.parse(event.plaintext) as { header: { app_id: string; token: string } };
const app = {
  appId: inner.header.app_id,
  appSecret: 's',
  encryptKey: event.encryptKey,
  verificationToken: inner.header.token,
};
const signedAt = Number(event.headers['x-lark-request-timestamp']) * 1_000;

function open(vector: { rawBody: string; headers: typeof event.headers }, now = signedAt) {
  return openRequest({
    body: Buffer.from(vector.rawBody),
    headers: {
      timestamp: vector.headers['x-lark-request-timestamp'],
      nonce: vector.headers['x-lark-request-nonce'],
      signature: vector.headers['x-lark-signature'],
    },
    apps: [app],
    now,
  });
}

test("the platform's own example decrypts", () => {
  expect(decrypt(official.encrypt, official.encryptKey)).toBe(official.plaintext);
  expect(decrypt(official.encrypt, 'another key')).toBeUndefined();
});

test('a signed and encrypted event opens to what it says', () => {
  expect(open(event)).toMatchObject({ kind: 'event', app, body: JSON.parse(event.plaintext) });
});

test('the signature covers the bytes as they came, spaces and all', () => {
  expect(open(spaced)).toMatchObject({ kind: 'event', body: JSON.parse(event.plaintext) });
  expect(open({ rawBody: event.rawBody, headers: spaced.headers })).toEqual({ kind: 'refused', status: 401 });
});

test('it holds for five minutes before and after', () => {
  for (const seconds of [-300, 0, 300]) expect(open(event, signedAt + seconds * 1_000).kind).toBe('event');
  for (const seconds of [-301, 301, 86_400, -31_536_000])
    expect(open(event, signedAt + seconds * 1_000)).toEqual({ kind: 'refused', status: 401 });
});
