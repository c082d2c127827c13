import { createHmac } from 'node:crypto';

/**
 * Slack's request signature, version 0.
 * @param timestamp seconds since the epoch, as sent in X-Slack-Request-Timestamp
 * @param body the raw bytes of the body as text
 * @returns the value of X-Slack-Signature
 */
export function signRequest(signingSecret: string, timestamp: string, body: string): string {
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return `v0=${digest}`;
}
