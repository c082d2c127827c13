import type { FastifyInstance } from 'fastify';
import { resolveApiKey } from '../../people/api-keys.ts';
import { sendProblem } from './problems.ts';
import { type ApiDeps, callerOf, setCaller } from './route.ts';

/** Wrong keys from one address in a minute; then it is not even looked. */
const WRONG_KEYS_PER_MINUTE = 60;
const MINUTE = 60_000;
const BEARER = /^Bearer ([\x21-\x7e]{8,200})$/i;

/**
 * Lets in who has a key in use of an active member, each key so often in a minute; everybody else reads 401, and 429 after
 * too many.
 */
export async function admit(api: FastifyInstance, { store }: ApiDeps, perMinute: number): Promise<void> {
  const countWrong = api.createRateLimit({
    max: WRONG_KEYS_PER_MINUTE,
    timeWindow: MINUTE,
    keyGenerator: (request) => `wrong ${request.ip}`,
  });
  const countKey = api.createRateLimit({
    max: perMinute,
    timeWindow: MINUTE,
    keyGenerator: (request) => `member ${keys.get(request) ?? callerOf(request).memberId}`,
  });
  const keys = new WeakMap<object, string>();
  api.addHook('onRequest', async (request, reply) => {
    const wrong = await countWrong(request, { increment: false });
    if (!wrong.isAllowed && wrong.remaining <= 0 && wrong.isExceeded)
      return tooMany(reply, wrong.ttlInSeconds);
    const key = BEARER.exec(request.headers.authorization ?? '')?.[1];
    const found = key === undefined ? undefined : await resolveApiKey(store, key);
    if (found === undefined) {
      await countWrong(request);
      reply.header('www-authenticate', 'Bearer');
      return sendProblem(reply, {
        status: 401,
        code: 'key',
        detail: 'Send “Authorization: Bearer <key>” with a key in use of an active member.',
      });
    }
    keys.set(request, found.keyId);
    setCaller(request, found.caller);
    const often = await countKey(request);
    if (!often.isAllowed && often.isExceeded) return tooMany(reply, often.ttlInSeconds);
    return undefined;
  });
}

function tooMany(reply: Parameters<typeof sendProblem>[0], seconds: number) {
  reply.header('retry-after', String(Math.max(1, seconds)));
  return sendProblem(reply, {
    status: 429,
    code: 'too-many-requests',
    detail: `Come again in ${Math.max(1, seconds)} s.`,
  });
}
