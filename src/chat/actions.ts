/**
 * Every action that a button or a form may name. A button carries one of these and an opaque id, nothing else;
 * who may do it and whether it still can be done is decided anew at each press.
 */
export const actionNames = [
  'command.run',
  'draft.choose',
  'draft.confirm',
  'draft.cancel',
  'form.open',
  'form.submit',
  'customer.show',
  'customer.claim',
  'customer.timeline',
  'customer.release',
  'pool.page',
  'followup.start',
  'deal.new',
  'deal.show',
  'deal.stage',
  'deal.won',
  'deal.lost',
  'deal.reopen',
  'deal.edit',
  'order.start',
  'payment.start',
  'payment.confirm',
  'payment.reject',
  'reminder.done',
  'reminder.later',
  'reminder.log',
  'identity.confirm',
  'identity.reject',
  'subscription.pause',
  'subscription.resume',
  'subscription.remove',
  'delivery.retry',
] as const;

export type ActionName = (typeof actionNames)[number];
