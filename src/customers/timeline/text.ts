import type { Bilingual } from '../../chat/language.ts';

/** What people read about what happened with a customer. */
export const timelineText = {
  title: { en: 'Customer timeline', zh: '客户动态' },
  summary: {
    en: 'Everything that happened with a customer, newest first',
    zh: '查看客户的全部动态，最新的在前',
  },
  example: { en: 'customer timeline Acme', zh: '客户 动态 华为' },
  heading: (name: string): Bilingual => ({ en: `Timeline: ${name}`, zh: `客户动态：${name}` }),
  empty: { en: 'Nothing has happened here yet.', zh: '还没有任何动态。' },
  end: { en: 'That is where it began.', zh: '已经到最早的一条了。' },
  older: { en: 'Older', zh: '更早的' },
  newest: { en: 'Back to the newest', zh: '回到最新' },
  created: { en: 'Customer created', zh: '新建客户' },
  createdFor: (owner: string): Bilingual => ({ en: `, owner ${owner}`, zh: `，负责人 ${owner}` }),
  createdInPool: { en: ', in the pool', zh: '，进入公海' },
  ownerChanged: { en: 'Owner', zh: '负责人变更' },
  ownerMove: (from: string, to: string): Bilingual => ({ en: `: ${from} → ${to}`, zh: `：${from} → ${to}` }),
  pool: { en: 'pool', zh: '公海' },
  caseTitle: { en: 'Collision case', zh: '撞单' },
  caseOpened: (claimant: string): Bilingual => ({
    en: `: opened by ${claimant}`,
    zh: `：${claimant} 申请裁决`,
  }),
  caseRuled: (owner: string): Bilingual => ({ en: `: ${owner} is the owner`, zh: `：裁决归 ${owner}` }),
  caseWithdrawn: { en: ': withdrawn', zh: '：已撤回' },
  contactAdded: { en: 'Contact added', zh: '新增联系人' },
  contactEdited: { en: 'Contact changed', zh: '修改联系人' },
  contactRemoved: { en: 'Contact removed', zh: '删除联系人' },
  edited: { en: 'Customer changed', zh: '修改客户资料' },
  tagged: { en: 'Tag added', zh: '打标签' },
  untagged: { en: 'Tag removed', zh: '去掉标签' },
  byRule: { en: ' (by rule)', zh: '（按规则）' },
} satisfies Record<string, Bilingual | ((...words: string[]) => Bilingual)>;

/** Reasons that the product itself writes into the ledger of owners; others are people's own words. */
export const ownerReasons: Readonly<Record<string, Bilingual>> = {
  claimed: { en: 'claimed', zh: '领取' },
  ruled: { en: 'collision case', zh: '撞单裁决' },
  merged: { en: 'merged', zh: '合并' },
  unmerged: { en: 'merge undone', zh: '撤销合并' },
  transferred: { en: 'transferred', zh: '转移' },
  released: { en: 'released', zh: '退回公海' },
  fell: { en: 'not contacted for too long', zh: '长时间未联系' },
  left: { en: 'handed over', zh: '离职交接' },
};
