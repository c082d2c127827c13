import { listBotMenu } from '../bot-menu.ts';
import { demoPeople } from './people.ts';

/** The simulated Slack team of the demo. Its secrets protect nothing: it listens on loopback and knows only demo people. */
export const demoSlack = {
  team: { id: 'TGALAXY', name: 'Galaxy Trading', domain: 'galaxy-trading' },
  appId: 'ADEALBELL',
  botUserId: 'UDEALBELL',
  botToken: 'xoxb-demo-token-of-the-simulator',
  signingSecret: 'demo-signing-secret-of-the-simulator',
  channel: { id: 'CSALES', name: 'sales' },
} as const;

/** The simulated Feishu tenant of the demo. */
export const demoFeishu = {
  appId: 'cli_a1b2c3d4e5f60718',
  appSecret: 'demo-app-secret-of-the-simulator',
  encryptKey: 'demo-encrypt-key-of-the-simulator',
  verificationToken: 'demo-verification-token-of-the-simulator',
  tenantKey: 'tenant-galaxy',
  botOpenId: 'ou_dealbell',
  chat: { chatId: 'oc_sales', name: '销售群' },
} as const;

/** What the simulated Slack is made of. */
export function slackOptions(now: () => number) {
  return {
    now,
    signingSecret: demoSlack.signingSecret,
    team: demoSlack.team,
    appId: demoSlack.appId,
    botUserId: demoSlack.botUserId,
    botName: 'Dealbell',
    botToken: demoSlack.botToken,
    slashCommands: ['/crm', '/followup'],
    unfurlDomains: ['127.0.0.1', 'localhost'],
    shortcuts: [
      { type: 'message' as const, callbackId: 'log_followup', name: 'Log as follow-up' },
      { type: 'message' as const, callbackId: 'why_message', name: 'Why this message?' },
    ],
    users: demoPeople.map((person) => ({
      id: person.slackUser,
      name: person.key,
      realName: person.name,
      email: person.email,
      emailConfirmed: true,
      locale: person.lang === 'zh' ? 'zh-CN' : 'en-US',
      tz: 'Asia/Shanghai',
    })),
    channels: [
      {
        ...demoSlack.channel,
        members: [demoSlack.botUserId, ...demoPeople.map((person) => person.slackUser)],
      },
    ],
  };
}

/** What the simulated Feishu is made of. */
export function feishuOptions(now: () => number) {
  return {
    now,
    appId: demoFeishu.appId,
    appSecret: demoFeishu.appSecret,
    encryptKey: demoFeishu.encryptKey,
    verificationToken: demoFeishu.verificationToken,
    tenantKey: demoFeishu.tenantKey,
    botOpenId: demoFeishu.botOpenId,
    botName: 'Dealbell',
    linkRules: ['http://127.0.0.1:', 'http://localhost:'],
    botMenu: listBotMenu().map(({ name, eventKey }) => ({ name: name.zh, key: eventKey })),
    users: demoPeople.map((person) => ({
      openId: person.feishuUser,
      unionId: `on_${person.key}`,
      userId: person.key,
      name: person.name,
      email: person.email,
      enterpriseEmail: person.email,
      timeZone: 'Asia/Shanghai',
    })),
    chats: [
      {
        ...demoFeishu.chat,
        members: [demoFeishu.botOpenId, ...demoPeople.map((person) => person.feishuUser)],
      },
    ],
  };
}
