import type { Bilingual } from '../../chat/language.ts';

type Say = (...words: string[]) => Bilingual;

/** What people read about collision cases. */
export const caseText = {
  openTitle: { en: 'Collision case', zh: '撞单裁决' },
  openSummary: {
    en: 'Ask for a ruling when a customer you were in touch with belongs to a colleague',
    zh: '自己在跟的客户已归同事负责时，申请裁决归属',
  },
  openExample: {
    en: 'customer case Acme we quoted them in May since=2026-05-12',
    zh: '撞单裁决 华为 五月已经报过价 首次接触=2026-05-12',
  },
  listTitle: { en: 'Collision cases', zh: '撞单列表' },
  listSummary: { en: 'Cases you are part of or that wait for you', zh: '与你有关或等你裁决的撞单' },
  listExample: { en: 'customer case list', zh: '撞单列表' },
  decideTitle: { en: 'Decide a case', zh: '裁决撞单' },
  decideSummary: {
    en: 'Say who owns the customer and how later orders are credited',
    zh: '裁决客户归谁，以及以后订单的业绩怎么分',
  },
  decideExample: {
    en: 'customer case decide Acme owner=claimant share=70%',
    zh: '裁决 华为 归属=申请人 比例=70%',
  },
  answerTitle: { en: 'Your side of a case', zh: '撞单说明' },
  answerSummary: { en: 'Tell the one who decides your side of a case', zh: '向裁决人说明你这边的情况' },
  answerExample: {
    en: 'customer case answer Acme we have met them since March',
    zh: '撞单说明 华为 三月起就在拜访',
  },

  fieldCustomer: { en: 'Customer', zh: '客户' },
  fieldStatement: { en: 'Why should it be yours?', zh: '为什么应该归你' },
  fieldStatementHint: {
    en: 'Who you talked to, about what. Only who decides reads it.',
    zh: '联系了谁、谈了什么。只有裁决人能看到。',
  },
  fieldSince: { en: 'First contact', zh: '首次接触' },
  fieldSinceHint: { en: 'The day you were first in touch', zh: '你第一次接触客户的日期' },
  fieldOwner: { en: 'Owner', zh: '客户归属' },
  fieldShare: { en: 'Owner’s share of later orders', zh: '归属人业绩比例' },
  fieldShareHint: { en: 'In percent; the other side gets the rest', zh: '百分比，其余归另一方' },
  fieldReason: { en: 'Reason', zh: '理由' },
  fieldAnswer: { en: 'Your side', zh: '你的说明' },
  claimant: { en: 'who opened the case', zh: '申请人' },
  holder: { en: 'who has the customer', zh: '现负责人' },
  sideClaimant: ((name) => ({ en: `${name} (opened the case)`, zh: `${name}（申请人）` })) as Say,
  sideHolder: ((name) => ({ en: `${name} (has the customer)`, zh: `${name}（现负责人）` })) as Say,

  todoHeading: ((count) => ({ en: `Collision cases: ${count}`, zh: `撞单待处理：${count} 项` })) as Say,
  todoDecide: { en: 'waits for your ruling', zh: '等你裁决' },
  todoAnswer: { en: 'your side is missing', zh: '等你补充说明' },
  buttonDecide: { en: 'Look and decide', zh: '查看并裁决' },
  buttonShow: { en: 'Show', zh: '查看' },
  buttonWithdraw: { en: 'Withdraw', zh: '撤回申请' },
  buttonAnswer: { en: 'Tell my side', zh: '补充说明' },
  buttonKeep: ((name) => ({ en: `Stays with ${name}`, zh: `仍归 ${name}` })) as Say,
  buttonGive: ((name) => ({ en: `Goes to ${name}`, zh: `改归 ${name}` })) as Say,
  buttonSplit: { en: 'Decide with a split…', zh: '按比例裁决…' },
  buttonCustomer: { en: 'Customer', zh: '查看客户' },
  yes: { en: 'Decide', zh: '确认裁决' },
  no: { en: 'Back', zh: '返回' },
  confirmText: ((name) => ({
    en: `${name} will own the customer and get all credit of later orders. Both sides are told.`,
    zh: `客户归 ${name}，以后订单的业绩也全部归 ${name}，双方都会收到通知。`,
  })) as Say,

  opened: { en: 'Your case is opened', zh: '已提交撞单裁决' },
  openedHow: {
    en: 'Whoever manages you both decides; you will hear of it here. Until then nothing changes.',
    zh: '由你们共同的上级裁决，结果会在这里通知你。裁决之前一切不变。',
  },
  runsMine: { en: 'Your case is running already', zh: '你的申请正在裁决中' },
  runsOther: { en: 'A case about this customer is running already', zh: '该客户正在裁决中' },
  runsOtherHow: {
    en: 'Please wait for its ruling, or talk to your manager.',
    zh: '请等待裁决结果，或与你的经理沟通。',
  },
  notNeeded: { en: 'No case needed', zh: '无需裁决' },
  isPool: {
    en: 'The customer is in the pool: you can claim it.',
    zh: '该客户在公海里，可以直接领取。',
  },
  isYours: { en: 'The customer is yours.', zh: '该客户就归你负责。' },
  isBelow: {
    en: 'The customer belongs to one of your groups: you can transfer it.',
    zh: '该客户属于你管理的分组，可以直接转移。',
  },
  gone: { en: 'There is no such case', zh: '没有这个撞单申请' },
  goneHow: {
    en: 'It does not exist, or it is not for you to see.',
    zh: '申请不存在，或你无权查看。',
  },
  noneOpen: { en: 'No collision cases', zh: '没有撞单' },
  noneOpenHow: { en: 'Nothing waits for a ruling.', zh: '目前没有等待裁决的撞单。' },
  noneOfCustomer: { en: 'No case runs about this customer.', zh: '该客户没有正在裁决的撞单。' },
  sinceFuture: { en: 'That day is still to come.', zh: '这一天还没到。' },
  shareUnreadable: { en: 'A percentage from 1 to 100, such as 70.', zh: '请填 1 到 100 的百分比，例如 70。' },

  decideHeading: ((name) => ({ en: `Whose customer is ${name}?`, zh: `撞单裁决：${name}` })) as Say,
  decideHow: ((claimant, holder) => ({
    en: `${claimant} says this customer is theirs; ${holder} has it. Please decide.`,
    zh: `${claimant} 认为该客户应归自己，目前由 ${holder} 负责，请你裁决。`,
  })) as Say,
  stillWaits: { en: 'This case still waits for your ruling.', zh: '这个撞单还在等你裁决。' },
  partyHeading: ((name) => ({ en: `Collision case: ${name}`, zh: `撞单裁决：${name}` })) as Say,
  unnamed: { en: 'the customer with that phone', zh: '该号码的客户' },
  claimantWaits: {
    en: 'It waits for the ruling of whoever manages you both.',
    zh: '正在等待你们共同上级的裁决。',
  },
  respondentAsked: ((name) => ({
    en: `${name} says this customer should be theirs and asked for a ruling. Until then it stays yours.`,
    zh: `${name} 认为该客户应归自己，已申请裁决。裁决之前仍由你负责。`,
  })) as Say,
  onlyDecider: {
    en: 'Only whoever decides reads what you write.',
    zh: '你写的内容只有裁决人能看到。',
  },

  firstFollowUp: { en: 'First follow-up', zh: '首次跟进' },
  lastFollowUp: { en: 'Last follow-up', zh: '最近跟进' },
  followUps: { en: 'Follow-ups', zh: '跟进次数' },
  owned: { en: 'Became owner', zh: '成为负责人' },
  claims: { en: 'Says first contact', zh: '自述首次接触' },
  createdBy: { en: 'Created', zh: '创建' },
  presentOwner: { en: 'Owner now', zh: '现负责人' },
  pool: { en: 'pool', zh: '公海' },
  saysClaimant: ((name) => ({ en: `${name} says`, zh: `${name} 的说明` })) as Say,
  yourWords: { en: 'You wrote', zh: '你的说明' },
  saidNothing: { en: 'nothing yet', zh: '暂无' },
  none: { en: '–', zh: '–' },

  ruledTitle: ((customer, owner) => ({
    en: `Decided: ${customer} belongs to ${owner}`,
    zh: `已裁决：${customer} 归 ${owner}`,
  })) as Say,
  ruledBy: { en: 'Decided by', zh: '裁决人' },
  split: { en: 'Credit of later orders', zh: '以后订单的业绩' },
  splitFrom: ((shares, day) => ({ en: `${shares}, from ${day}`, zh: `${shares}，自 ${day} 起` })) as Say,
  withdrawnTitle: ((customer) => ({
    en: `Case withdrawn: ${customer}`,
    zh: `已撤回裁决申请：${customer}`,
  })) as Say,
  withdrawnHow: { en: 'Nothing has changed.', zh: '一切维持不变。' },
  decidedAlready: ((name) => ({ en: `${name} decided already`, zh: `${name} 已经裁决` })) as Say,
  withdrawnAlready: { en: 'The case was withdrawn', zh: '申请已撤回' },
  ruledNotice: { en: 'Decided; both sides are told', zh: '已裁决，并通知双方' },
  answered: { en: 'Your side is noted', zh: '已记下你的说明' },
  answeredHow: { en: 'Whoever decides reads it.', zh: '裁决人会看到。' },

  notYours: { en: 'Not yours to decide', zh: '不能由你裁决' },
  isParty: {
    en: 'You are one of the two sides: a manager of both decides, or an executive or an admin.',
    zh: '你是当事人之一，需由双方共同的上级经理、高管或管理员裁决。',
  },
  needsManager: {
    en: 'A manager of both sides decides; where nobody manages both, an executive, and an admin always may.',
    zh: '由双方共同的上级经理裁决；没有共同上级时由高管裁决，管理员也可以裁决。',
  },
  onlyOwner: {
    en: 'Only the owner of the customer tells that side.',
    zh: '只有该客户的负责人可以填写说明。',
  },
  onlyClaimant: {
    en: 'Only the author of a case takes it back.',
    zh: '只有申请人本人可以撤回。',
  },
  notYourPart: { en: 'Not yours to do', zh: '没有权限' },
  hasLeft: ((name) => ({ en: `${name} has left the company.`, zh: `${name} 已离职。` })) as Say,
} satisfies Record<string, Bilingual | Say>;
