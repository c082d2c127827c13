import { createHmac, timingSafeEqual } from 'node:crypto';

/** Older or newer than this is a replay or a wrong clock; both ways, because a future date would be valid for ever. */
const FRESH_SECONDS = 300;

export interface SignedRequest {
  readonly body: Buffer;
  readonly signature: string | undefined;
  /** Seconds since 1970, as the header says it. */
  readonly timestamp: string | undefined;
}

/**
 * Whether Slack signed exactly these bytes within the last five minutes: `v0=` and the HMAC-SHA256 of `v0:<timestamp>:<body>`
 * under one of the signing secrets, compared in constant time. `now` is epoch ms.
 */
export function isSignedBySlack(request: SignedRequest, secrets: readonly string[], now: number): boolean {
  const { body, signature, timestamp } = request;
  if (signature === undefined || timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(Math.floor(now / 1000) - Number(timestamp)) > FRESH_SECONDS) return false;
  const given = Buffer.from(signature);
  return secrets.some((secret) => {
    const wanted = Buffer.from(
      `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`,
    );
    return wanted.length === given.length && timingSafeEqual(wanted, given);
  });
}
