import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

/** One request as the platform would send it, signed when it is sent. */
export interface SignedRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const slackBench = {
  secret: 'bench-signing-secret-0123456789',
  team: 'TBENCH',
  user: 'UBENCH',
} as const;
export const feishuBench = {
  appId: 'cli_00000000000bench',
  tenant: 'tenant-bench',
  openId: 'ou_bench',
  encryptKey: 'bench-encrypt-key',
  token: 'bench-verification-token',
} as const;

/** `/followup <customer> called, wants a quote …` with a trigger of its own. */
export function signSlackCommand(customer: string, number: number): SignedRequest {
  const body = new URLSearchParams({
    token: 'x',
    team_id: slackBench.team,
    team_domain: 'bench',
    channel_id: 'C1',
    channel_name: 'sales',
    user_id: slackBench.user,
    user_name: 'bench',
    command: '/followup',
    text: `${customer} called, wants a quote for ${number} seats`,
    api_app_id: 'A1',
    is_enterprise_install: 'false',
    response_url: 'http://127.0.0.1:9/unused',
    trigger_id: `${randomBytes(8).toString('hex')}.${number}`,
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', slackBench.secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    path: '/slack/events',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
    body,
  };
}

/** The same follow-up as a private message on Feishu: encrypted, signed, with a message id of its own. */
export function signFeishuMessage(customer: string, number: number): SignedRequest {
  const id = randomBytes(12).toString('hex');
  const now = String(Date.now());
  const event = {
    schema: '2.0',
    header: {
      event_id: id,
      token: feishuBench.token,
      create_time: now,
      event_type: 'im.message.receive_v1',
      tenant_key: feishuBench.tenant,
      app_id: feishuBench.appId,
    },
    event: {
      sender: {
        sender_id: { open_id: feishuBench.openId, union_id: 'on_bench' },
        sender_type: 'user',
        tenant_key: feishuBench.tenant,
      },
      message: {
        message_id: `om_${id}`,
        create_time: now,
        chat_id: 'oc_bench',
        chat_type: 'p2p',
        message_type: 'text',
        content: JSON.stringify({ text: `/followup ${customer} called, wants a quote for ${number} seats` }),
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
    path: '/feishu/events',
    headers: {
      'content-type': 'application/json',
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signature,
    },
    body,
  };
}
