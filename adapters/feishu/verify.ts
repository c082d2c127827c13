import { hash, timingSafeEqual } from 'node:crypto';

/** Older or newer than this is a replay or a wrong clock; both ways, because a future date would be valid for ever. */
const FRESH_SECONDS = 300;
const LONGEST_NONCE = 200;

/** The headers that Feishu signs with; `timestamp` in seconds since 1970. */
export interface SignatureHeaders {
  readonly timestamp: string | undefined;
  readonly nonce: string | undefined;
  readonly signature: string | undefined;
}

/** Whether a request claims to be signed at all. Only the check of an address may come without. */
export function claimsSignature(headers: SignatureHeaders): boolean {
  return headers.signature !== undefined || headers.timestamp !== undefined || headers.nonce !== undefined;
}

/** Whether the signature's time is within five minutes of `now` (epoch ms). */
export function isFresh(timestamp: string | undefined, now: number): boolean {
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return false;
  return Math.abs(Math.floor(now / 1_000) - Number(timestamp)) <= FRESH_SECONDS;
}

/**
 * Whether exactly these bytes were signed with the key: the hexadecimal SHA-256 (no HMAC) of time stamp, nonce, Encrypt Key
 * and raw body, compared in constant time.
 */
export function isSigned(body: Buffer, headers: SignatureHeaders, encryptKey: string): boolean {
  const { timestamp = '', nonce = '', signature = '' } = headers;
  if (encryptKey === '' || nonce.length > LONGEST_NONCE) return false;
  const wanted = hash('sha256', Buffer.concat([Buffer.from(timestamp + nonce + encryptKey), body]), 'hex');
  return isSameSecret(wanted, signature);
}

/** Compares two secrets in a time that tells nothing about where they differ. */
export function isSameSecret(wanted: string, given: string): boolean {
  const one = Buffer.from(wanted);
  const other = Buffer.from(given);
  return one.length === other.length && timingSafeEqual(one, other);
}
