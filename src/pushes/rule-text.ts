import type { Bilingual } from '../chat/language.ts';
import type { PushContent } from './content.ts';

type PushName = PushContent['push'];

/**
 * The rule behind each push in one sentence, as the functions of this room decide it (`plan-*.ts`): who changes one of them
 * changes its sentence here.
 */
export const pushRules: Readonly<Record<PushName, Bilingual>> = {
  'order-signed': {
    en: 'An order was signed: it goes wherever sales notifications are subscribed to with its group and amount.',
    zh: '有订单签下，就会发到订阅了销售通知、且分组和金额符合的地方。',
  },
  'payment-confirmed': {
    en: 'Finance confirmed a payment: it goes wherever sales notifications are subscribed to with its group and amount. Refunds do not ring.',
    zh: '财务确认了一笔回款，就会发到订阅了销售通知、且分组和金额符合的地方；退款不提醒。',
  },
  'deal-step': {
    en: 'A deal was won or lost, or a big one changed its stage: it goes wherever sales notifications are subscribed to with its group and amount.',
    zh: '商机赢单、输单，或大单换了阶段，就会发到订阅了销售通知、且分组和金额符合的地方。',
  },
  daily: {
    en: 'On workdays, all whole days since the summary before. Sums of the month go up to the last of those days.',
    zh: '每个工作日发送，内容是上一期以来的所有整天；本月累计截至其中最后一天。',
  },
  ranking: {
    en: 'On workdays, confirmed payments less refunds of this month, by each one’s split, highest first.',
    zh: '每个工作日发送，按分成统计本月已确认回款（减去退款），从高到低排列。',
  },
  overdue: {
    en: 'An instalment is told 7 days before it is due, on the day and 3 days after; a week late its manager hears of it, a month late the head.',
    zh: '分期款在到期前 7 天、到期当天和逾期 3 天提醒；逾期一周告诉经理，逾期一个月告诉上级负责人。',
  },
  'clear-day': {
    en: 'At the end of the workday, what of your own work is still open; a manager hears of exceptions only.',
    zh: '工作日收尾时，列出本人还没处理完的事；经理只收到例外情况。',
  },
  'payment-proposed': {
    en: 'A proposed payment waits: finance is asked, without whoever is credited for it; if that leaves nobody, the executives.',
    zh: '有回款待确认时请财务处理，本人有分成的除外；财务都不合适时请高管处理。',
  },
  'payment-decided': {
    en: 'Whoever proposed a payment hears what became of it, and it takes the place of the question.',
    zh: '回款有了结果会告诉提交人，原来的待确认消息也会换成结果。',
  },
  'split-proposed': {
    en: 'A changed split needs a second signature: somebody above its proposer who has no share in it, else the next level.',
    zh: '更正分成需要第二人签字：由提交人的上级、且不在分成里的人处理，没有合适的人就再往上一级。',
  },
  'split-decided': {
    en: 'Whoever proposed a changed split hears what became of it, and it takes the place of the question.',
    zh: '分成更正有了结果会告诉提交人，原来的待签字消息也会换成结果。',
  },
  'split-changed': {
    en: 'Credit for an order changed hands: whoever is in the old split or the new one hears of it.',
    zh: '订单的分成变了，会告诉新旧分成里的每个人。',
  },
  reminder: {
    en: 'The next date of a follow-up has come. It reaches its author; if they are gone, the customer’s owner, else the manager.',
    zh: '跟进里约定的下次日期到了，提醒记录人；记录人已离开就提醒客户负责人，再没有就提醒经理。',
  },
  'same-city': {
    en: 'You planned, began or logged a visit: these customers of yours are in the same city.',
    zh: '你计划、开始或记录了一次拜访，这些是同一城市里你能跟进的客户。',
  },
  newcomer: {
    en: 'Somebody whom I do not know wrote to me: the admins hear of each once a day.',
    zh: '有不认识的人给我发消息，管理员每人每天会收到一次提醒。',
  },
  identity: {
    en: 'A chat account waits to be confirmed: the member is asked through an account that is linked already, and the admins are.',
    zh: '有聊天账号等待确认，会问本人已关联的账号，也会问管理员。',
  },
  'role-asked': {
    en: 'Some roles take two: the other admins and the executives are asked to sign.',
    zh: '有些角色需要两个人同意，会请其他管理员和高管签字。',
  },
  'role-decided': {
    en: 'It was decided on a role: whoever asked and the person hear of it, and HR of what was granted.',
    zh: '角色申请有了结果，会告诉申请人和本人；批准的还会告诉人事。',
  },
  'roles-changed': {
    en: 'Somebody’s roles were changed: they hear of it.',
    zh: '角色有变动时，会告诉本人。',
  },
  case: {
    en: 'Two people claim one customer: both sides and whoever decides hear of it.',
    zh: '两个人争同一个客户时，双方和裁定人都会收到。',
  },
  stale: {
    en: 'A customer was not contacted in the time its category asks for: its owner hears first, then the manager, then it goes to the pool.',
    zh: '客户超过所属分类要求的时间没有联系：先提醒负责人，再提醒经理，最后进公海。',
  },
  'member-gone': {
    en: 'The platform reported an account gone: whoever stands above and the admins decide what becomes of the work.',
    zh: '平台报告有账号离开了，由其上级和管理员决定工作怎么交接。',
  },
  received: {
    en: 'Customers were given to somebody: they hear of it.',
    zh: '有客户转给谁，就会告诉谁。',
  },
  'moved-away': {
    en: 'Customers were moved from one person to another: whoever had them hears of it.',
    zh: '客户被转给别人时，会告诉原负责人。',
  },
  handover: {
    en: 'A leaver’s work came to somebody: they get a summary of it.',
    zh: '离职同事的工作交接给谁，谁就会收到一份交接单。',
  },
  comment: {
    en: 'Somebody commented on a follow-up: its author and whoever else takes part hear of it.',
    zh: '有人评论了跟进，会告诉记录人和参与讨论的人。',
  },
  review: {
    en: 'Once a week I look which of your subscriptions nobody acted on for four weeks, and ask whether they are still wanted.',
    zh: '每周看一次：哪些订阅四周内没有人处理过，问问是否还需要。',
  },
  calendar: {
    en: 'The public holidays of a year are not published yet: the admins are asked in time.',
    zh: '某一年的法定节假日还没有公布，会提前提醒管理员。',
  },
  letters: {
    en: 'Messages could not be sent: the admins are told of each new cause once, minutes after the first.',
    zh: '有消息没有发成：每类新原因出现几分钟后提醒管理员一次。',
  },
  gathered: {
    en: 'Several messages waited, for the end of your quiet hours or because there were many at once; they came as one.',
    zh: '有几条消息因为免打扰时段或一时太多而暂缓，合并成一条发出。',
  },
  amended: {
    en: 'What a message told turned out to be wrong: it is mended in its place, or in one more message where that cannot be.',
    zh: '消息里的数字后来发现不对，就在原处更正；原消息已不能修改时，另发一条。',
  },
  canary: { en: 'A test of the way.', zh: '链路自检。' },
};

