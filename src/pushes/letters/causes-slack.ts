import type { Bilingual } from '../../chat/language.ts';
import type { Cause } from './cause.ts';

const invite: Bilingual = {
  en: 'Type /invite @dealbell in the channel, then send again. If the channel is gone, drop these and subscribe another.',
  zh: '请在频道里输入 /invite @dealbell 邀请机器人，再重发；频道已不在的话，请放弃这些消息，换一个频道订阅。',
};
const install: Bilingual = {
  en: 'Install the app into the workspace again (dealbell workspace connect slack), then send again.',
  zh: '请在工作区重新安装应用（dealbell workspace connect slack），再重发。',
};
const relink: Bilingual = {
  en: 'If they write to the bot from the account they use now, send again; else drop it.',
  zh: '如果对方换了账号，请他用现在的账号给机器人发条消息后再重发；否则请放弃。',
};
const report: Bilingual = {
  en: 'Drop it, and report it with this word: the message itself has to change, and sending again does not change it.',
  zh: '请放弃并带上这个代码反馈给我们：要改的是消息本身，重发没有用。',
};
const wait: Bilingual = {
  en: 'Look at slack-status.com, then send again.',
  zh: '请查看 slack-status.com，恢复后再重发。',
};

const place = (why: Bilingual, todo = invite): Cause => ({ scope: 'place', why, todo });
const workspace = (why: Bilingual, todo = install): Cause => ({ scope: 'workspace', why, todo });
const message = (why: Bilingual, todo = report): Cause => ({ scope: 'all', why, todo });

