import type { Cause } from './cause.ts';

/** What the product itself found, and what networks say. */
export const ownCauses = {
  'no-account': {
    scope: 'all',
    why: { en: 'The person has no linked chat account.', zh: '对方还没有关联聊天账号。' },
    todo: {
      en: 'Have them write to the bot once, so that their account is linked; then send again.',
      zh: '请对方先给机器人发一条消息完成账号关联，再重发。',
    },
  },
  inactive: {
    scope: 'all',
    why: { en: 'The person has left.', zh: '对方已离职。' },
    todo: {
      en: 'Drop it; what they still had open goes to their successor.',
      zh: '直接放弃即可，未办事项会由接手人处理。',
    },
  },
  'no-conversation': {
    scope: 'all',
    why: {
      en: 'Its subscription has no conversation any more.',
      zh: '这项订阅已经没有可发送的会话。',
    },
    todo: {
      en: 'Subscribe again where it shall go, then drop this one.',
      zh: '请在要接收的会话里重新订阅，然后放弃这条。',
    },
  },
  'workspace-disconnected': {
    scope: 'workspace',
    why: { en: 'Its workspace is not connected any more.', zh: '所在工作区已断开连接。' },
    todo: {
      en: 'Connect the workspace again (dealbell workspace connect), then send again.',
      zh: '请重新接入该工作区（dealbell workspace connect），再重发。',
    },
  },
  'not-connected': {
    scope: 'workspace',
    why: { en: 'I have no credentials for its workspace.', zh: '没有这个工作区的凭证。' },
    todo: {
      en: 'Connect the workspace again (dealbell workspace connect), then send again.',
      zh: '请重新接入该工作区（dealbell workspace connect），再重发。',
    },
  },
  'credentials-unreadable': {
    scope: 'workspace',
    why: {
      en: 'The installation’s key does not open the workspace’s credentials.',
      zh: '本服务的密钥无法解开该工作区的凭证。',
    },
    todo: {
      en: 'Put the key back with which it was connected, or connect it again (dealbell workspace connect); then send again.',
      zh: '请换回接入时使用的密钥，或重新接入该工作区（dealbell workspace connect），再重发。',
    },
  },
  'platform-not-connected': {
    scope: 'workspace',
    why: { en: 'Its platform is not set up on this server.', zh: '这台服务器没有接入对应的平台。' },
    todo: {
      en: 'Set the platform’s variables and start again, then send again.',
      zh: '请配置该平台的环境变量并重启，再重发。',
    },
  },
  'render-failed': {
    scope: 'all',
    why: {
      en: 'The message could not be put together: a fault of ours.',
      zh: '消息生成失败，是我们的问题。',
    },
    todo: {
      en: 'The server’s log has the fault. After an update, send again.',
      zh: '服务器日志里有故障记录，升级修复后再重发。',
    },
  },
  'sender-threw': {
    scope: 'all',
    why: { en: 'A fault of ours happened while sending.', zh: '发送过程中程序出错，是我们的问题。' },
    todo: {
      en: 'The server’s log has the fault. After an update, send again.',
      zh: '服务器日志里有故障记录，升级修复后再重发。',
    },
  },
  'too-late': {
    scope: 'all',
    why: {
      en: 'The server was too busy to begin the call in time, at every attempt.',
      zh: '服务器过于繁忙，每次都没能及时开始发送。',
    },
    todo: {
      en: 'Give it more processor time or another worker, then send again.',
      zh: '请增加服务器资源或工作进程，再重发。',
    },
  },
  'too-many-attempts': {
    scope: 'all',
    why: { en: 'All twelve attempts came to no end.', zh: '十二次尝试都没有结果。' },
    todo: {
      en: 'The history tells what each attempt met. Mend that, then send again.',
      zh: '请看下面的记录了解每次遇到的问题，解决后再重发。',
    },
  },
  limited: {
    scope: 'all',
    why: { en: 'The platform said “too many messages” every time.', zh: '平台一直提示发送过于频繁。' },
    todo: {
      en: 'Have less sent to this place (settings of the subscriptions), wait an hour, send again.',
      zh: '请减少发往这里的推送，过一小时再重发。',
    },
  },
  token: {
    scope: 'workspace',
    why: {
      en: 'Feishu gave no access token, so nothing could be sent.',
      zh: '没能从飞书取得访问凭证，消息无法发送。',
    },
    todo: {
      en: 'Check the app’s id and secret (dealbell doctor), then send again.',
      zh: '请检查应用的 App ID 和 App Secret（dealbell doctor），再重发。',
    },
  },
  unread: {
    scope: 'place',
    why: {
      en: 'It may have been posted, and the conversation’s history could not be read.',
      zh: '消息可能已经发出，但无法读取会话记录来确认。',
    },
    todo: {
      en: 'Look into the conversation: if it is there, say so; if not, send again.',
      zh: '请到会话里看一眼：已有就点“已在会话里”，没有就重发。',
    },
  },
  unsettled: {
    scope: 'place',
    why: {
      en: 'It may have been posted more than an hour ago; Feishu cannot tell any more.',
      zh: '一个多小时前可能已经发出，飞书现在已无法确认。',
    },
    todo: {
      en: 'Look into the chat: if it is there, say so; if not, send again.',
      zh: '请到会话里看一眼：已有就点“已在会话里”，没有就重发。',
    },
  },
  network: {
    scope: 'all',
    why: {
      en: 'The connection to the platform broke at every attempt.',
      zh: '与平台的连接一直中断。',
    },
    todo: {
      en: 'Check the server’s network, proxy and DNS (dealbell doctor), then send again.',
      zh: '请检查服务器的网络、代理和 DNS（dealbell doctor），再重发。',
    },
  },
  ...unreachable(
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'UND_ERR_CONNECT_TIMEOUT',
    'ENETUNREACH',
    'EHOSTUNREACH',
    'ECONNRESET',
    'ETIMEDOUT',
    'EPIPE',
    'UND_ERR_SOCKET',
    'UND_ERR_HEADERS_TIMEOUT',
    'UND_ERR_BODY_TIMEOUT',
    'UND_ERR_ABORTED',
    'slack_webapi_request_error',
  ),
} satisfies Readonly<Record<string, Cause>>;

function unreachable(...codes: readonly string[]): Readonly<Record<string, Cause>> {
  const cause = (code: string): Cause => ({
    scope: 'all',
    why: {
      en: `The platform could not be reached (${code}).`,
      zh: `连不上平台（${code}）。`,
    },
    todo: {
      en: 'Check the server’s network, proxy and DNS (dealbell doctor), then send again.',
      zh: '请检查服务器的网络、代理和 DNS（dealbell doctor），再重发。',
    },
  });
  return Object.fromEntries(codes.map((code) => [code, cause(code)]));
}
