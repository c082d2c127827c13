import type { Bilingual } from '../../chat/language.ts';

/** Why somebody gives a customer back, to choose from. */
export const releaseReasonNames = {
  'no-need': { en: 'No need', zh: '没有需求' },
  'no-budget': { en: 'No budget', zh: '没有预算' },
  unreachable: { en: 'Cannot reach them', zh: '联系不上' },
  'wrong-fit': { en: 'Not our kind of customer', zh: '不符合目标客户' },
  'no-time': { en: 'I cannot look after it', zh: '跟不过来' },
  other: { en: 'Another reason', zh: '其他原因' },
} as const satisfies Record<string, Bilingual>;

/** What keeps a customer from falling into the pool. */
export const protectionNames: Readonly<Record<string, Bilingual>> = {
  order: { en: 'an unpaid order', zh: '有未回款的订单' },
  deal: { en: 'an open deal', zh: '有进行中的商机' },
  service: { en: 'an open service case', zh: '有未结案的服务/投诉' },
  case: { en: 'a running collision case', zh: '有进行中的撞单裁决' },
};

/** What people read about the pool. */
export const poolText = {
  releaseTitle: { en: 'Release to the pool', zh: '退回公海' },
  releaseSummary: { en: 'Give a customer back, with a reason', zh: '把客户退回公海，需要写明原因' },
  releaseExample: { en: 'customer release Acme no budget', zh: '退回公海 青松 没有预算' },
  fieldWhy: { en: 'Why', zh: '原因' },
  fieldNote: { en: 'In your words', zh: '补充说明' },
  fieldNoteHint: { en: 'Needed for “another reason”', zh: '选“其他原因”时必填' },
  noteMissing: { en: 'Please say in a few words why.', zh: '请简单写一下原因。' },
  released: (name: string): Bilingual => ({ en: `${name} is in the pool now`, zh: `${name} 已退回公海` }),
  releasedHow: (day: string): Bilingual => ({
    en: `Your colleagues can claim it at once, you again from ${day}.`,
    zh: `同事现在就可以领取；你从 ${day} 起可以再次领取。`,
  }),
  releasedHowFree: { en: 'Anybody in sales can claim it now.', zh: '现在所有销售都可以领取。' },
  inPoolAlready: (name: string): Bilingual => ({
    en: `${name} is in the pool already`,
    zh: `${name} 已经在公海里`,
  }),
  stillOpen: (name: string): Bilingual => ({ en: `Really release ${name}?`, zh: `确定要退回 ${name} 吗？` }),
  stillOpenHow: (what: string): Bilingual => ({
    en: `There is still ${what}. In the pool nobody looks after that; a transfer to a colleague may be better.`,
    zh: `该客户${what}，退回公海后没有人负责。转给同事可能更合适。`,
  }),
  buttonRelease: { en: 'Release', zh: '退回公海' },
  buttonReleaseAnyway: { en: 'Release anyway', zh: '仍要退回' },
  buttonKeep: { en: 'Keep it', zh: '不退回' },
  changedMeanwhile: {
    en: 'Somebody else changed the owner at this very moment. Please look again.',
    zh: '就在刚才，负责人被其他人改动了，请重新查看。',
  },

  poolTitle: { en: 'The pool', zh: '公海' },
  poolSummary: { en: 'Customers without an owner, the best first', zh: '查看公海客户，优质客户排在前面' },
  poolExample: { en: 'customer pool Shanghai', zh: '公海 上海' },
  fieldWhere: { en: 'City or category', zh: '城市或分级' },
  poolOf: (where: string): Bilingual => ({ en: `The pool: ${where}`, zh: `公海：${where}` }),
  poolCount: (count: string): Bilingual => ({
    en: count === '1' ? '1 customer to claim' : `${count} customers to claim`,
    zh: `共 ${count} 个客户可领取`,
  }),
  poolEmpty: { en: 'The pool is empty', zh: '公海里没有客户' },
  poolRefused: {
    en: 'The pool is for salespeople, their managers, executives and admins.',
    zh: '公海仅供销售、销售经理、高管和管理员查看。',
  },
  poolEmptyHow: {
    en: 'Nobody has given a customer back. Add one with “customer new”.',
    zh: '目前没有退回公海的客户，可以用“新客户”新建。',
  },
  poolNoneWhere: (where: string): Bilingual => ({
    en: `Nothing in the pool for “${where}”. Try without it.`,
    zh: `公海里没有符合“${where}”的客户，可以去掉条件再看。`,
  }),
  inPoolSince: (day: string): Bilingual => ({ en: `in the pool since ${day}`, zh: `${day} 进入公海` }),
  contacted: (day: string): Bilingual => ({ en: `last contact ${day}`, zh: `最近联系 ${day}` }),
  boughtBefore: { en: 'bought before', zh: '曾成交' },
  yoursAgain: (day: string): Bilingual => ({
    en: `was yours; again from ${day}`,
    zh: `曾由你负责，${day} 起可再领`,
  }),
  pagePrevious: { en: 'Previous', zh: '上一页' },
  pageNext: { en: 'More', zh: '下一页' },
  buttonClaim: { en: 'Claim', zh: '领取' },
  buttonShow: { en: 'Show', zh: '查看' },

  claimNotYet: { en: 'You cannot claim it yet', zh: '暂时不能领取' },
  claimCoolDown: (day: string): Bilingual => ({
    en: `It was yours until lately. You can claim it again from ${day}; colleagues can now.`,
    zh: `你刚刚还是它的负责人，${day} 起可以再次领取；同事现在就可以领取。`,
  }),
  claimPerDay: (limit: number): Bilingual => ({
    en: `You have claimed ${limit} today, which is the limit. Tomorrow you can claim more.`,
    zh: `今天已领取 ${limit} 个，达到每日上限，明天可以继续领取。`,
  }),
  claimHeld: (limit: number): Bilingual => ({
    en: `You have ${limit} customers or more. Release some that you cannot look after, then claim.`,
    zh: `你名下的客户已达到 ${limit} 个的上限，请先把跟不过来的客户退回公海。`,
  }),
  receiveCoolDown: (name: string, day: string): Bilingual => ({
    en: `${name} let this customer go lately and can have it again from ${day}.`,
    zh: `${name} 刚把该客户放回公海，${day} 起才能再次接手。`,
  }),

  ownersTitle: { en: 'Owners of a customer', zh: '归属记录' },
  ownersSummary: {
    en: 'Every change of owner: when, why, by whom',
    zh: '查看客户归属的每次变更：时间、原因、操作人',
  },
  ownersExample: { en: 'customer owners Acme', zh: '归属记录 华为' },
  ownersOf: (name: string): Bilingual => ({ en: `Owners of ${name}`, zh: `${name} 的归属记录` }),
  ownersMore: (count: number): Bilingual => ({
    en: `The latest ${count} changes are shown.`,
    zh: `只显示最近 ${count} 次变更。`,
  }),
  thePool: { en: 'the pool', zh: '公海' },
  nobody: { en: 'new', zh: '新建' },
  byRule: { en: 'by rule', zh: '系统规则' },
  fellRule: (days: number): Bilingual => ({
    en: `no contact for more than ${days} days`,
    zh: `超过 ${days} 天没有跟进`,
  }),

  settingsTitle: { en: 'Pool settings', zh: '公海设置' },
  settingsSummary: {
    en: 'Claim limits, cool-down, when customers fall into the pool',
    zh: '领取上限、冷却期、多久不跟进掉入公海',
  },
  settingsExample: { en: 'settings pool day=10 cooldown=7', zh: '公海设置 每日=10 冷却=7' },
  settingsSummaryLine: (claims: number, coolDown: number, fall: number | null): Bilingual => ({
    en: [
      claims === 0 ? 'claims without limit' : `${claims} claims a day`,
      `cool-down ${coolDown} days`,
      fall === null ? 'nothing falls' : `falls after ${fall} days`,
    ].join(' · '),
    zh: [
      claims === 0 ? '领取不限' : `每日领取 ${claims} 个`,
      `冷却期 ${coolDown} 天`,
      fall === null ? '不自动掉入公海' : `${fall} 天后掉入公海`,
    ].join(' · '),
  }),
  settingsSaved: { en: 'Pool settings saved', zh: '公海设置已保存' },
  settingsUnchanged: { en: 'The pool works so already', zh: '公海设置没有变化' },
  settingsChange: { en: 'Change', zh: '修改' },
  fieldDay: { en: 'Claims a day', zh: '每日领取上限' },
  fieldHeld: { en: 'Customers held', zh: '名下客户上限' },
  fieldCoolDown: { en: 'Cool-down, days', zh: '冷却期（天）' },
  fieldCadence: { en: 'Contact every … days', zh: '默认跟进周期（天）' },
  fieldManager: { en: 'Manager hears after', zh: '几天后提醒经理' },
  fieldFall: { en: 'Falls after', zh: '几天后掉入公海' },
  fieldBack: { en: 'Claim back', zh: '掉入后可立即领回' },
  hintZero: { en: '0: no limit', zh: '0 表示不限' },
  hintCoolDown: {
    en: 'In which the last owner cannot take it again',
    zh: '原负责人在此期间不能再次接手',
  },
  hintCadence: { en: 'For customers without a category', zh: '没有分级的客户按此周期' },
  hintManager: { en: 'Days after the owner was reminded', zh: '从提醒负责人起算（天）' },
  hintFall: {
    en: 'Days after the owner was reminded; off: never',
    zh: '从提醒负责人起算（天）；填 关 表示不掉入',
  },
  hintBack: {
    en: 'Who lost a customer by the rule may take it back at once',
    zh: '因规则掉入公海的，原负责人可立即领回',
  },
  numberWrong: (most: number): Bilingual => ({
    en: `A whole number from 0 to ${most}, please.`,
    zh: `请填 0 到 ${most} 之间的整数。`,
  }),
  noLimit: { en: 'no limit', zh: '不限' },
  days: (count: number): Bilingual => ({
    en: count === 1 ? '1 day' : `${count} days`,
    zh: `${count} 天`,
  }),
  never: { en: 'never', zh: '不掉入' },
  yes: { en: 'Yes', zh: '是' },
  no: { en: 'No', zh: '否' },
};

/** Why an owner changed, by the ledger's code. */
export const moveReasonNames: Readonly<Record<string, Bilingual>> = {
  created: { en: 'Created', zh: '新建' },
  claimed: { en: 'Claimed', zh: '领取' },
  released: { en: 'Released', zh: '退回公海' },
  transferred: { en: 'Transferred', zh: '转移' },
  fell: { en: 'Fell into the pool', zh: '掉入公海' },
  left: { en: 'Handed over by a leaver', zh: '离职交接' },
};
