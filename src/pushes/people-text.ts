import type { Bilingual } from '../chat/language.ts';

type Sentence = (word: string) => Bilingual;

/** What admins and members read about accounts and calendars. */
export const peopleText = {
  newcomerTitle: (name: string) => ({
    en: `${name} would like to use Dealbell`,
    zh: `${name} 想使用 Dealbell`,
  }),
  why: { en: 'Not linked because', zh: '未关联原因' },
  newcomerHow: {
    en: 'They wrote to me, but their account could not be linked to a member. If they are a colleague, see to it that they are a member with the work e-mail of that account; at their next message they are linked. If not, there is nothing to do: they see nothing.',
    zh: '对方给我发了消息，但账号没能关联到成员。如果是同事，请确认已用该账号的工作邮箱建立成员，对方再发一条消息就会自动关联；如果不是，无需处理，对方看不到任何数据。',
  },
  newcomerOnce: {
    en: 'You hear of each person at most once a day.',
    zh: '同一个人每天最多提醒一次。',
  },
  identityTitle: { en: 'A new account waits for a yes', zh: '有新账号等待确认' },
  ownQuestion: {
    en: 'Somebody wrote to me from this account and would be linked to you. Was that you?',
    zh: '有人用下面这个账号给我发了消息，它将关联到你名下。是你本人吗？',
  },
  adminQuestion: (name: string) => ({
    en: `Somebody wrote to me from an account that would be linked to ${name}. ${name} has rights that need a second look: please confirm only if you know it is theirs.`,
    zh: `有人用下面这个账号给我发了消息，它将关联到 ${name} 名下。${name} 的权限较高，请确认是本人后再通过。`,
  }),
  todoHeading: (count: string) => ({ en: `Accounts: ${count}`, zh: `账号待确认：${count} 个` }),
  member: { en: 'Member', zh: '成员' },
  workspace: { en: 'Workspace', zh: '工作区' },
  confirm: { en: 'Yes, link it', zh: '确认关联' },
  reject: { en: 'No', zh: '不是' },
} satisfies Record<string, Bilingual | Sentence>;
