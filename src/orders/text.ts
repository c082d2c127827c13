import { type Bilingual, han } from '../chat/language.ts';
import type { InstalmentState } from './fill.ts';

type Sentence = (...words: readonly string[]) => Bilingual;

/** What people read about orders. */
export const orderText = {
  newTitle: { en: 'New order', zh: '新建订单' },
  newSummary: { en: 'Record a signed order', zh: '登记一笔签下的合同' },
  newExample: {
    en: 'order Acme 300k instalments="50% 2026-12-01, 50% 2027-01-15"',
    zh: '订单 华为 30万 分期="50% 12月1日，50% 1月15日"',
  },
  showTitle: { en: 'Order', zh: '查看订单' },
  showSummary: { en: 'What is paid and what is open of an order', zh: '看一笔订单的回款情况' },
  showExample: { en: 'order show HT-2026-018', zh: '订单 查看 HT-2026-018' },

  fieldCustomer: { en: 'Customer', zh: '客户' },
  fieldAmount: { en: 'Amount', zh: '金额' },
  fieldAmountHint: { en: 'e.g. 80000, 300k, 30万', zh: '如 80000、30万、1.2亿' },
  fieldNumber: { en: 'Order number', zh: '合同号' },
  fieldNumberHint: { en: 'Left empty, one is made', zh: '不填则自动编号' },
  fieldSigned: { en: 'Signed on', zh: '签约日期' },
  fieldSignedHint: { en: 'Left empty: today', zh: '不填则为今天' },
  fieldInstalments: { en: 'Instalments', zh: '回款计划' },
  fieldInstalmentsHint: {
    en: 'e.g. 50% 2026-12-01, 50% 2027-01-15; left empty: all of it in 30 days',
    zh: '如：50% 12月1日，余款 1月15日；不填则签约后 30 天一次付清',
  },
  fieldSplit: { en: 'Credit', zh: '业绩拆分' },
  fieldSplitHint: {
    en: 'Managers only, e.g. Li Wei 70%, Wang Fang 30%; left empty: the customer’s owner',
    zh: '仅经理填写，如：李伟 70%，王芳 30%；不填则全归客户负责人',
  },
  fieldOrder: { en: 'Order', zh: '订单' },
  fieldOrderHint: { en: 'Its number or a customer', zh: '合同号或客户名' },

  number: { en: 'Order', zh: '合同号' },
  customer: { en: 'Customer', zh: '客户' },
  amount: { en: 'Amount', zh: '金额' },
  signed: { en: 'Signed', zh: '签约' },
  paid: { en: 'Paid', zh: '已回款' },
  open: { en: 'Open', zh: '未回款' },
  pending: { en: 'Waiting for finance', zh: '待财务确认' },
  credit: { en: 'Credit', zh: '业绩归属' },
  due: { en: 'Due', zh: '到期日' },
  state: { en: 'State', zh: '状态' },
  received: { en: 'Received', zh: '到账日' },
  decidedBy: { en: 'By', zh: '处理人' },
  withdrawn: { en: 'This order was withdrawn.', zh: '这笔订单已作废。' },
  instalments: { en: 'Instalments', zh: '回款计划' },
  payments: { en: 'Payments', zh: '回款记录' },
  recordPayment: { en: 'Record payment', zh: '登记回款' },
  defaultPlan: {
    en: 'No instalments were given, so all of it is due 30 days after signing.',
    zh: '没有填写回款计划，按签约后 30 天一次付清登记。',
  },

  savedTitle: (number: string) => ({ en: `Order ${number} is recorded`, zh: `订单 ${number} 已登记` }),
  showCardTitle: (number: string, customer: string) => ({
    en: `${number} · ${customer}`,
    zh: `${number} · ${customer}`,
  }),
  listTitle: (customer: string) => ({ en: `Orders of ${customer}`, zh: han`${customer}的订单` }),
  chooseTitle: { en: 'Which order?', zh: '是哪一笔订单？' },
  noneTitle: (customer: string) => ({ en: `No orders of ${customer}`, zh: han`${customer}还没有订单` }),
  noneHow: { en: 'There is no order that you may see.', zh: '没有你可以查看的订单。' },
  openOf: (open: string, amount: string) => ({
    en: `${open} open of ${amount}`,
    zh: `未回款 ${open}，合同额 ${amount}`,
  }),
  partOf: (paid: string) => ({ en: `${paid} paid`, zh: `已付 ${paid}` }),
  settled: (amount: string) => ({ en: `${amount}, paid in full`, zh: `已结清，合同额 ${amount}` }),
  signedOn: (date: string) => ({ en: `signed ${date}`, zh: `${date} 签约` }),
  choose: { en: 'This one', zh: '就是这笔' },
  show: { en: 'Show', zh: '查看' },
  cancel: { en: 'Cancel', zh: '取消' },

  winsAsk: { en: 'Does it win one of the open deals?', zh: '有进行中的商机因此赢单吗？' },
  winsDeal: (title) => ({ en: `Wins: ${title}`, zh: `赢单：${title}` }),
  winsGone: { en: 'That order or deal is not here', zh: '没有这笔订单或商机' },

  refusedTitle: { en: 'Not yours to do', zh: '没有权限' },
  refusedSign: {
    en: 'This customer belongs to a colleague. Their owner, a manager of theirs or an admin can record the order.',
    zh: '这个客户由其他同事负责，可由负责人、其上级经理或管理员登记订单。',
  },
  refusedPool: {
    en: 'This customer is in the pool. Claim it first, then record the order.',
    zh: '这个客户还在公海里，请先领取，再登记订单。',
  },
  claim: { en: 'Claim customer', zh: '领取客户' },
  refusedSee: {
    en: 'This order belongs to a colleague. Its salespeople, their managers, finance, executives and admins see it.',
    zh: '这笔订单由其他同事负责；相关销售、其上级经理、财务、高管和管理员可以查看。',
  },
  unknownTitle: (number: string) => ({ en: `No order ${number}`, zh: `没有找到订单 ${number}` }),
  unknownHow: {
    en: 'Check the number, or type the customer’s name instead.',
    zh: '请核对合同号，也可以直接输入客户名。',
  },
} satisfies Record<string, Bilingual | Sentence>;

