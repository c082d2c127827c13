import { type Bilingual, han } from '../chat/language.ts';

type Sentence = (...words: readonly string[]) => Bilingual;

/** What people read about who is credited for an order. */
export const splitText = {
  title: { en: 'Share credit', zh: '业绩拆分' },
  summary: {
    en: 'Hand an order’s credit over from a day on, or correct it',
    zh: '从某天起移交业绩，或更正业绩归属',
  },
  example: {
    en: 'order split HT-2026-018 Li Wei 70%, Wang Fang 30% from=2026-12-01 reason=handover',
    zh: '分单 HT-2026-018 李伟 70%，王芳 30% 起=2026-12-01 原因=客户移交',
  },
  fieldSplit: { en: 'Shares', zh: '各人比例' },
  fieldSplitHint: { en: 'e.g. Li Wei 70%, Wang Fang 30%', zh: '如：李伟 70%，王芳 30%' },
  fieldFrom: { en: 'From', zh: '从哪天起' },
  fieldFromHint: {
    en: 'A day: payments from then on. Left empty: a correction from the beginning, which a second person signs',
    zh: '填日期：之后的回款按新比例；不填：从头更正，需第二人签字',
  },
  button: { en: 'Share credit', zh: '业绩拆分' },

  fromPast: (today: string) => ({
    en: `A handover begins today, ${today}, or later. What counted before is changed by a correction: leave it empty.`,
    zh: `移交最早从今天（${today}）开始；要改之前的归属，请不填日期，按更正处理。`,
  }),
  sameSplit: { en: 'That is how it is shared already.', zh: '与现有比例相同。' },
  ownShare: {
    en: 'Nobody decides what they are paid by: you are in the old or the new split, so a manager above you or an admin sets it.',
    zh: '你在原有或新的拆分里，需由你的上级经理或管理员设定。',
  },
  managersOnly: {
    en: 'Credit is shared by a manager above the order, or an admin.',
    zh: '业绩拆分由上级经理或管理员设定。',
  },
  waitsAlready: {
    en: 'A correction of this order already waits for its second signature.',
    zh: '这笔订单已有一项更正在等第二人签字。',
  },

  handedTitle: (number: string, day: string) => ({
    en: `Credit of ${number} changes on ${day}`,
    zh: `订单 ${number} 自 ${day} 起调整业绩归属`,
  }),
  waitingTitle: (number: string) => ({
    en: `Correction of ${number} waits for a second signature`,
    zh: `订单 ${number} 的业绩更正已提交，待第二人签字`,
  }),
  waitingHow: {
    en: 'It counts from the beginning once somebody else has signed it.',
    zh: '第二人签字后，从头按新比例计算。',
  },
  askTitle: (number: string, customer: string) => ({
    en: `Please sign: credit of ${number}, ${customer}`,
    zh: `待签字：${customer} ${number} 业绩更正`,
  }),
  signedTitle: (number: string) => ({
    en: `Credit of ${number} is corrected`,
    zh: `订单 ${number} 业绩已更正`,
  }),
  refusedTitle: (number: string) => ({
    en: `The correction of ${number} was turned down`,
    zh: `订单 ${number} 的业绩更正未通过`,
  }),
  lapsedTitle: (number: string) => ({
    en: `The correction of ${number} has lapsed`,
    zh: `订单 ${number} 的业绩更正已失效`,
  }),
  lapsedHow: {
    en: 'The credit was changed by somebody else meanwhile, or the order was taken back.',
    zh: '期间业绩归属有了其他变动，或订单已作废。',
  },
  changedTitle: (number: string, customer: string) => ({
    en: `Credit of ${number}, ${customer}, has changed`,
    zh: `${customer} ${number} 的业绩归属有调整`,
  }),
  before: { en: 'Before', zh: '原归属' },
  after: { en: 'Now', zh: '新归属' },
  from: { en: 'Counts', zh: '生效' },
  fromBeginning: { en: 'from the beginning', zh: '从头计算' },
  fromDay: (day: string) => ({ en: `payments from ${day} on`, zh: `${day} 起的回款` }),
  proposedBy: { en: 'Proposed by', zh: '提出人' },
  sign: { en: 'Sign', zh: '签字' },
  turnDown: { en: 'Turn down', zh: '不同意' },
  signedNotice: { en: 'Signed. It counts now.', zh: '已签字，立即生效。' },
  refusedNotice: { en: 'Turned down.', zh: '已驳回。' },
  decidedAlready: (name: string) => ({ en: `${name} has decided already.`, zh: han`${name}已处理。` }),
  ownProposal: {
    en: 'You proposed it: another manager above the order, finance, an executive or another admin has to sign.',
    zh: '这是你提出的，需由另一位上级经理、财务、高管或其他管理员签字。',
  },
  needsSecond: {
    en: 'A manager above the order, finance, an executive or an admin signs, and nobody who shares in it.',
    zh: '由上级经理、财务、高管或管理员签字，且不能是分成人。',
  },
  todoHeading: (count: string) => ({ en: `To sign: ${count}`, zh: `待签字：${count} 项` }),
  gone: { en: 'That correction is not here.', zh: '没有找到这项更正。' },
} satisfies Record<string, Bilingual | Sentence>;
