import type { Bilingual } from '../../chat/language.ts';
import type { Cause } from './cause.ts';

const add: Bilingual = {
  en: 'Add the bot to the group again and send again; if the group is gone, drop these and subscribe another one.',
  zh: '请把机器人重新拉进群再重发；如果群已解散，请放弃这些消息，换一个群订阅。',
};
const person: Bilingual = {
  en: 'Once the person can be reached again, send again; else drop it.',
  zh: '等可以联系到对方后再重发，否则请放弃。',
};
const appConsole: Bilingual = {
  en: 'Look at the app in Feishu’s developer console, publish the change, then send again.',
  zh: '请在飞书开放平台检查应用，发布新版本后再重发。',
};
const connect: Bilingual = {
  en: 'Connect the tenant again (dealbell workspace connect feishu), then send again.',
  zh: '请重新接入该租户（dealbell workspace connect feishu），再重发。',
};
const report: Bilingual = {
  en: 'Drop it, and report it with this code: the message itself has to change, and sending again does not change it.',
  zh: '请放弃并带上这个代码反馈给我们：要改的是消息本身，重发没有用。',
};

const place = (en: string, zh: string, todo = add): Cause => ({ scope: 'place', why: { en, zh }, todo });
const workspace = (en: string, zh: string, todo = appConsole): Cause => ({
  scope: 'workspace',
  why: { en, zh },
  todo,
});
const message = (en: string, zh: string, todo = report): Cause => ({ scope: 'all', why: { en, zh }, todo });

const token = workspace('Feishu does not take the access token.', '飞书不接受访问凭证。', connect);

/** Feishu's codes, as its message and token interfaces give them. */
export const feishuCauses = {
  '230002': place('I am not in the group.', '我不在这个群里。'),
  '230013': place('The person is outside of those who may use the app.', '对方不在应用的可用范围内。', {
    en: 'Widen the app’s availability in the admin console to the person, then send again.',
    zh: '请在管理后台把对方加入应用可用范围，再重发。',
  }),
  '230018': place('The group lets only some post.', '群设置不允许我发言。', {
    en: 'Allow the bot to post in the group’s settings, then send again.',
    zh: '请在群设置里允许机器人发言，再重发。',
  }),
  '230029': place('The person’s account has left the tenant.', '对方的账号已离职。', person),
  '230034': place('Feishu does not know the chat or the person.', '飞书找不到这个会话或用户。'),
  '230035': place('I may not post there.', '我没有在这里发消息的权限。'),
  '230038': place('The group is of another tenant.', '这是外部租户的群。', {
    en: 'Bots cannot post there. Drop these and subscribe a group of your own.',
    zh: '机器人无法在外部群发消息。请放弃这些消息，换一个内部群订阅。',
  }),
  '230053': place('The person has switched the bot’s messages off.', '对方已停止接收机器人消息。', {
    en: 'They can switch them on again in the chat with the bot; then send again.',
    zh: '请对方在与机器人的会话里重新开启，再重发。',
  }),
  '230006': workspace('The app has no bot.', '应用没有启用机器人能力。'),
  '230027': workspace('The app lacks a right.', '应用缺少权限。'),
  '10003': workspace('Feishu does not know the app’s id.', '飞书不认识这个 App ID。', connect),
  '10014': workspace('The app’s secret is wrong.', 'App Secret 不正确。', connect),
  '99991662': workspace('The app is switched off.', '应用已停用。'),
  '99991672': workspace('The app lacks a scope.', '应用缺少所需的权限。'),
  '99991673': workspace('The app is not available in the tenant.', '应用在该企业不可用。'),
  '99991679': workspace('The app lacks a scope.', '应用缺少所需的权限。'),
  '99991661': token,
  '99991663': token,
  '99991664': token,
  '99991668': token,
  '99991677': token,
  '230001': message('Feishu found a parameter wrong.', '飞书认为参数有误。'),
  '230022': message('Feishu found words in it that it does not let through.', '消息含飞书不允许的内容。', {
    en: 'Look at the text it was made of (names, notes), change that, and send again.',
    zh: '请检查消息来源的文字（名称、备注），修改后再重发。',
  }),
  '230025': message('Feishu found the message too long.', '飞书认为消息太长。'),
  '230028': message(
    'The company’s data protection stopped the message.',
    '消息被企业的数据防泄漏策略拦截。',
    {
      en: 'Ask the Feishu administrators, then send again or drop it.',
      zh: '请联系飞书管理员，再决定重发或放弃。',
    },
  ),
  '230049': message('Feishu was still at the same message.', '飞书正在处理同一条消息。', {
    en: 'Look into the chat; if it is not there, send again.',
    zh: '请到会话里看一眼，没有再重发。',
  }),
  '230099': message('Feishu could not make the card.', '飞书无法生成这张卡片。'),
} satisfies Readonly<Record<string, Cause>>;
