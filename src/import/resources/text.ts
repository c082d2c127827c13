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
    zh: '负责人须为销售或经理。',
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
  otherKey: (key: string): Bilingual => ({
    en: `This row is fed under another key already: ${key}.`,
    zh: `该记录已使用另一个键：${key}。`,
  }),
  codeUnreadable: {
    en: 'A code has 1 to 12 letters or digits.',
    zh: '编码为 1 至 12 个字母或数字。',
  },
  phoneTaken: (owner: string): Bilingual => ({
    en: `Another customer has this phone. Owner: ${owner}.`,
    zh: `另一客户已使用此电话。负责人：${owner}。`,
  }),
  withdrawn: { en: 'It was withdrawn.', zh: '已撤回。' },
  taken: { en: 'Another one has this already.', zh: '已被占用。' },
  zoneUnknown: { en: 'This is no IANA time zone.', zh: '不是有效的 IANA 时区。' },
  circle: { en: 'A group cannot hang below itself.', zh: '分组不能隶属于自己的下级。' },
  roleRefused: ({ en, zh }: Bilingual): Bilingual => ({
    en: `The role ${en} was turned down within the last 30 days. An admin can ask for it again in chat.`,
    zh: `${zh}角色在 30 天内被驳回过；如仍需要，请管理员在聊天里重新提交。`,
  }),
  memberGone: {
    en: 'This person has left; a key cannot bring them back.',
    zh: '该成员已离职，无法通过密钥恢复。',
  },
  stageUnknown: (codes: string): Bilingual => ({
    en: `There is no such stage. There are: ${codes}.`,
    zh: `没有该阶段。可选：${codes}。`,
  }),
  stageNeeds: { en: 'The stage asks for this.', zh: '该阶段要求填写。' },
  reasonNeeded: (codes: string): Bilingual => ({
    en: `A lost deal needs a reason: ${codes}.`,
    zh: `输单须填写原因：${codes}。`,
  }),
  dealOwner: {
    en: 'The customer is in the pool: claim it first.',
    zh: '客户在公海中，请先领取。',
  },
  dealOrdered: (number: string): Bilingual => ({
    en: `Order ${number} came of this deal, so it stays won.`,
    zh: `该商机已产生订单 ${number}，保持赢单。`,
  }),
  numberTaken: { en: 'Another order has this number.', zh: '该编号已被其他订单使用。' },
  numberUnreadable: { en: 'This is no order number.', zh: '合同号无法识别。' },
  amountZero: { en: 'More than zero, please.', zh: '金额须大于零。' },
  future: { en: 'This day is still to come.', zh: '日期不能晚于今天。' },
  planSum: { en: 'The instalments have to add up to the amount.', zh: '各期金额之和须等于合同金额。' },
  planNeeded: {
    en: 'The amount is another one now: send the instalments with it.',
    zh: '金额有变，请一并提交分期计划。',
  },
  linesSum: { en: 'The lines have to add up to the amount.', zh: '产品明细之和须等于合同金额。' },
  linesNeeded: {
    en: 'The amount is another one now: send the lines with it.',
    zh: '金额有变，请一并提交产品明细。',
  },
  shares: {
    en: 'Shares are whole basis points that add up to 10000, each member once.',
    zh: '分成须为整数基点，合计 10000，每人一次。',
  },
  ownSplit: {
    en: 'A manager or admin who is not in it sets a split.',
    zh: '拆分须由不在其中的经理或管理员设定。',
  },
  splitElsewhere: {
    en: 'The split of an order that is there is changed through “splits”.',
    zh: '已有订单的拆分请通过 splits 修改。',
  },
  splitWaits: {
    en: 'Another correction of this order waits for its second signature.',
    zh: '该订单已有一项更正在等待第二人签字。',
  },
  fromPast: { en: 'A hand-over begins today or later.', zh: '移交须从今天或之后开始。' },
  orderWithdrawn: { en: 'The order was taken back.', zh: '订单已作废。' },
  belowPaid: { en: 'More than this has been paid already.', zh: '已回款金额超过此数。' },
  moneyIn: {
    en: 'Money came in: a manager or an admin who is not credited for the order changes it now.',
    zh: '已有回款，须由未参与分成的经理或管理员修改。',
  },
  excess: (open: string): Bilingual => ({
    en: `More than what is open (${open}). Send “overpaid”: true if it is meant.`,
    zh: `超过未回款金额（${open}）。如确认，请附 "overpaid": true。`,
  }),
  placeUnknown: { en: 'The plan has no such instalment.', zh: '分期计划中没有该期。' },
  decided: {
    en: 'It was rejected or withdrawn. Send a new one under another key.',
    zh: '已驳回或撤回，请以新的键提交。',
  },
  refundRoom: (room: string): Bilingual => ({
    en: `At most ${room} is left of the payment.`,
    zh: `该笔回款最多可退 ${room}。`,
  }),
  refundEarly: { en: 'Before the payment came in.', zh: '早于回款日期。' },
  personalPush: {
    en: 'This push is for one person: leave the conversation out.',
    zh: '此推送只发给个人，请勿填写会话。',
  },
  subscriptionGone: {
    en: 'It was removed. Send it under another key.',
    zh: '已移除，请以新的键提交。',
  },
  notConfirmed: { en: 'This payment is not confirmed.', zh: '该笔回款尚未确认。' },
  paidFixed: {
    en: 'What was confirmed is not rewritten: refund it, and send the right payment under another key.',
    zh: '已确认的回款不可改写：请退款后以新的键提交正确的回款。',
  },
} as const;
