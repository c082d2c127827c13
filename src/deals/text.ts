import { type Bilingual, han } from '../chat/language.ts';
import type { DealFact } from './rules.ts';

type Sentence = (...words: readonly string[]) => Bilingual;

/** What people read about deals. */
export const dealText = {
  newTitle: { en: 'New deal', zh: '新建商机' },
  newSummary: { en: 'A possible sale: how much, and when', zh: '记下一个可能成交的机会：多少钱、何时成交' },
  newExample: {
    en: 'deal new Acme 300k 2026-12-31 CRM for 40 seats',
    zh: '商机 新建 华为 30万 12月31日 二期扩容',
  },
  showTitle: { en: 'Deal', zh: '商机' },
  showSummary: { en: 'Where a customer’s deals stand', zh: '查看客户的商机进展' },
  showExample: { en: 'deal show Acme', zh: '商机 华为' },
  listTitle: { en: 'Open deals', zh: '商机列表' },
  listSummary: { en: 'Open deals by stage, yours or your groups’', zh: '按阶段查看自己或团队的商机' },
  listExample: { en: 'deal list', zh: '商机 列表' },
  stageTitle: { en: 'Advance a deal', zh: '推进商机' },
  stageSummary: { en: 'Take a deal to its next stage, or to another', zh: '把商机推进到下一阶段或指定阶段' },
  stageExample: { en: 'deal stage Acme quoted', zh: '推进 华为 方案报价' },
  wonTitle: { en: 'Deal won', zh: '赢单' },
  wonSummary: { en: 'The customer said yes', zh: '客户决定购买，登记赢单' },
  wonExample: { en: 'deal won Acme', zh: '赢单 华为' },
  lostTitle: { en: 'Deal lost', zh: '输单' },
  lostSummary: { en: 'Why it was lost, and to whom', zh: '登记输单原因和输给了谁' },
  lostExample: { en: 'deal lost Acme price they were 20% cheaper', zh: '输单 华为 价格太高 对方便宜两成' },
  editTitle: { en: 'Edit a deal', zh: '修改商机' },
  editSummary: {
    en: 'Amount, expected date, your own probability …',
    zh: '修改金额、预计成交日、赢率判断等',
  },
  editExample: { en: 'deal edit Acme amount=350k probability=70%', zh: '商机 修改 华为 金额=35万 赢率=70%' },

  fieldCustomer: { en: 'Customer', zh: '客户' },
  fieldAmount: { en: 'Amount', zh: '金额' },
  fieldAmountHint: { en: 'An estimate will do, e.g. 300k, 30万', zh: '可以先填估算，如 30万、1.2亿' },
  fieldTitle: { en: 'What it is about', zh: '商机名称' },
  fieldTitleHint: { en: 'e.g. CRM for 40 seats', zh: '如：二期扩容' },
  fieldExpected: { en: 'Expected to close', zh: '预计成交日' },
  fieldExpectedHint: { en: 'e.g. 2026-12-31, month end', zh: '如 2026-12-31、月底' },
  fieldStage: { en: 'Stage', zh: '阶段' },
  fieldStageNext: { en: 'Left empty: the next one', zh: '不填则推进到下一阶段' },
  fieldStageFirst: { en: 'Left empty: the first one', zh: '不填则为第一个阶段' },
  fieldProbability: { en: 'Your own probability', zh: '你判断的赢率' },
  fieldProbabilityHint: {
    en: 'In per cent; left empty: the calculated one',
    zh: '百分比；不填则用系统推算的赢率',
  },
  fieldReason: { en: 'Why', zh: '输单原因' },
  fieldNote: { en: 'What happened', zh: '补充说明' },
  fieldLostTo: { en: 'Lost to', zh: '输给了谁' },
  fieldLostToHint: { en: 'The competitor’s name', zh: '竞品或竞争对手的名称' },
  fieldCompetitors: { en: 'Competitors', zh: '竞品' },
  fieldCompetitorsHint: { en: 'Names, with commas between', zh: '可填多个，用逗号隔开' },
  fieldScope: { en: 'Whose', zh: '范围' },
  fieldMember: { en: 'Salesperson', zh: '销售' },

  scopeMine: { en: 'Mine', zh: '我的' },
  scopeAll: { en: 'All I may see', zh: '全部（可见范围）' },

  customer: { en: 'Customer', zh: '客户' },
  owner: { en: 'Owner', zh: '负责人' },
  amount: { en: 'Amount', zh: '金额' },
  stage: { en: 'Stage', zh: '阶段' },
  expected: { en: 'Expected', zh: '预计成交' },
  probability: { en: 'Win probability', zh: '赢率' },
  ownEstimate: { en: 'Salesperson’s estimate', zh: '销售判断' },
  competitors: { en: 'Competitors', zh: '竞品' },
  intel: { en: 'About competitors', zh: '竞品情报' },
  lastContact: { en: 'Last contact', zh: '最近联系' },
  never: { en: 'none yet', zh: '暂无' },
  closed: { en: 'Closed', zh: '结束日期' },
  reason: { en: 'Reason', zh: '输单原因' },
  note: { en: 'Note', zh: '补充说明' },
  lostTo: { en: 'Lost to', zh: '输给' },
  won: { en: 'won', zh: '已赢单' },
  lost: { en: 'lost', zh: '已输单' },

  since: (stage: string, day: string) => ({ en: `${stage}, since ${day}`, zh: `${stage}（${day} 起）` }),
  fromHistory: (percent: string, closed: string) => ({
    en: `${percent} · from ${closed} deals of this stage that closed in 24 months`,
    zh: `${percent}（依据近 24 个月同阶段已结束的 ${closed} 个商机）`,
  }),
  fromAdmin: (percent: string, closed: string) => ({
    en: `${percent} · set by the admin for this stage (${closed} closed deals are too few)`,
    zh: `${percent}（管理员设定；同阶段仅 ${closed} 个已结束）`,
  }),
  past: { en: 'past', zh: '已过期' },
  stale: (days: string) => ({ en: `⚠ no contact for ${days} days`, zh: `⚠ ${days} 天未联系` }),

  created: (title: string) => ({ en: `New deal: ${title}`, zh: `已新建商机：${title}` }),
  moved: (title: string, stage: string) => ({
    en: `${title} is now: ${stage}`,
    zh: `${title} 已推进到：${stage}`,
  }),
  saved: (title: string) => ({ en: `Saved: ${title}`, zh: `已保存：${title}` }),
  wonDone: (title: string, amount: string) => ({
    en: `🎉 Won: ${title}, ${amount}`,
    zh: `🎉 赢单：${title} ${amount}`,
  }),
  wonHow: {
    en: 'Congratulations! Sign the order while it is fresh.',
    zh: '恭喜赢单！顺手把订单登记了吧。',
  },
  lostDone: (title: string) => ({ en: `Lost: ${title}`, zh: `已登记输单：${title}` }),
  reopened: (title: string) => ({ en: `Open again: ${title}`, zh: `已重新打开：${title}` }),
  ofCustomer: (customer: string) => ({ en: `Deals of ${customer}`, zh: han`${customer}的商机` }),
  noneOf: (customer: string) => ({ en: `No open deal of ${customer}`, zh: han`${customer}没有进行中的商机` }),
  noneHow: {
    en: 'There is none that you may see. Make one as soon as somebody is interested.',
    zh: '没有你可以查看的商机。客户一有意向就可以新建。',
  },
  listHead: (count: string, sum: string) => ({
    en: `Open deals: ${count} · ${sum}`,
    zh: `进行中的商机：${count} 个 · ${sum}`,
  }),
  listOf: (name: string, count: string, sum: string) => ({
    en: `${name}: ${count} open deals · ${sum}`,
    zh: han`${name}的商机：${count} 个 · ${sum}`,
  }),
  listNone: { en: 'No open deals', zh: '没有进行中的商机' },
  listNoneHow: { en: 'Type deal new, or press the button.', zh: '输入“商机 新建”，或点下面的按钮。' },
  stageLine: (stage: string, count: string, sum: string) => ({
    en: `${stage} · ${count} · ${sum}`,
    zh: `${stage} · ${count} 个 · ${sum}`,
  }),
  more: (count: string) => ({
    en: `${count} more: narrow it down, e.g. deal list stage=quoted.`,
    zh: `还有 ${count} 个，可按阶段查看，如：商机 列表 阶段=方案报价。`,
  }),
  whichDeal: { en: 'Which deal?', zh: '是哪个商机？' },
  needFacts: (stage: string) => ({
    en: `“${stage}” needs to know this first.`,
    zh: `进入“${stage}”还需要补充以下信息。`,
  }),
  changedMeanwhile: {
    en: 'It was changed meanwhile; this is how it stands.',
    zh: '商机刚刚有变动，这是最新情况。',
  },
  closedAlready: (state: string) => ({ en: `This deal is ${state} already.`, zh: `这个商机${state}。` }),
  lastStage: {
    en: 'It is in the last stage: won or lost is what comes next.',
    zh: '已经是最后一个阶段了，接下来是赢单或输单。',
  },
  sameStage: (stage: string) => ({ en: `It is in “${stage}” already.`, zh: `已经在“${stage}”阶段。` }),

  buttonAdvance: (stage: string) => ({ en: `Advance to ${stage}`, zh: `推进到${stage}` }),
  buttonWon: { en: 'Won', zh: '赢单' },
  buttonLost: { en: 'Lost', zh: '输单' },
  buttonEdit: { en: 'Edit', zh: '修改' },
  buttonSign: { en: 'Sign the order', zh: '登记订单' },
  buttonOrder: (number: string) => ({ en: `Order ${number}`, zh: `订单 ${number}` }),
  ordered: (number: string) => ({
    en: `Order ${number} came of it, so it stays won.`,
    zh: `已关联订单 ${number}，不能重新打开。`,
  }),
  buttonReopen: { en: 'Open again', zh: '重新打开' },
  buttonLog: { en: 'Log follow-up', zh: '记跟进' },
  buttonCustomer: { en: 'Customer', zh: '客户详情' },
  buttonShow: { en: 'Show', zh: '查看' },
  buttonNew: { en: 'New deal', zh: '新建商机' },
  buttonThis: { en: 'This one', zh: '就是这个' },
  buttonCancel: { en: 'Cancel', zh: '取消' },
  buttonClaim: { en: 'Claim customer', zh: '领取客户' },
  buttonList: { en: 'Open deals', zh: '商机列表' },
  wonSure: { en: 'Was it won?', zh: '确认赢单？' },
  wonSureText: {
    en: 'Colleagues who follow the sales news will hear of it.',
    zh: '订阅了销售通知的同事会收到喜报。',
  },
  notYet: { en: 'Not yet', zh: '还没有' },

  refusedTitle: { en: 'Not yours to do', zh: '没有权限' },
  refused: {
    en: 'This deal belongs to a colleague. Its owner, a manager of theirs or an admin can do this.',
    zh: '这个商机由其他同事负责，可由负责人、其上级经理或管理员操作。',
  },
  refusedCustomer: {
    en: 'This customer belongs to a colleague. Their owner, a manager of theirs or an admin can do this.',
    zh: '这个客户由其他同事负责，可由负责人、其上级经理或管理员操作。',
  },
  refusedSee: {
    en: 'You see your own deals; managers those of their groups, executives and admins all.',
    zh: '你可以查看自己的商机；经理可看本组，高管和管理员可看全部。',
  },
  refusedPool: {
    en: 'This customer is in the pool. Claim it first, then make the deal.',
    zh: '这个客户还在公海里，请先领取，再新建商机。',
  },
  gone: { en: 'That deal is not here', zh: '没有这个商机' },
} satisfies Record<string, Bilingual | Sentence>;

/** The facts that a stage may ask for. */
export const factNames: Readonly<Record<DealFact, Bilingual>> = {
  expectedOn: { en: 'Expected to close', zh: '预计成交日' },
  need: { en: 'What they need', zh: '客户需求' },
  decider: { en: 'Who decides', zh: '决策人' },
  budget: { en: 'Budget', zh: '客户预算' },
  nextStep: { en: 'Next step', zh: '下一步计划' },
};

/** Sentences at the fields of a form. */
export const dealProblems = {
  amountZero: { en: 'The amount has to be above zero.', zh: '金额必须大于零。' },
  expectedPast: (day: string) => ({ en: `${day} lies in the past.`, zh: `${day} 已经过去了。` }),
  percent: (text: string) => ({
    en: `“${text}” is no probability from 0 to 100%.`,
    zh: `“${text}”不是 0 到 100% 之间的赢率。`,
  }),
  missing: { en: 'Needed for this stage.', zh: '该阶段必填。' },
} satisfies Record<string, Bilingual | Sentence>;
