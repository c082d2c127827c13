import type { FeishuApp } from '../../src/chat/credentials.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import { TokenFailure } from './errors.ts';
import type { Call } from './http.ts';
import { asText } from './json.ts';

/** A token is renewed this long before its end, so that none ends on its way. */
const EARLY_MS = 180_000;

/** The apps' tenant access tokens. */
export interface Tokens {
  /** A token that is good now. Rejects with a TokenFailure. */
  readonly get: (app: FeishuApp) => Promise<string>;
  /** Forgets an app's token: the platform says that it is no good. */
  readonly drop: (appId: string) => void;
}

interface Entry {
  readonly secret: string;
  readonly token: Promise<string>;
  readonly endsAt: () => number;
}

/**
 * Keeps one token an app. Those who ask while one is being fetched share that one request; the SDK would send one for each
 * of them.
 */
export function createTokens(call: Call, domain: string, clock: Clock): Tokens {
  const entries = new Map<string, Entry>();

  function fetchToken(app: FeishuApp): Entry {
    let endsAt = Number.POSITIVE_INFINITY;
    const token = call({
      method: 'POST',
      url: `${domain}/open-apis/auth/v3/tenant_access_token/internal`,
      data: { app_id: app.appId, app_secret: app.appSecret },
    }).then(
      (answer) => {
        endsAt = clock.now() + Number(answer.expire ?? 0) * 1_000 - EARLY_MS;
        return asText(answer.tenant_access_token);
      },
      (error: unknown) => {
        if (entries.get(app.appId) === entry) entries.delete(app.appId);
        throw new TokenFailure(error);
      },
    );
    const entry: Entry = { secret: app.appSecret, token, endsAt: () => endsAt };
    return entry;
  }

  return {
    get: (app) => {
      const known = entries.get(app.appId);
      if (known !== undefined && known.secret === app.appSecret && clock.now() < known.endsAt())
        return known.token;
      const entry = fetchToken(app);
      entries.set(app.appId, entry);
      return entry.token;
    },
    drop: (appId) => void entries.delete(appId),
  };
}
