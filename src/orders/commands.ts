import type { ActionHandler, Command } from '../people/context.ts';
import { confirmPayment } from './decide-payment.ts';
import { refundSpec, rejectSpec } from './payment-specs.ts';
import { recordPayment } from './record-payment.ts';
import { refundPayment } from './refund.ts';
import { rejectTyped, startReject } from './reject-payment.ts';
import { showOrder } from './show-order.ts';
import { signOrder } from './sign-order.ts';
import { orderNewSpec, orderShowSpec, paymentSpec } from './specs.ts';
import { startOrder, startPayment } from './start-forms.ts';
import { pressWins } from './wins.ts';

/** The commands about orders and payments, in the order in which help lists them. */
export const orderCommands: readonly Command[] = [
  { ...orderNewSpec, run: signOrder },
  { ...orderShowSpec, run: showOrder },
  { ...paymentSpec, run: recordPayment },
  { ...rejectSpec, run: rejectTyped },
  { ...refundSpec, run: refundPayment },
];

/** What buttons about orders and payments do. */
export const orderActions: readonly ActionHandler[] = [
  { action: 'order.start', run: startOrder },
  { action: 'order.wins', run: pressWins },
  { action: 'payment.start', run: startPayment },
  { action: 'payment.confirm', run: confirmPayment },
  { action: 'payment.reject', run: startReject },
];
