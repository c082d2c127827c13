import type { FeishuApp } from '../../src/chat/credentials.ts';
import { parseWireObject } from '../../src/kernel/wire-json.ts';
import { decrypt } from './decrypt.ts';
import { asText, type JsonObject, textAt } from './json.ts';
import { claimsSignature, isFresh, isSameSecret, isSigned, type SignatureHeaders } from './verify.ts';

export interface RawRequest {
  readonly body: Buffer;
  readonly headers: SignatureHeaders;
  /** The apps that may have sent it: the one that the address names, or all that are connected. */
  readonly apps: readonly FeishuApp[];
  /** Epoch ms. */
  readonly now: number;
}

export type Opened =
  | { readonly kind: 'refused'; readonly status: 400 | 401 }
  | { readonly kind: 'challenge'; readonly challenge: string }
  | { readonly kind: 'event'; readonly app: FeishuApp; readonly body: JsonObject };

const unauthorized = { kind: 'refused', status: 401 } as const;
const malformed = { kind: 'refused', status: 400 } as const;

/**
 * Checks and opens a request. Everything must be signed over its raw bytes, fresh, readable with the app's key and carry the
 * app's token. The one exception is the platform's own: when an address is being entered it asks for an echo, unsigned; that
 * is answered only if it could be read with a key of ours and carries the token.
 */
export function openRequest(request: RawRequest): Opened {
  return claimsSignature(request.headers) ? openSigned(request) : openChallenge(request);
}

function openSigned(request: RawRequest): Opened {
  const { body, headers, now } = request;
  if (!isFresh(headers.timestamp, now)) return unauthorized;
  const signers = request.apps.filter((app) => isSigned(body, headers, app.encryptKey));
  const [signer] = signers;
  if (signer === undefined) return unauthorized;
  const content = readContent(body, signer);
  if (content === undefined) return malformed;
  const app = signers.find((each) => isFrom(each, content));
  if (app === undefined) return unauthorized;
  return isChallenge(content)
    ? { kind: 'challenge', challenge: asText(content.challenge) }
    : { kind: 'event', app, body: content };
}

function openChallenge(request: RawRequest): Opened {
  const outer = parseWireObject(request.body);
  if (outer === undefined) return unauthorized;
  for (const app of request.apps) {
    const content = readEncrypted(outer, app);
    if (content !== undefined && isChallenge(content) && isFrom(app, content))
      return { kind: 'challenge', challenge: asText(content.challenge) };
  }
  return unauthorized;
}

/** What a signed body says; the signature vouches for one that came unencrypted as well. */
function readContent(body: Buffer, app: FeishuApp): JsonObject | undefined {
  const outer = parseWireObject(body);
  return outer !== undefined && 'encrypt' in outer ? readEncrypted(outer, app) : outer;
}

function readEncrypted(outer: JsonObject, app: FeishuApp): JsonObject | undefined {
  const text = decrypt(asText(outer.encrypt), app.encryptKey);
  return text === undefined ? undefined : parseWireObject(text);
}

/** Events carry the token and the app in their header, the older kind and challenges on top and without the app. */
function isFrom(app: FeishuApp, content: JsonObject): boolean {
  const inHeader = 'header' in content;
  const token = inHeader ? textAt(content, 'header', 'token') : asText(content.token);
  if (app.verificationToken === '' || !isSameSecret(app.verificationToken, token)) return false;
  return !inHeader || textAt(content, 'header', 'app_id') === app.appId;
}

function isChallenge(content: JsonObject): boolean {
  return content.type === 'url_verification';
}
