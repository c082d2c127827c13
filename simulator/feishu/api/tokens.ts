import { TIMES } from '../limits.ts';
import { mintId, type World } from '../world.ts';
import { type Answer, type Handler, type Route, refuse } from './answer.ts';

/** Gives out the running token, or a new one when the running one will end soon. Both are good until their ends. */
const issueToken: Handler = (world, { body }) => {
  if (body.app_id !== world.appId) return refuse(10003, 'invalid param', 200);
  if (body.app_secret !== world.appSecret) return refuse(10014, 'app secret invalid', 200);
  const now = world.now();
  for (const [token, { expiresAt }] of world.tokens) if (expiresAt <= now) world.tokens.delete(token);
  const running = [...world.tokens].find(([, { expiresAt }]) => expiresAt - now >= TIMES.tokenRenewal);
  const [token, { expiresAt }] = running ?? [mintId('t-'), { expiresAt: now + TIMES.token }];
  world.tokens.set(token, { expiresAt });
  const expire = Math.floor((expiresAt - now) / 1_000);
  return { status: 200, body: { code: 0, msg: 'ok', tenant_access_token: token, expire } };
};

/** @returns the refusal, when the header holds no token that is good now */
export function checkToken(world: World, authorization: string | undefined): Answer | undefined {
  const token = /^Bearer (\S+)$/u.exec(authorization ?? '')?.[1];
  if (token === undefined)
    return refuse(
      99991661,
      'Missing access token for authorization. Please make a request with token attached.',
    );
  const known = world.tokens.get(token);
  if (known !== undefined && known.expiresAt > world.now()) return undefined;
  return refuse(
    99991663,
    'Invalid access token for authorization. Please make a request with token attached.',
  );
}

export const TOKENS: readonly Route[] = [
  {
    verb: 'POST',
    path: '/auth/v3/tenant_access_token/internal',
    body: { app_id: 'text!', app_secret: 'text!' },
    isOpen: true,
    handle: issueToken,
  },
];
