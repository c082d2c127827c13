import type { FeishuApp, FeishuCredentials, SlackCredentials } from '../chat/credentials.ts';
import type { Platform } from '../chat/inbound.ts';
import type { Log } from '../kernel/log.ts';
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
  /** Workspaces that are connected, but whose secrets the installation's key does not open. */
  readonly unreadable: () => readonly UnreadableWorkspace[];
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

/** A workspace that is not served until it is connected again. */
export interface UnreadableWorkspace {
  readonly id: string;
  readonly orgId: string;
  readonly platform: Platform;
  /** The platform's name for it. */
  readonly workspace: string;
  readonly name: string;
}

interface Snapshot {
  readonly unreadable: readonly UnreadableWorkspace[];
  readonly slack: ReadonlyMap<string, SlackSecrets>;
  readonly feishu: ReadonlyMap<string, FeishuApp>;
}

/** The secret's row: a sealed value copied into another row does not open. */
export function workspaceBinding(orgId: string, workspaceId: string): string {
  return `workspace ${orgId} ${workspaceId}`;
}

/**
 * Keeps the connected workspaces' credentials at hand. They are not rights: whoever signs with them is still looked up in
 * the database at each request. A workspace whose secrets do not open is left out and written to the log, once; the others
 * are served.
 */
export async function createCredentials(
  db: Db,
  key: Buffer,
  environment: EnvironmentCredentials = {},
  log?: Pick<Log, 'error'>,
): Promise<Credentials> {
  const logged = new Set<string>();
  const load = async (): Promise<Snapshot> => {
    const loaded = await loadSnapshot(db, key);
    for (const { id, orgId, platform } of loaded.unreadable) {
      if (logged.has(id)) continue;
      logged.add(id);
      log?.error(
        { workspace: id, org: orgId, platform },
        'The secrets of a workspace do not open with this key; it is not served until it is connected again',
      );
    }
    return loaded;
  };
  let snapshot = await load();
  const refresh = async (): Promise<void> => {
    snapshot = await load();
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
    unreadable: () => snapshot.unreadable,
    stop: () => clearInterval(timer),
  };
}

/** The connected workspaces whose secrets this key does not open. */
export async function listUnreadable(db: Db, key: Buffer): Promise<readonly UnreadableWorkspace[]> {
  return (await loadSnapshot(db, key)).unreadable;
}

async function loadSnapshot(db: Db, key: Buffer): Promise<Snapshot> {
  const rows = await db.workspace.findMany({
    where: { disconnectedAt: null },
    select: { orgId: true, id: true, platform: true, externalKey: true, name: true, credentials: true },
  });
  const slack = new Map<string, SlackSecrets>();
  const feishu = new Map<string, FeishuApp>();
  const unreadable: UnreadableWorkspace[] = [];
  for (const row of rows) {
    const secrets = tryOpen(key, workspaceBinding(row.orgId, row.id), row.credentials);
    if (secrets === undefined) {
      const { id, orgId, name, externalKey } = row;
      unreadable.push({ id, orgId, platform: row.platform as Platform, workspace: externalKey, name });
    } else if (row.platform === 'slack') slack.set(row.externalKey, secrets as SlackSecrets);
    else {
      const app = secrets as FeishuApp;
      feishu.set(app.appId, app);
    }
  }
  return { slack, feishu, unreadable };
}

/** Undefined where the key is another one than sealed it, or the row was damaged or moved. */
function tryOpen(key: Buffer, bound: string, sealed: Uint8Array): unknown {
  try {
    return openSecret(key, bound, sealed);
  } catch {
    return undefined;
  }
}
