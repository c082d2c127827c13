import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { feishuBench, type SignedRequest, slackBench } from '../requests.ts';

/** Who writes, by what each platform calls them, and where. */
export interface Speaker {
  readonly slackTeam: string;
  readonly slackUser: string;
  readonly feishuTenant: string;
  readonly feishuUser: string;
}

/** A request as the platform sends it, and by which mark its answer is known again where that comes as a call of ours. */
export interface Question {
  readonly request: SignedRequest;
  /** Absent: the response is the answer. */
  readonly answeredAt?: string;
}

const SLACK_PATH = '/slack/events';

function signSlack(body: string, contentType: string): SignedRequest {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', slackBench.secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    path: SLACK_PATH,
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
    body,
  };
}

const FORM = 'application/x-www-form-urlencoded';

function payload(body: object): SignedRequest {
  return signSlack(new URLSearchParams({ payload: JSON.stringify(body) }).toString(), FORM);
}

/** `/crm <line>`, answered in the response. */
export function askSlackCommand({ slackTeam, slackUser }: Speaker, line: string, sink: string): Question {
  const id = randomBytes(8).toString('hex');
  const body = new URLSearchParams({
    team_id: slackTeam,
    channel_id: 'D1',
    channel_name: 'directmessage',
    user_id: slackUser,
    command: '/crm',
    text: line,
    api_app_id: 'A1',
    response_url: `${sink}/respond/${id}`,
    trigger_id: id,
  }).toString();
  return { request: signSlack(body, FORM) };
}

/** A button as it stands in one of our Slack messages. */
export interface SlackButton {
  readonly action_id: string;
  readonly value: string;
}

/** A pressed button, answered at its response address. */
export function askSlackPress(
  { slackTeam, slackUser }: Speaker,
  button: SlackButton,
  sink: string,
): Question {
  const id = randomBytes(8).toString('hex');
  const request = payload({
    type: 'block_actions',
    team: { id: slackTeam },
    user: { id: slackUser, team_id: slackTeam },
    channel: { id: 'D1' },
    container: { type: 'message', message_ts: '1700000000.000100', channel_id: 'D1' },
    trigger_id: id,
    response_url: `${sink}/respond/${id}`,
    actions: [{ type: 'button', block_id: 'b', ...button }],
  });
  return { request, answeredAt: id };
}

/** The options of a menu while somebody types; answered in the response. */
export function askSlackOptions({ slackTeam, slackUser }: Speaker, from: string, typed: string): Question {
  const request = payload({
    type: 'block_suggestion',
    team: { id: slackTeam },
    user: { id: slackUser, team_id: slackTeam },
    action_id: `pick ${from}`,
    block_id: 'b',
    value: typed,
  });
  return { request };
}

/** Somebody opens the home tab; answered by publishing it. */
export function askSlackHome({ slackTeam, slackUser }: Speaker): Question {
  const body = {
    type: 'event_callback',
    team_id: slackTeam,
    api_app_id: 'A1',
    event_id: `Ev${randomBytes(8).toString('hex')}`,
    event: {
      type: 'app_home_opened',
      user: slackUser,
      channel: 'D1',
      tab: 'home',
      event_ts: '1700000000.000100',
    },
  };
  return { request: signSlack(JSON.stringify(body), 'application/json'), answeredAt: `home ${slackUser}` };
}

/** A private message on Feishu: encrypted and signed; answered by a message. */
export function askFeishu({ feishuTenant, feishuUser }: Speaker, line: string): Question {
  const id = randomBytes(12).toString('hex');
  const now = String(Date.now());
  const event = {
    schema: '2.0',
    header: {
      event_id: id,
      token: feishuBench.token,
      create_time: now,
      event_type: 'im.message.receive_v1',
      tenant_key: feishuTenant,
      app_id: feishuBench.appId,
    },
    event: {
      sender: {
        sender_id: { open_id: feishuUser, union_id: `on_${feishuUser}` },
        sender_type: 'user',
        tenant_key: feishuTenant,
      },
      message: {
        message_id: `om_${id}`,
        create_time: now,
        chat_id: `oc_${id}`,
        chat_type: 'p2p',
        message_type: 'text',
        content: JSON.stringify({ text: line }),
      },
    },
  };
  const key = createHash('sha256').update(feishuBench.encryptKey).digest();
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const encrypted = Buffer.concat([iv, cipher.update(JSON.stringify(event)), cipher.final()]).toString(
    'base64',
  );
  const body = JSON.stringify({ encrypt: encrypted });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = randomBytes(6).toString('hex');
  const signature = createHash('sha256')
    .update(timestamp + nonce + feishuBench.encryptKey + body)
    .digest('hex');
  return {
    request: {
      path: '/feishu/events',
      headers: {
        'content-type': 'application/json',
        'x-lark-request-timestamp': timestamp,
        'x-lark-request-nonce': nonce,
        'x-lark-signature': signature,
      },
      body,
    },
    answeredAt: id,
  };
}
