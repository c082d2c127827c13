import { request } from 'undici';

const TIMEOUT_MS = 10_000;

export type AppCheck =
  | { readonly kind: 'fine' }
  | { readonly kind: 'refused' | 'unreachable'; readonly error: string };

/** Whether Feishu knows an app by this id and secret: asks it for a token, which is thrown away. */
export async function checkApp(
  domain: string,
  app: { readonly appId: string; readonly appSecret: string },
): Promise<AppCheck> {
  try {
    const answer = await request(`${domain}/open-apis/auth/v3/tenant_access_token/internal`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ app_id: app.appId, app_secret: app.appSecret }),
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
    });
    const { code, msg } = (await answer.body.json()) as { readonly code?: number; readonly msg?: string };
    return code === 0
      ? { kind: 'fine' }
      : { kind: 'refused', error: `${msg ?? 'unknown'} (${code ?? answer.statusCode})` };
  } catch (error) {
    return {
      kind: 'unreachable',
      error: error instanceof Error ? error.message || error.name : String(error),
    };
  }
}
