import type { Bilingual } from '../../chat/language.ts';

/** What people read about contacts. */
export const contactText = {
  listTitle: { en: 'Contacts', zh: '联系人' },
  listSummary: { en: 'All people at a customer, with phones and e-mail', zh: '查看客户的全部联系人' },
  listExample: { en: 'contacts Acme', zh: '联系人 华为' },
  addTitle: { en: 'Add a contact', zh: '新增联系人' },
  addSummary: { en: 'A person at a customer, with phones, e-mail and title', zh: '给客户添加联系人' },
  addExample: {
    en: 'contact add Acme "Ann Lee" 13800138000 title=CTO',
    zh: '联系人 新增 华为 李工 13800138000 职务=技术总监',
  },
  editTitle: { en: 'Change a contact', zh: '修改联系人' },
  editSummary: { en: 'Name, title, phones or e-mail of a contact', zh: '修改联系人的姓名、职务、电话、邮箱' },
  editExample: { en: 'contact edit Acme "Ann Lee" title=CEO', zh: '联系人 修改 华为 李工 职务=总经理' },

  fieldContact: { en: 'Contact', zh: '联系人' },
  fieldName: { en: 'Name', zh: '姓名' },
  fieldTitle: { en: 'Title', zh: '职务' },
  fieldPhones: { en: 'Phones', zh: '电话' },
  fieldPhonesHint: { en: 'Several: with commas between them', zh: '多个号码用逗号隔开' },
  fieldEmail: { en: 'E-mail', zh: '邮箱' },

  of: (customer: string): Bilingual => ({ en: `Contacts of ${customer}`, zh: `${customer} 的联系人` }),
  none: { en: 'No contacts yet.', zh: '还没有联系人。' },
  more: (count: number): Bilingual => ({
    en: `${count} more are not shown.`,
    zh: `还有 ${count} 位未显示。`,
  }),
  added: (name: string): Bilingual => ({ en: `Contact added: ${name}`, zh: `已添加联系人：${name}` }),
  changed: (name: string): Bilingual => ({ en: `Contact changed: ${name}`, zh: `已修改联系人：${name}` }),
  unchanged: (name: string): Bilingual => ({ en: `${name} is as before`, zh: `${name} 没有变化` }),
  removed: (name: string): Bilingual => ({ en: `Contact removed: ${name}`, zh: `已删除联系人：${name}` }),
  which: { en: 'Which contact?', zh: '是哪位联系人？' },
  gone: { en: 'That contact is not there any more', zh: '这位联系人已经不在了' },

  buttonAdd: { en: 'Add a contact', zh: '新增联系人' },
  buttonEdit: { en: 'Change', zh: '修改' },
  buttonRemove: { en: 'Remove', zh: '删除' },
  removeSure: (name: string): Bilingual => ({ en: `Remove ${name}?`, zh: `删除 ${name}？` }),
  removeSureHow: {
    en: 'Follow-ups stay. Phones of this person can be used for another customer again.',
    zh: '跟进记录会保留；该联系人的电话可再用于其他客户。',
  },
  no: { en: 'Keep', zh: '保留' },

  nameMissing: { en: 'Please give a name.', zh: '请填写姓名。' },
  phoneUnreadable: {
    en: 'Not all of that are whole phone numbers (at most five). Add the area or country code.',
    zh: '有号码不完整（最多五个），请带区号或国家码。',
  },
  emailUnreadable: { en: 'That is not an e-mail address.', zh: '邮箱地址不正确。' },
};
