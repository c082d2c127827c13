import type { Bilingual } from '../../chat/language.ts';

/** What is said about rows that other systems send. */
export const resourceText = {
  invalid: { en: 'Some fields cannot be taken as they are.', zh: '部分字段无法接受。' },
  notFound: { en: 'There is no such row.', zh: '没有这条记录。' },
  forbidden: (roles: readonly string[]): Bilingual => ({
    en: `Your key may not do this. It takes one of these roles, and a row within their reach: ${roles.join(', ')}.`,
    zh: `此密钥无权操作。需要以下角色之一，且记录在其范围内：${roles.join('、')}。`,
  }),
  key: {
    en: 'A key has 1 to 200 visible characters and does not begin with “id:”.',
    zh: '键须为 1 至 200 个可见字符，且不以“id:”开头。',
  },
  unreadable: { en: 'This cannot be read.', zh: '无法识别。' },
  unknownField: { en: 'There is no such field.', zh: '没有这个字段。' },
  missing: { en: 'This is needed.', zh: '必填。' },
  empty: { en: 'Something has to stand here.', zh: '不能为空。' },
  day: { en: 'A day is written YYYY-MM-DD.', zh: '日期格式为 YYYY-MM-DD。' },
  type: (expected: string): Bilingual => ({
    en: `This has to be: ${expected}.`,
    zh: `类型应为：${expected}。`,
  }),
  tooBig: (most: string): Bilingual => ({ en: `At most ${most}.`, zh: `最多 ${most}。` }),
  tooSmall: (least: string): Bilingual => ({ en: `At least ${least}.`, zh: `至少 ${least}。` }),
  oneOf: (values: string): Bilingual => ({ en: `One of: ${values}.`, zh: `可选：${values}。` }),
  unknownReference: { en: 'Nothing is known under this key.', zh: '找不到该键对应的记录。' },
  hasLeft: { en: 'This person is not active any more.', zh: '该成员已离职。' },
  unknownCustomField: {
    en: 'The organization has no field of this code.',
    zh: '企业没有此编码的自定义字段。',
  },
  customUnreadable: { en: 'This does not fit the field’s kind.', zh: '与字段类型不符。' },
  phone: {
    en: 'Write the whole number with its area or country code.',
    zh: '请填写完整号码（含区号或国家码）。',
  },
  nameUnreadable: { en: 'This is no name.', zh: '名称无法识别。' },
  collision: (shared: string, owner: string, last: string): Bilingual => ({
    en: `A customer with the same ${shared} is known. Owner: ${owner}; last contact: ${last}.`,
    zh: `已有${shared}相同的客户。负责人：${owner}；最近联系：${last}。`,
  }),
  sharedKeys: {
    name: { en: 'name', zh: '名称' },
    phone: { en: 'phone', zh: '电话' },
    registration: { en: 'registration number', zh: '信用代码' },
  } satisfies Record<string, Bilingual>,
  pool: { en: 'the pool', zh: '公海' },
  never: { en: 'never', zh: '无' },
  ownerSells: {
    en: 'Only somebody who sells can own customers.',
    zh: '负责人须为销售或主管。',
  },
  coolDown: (until: string): Bilingual => ({
    en: `This person lost the customer lately and may have it again from ${until}.`,
    zh: `该成员近期失去过此客户，${until} 起才能再次接手。`,
  }),
  changedMeanwhile: {
    en: 'Somebody else changed it at the same time. Send it again.',
    zh: '他人同时做了修改，请重新提交。',
  },
  fixed: { en: 'This cannot be changed afterwards.', zh: '创建后不可更改。' },
} as const;
