import type { Bilingual } from '../../chat/language.ts';

/** What people read about categories of customers. */
export const categoryText = {
  listTitle: { en: 'Customer categories', zh: '客户分级' },
  listSummary: {
    en: 'Your categories, how often each is to be contacted, and how to approach them',
    zh: '客户分级、各级联系周期和跟进建议',
  },
  addTitle: { en: 'Add a category', zh: '新增分级' },
  addSummary: { en: 'A new category of customers', zh: '新增一个客户分级' },
  addExample: {
    en: 'settings categories add A 30 Visit every month, bring an engineer',
    zh: '设置 分级 新增 A 30 每月拜访一次，带上技术',
  },
  editTitle: { en: 'Change a category', zh: '修改分级' },
  editSummary: { en: 'Its name, how often to contact, how to approach', zh: '修改名称、联系周期、跟进建议' },
  editExample: { en: 'settings categories edit A cadence=45', zh: '设置 分级 修改 A 周期=45' },
  removeTitle: { en: 'Remove a category', zh: '删除分级' },
  removeSummary: { en: 'Only one that no customer is in', zh: '只能删除没有客户使用的分级' },
  removeExample: { en: 'settings categories remove C', zh: '设置 分级 删除 C' },

  fieldCode: { en: 'Category', zh: '分级' },
  fieldCodeHint: { en: 'Short, such as A or VIP', zh: '简短的代号，如 A、重点' },
  fieldName: { en: 'Name', zh: '名称' },
  fieldNameHint: {
    en: 'Such as Key accounts; empty: the same as the category',
    zh: '如“重点客户”；留空则与代号相同',
  },
  fieldCadence: { en: 'Contact at least every … days', zh: '至少每多少天联系一次' },
  fieldNote: { en: 'How to approach them', zh: '跟进建议' },
  fieldNoteHint: { en: 'Salespeople see it on the customer’s card', zh: '会显示在客户卡片上，供销售参考' },

  empty: {
    en: 'No categories yet. Add A, B, C … and say how often each is to be contacted.',
    zh: '还没有分级。可以新增 A、B、C……，并设定多久联系一次。',
  },
  every: (days: number): Bilingual => ({
    en: days === 1 ? 'every day' : `every ${days} days`,
    zh: days === 1 ? '每天联系' : `每 ${days} 天联系一次`,
  }),
  brief: (code: string, days: number): Bilingual => ({
    en: `${code} ${days} days`,
    zh: `${code} ${days} 天`,
  }),
  customers: (count: number, orMore: boolean): Bilingual => ({
    en: count === 1 ? '1 customer' : `${count}${orMore ? ' or more' : ''} customers`,
    zh: `${count}${orMore ? ' 个以上' : ' 个'}客户`,
  }),
  unused: { en: 'not used yet', zh: '暂无客户' },

  buttonAdd: { en: 'Add a category', zh: '新增分级' },
  buttonEdit: { en: 'Change', zh: '修改' },
  buttonRemove: { en: 'Remove', zh: '删除' },
  removeSure: (code: string): Bilingual => ({ en: `Remove category ${code}?`, zh: `删除分级 ${code}？` }),
  removeSureHow: { en: 'No customer is in it.', zh: '目前没有客户使用它。' },
  no: { en: 'Keep it', zh: '保留' },

  added: (code: string): Bilingual => ({ en: `Category ${code} added`, zh: `已新增分级 ${code}` }),
  changed: (code: string): Bilingual => ({ en: `Category ${code} changed`, zh: `已修改分级 ${code}` }),
  unchanged: (code: string): Bilingual => ({
    en: `Category ${code} is as it was`,
    zh: `分级 ${code} 没有变化`,
  }),
  removed: (code: string): Bilingual => ({ en: `Category ${code} removed`, zh: `已删除分级 ${code}` }),
  inUse: (code: string): Bilingual => ({
    en: `Category ${code} is in use`,
    zh: `分级 ${code} 正在使用，不能删除`,
  }),
  inUseHow: {
    en: 'Customers or a tag rule are in it. Change those first.',
    zh: '还有客户或标签规则在使用该分级，请先调整。',
  },
  unknown: (code: string): Bilingual => ({
    en: `There is no category ${code}`,
    zh: `没有分级 ${code}`,
  }),
  taken: (code: string): Bilingual => ({
    en: `There is a category ${code} already.`,
    zh: `已经有分级 ${code} 了。`,
  }),
  codeUnreadable: {
    en: 'At most 12 letters or digits, without spaces.',
    zh: '最多 12 个字母、数字或汉字，不含空格。',
  },
  cadenceUnreadable: {
    en: 'A whole number of days from 1 to 3650.',
    zh: '请填 1 到 3650 之间的整天数。',
  },
};
