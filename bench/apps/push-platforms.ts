import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { createFaults } from '../../simulator/common/faults.ts';
import {
  createRateLimits as feishuLimits,
  PLATFORM_RATES as feishuRates,
} from '../../simulator/feishu/rate-limits.ts';
import { createPlatformServer as createFeishu } from '../../simulator/feishu/server.ts';
import { createWorld as createFeishuWorld } from '../../simulator/feishu/world-of.ts';
import {
  createRateLimits as slackLimits,
  PLATFORM_RATES as slackRates,
} from '../../simulator/slack/rate-limits.ts';
import { createPlatformServer as createSlack } from '../../simulator/slack/server.ts';
import { createWorld as createSlackWorld } from '../../simulator/slack/world-of.ts';
import { FEISHU_SECRETS, planOrgs } from '../pushes/company.ts';
import { reportBench } from './serve.ts';

/**
 * A simulated Slack workspace or Feishu tenant for each organization, all behind one address, as the real platforms are: with the
 * platforms' own limits, each for itself. `GET /told` lists when each message was shown.
 */
const now = Date.now;
const [organizations, conversations] = (process.env.BENCH_SIZE ?? '10x20').split('x').map(Number);
const orgs = planOrgs(organizations ?? 0, conversations ?? 0, 0);
const slackByToken = new Map<string, Server>();
const feishuByApp = new Map<string, Server>();
const feishuByToken = new Map<string, Server>();
const shown: { readonly id: string; readonly at: number }[] = [];
/** What was sent although it was one too many, by the platforms' count. */
let limited = 0;

for (const org of orgs) {
  const { place } = org;
  const members = ['UANN', 'UBOT'];
  if (org.platform === 'slack') {
    const world = createSlackWorld({
      now,
      signingSecret: `signing-secret-${place.team}`,
      team: { id: place.team, name: place.team, domain: place.team.toLowerCase() },
      appId: 'A1',
      botUserId: 'UBOT',
      botToken: place.token,
      users: [{ id: 'UANN', name: 'ann', realName: 'Ann Li' }],
      channels: org.conversations.map((id) => ({ id, name: id.toLowerCase(), members })),
      slashCommands: ['/crm'],
    });
    const limits = slackLimits(now, { ...slackRates, postPerWorkspacePerSecond: 20 });
    slackByToken.set(place.token, createSlack({ world, limits, faults: createFaults(), calls: [] }));
    world.changes.listen((change) => {
      if (change.kind !== 'message') return;
      const { metadata } = world.posted.at(-1) ?? {};
      note((metadata?.event_payload as { id?: unknown } | undefined)?.id);
    });
  } else {
    const world = createFeishuWorld({
      now,
      appId: place.appId,
      ...FEISHU_SECRETS,
      tenantKey: place.tenant,
      botOpenId: 'ou_bot',
      users: [{ openId: 'ou_ann', unionId: 'on_ann', userId: 'u1', name: '安娜' }],
      chats: org.conversations.map((chatId) => ({ chatId, name: chatId, members: ['ou_ann', 'ou_bot'] })),
    });
    const limits = feishuLimits(now, feishuRates);
    feishuByApp.set(place.appId, createFeishu({ world, limits, faults: createFaults(), calls: [] }));
    let known = 0;
    world.changes.listen(() => {
      for (; known < world.posted.length; known += 1) note(world.posted[known]?.uuid);
    });
  }
}

const server = createServer((request, response) => void route(request, response));
server.keepAliveTimeout = 75_000;
server.listen(0, '127.0.0.1', () => reportBench(server, async () => {}));

async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === '/told') return void response.end(JSON.stringify({ shown, limited }));
  response.once('finish', () => {
    if (response.statusCode === 429) limited += 1;
  });
  const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
  const known = slackByToken.get(token) ?? feishuByToken.get(token);
  if (known !== undefined) return void known.emit('request', request, response);
  await giveToken(request, response);
}

/** An app asks for its token: the only call that tells whose it is by its body alone. */
async function giveToken(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts);
  const { app_id: appId } = JSON.parse(body.toString('utf8') || '{}') as { app_id?: string };
  const app = feishuByApp.get(appId ?? '');
  if (app === undefined) return void response.writeHead(404).end();
  const end = response.end.bind(response);
  response.end = ((said: string) => {
    const { tenant_access_token: token } = JSON.parse(said) as { tenant_access_token?: string };
    if (token !== undefined) feishuByToken.set(token, app);
    return end(said);
  }) as typeof response.end;
  const again = Object.assign(Readable.from([body]), {
    url: request.url,
    method: request.method,
    headers: request.headers,
  });
  app.emit('request', again, response);
}

function note(id: unknown): void {
  if (typeof id === 'string') shown.push({ id, at: now() });
}