/** Why one person gets a push that nobody subscribes to. */
export const personalReasons: Readonly<Partial<Record<PushName, Bilingual>>> = {
  'payment-proposed': { en: 'you may confirm payments', zh: '你有权确认回款' },
  'payment-decided': { en: 'you proposed it, or were asked about it', zh: '这笔回款由你提交，或曾请你确认' },
  'split-proposed': { en: 'you may sign for it', zh: '你有权签字' },
  'split-decided': { en: 'you proposed it, or were asked about it', zh: '由你提交，或曾请你签字' },
  'split-changed': { en: 'you are in the old split or the new one', zh: '你在新旧分成之中' },
  reminder: {
    en: 'you set this date, or the customer is yours by now',
    zh: '这个日期是你定的，或客户现在归你负责',
  },
  newcomer: { en: 'you are an admin', zh: '你是管理员' },
  identity: { en: 'it is your account, or you are an admin', zh: '这是你的账号，或你是管理员' },
  'role-asked': { en: 'you may sign for roles', zh: '你有权为角色签字' },
  'role-decided': {
    en: 'you asked for it, it is about you, or you are in HR',
    zh: '由你申请、与你有关，或你是人事',
  },
  'roles-changed': { en: 'it is about your roles', zh: '这是你的角色' },
  case: { en: 'you are a side in it, or decide it', zh: '你是其中一方，或由你裁定' },
  stale: { en: 'you own these customers, or lead whoever does', zh: '这些客户由你或你的下属负责' },
  'member-gone': { en: 'you lead them, or are an admin', zh: '你是其上级，或你是管理员' },
  received: { en: 'they were given to you', zh: '客户转给了你' },
  'moved-away': { en: 'they were yours before', zh: '你是原负责人' },
  handover: { en: 'their work came to you', zh: '工作交接给了你' },
  comment: { en: 'it is your follow-up, or you commented on it', zh: '这是你的跟进，或你参与了讨论' },
  calendar: { en: 'you are an admin', zh: '你是管理员' },
  letters: { en: 'you are an admin', zh: '你是管理员' },
  gathered: { en: 'each of them has a reason of its own', zh: '每一条各有各的原因，可分别查看' },
};
