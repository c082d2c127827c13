import type { Bilingual, Lang } from '../chat/language.ts';
import { isLocalDate } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';

/** Why a push was skipped, could not be sent or came late, for admins. */
const sentences: Readonly<Record<string, Bilingual>> = {
  late: { en: 'sent late: nothing was running at its time', zh: '延迟发送：到点时服务没有运行' },
  'too-late': { en: 'skipped: more than 12 hours late', zh: '未发送：已超时 12 小时以上' },
  'by-hand': { en: 'sent by hand', zh: '手动发送' },
  'no-account': { en: 'the person has no linked chat account', zh: '对方还没有关联聊天账号' },
  inactive: { en: 'the person has left', zh: '对方已离职' },
  'workspace-disconnected': { en: 'the workspace is not connected any more', zh: '工作区已断开连接' },
  'no-conversation': { en: 'there is no conversation to send it to', zh: '没有可发送的会话' },
  'no-longer-allowed': {
    en: 'skipped: the person may not see these figures any more',
    zh: '未发送：对方已无权查看这些数据',
  },
  'subscription-paused': { en: 'skipped: the subscription was paused', zh: '未发送：订阅已暂停' },
  'subscription-removed': { en: 'skipped: the subscription was removed', zh: '未发送：订阅已删除' },
  'order-withdrawn': { en: 'skipped: the order was withdrawn', zh: '未发送：订单已作废' },
  'payment-not-confirmed': {
    en: 'skipped: the payment is not confirmed any more',
    zh: '未发送：回款已不是确认状态',
  },
  'payment-decided': { en: 'skipped: the payment was decided meanwhile', zh: '未发送：回款已有人处理' },
  'money-came-in': {
    en: 'skipped: what was due is paid, promised or disputed by now',
    zh: '未发送：款项已到账，或已承诺、有争议',
  },
  'day-is-clear': { en: 'skipped: nothing is open any more', zh: '未发送：已全部处理完' },
  'split-decided': { en: 'skipped: it was decided meanwhile', zh: '未发送：已有人处理' },
  'reminder-closed': {
    en: 'skipped: the reminder was done or moved meanwhile',
    zh: '未发送：提醒已完成或已改期',
  },
  'deal-moved-on': {
    en: 'skipped: the deal went on, or back, meanwhile',
    zh: '未发送：商机之后又有变动',
  },
  'case-closed': { en: 'skipped: the case was closed meanwhile', zh: '未发送：撞单已处理完毕' },
  'customer-moved': { en: 'skipped: the customer is somebody else’s now', zh: '未发送：客户已转给别人' },
  'identity-decided': {
    en: 'skipped: the account was confirmed or rejected meanwhile',
    zh: '未发送：账号已有人确认或拒绝',
  },
  'role-decided': {
    en: 'skipped: it was decided meanwhile whether the role is granted',
    zh: '未发送：该授权申请已有人处理',
  },
  'person-decided': {
    en: 'skipped: it was decided meanwhile what becomes of their work',
    zh: '未发送：已有人处理该成员的交接',
  },
  'person-known': { en: 'skipped: the person is linked by now', zh: '未发送：对方已完成关联' },
  'nothing-to-tell': {
    en: 'skipped: what it was about is not there any more',
    zh: '未发送：相关记录已不存在',
  },
  'quiet-hours': { en: 'waited for quiet hours to end, came with others', zh: '免打扰时段暂缓，合并发出' },
  'one-card': {
    en: 'told on one card with later news of the same customer',
    zh: '与同一客户的后续消息合并在一张卡片上',
  },
  burst: { en: 'one of many within minutes, came with others', zh: '短时间内消息较多，合并发出' },
  budget: { en: 'beyond the limit of the day, came with others', zh: '超出当天推送上限，合并发出' },
  muted: { en: 'skipped: muted by whoever gets it', zh: '未发送：接收方已屏蔽此类推送' },
  snoozed: { en: 'snoozed by whoever gets it, comes when that ends', zh: '接收方设了免打扰，到期后发送' },
  'snoozed-covered': {
    en: 'skipped: snoozed, and the next one covers it',
    zh: '未发送：免打扰期间，内容并入下一期',
  },
  'calendar-changed': {
    en: 'skipped: when this day became a workday its time had passed',
    zh: '未发送：改为工作日时已过发送时间',
  },
  'year-known': { en: 'skipped: the year was entered meanwhile', zh: '未发送：该年安排已录入' },
  dropped: { en: 'dropped by an admin', zh: '管理员已放弃' },
  'seen-by-admin': { en: 'an admin found it in its place', zh: '管理员确认已送达' },
  'nothing-changed': { en: 'skipped: what was told is right as it stands', zh: '未发送：已发的数字没有变化' },
  canary: { en: 'a test of the way, not meant for anybody', zh: '链路自检，无需送达' },
};

const SUPERSEDED = 'superseded:';

/** Puts the code of a reason into words. A platform's own code stays as it is. */
export function describeReason(code: string, lang: Lang): string {
  const later = code.startsWith(SUPERSEDED) ? code.slice(SUPERSEDED.length) : undefined;
  if (later !== undefined && isLocalDate(later)) {
    const date = formatDate(later, lang);
    return lang === 'zh' ? `未单独发送：已并入 ${date} 的那一期` : `skipped: the one of ${date} covers it`;
  }
  return sentences[code]?.[lang] ?? code;
}
