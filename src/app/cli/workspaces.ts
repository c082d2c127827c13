import { checkApp } from '../../../adapters/feishu/check-app.ts';
import { registerSlashCommands } from '../../../adapters/feishu/slash-commands.ts';
import { identifyTeam } from '../../../adapters/slack/identify.ts';
import type { FeishuApp } from '../../chat/credentials.ts';
import { isUuid } from '../../kernel/ids.ts';
import { connectWorkspace, disconnectWorkspace } from '../../people/connect-workspace.ts';
import { sealSecret } from '../../store/secrets.ts';
import { workspaceBinding } from '../credentials.ts';
import { listNativeCommands } from '../native-commands.ts';
import { actions, commands } from '../registry.ts';
import { buildTables } from '../tables.ts';
import {
  type CliCommand,
  type CliContext,
  done,
  findOrganization,
  type Outcome,
  refused,
} from './command.ts';

interface Found {
  readonly externalKey: string;
  readonly name: string;
  readonly secrets: object;
}

export const connectSlackCommand: CliCommand = {
  name: 'workspace connect slack',
  usage: '[--org ID]   with SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN in the environment',
  summary: 'Connect the Slack workspace of the bot token.',
  options: { org: 'optional' },
  run: async (context, given) => {
    const org = await findOrganization(context, given);
    if ('code' in org) return org;
    const found = await askSlack(context);
    return 'code' in found ? found : connect(context, org, 'slack', found);
  },
};

export const connectFeishuCommand: CliCommand = {
  name: 'workspace connect feishu',
  usage: '--tenant-key KEY [--name "Acme"] [--org ID]   with the FEISHU_… variables in the environment',
  summary: 'Connect a Feishu or Lark tenant with its app.',
  options: { 'tenant-key': 'required', name: 'optional', org: 'optional' },
  run: async (context, given) => {
    const org = await findOrganization(context, given);
    if ('code' in org) return org;
    const { feishu } = context.config;
    if (feishu === undefined)
      return refused(
        'Set FEISHU_APP_ID, FEISHU_APP_SECRET, FEISHU_ENCRYPT_KEY and FEISHU_VERIFICATION_TOKEN first.',
      );
    const checked = await checkApp(context.config.feishuDomain, feishu);
    if (checked.kind === 'unreachable') {
      return refused(`Feishu cannot be reached at ${context.config.feishuDomain}: ${checked.error}`, checked);
    }
    if (checked.kind === 'refused') {
      return refused(
        `Feishu refuses the app: ${checked.error}. Check FEISHU_APP_ID and FEISHU_APP_SECRET.`,
        checked,
      );
    }
    const externalKey = `${feishu.appId}/${given.options['tenant-key']}`;
    const connected = await connect(context, org, 'feishu', {
      externalKey,
      name: given.options.name ?? 'Feishu',
      secrets: feishu,
    });
    return connected.code === 0
      ? { ...connected, text: `${connected.text}\n${await register(context, feishu)}` }
      : connected;
  },
};

export const listWorkspacesCommand: CliCommand = {
  name: 'workspace list',
  usage: '',
  summary: 'List the connected workspaces.',
  options: {},
  run: async ({ store }) => {
    const rows = await store.db.workspace.findMany({
      where: { disconnectedAt: null },
      select: { id: true, platform: true, name: true, externalKey: true, org: { select: { name: true } } },
    });
    const text = rows.map((row) => `${row.id}  ${row.platform}  ${row.name}  (${row.org.name})`).join('\n');
    return done(text || 'No workspace is connected.', rows);
  },
};

export const disconnectWorkspaceCommand: CliCommand = {
  name: 'workspace disconnect',
  usage: 'ID',
  summary: 'Disconnect a workspace; its credentials are erased.',
  options: {},
  run: async ({ store }, { words }) => {
    const id = words[0] ?? '';
    const row = isUuid(id)
      ? await store.db.workspace.findFirst({ where: { id }, select: { orgId: true } })
      : null;
    if (row === null) return refused(`No workspace ${id}. See: dealbell workspace list`);
    const result = await disconnectWorkspace(
      { ...store, orgId: row.orgId, memberId: null, origin: 'cli' },
      id,
    );
    return result.kind === 'ok'
      ? done(`Disconnected ${id}.`, { id })
      : refused(`The workspace ${id} is not connected.`);
  },
};

/** Without its own list of commands Feishu works all the same, so this is told and no more. */
async function register({ config, store }: CliContext, app: FeishuApp): Promise<string> {
  const wanted = listNativeCommands(buildTables(commands, actions).commands);
  try {
    const { clock } = store;
    const synced = await registerSlashCommands({ domain: config.feishuDomain, app, clock }, wanted);
    return `Slash commands: ${synced.created} registered, ${synced.changed} changed, ${wanted.length} in all; they show in about five minutes.`;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `Slash commands could not be registered (${why}); grant application:app_slash_command:write to have them.`;
  }
}

async function askSlack({ config }: CliContext): Promise<Found | Outcome> {
  const { slack } = config;
  if (slack?.botToken === undefined) return refused('Set SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN first.');
  const team = await identifyTeam(config.slackApiUrl, slack.botToken);
  if (team.kind !== 'team') {
    const why =
      team.kind === 'unreachable'
        ? `Slack cannot be reached at ${config.slackApiUrl}: ${team.error}`
        : `Slack refuses the token: ${team.error}. Check SLACK_BOT_TOKEN.`;
    return refused(why, { error: team.error });
  }
  const secrets = { botToken: slack.botToken, signingSecret: slack.signingSecret };
  return { externalKey: team.id, name: team.name, secrets };
}

async function connect(
  context: CliContext,
  org: { readonly id: string; readonly name: string },
  platform: 'slack' | 'feishu',
  found: Found,
): Promise<Outcome> {
  const acting = { ...context.store, orgId: org.id, memberId: null, origin: 'cli' };
  const made = await connectWorkspace(acting, {
    platform,
    externalKey: found.externalKey,
    name: found.name,
    seal: (workspaceId) =>
      sealSecret(context.secretKey, workspaceBinding(org.id, workspaceId), found.secrets),
  });
  if (made.kind === 'refusal') return refused(`${found.name} is connected to another organization already.`);
  return done(`Connected ${found.name} to ${org.name}.`, made.value);
}
