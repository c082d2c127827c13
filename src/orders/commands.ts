import type { ActionHandler, Command } from '../people/context.ts';
import type { DrawDay } from '../people/day.ts';
import type { SettingsPage } from '../people/settings.ts';
import { confirmPayment } from './decide-payment.ts';
import { editOrder, startEdit } from './edit-order.ts';
import { disputeInstalment, endDispute, liftHold, promiseInstalment, startHold } from './hold-instalment.ts';
import { disputeOverSpec, disputeSpec, promiseSpec } from './hold-specs.ts';
import { productCommands, productPage } from './lines/settings.ts';
import { listOrders } from './list-orders.ts';
import { listWaitingForFinance } from './list-waiting.ts';
import { editSpec, listSpec, overdueSpec, receivableSpec, splitSpec, voidSpec } from './order-specs.ts';
import { refundSpec, rejectSpec, waitingSpec, withdrawSpec } from './payment-specs.ts';
import { recordPayment } from './record-payment.ts';
import { refundPayment } from './refund.ts';
import { rejectTyped, startReject } from './reject-payment.ts';
import { showOrder } from './show-order.ts';
import { showReceivable } from './show-receivable.ts';
import { signOrder } from './sign-order.ts';
import { refuseSplit, signSplit } from './sign-split.ts';
import { orderNewSpec, orderShowSpec, paymentSpec } from './specs.ts';
import { splitOrder } from './split-order.ts';
import { startOrder, startPayment } from './start-forms.ts';
import { voidOrder } from './void-order.ts';
import { pressWins } from './wins.ts';
import { withdrawPayment, withdrawTyped } from './withdraw-payment.ts';

/** The commands about orders and payments, in the order in which help lists them. */
export const orderCommands: readonly Command[] = [
  { ...orderNewSpec, run: signOrder },
  { ...orderShowSpec, run: showOrder },
  { ...listSpec, run: listOrders },
  { ...editSpec, run: editOrder },
  { ...splitSpec, run: splitOrder },
  { ...voidSpec, run: voidOrder },
  { ...paymentSpec, run: recordPayment },
  { ...waitingSpec, run: listWaitingForFinance },
  { ...rejectSpec, run: rejectTyped },
  { ...withdrawSpec, run: withdrawTyped },
  { ...refundSpec, run: refundPayment },
  { ...receivableSpec, run: (context, values) => showReceivable(context, values, false) },
  { ...promiseSpec, run: promiseInstalment },
  { ...disputeSpec, run: disputeInstalment },
  { ...disputeOverSpec, run: endDispute },
  { ...overdueSpec, run: (context, values) => showReceivable(context, values, true) },
  ...productCommands,
];

/** What admins decide about orders. */
export const orderSettings: readonly SettingsPage[] = [productPage];

/** What buttons about orders and payments do; `drawDay`: somebody's to-do list that they may stand in. */
export function createOrderActions(drawDay: DrawDay): readonly ActionHandler[] {
  return [
    { action: 'order.start', run: startOrder },
    { action: 'order.wins', run: pressWins },
    { action: 'order.edit', run: startEdit },
    { action: 'split.sign', run: (context, target) => signSplit(context, target, drawDay) },
    { action: 'split.refuse', run: (context, target) => refuseSplit(context, target, drawDay) },
    { action: 'instalment.promise', run: (context, target) => startHold(context, promiseSpec, target) },
    { action: 'instalment.dispute', run: (context, target) => startHold(context, disputeSpec, target) },
    { action: 'instalment.lift', run: liftHold },
    { action: 'payment.start', run: startPayment },
    { action: 'payment.confirm', run: (context, target) => confirmPayment(context, target, drawDay) },
    { action: 'payment.reject', run: startReject },
    { action: 'payment.withdraw', run: withdrawPayment },
  ];
}
