import type { Bilingual } from '../../chat/language.ts';

/** What admins read about pushes that come without asking. */
export const defaultText = {
  pageTitle: { en: 'Pushes by default', zh: '默认推送' },
  pageSummary: { en: 'Who gets which push without asking, and when', zh: '哪些人默认收到哪些推送、几点收到' },
  pageExample: { en: 'settings pushes', zh: '设置 推送' },
  setTitle: { en: 'A push by default', zh: '设置默认推送' },
  setSummary: {
    en: 'Decide which roles get a push without asking, and when',
    zh: '设置哪些角色默认收到某项推送，以及时间',
  },
  setExample: { en: 'settings pushes set clear-day at=17:30', zh: '设置 推送 修改 日清 时间=17:30' },
  intro: {
    en: 'By role. Whoever has set, paused or removed a push keeps that; everybody else follows what stands here, new members too.',
    zh: '按角色设置。自己改过、暂停过或退订过的人保持原样，其他人和新成员都按这里的设置。',
  },
  fieldRoles: { en: 'Roles', zh: '角色' },
  fieldRolesHint: { en: 'Nobody: choose “nobody”', zh: '都不发就选“默认不发”' },
  nobody: { en: 'nobody', zh: '默认不发' },
  change: { en: 'Change', zh: '修改' },
  saved: {
    en: 'Saved. Who made no choice of their own follows from now on.',
    zh: '已保存，没有自己改过的人从现在起按此执行。',
  },
  noTime: {
    en: 'This push follows an event and has no time of its own.',
    zh: '此推送由事件触发，没有固定时间。',
  },
  unchanged: { en: 'It stands so already.', zh: '已经是这样了。' },
} satisfies Record<string, Bilingual>;

/** Why a push cannot be given to a role. */
export function describeUngrantable(push: Bilingual, role: Bilingual): Bilingual {
  return {
    en: `“${push.en}” cannot go to ${role.en}: they may not see what it tells, or it has nothing to tell them.`,
    zh: `“${push.zh}”不能发给${role.zh}：他们无权查看其中的数据，或没有相关内容。`,
  };
}
