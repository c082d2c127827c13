import type { Bilingual } from '../../chat/language.ts';

/** What people read about tags. */
export const tagText = {
  tagTitle: { en: 'Tag a customer', zh: '给客户打标签' },
  tagSummary: {
    en: 'Put tags on a customer; alone: which ones it has',
    zh: '给客户打标签；只写客户名可查看标签',
  },
  tagExample: { en: 'customer tag Acme vip', zh: '客户 标签 华为 重点' },
  untagTitle: { en: 'Remove a tag', zh: '移除标签' },
  untagSummary: { en: 'Take tags that were set by hand off a customer', zh: '移除手工打的标签' },
  untagExample: { en: 'customer untag Acme vip', zh: '客户 去标签 华为 重点' },
  fieldTags: { en: 'Tags', zh: '标签' },
  fieldTagsHint: { en: 'Several: with commas between them', zh: '多个标签用逗号隔开' },

  of: (customer: string): Bilingual => ({ en: `Tags of ${customer}`, zh: `${customer} 的标签` }),
  tagged: (customer: string, tags: string): Bilingual => ({
    en: `${customer}: tagged ${tags}`,
    zh: `${customer}：已打标签 ${tags}`,
  }),
  untagged: (customer: string, tags: string): Bilingual => ({
    en: `${customer}: no longer tagged ${tags}`,
    zh: `${customer}：已移除标签 ${tags}`,
  }),
  unchanged: (customer: string): Bilingual => ({
    en: `${customer}: tags as before`,
    zh: `${customer} 的标签没有变化`,
  }),
  none: { en: 'No tags yet.', zh: '还没有标签。' },
  byHand: { en: 'set by hand', zh: '手工' },
  byRule: { en: 'by rule', zh: '自动' },
  byRuleStays: {
    en: 'Tags by rule come and go by themselves.',
    zh: '自动标签由规则维护，不能手工移除。',
  },
  buttonTags: { en: 'Tags', zh: '标签' },
  buttonRemove: { en: 'Remove', zh: '移除' },
  choose: { en: 'Add a tag …', zh: '添加标签……' },
  tagUnreadable: {
    en: 'A tag is at most 30 characters; at most 20 at once.',
    zh: '标签最长 30 个字，一次最多 20 个。',
  },

  pageTitle: { en: 'Tag rules', zh: '自动标签规则' },
  pageSummary: { en: 'Which customers get which tag by themselves', zh: '满足条件的客户自动打上标签' },
  addTitle: { en: 'Add a tag rule', zh: '新增标签规则' },
  addSummary: { en: 'All that a rule says has to hold', zh: '规则中的条件需同时满足' },
  addExample: {
    en: 'settings tags add Key category=A paid=1000000',
    zh: '设置 标签 新增 大客户 分级=A 回款=100万',
  },
  removeTitle: { en: 'Remove a tag rule', zh: '删除标签规则' },
  removeSummary: {
    en: 'All rules of a tag; its tags by rule go with them',
    zh: '删除某标签的规则，自动标签随之移除',
  },
  removeExample: { en: 'settings tags remove Key', zh: '设置 标签 删除 大客户' },
  fieldTag: { en: 'Tag', zh: '标签' },
  fieldPaid: { en: 'Paid in 24 months, at least', zh: '近 24 个月净回款不少于' },
  fieldQuiet: { en: 'No contact for … days', zh: '超过多少天未联系' },

  when: {
    category: (code: string): Bilingual => ({ en: `category ${code}`, zh: `分级 ${code}` }),
    region: (word: string): Bilingual => ({ en: `region ${word}`, zh: `地区 ${word}` }),
    city: (word: string): Bilingual => ({ en: `city ${word}`, zh: `城市 ${word}` }),
    industry: (word: string): Bilingual => ({ en: `industry ${word}`, zh: `行业 ${word}` }),
    source: (word: string): Bilingual => ({ en: `source ${word}`, zh: `来源 ${word}` }),
    paid: (money: string): Bilingual => ({
      en: `paid ${money} or more in 24 months`,
      zh: `近 24 个月净回款 ≥ ${money}`,
    }),
    quiet: (days: number): Bilingual => ({
      en: `no contact for ${days} days`,
      zh: `${days} 天未联系`,
    }),
  },
  rules: (count: number): Bilingual => ({
    en: count === 1 ? '1 rule' : `${count} rules`,
    zh: `${count} 条规则`,
  }),
  noRules: {
    en: 'No rules yet. With one, customers that fit get their tag by themselves, every day and whenever something changes.',
    zh: '还没有规则。添加后，符合条件的客户会自动打上标签，每天以及资料变化时更新。',
  },
  ruleAdded: (tag: string): Bilingual => ({ en: `Rule added: ${tag}`, zh: `已新增规则：${tag}` }),
  ruleAddedHow: { en: 'It is being applied to all customers now.', zh: '正在应用到全部客户。' },
  rulesRemoved: (tag: string): Bilingual => ({ en: `Rule removed: ${tag}`, zh: `已删除规则：${tag}` }),
  ruleUnknown: (tag: string): Bilingual => ({
    en: `There is no rule for “${tag}”`,
    zh: `没有“${tag}”的规则`,
  }),
  conditionMissing: {
    en: 'Say at least one condition.',
    zh: '请至少填写一个条件。',
  },
  quietUnreadable: { en: 'A whole number of days from 1 to 3650.', zh: '请填 1 到 3650 之间的整天数。' },
  buttonAdd: { en: 'Add a rule', zh: '新增规则' },
  buttonRemoveRule: { en: 'Remove', zh: '删除' },
  removeSure: (tag: string): Bilingual => ({
    en: `Remove this rule for ${tag}?`,
    zh: `删除“${tag}”的这条规则？`,
  }),
  removeSureHow: {
    en: 'Customers that have the tag only by this rule lose it. Tags set by hand stay.',
    zh: '仅因该规则获得标签的客户会失去标签，手工标签保留。',
  },
  no: { en: 'Keep it', zh: '保留' },
};