/** Slack's words, as `chat.postMessage`, `chat.update` and `conversations.open` give them. */
export const slackCauses = {
  channel_not_found: place({
    en: 'Slack does not find the channel: it was deleted, or it is private and I am not in it.',
    zh: 'Slack 找不到这个频道：可能已删除，或是我不在其中的私有频道。',
  }),
  not_in_channel: place({ en: 'I am not in the channel.', zh: '我不在这个频道里。' }),
  is_archived: place(
    { en: 'The channel is archived.', zh: '频道已归档。' },
    {
      en: 'Take the channel out of the archive and send again, or drop these and subscribe another channel.',
      zh: '请取消归档后重发，或放弃这些消息、换一个频道订阅。',
    },
  ),
  user_not_found: place({ en: 'Slack does not know this person.', zh: 'Slack 里没有这个人。' }, relink),
  user_disabled: place(
    { en: 'The person’s Slack account is switched off.', zh: '对方的 Slack 账号已停用。' },
    relink,
  ),
  cannot_dm_bot: place({ en: 'The account is a bot’s.', zh: '这是一个机器人账号。' }, relink),
  messages_tab_disabled: place(
    {
      en: 'The app’s Messages tab is switched off, so nobody can be written to in private.',
      zh: '应用的 Messages 标签页没有打开，无法发私聊。',
    },
    {
      en: 'Switch it on under App Home in the app’s settings, then send again.',
      zh: '请在应用设置的 App Home 里打开，再重发。',
    },
  ),
  restricted_action: place(
    { en: 'The workspace’s rules forbid posting there.', zh: '工作区的规则不允许在这里发消息。' },
    {
      en: 'A workspace owner can allow the app to post there; then send again.',
      zh: '请工作区所有者允许本应用发消息，再重发。',
    },
  ),
  restricted_action_read_only_channel: place(
    { en: 'Only some may post in this channel.', zh: '这个频道只允许部分成员发言。' },
    {
      en: 'Allow the app to post in the channel’s settings, then send again.',
      zh: '请在频道设置里允许本应用发言，再重发。',
    },
  ),
  account_inactive: workspace({
    en: 'The app was removed from the workspace.',
    zh: '应用已从工作区卸载。',
  }),
  invalid_auth: workspace({ en: 'Slack does not take the token.', zh: 'Slack 不接受这个令牌。' }),
  not_authed: workspace({ en: 'There was no token.', zh: '没有提供令牌。' }),
  token_revoked: workspace({ en: 'The token was revoked.', zh: '令牌已被撤销。' }),
  token_expired: workspace({ en: 'The token is over.', zh: '令牌已过期。' }),
  team_access_not_granted: workspace(
    { en: 'The app may not be used in this workspace of the grid.', zh: '该应用未获准在这个工作区使用。' },
    {
      en: 'An owner of the organization can grant it; then send again.',
      zh: '请企业版所有者授权，再重发。',
    },
  ),
  no_permission: workspace({ en: 'The app lacks a right.', zh: '应用缺少权限。' }),
  missing_scope: workspace(
    { en: 'The app lacks a scope.', zh: '应用缺少所需的权限范围（scope）。' },
    {
      en: 'Compare the app with dealbell manifest slack, install it again, then send again.',
      zh: '请对照 dealbell manifest slack 补齐权限并重新安装，再重发。',
    },
  ),
  org_login_required: workspace(
    { en: 'The workspace is being moved to another organization.', zh: '工作区正在迁移到另一个企业版组织。' },
    { en: 'Wait until the move is over, then send again.', zh: '请等迁移完成后再重发。' },
  ),
  ekm_access_denied: workspace(
    { en: 'The company’s own key management stops posting.', zh: '企业密钥管理（EKM）暂停了发消息。' },
    { en: 'Ask the Slack administrators, then send again.', zh: '请联系 Slack 管理员，再重发。' },
  ),
  internal_error: message({ en: 'Slack failed inside.', zh: 'Slack 内部出错。' }, wait),
  fatal_error: message({ en: 'Slack failed inside.', zh: 'Slack 内部出错。' }, wait),
  service_unavailable: message({ en: 'Slack was not available.', zh: 'Slack 服务不可用。' }, wait),
  request_timeout: message(
    { en: 'Slack did not read the request to its end.', zh: 'Slack 没能完整收到请求。' },
    wait,
  ),
  team_added_to_org: message(
    { en: 'The workspace is being moved to another organization.', zh: '工作区正在迁移到另一个企业版组织。' },
    { en: 'Wait until the move is over, then send again.', zh: '请等迁移完成后再重发。' },
  ),
  msg_too_long: message({ en: 'Slack found the message too long.', zh: 'Slack 认为消息太长。' }),
  msg_blocks_too_long: message({ en: 'Slack found the card too long.', zh: 'Slack 认为卡片太长。' }),
  no_text: message({ en: 'Slack found the message empty.', zh: 'Slack 认为消息为空。' }),
  invalid_blocks: message({ en: 'Slack did not take the card.', zh: 'Slack 不接受这张卡片。' }),
  invalid_blocks_format: message({ en: 'Slack could not read the card.', zh: 'Slack 无法解析这张卡片。' }),
  invalid_metadata_format: message({
    en: 'Slack did not take the message’s metadata.',
    zh: 'Slack 不接受消息的附加数据。',
  }),
  metadata_too_large: message({
    en: 'Slack found the message’s metadata too large.',
    zh: '消息的附加数据太大。',
  }),
  invalid_arguments: message({ en: 'Slack did not understand the call.', zh: 'Slack 不接受请求参数。' }),
  message_not_found: message(
    { en: 'The message that was to be changed is gone.', zh: '要更新的消息已经不在了。' },
    { en: 'Drop it: nobody misses it.', zh: '直接放弃即可。' },
  ),
  cant_update_message: message(
    { en: 'The message that was to be changed is not ours.', zh: '要更新的消息不是我发的。' },
    { en: 'Drop it: nobody misses it.', zh: '直接放弃即可。' },
  ),
  edit_window_closed: message(
    { en: 'The message is too old to be changed.', zh: '消息时间太久，已不能修改。' },
    { en: 'Drop it: nobody misses it.', zh: '直接放弃即可。' },
  ),
} satisfies Readonly<Record<string, Cause>>;
