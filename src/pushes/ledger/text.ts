import type { Bilingual } from '../../chat/language.ts';

/** What people read when a place can no longer be reached. */
export const ledgerText = {
  pausedTitle: { en: 'A push is paused', zh: '有一项推送已暂停' },
  what: { en: 'Push', zh: '推送' },
  workspace: { en: 'Workspace', zh: '工作区' },
  place: { en: 'Conversation', zh: '会话' },
  personal: { en: 'private chat', zh: '私聊' },
  answer: { en: 'The platform says', zh: '平台返回' },
  conversationGone: {
    en: 'I can no longer post there: the conversation is gone or archived, or I was removed from it. Invite me again, or subscribe another conversation, and then resume.',
    zh: '我已无法在这个会话里发消息：会话可能已解散或归档，也可能我被移出了。请重新邀请我进群，或换一个会话订阅，然后恢复推送。',
  },
  workspaceGone: {
    en: 'The workspace no longer accepts me: the app was removed or its access was revoked. An admin has to connect it again; then the push can be resumed.',
    zh: '这个工作区已不再接受我的请求：应用可能被卸载，或授权已被撤销。请管理员重新接入工作区，然后恢复推送。',
  },
  resume: { en: 'Resume', zh: '恢复' },
} satisfies Record<string, Bilingual>;

/** Why the ledger paused a subscription, as its row keeps it. */
export const pauseReasons = ['conversation-gone', 'workspace-gone'] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** The reason in a few words, for a list of subscriptions. */
export const pauseReasonNames: Readonly<Record<PauseReason, Bilingual>> = {
  'conversation-gone': { en: 'the conversation cannot be reached', zh: '会话无法送达' },
  'workspace-gone': { en: 'the workspace is not connected any more', zh: '工作区已断开' },
};