/** What an instalment's state is called. */
export const instalmentStates: Readonly<Record<InstalmentState, Bilingual>> = {
  paid: { en: 'paid', zh: '已付清' },
  part: { en: 'part paid', zh: '部分已付' },
  open: { en: 'not due', zh: '未到期' },
  overdue: { en: 'overdue', zh: '已逾期' },
};

/** What a payment's state is called. */
export const paymentStates = {
  proposed: { en: 'waiting for finance', zh: '待财务确认' },
  confirmed: { en: 'confirmed', zh: '已确认' },
  rejected: { en: 'rejected', zh: '已驳回' },
  withdrawn: { en: 'withdrawn', zh: '已撤回' },
} satisfies Record<string, Bilingual>;

/** Sentences at the fields of a form, by refusal code. */
export const fieldProblems = {
  'amount-zero': () => ({ en: 'The amount has to be above zero.', zh: '金额必须大于零。' }),
  'signed-future': (today) => ({
    en: `It cannot be signed later than today, ${today}.`,
    zh: `签约日期不能晚于今天（${today}）。`,
  }),
  'received-future': (today) => ({
    en: `Money cannot have come later than today, ${today}.`,
    zh: `到账日期不能晚于今天（${today}）。`,
  }),
  'number-unreadable': () => ({
    en: 'A number has at most 40 letters, digits and - _ / . # ( ).',
    zh: '合同号最多 40 个字符，可用文字、数字和 - _ / . # ( )。',
  }),
  'number-taken': () => ({
    en: 'Another order has this number already.',
    zh: '这个合同号已被另一笔订单使用。',
  }),
  'number-taken-by': (order) => ({
    en: `This number is taken: ${order}.`,
    zh: `这个合同号已被使用：${order}。`,
  }),
  'instalment-unreadable': (text) => ({
    en: `“${text}” does not say how much is due when. Try 50% 2026-12-01, 50% 2027-01-15.`,
    zh: `没看懂“${text}”，请写成：50% 2026-12-01，50% 2027-01-15。`,
  }),
  'instalments-sum': (sum, total) => ({
    en: `The instalments make ${sum}, the order is ${total}.`,
    zh: `各期合计 ${sum}，与合同金额 ${total} 不一致。`,
  }),
  'line-unreadable': (text) => ({
    en: `“${text}” is no product line. Try Server x2: 200k, Support: 100k.`,
    zh: `没看懂“${text}”，请写成：服务器×2：20万，维保：10万。`,
  }),
  'lines-sum': (sum, total, difference) => ({
    en: `The lines make ${sum}, the order is ${total}: ${difference} apart. Correct the amount or the lines.`,
    zh: `产品明细合计 ${sum}，合同金额 ${total}，相差 ${difference}，请改金额或明细。`,
  }),
  'lines-many': (most) => ({ en: `At most ${most} product lines.`, zh: `最多 ${most} 条产品明细。` }),
  'instalment-unknown': (text) => ({
    en: `The plan has no instalment “${text}”. Give its number, e.g. 2.`,
    zh: `回款计划里没有“${text}”，请填第几期，如：2。`,
  }),
  'instalments-many': (most) => ({ en: `At most ${most} instalments.`, zh: `最多 ${most} 期。` }),
  'split-unreadable': (text) => ({
    en: `“${text}” is no share. Try Li Wei 70%, Wang Fang 30%.`,
    zh: `没看懂“${text}”，请写成：李伟 70%，王芳 30%。`,
  }),
  'split-sum': (sum) => ({ en: `The shares make ${sum}, not 100%.`, zh: `各人比例合计 ${sum}，应为 100%。` }),
  'split-twice': () => ({ en: 'Somebody is named twice.', zh: '有同事重复出现。' }),
  'split-member': (name) => ({ en: `I know no colleague called “${name}”.`, zh: `没有找到同事“${name}”。` }),
  'split-rights': () => ({
    en: 'A manager who has no share in it sets the split. Leave it empty: the customer’s owner is credited.',
    zh: '业绩拆分由不参与分成的经理设定。留空即可，业绩归客户负责人。',
  }),
} satisfies Record<string, Sentence>;

export type FieldProblem = keyof typeof fieldProblems;
