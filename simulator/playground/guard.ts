import type { FastifyReply, FastifyRequest } from 'fastify';

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d{1,5})?$/u;
const LOOPBACK_PEER = /^(?:127\.|::1$|::ffff:127\.)/u;

/**
 * Whether a request comes from a page of our own on this machine. The playground asks for no password, so neither another
 * machine, nor another website in the same browser, nor a name that was bent to this address may drive it.
 */
export function isOwnRequest({ headers, socket }: FastifyRequest): boolean {
  const host = headers.host ?? '';
  if (!LOOPBACK.test(host) || !LOOPBACK_PEER.test(socket.remoteAddress ?? '')) return false;
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) return false;
  // A link from elsewhere may open the page, but nothing else.
  const site = headers['sec-fetch-site'];
  return (
    site === undefined ||
    site === 'same-origin' ||
    site === 'none' ||
    headers['sec-fetch-mode'] === 'navigate'
  );
}

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers that keep the page to itself. */
export function protect(reply: FastifyReply): void {
  reply.headers({
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
}
