import type { FeishuApp, FeishuCredentials, SlackCredentials } from '../chat/credentials.ts';
import type { Platform } from '../chat/inbound.ts';
import type { Db } from '../store/client.ts';
import { openSecret } from '../store/secrets.ts';

/** What a Slack workspace's row keeps encrypted. */
export interface SlackSecrets {
  readonly botToken: string;
  readonly signingSecret: string;
}

/** How long a connected or disconnected workspace may go unnoticed by a process that did not do it itself. */
const REFRESH_MS = 15_000;

export interface Credentials {
  readonly slack: SlackCredentials;
  readonly feishu: FeishuCredentials;
  /** Reads the connected workspaces again. */
  readonly refresh: () => Promise<void>;
  readonly connected: () => readonly Platform[];
  readonly stop: () => void;
}

/**
 * What the environment names: enough to answer a platform that asks whether the address is ours, which it does before any
 * workspace can be connected.
 */
export interface EnvironmentCredentials {
  readonly slackSigningSecret?: string;
  readonly feishuApp?: FeishuApp;
}

function addApp(
  known: ReadonlyMap<string, FeishuApp>,
  app: FeishuApp | undefined,
): ReadonlyMap<string, FeishuApp> {
  return app === undefined || known.has(app.appId) ? known : new Map([...known, [app.appId, app]]);
}

interface Snapshot {
  readonly slack: ReadonlyMap<string, SlackSecrets>;
  readonly feishu: ReadonlyMap<string, FeishuApp>;
}

/** The secret's row: a sealed value copied into another row does not open. */
export function workspaceBinding(orgId: string, workspaceId: string): string {
  return `workspace ${orgId} ${workspaceId}`;
}

/**
 * Keeps the connected workspaces' credentials at hand. They are not rights: whoever signs with them is still looked up in
 * the database at each request.
 */
export async function createCredentials(
  db: Db,
  key: Buffer,
  environment: EnvironmentCredentials = {},
): Promise<Credentials> {
  let snapshot = await loadSnapshot(db, key);
  const refresh = async (): Promise<void> => {
    snapshot = await loadSnapshot(db, key);
  };
  // While the database is away the last known credentials serve on.
  const timer = setInterval(() => void refresh().catch(() => {}), REFRESH_MS);
  timer.unref();
  return {
    slack: {
      signingSecrets: () => [
        ...new Set([
          ...[...snapshot.slack.values()].map((each) => each.signingSecret),
          ...(environment.slackSigningSecret ? [environment.slackSigningSecret] : []),
        ]),
      ],
      botToken: async (workspace) => {
        if (!snapshot.slack.has(workspace)) await refresh();
        return snapshot.slack.get(workspace)?.botToken;
      },
    },
    feishu: {
      apps: () => [...addApp(snapshot.feishu, environment.feishuApp).values()],
      app: (appId) => addApp(snapshot.feishu, environment.feishuApp).get(appId),
    },
    refresh,
    connected: () => [
      ...(snapshot.slack.size > 0 ? (['slack'] as const) : []),
      ...(snapshot.feishu.size > 0 ? (['feishu'] as const) : []),
    ],
    stop: () => clearInterval(timer),
  };
}

async function loadSnapshot(db: Db, key: Buffer): Promise<Snapshot> {
  const rows = await db.workspace.findMany({
    where: { disconnectedAt: null },
    select: { orgId: true, id: true, platform: true, externalKey: true, credentials: true },
  });
  const slack = new Map<string, SlackSecrets>();
  const feishu = new Map<string, FeishuApp>();
  for (const row of rows) {
    const secrets = openSecret(key, workspaceBinding(row.orgId, row.id), row.credentials);
    if (row.platform === 'slack') slack.set(row.externalKey, secrets as SlackSecrets);
    else {
      const app = secrets as FeishuApp;
      feishu.set(app.appId, app);
    }
  }
  return { slack, feishu };
}
