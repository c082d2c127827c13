import type { Bilingual } from '../../chat/language.ts';
import type { CustomKind, CustomSubject } from './field.ts';

export const subjectNames: Readonly<Record<CustomSubject, Bilingual>> = {
  customer: { en: 'Customers', zh: '客户' },
  deal: { en: 'Deals', zh: '商机' },
};

export const kindNames: Readonly<Record<CustomKind, Bilingual>> = {
  text: { en: 'text', zh: '文本' },
  number: { en: 'number', zh: '数字' },
  date: { en: 'date', zh: '日期' },
  choice: { en: 'choice', zh: '选项' },
};

/** What people read about fields that their organization defines. */
export const customText = {
  listTitle: { en: 'Own fields', zh: '自定义字段' },
  listSummary: { en: 'Fields of your own for customers and deals', zh: '客户和商机的自定义字段' },
  addTitle: { en: 'Add a field', zh: '新增字段' },
  addSummary: {
    en: 'Text, number, date or choice; it appears in forms and on cards',
    zh: '文本、数字、日期或选项，会出现在表单和卡片上',
  },
  addExample: {
    en: 'settings fields add customer Grade choice Gold, Silver',
    zh: '设置 字段 新增 客户 规模 数字',
  },
  editTitle: { en: 'Change a field', zh: '修改字段' },
  editSummary: { en: 'Its label, or the options of a choice', zh: '修改名称或选项' },
  editExample: {
    en: 'settings fields edit Grade options="Gold, Silver, Bronze"',
    zh: '设置 字段 修改 星级 选项="金, 银, 铜"',
  },
  removeTitle: { en: 'Remove a field', zh: '删除字段' },
  removeSummary: {
    en: 'It is no longer asked or shown; what was filled in is kept',
    zh: '不再显示和填写，已填内容保留',
  },
  removeExample: { en: 'settings fields remove Grade', zh: '设置 字段 删除 星级' },

  fieldSubject: { en: 'For', zh: '用于' },
  fieldLabel: { en: 'Label', zh: '字段名称' },
  fieldLabelHint: { en: 'As people read it', zh: '如“员工人数”' },
  fieldKind: { en: 'Kind', zh: '类型' },
  fieldOptions: { en: 'Options of a choice', zh: '可选项' },
  fieldOptionsHint: { en: 'With commas between them', zh: '用逗号隔开' },
  fieldKey: { en: 'Typed as', zh: '输入时的写法' },
  fieldKeyHint: { en: 'What stands before the =; empty: the label', zh: '“=”前面的词；留空则用字段名称' },
  fieldField: { en: 'Field', zh: '字段' },

  none: {
    en: 'No fields of your own yet. They appear on the cards of customers or deals and in their forms.',
    zh: '还没有自定义字段。新增后会出现在客户或商机的卡片和表单里。',
  },
  typed: (key: string): Bilingual => ({ en: `typed ${key}=…`, zh: `输入时写 ${key}=…` }),
  brief: (count: number): Bilingual => ({
    en: count === 1 ? '1 field' : `${count} fields`,
    zh: `${count} 个字段`,
  }),
  added: (label: string): Bilingual => ({ en: `Field added: ${label}`, zh: `已新增字段：${label}` }),
  changed: (label: string): Bilingual => ({ en: `Field changed: ${label}`, zh: `已修改字段：${label}` }),
  unchanged: (label: string): Bilingual => ({ en: `${label} is as it was`, zh: `${label} 没有变化` }),
  removed: (label: string): Bilingual => ({ en: `Field removed: ${label}`, zh: `已删除字段：${label}` }),
  unknown: (typed: string): Bilingual => ({ en: `There is no field “${typed}”`, zh: `没有字段“${typed}”` }),

  buttonAdd: { en: 'Add a field', zh: '新增字段' },
  buttonEdit: { en: 'Change', zh: '修改' },
  buttonRemove: { en: 'Remove', zh: '删除' },
  removeSure: (label: string): Bilingual => ({ en: `Remove ${label}?`, zh: `删除字段“${label}”？` }),
  removeSureHow: {
    en: 'It is no longer asked or shown. What was filled in is kept.',
    zh: '不再显示和填写，已填内容保留。',
  },
  no: { en: 'Keep it', zh: '保留' },

  labelUnreadable: { en: 'At most 40 characters.', zh: '请填写名称，最长 40 个字。' },
  keyUnreadable: {
    en: 'Letters, digits, - or _ only, at most 40.',
    zh: '只能用字母、数字、汉字、- 或 _，最长 40。',
  },
  keyTaken: (key: string): Bilingual => ({
    en: `“${key}” means another field already.`,
    zh: `“${key}”已经是另一个字段了。`,
  }),
  optionsMissing: {
    en: 'A choice needs at least two options, with commas between them.',
    zh: '选项类型至少要有两个选项，用逗号隔开。',
  },
  optionsUnneeded: { en: 'Only a choice has options.', zh: '只有“选项”类型才有可选项。' },
  tooMany: (most: number): Bilingual => ({
    en: `There are ${most} fields already; a form holds no more.`,
    zh: `已有 ${most} 个字段，表单放不下更多了。`,
  }),
};
