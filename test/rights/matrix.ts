import type { Ask } from './ask.ts';
import type { Name } from './people.ts';
import type { Owner } from './rows.ts';

/** Who asks, and whose row it is about: the columns of the matrix, in groups by role. */
export const columns: readonly { readonly who: Name; readonly rows: readonly Owner[] }[] = [
  // sales: their own, one of the same group's, one of another group's, one of the pool.
  { who: 'li', rows: ['li', 'mate', 'wang', 'pool'] },
  // A manager: their own, one of their group's, one of a group's below that, one of another group's, one of the pool.
  { who: 'zhang', rows: ['zhang', 'li', 'deep', 'wang', 'pool'] },
  // finance, HR, an executive, an admin: anybody's, one of the pool.
  { who: 'chen', rows: ['li', 'pool'] },
  { who: 'huang', rows: ['li', 'pool'] },
  { who: 'zhao', rows: ['li', 'pool'] },
  { who: 'sun', rows: ['li', 'pool'] },
];

export interface Line {
  /** By column. */
  readonly cells: string;
  /** The command's name or the action. */
  readonly name: string;
  readonly ask: Ask;
  /** A part of the row that has to be there although the request does not name it. */
  readonly needs?: string;
}

interface More {
  readonly needs?: string;
  readonly values?: Readonly<Record<string, string>>;
}

export function say(cells: string, name: string, rest: string, { needs }: More = {}): Line {
  return { cells, name, ask: { kind: 'say', text: `${name} ${rest}`.trim() }, ...(needs ? { needs } : {}) };
}

export function press(cells: string, action: string, target: string, { needs, values }: More = {}): Line {
  const ask: Ask = { kind: 'press', action, target, ...(values ? { values } : {}) };
  return { cells, name: action, ask, ...(needs ? { needs } : {}) };
}

/**
 * Who may do what to whose rows. `y`: it is done. `f`: its form opens, or a question is asked. `s`: it is shown. `n`: it is
 * refused: nothing changes, nothing of the row is shown, the role that may is named, and the audit log has the attempt.
 * `h`: the same, but told as if there were none. `c`: what was to be made collides with it. `0`: there is nothing of it for
 * this person. `-`: there is no such row.
 */
//  sales manager fin hr exe adm
//  own, same group, other group, pool · own, group, below, other group, pool · any, pool · any, pool · any, pool · any, pool
export const lines: readonly Line[] = [
  say('ynny yyyny nn nn nn yy', 'followup', '{customer} called'),
  say('ynny yyyny nn nn nn yy', 'visit', '{customer} saw the plant'),
  say('ynny yyyny nn nn nn yy', 'visit plan', '{customer} 2026-11-25'),
  say('0nn0 000n0 nn nn nn 00', 'nearby', '{customer}'),
  say('ynny yyyny nn nn nn yy', 'checkin', '{customer} gate'),
  say('ynny yyyny nn nn nn yy', 'service', '{customer} leaks'),
  say('ynny yyyny nn nn nn yy', 'service close', '{customer} fixed', { needs: 'service' }),
  say('nnnn 00000 nn nn nn nn', 'comment', 'well done'),
  say('0000 00000 nn nn nn 00', 'todo move', '2026-12-01'),
  say('0000 00000 nn nn nn 00', 'todo drop', 'no use'),
  say('snns sssns nn nn ss ss', 'customer show', '{customer}', { needs: 'followUp' }),
  say('cccc ccccc nn nn nn cc', 'customer new', '{customer}'),
  say('ynny yyyny nn nn nn yy', 'customer edit', '{customer} city=Wuxi'),
  say('0nny 0nnny nn nn nn ny', 'customer claim', '{customer}'),
  say('ynn0 yyyn0 nn nn nn y0', 'customer release', '{customer} other no budget'),
  say('nnnn yy0ny nn nn nn yy', 'customer transfer', '{customer} to He Yan'),
  say('snns sssns nn nn ss ss', 'contacts', '{customer}'),
  say('ynny yyyny nn nn nn yy', 'contact add', '{customer} Bob'),
  say('ynny yyyny nn nn nn yy', 'contact edit', '{customer} title=CTO'),
  say('ynny yyyny nn nn nn yy', 'customer tag', '{customer} vip'),
  say('ynny yyyny nn nn nn yy', 'customer untag', '{customer} vip', { needs: 'tag' }),
  say('0nn0 000n0 nn nn 00 00', 'customer owners', '{customer}'),
  say('snns sssns nn nn ss ss', 'customer timeline', '{customer}', { needs: 'followUp' }),
  say('0nnn 000nn 00 nn 00 00', 'customer value', '{customer}'),
  say('0yy0 000y0 nn nn nn 00', 'customer case', '{customer} we met them first'),
  say('nnn- nyyh- n- n- n- y-', 'customer case decide', '{customer} owner=holder', { needs: 'case' }),
  say('yhh- ynnh- n- n- n- n-', 'customer case answer', '{customer} ours', { needs: 'case' }),
  say('fnnn fffnf nn nn nn ff', 'customer merge', '{other} into {customer}'),
  say('ynnn yyyny nn nn nn yy', 'customer unmerge', '{customer}', { needs: 'merge' }),
  say('ynnn yyynn nn nn nn yn', 'deal new', '{customer} 100 plan'),
  say('snn- sssn- n- n- s- s-', 'deal show', '{customer}', { needs: 'deal' }),
  say('fnn- fffn- n- n- n- f-', 'deal stage', '{customer}', { needs: 'deal' }),
  say('ynn- yyyn- n- n- n- y-', 'deal won', '{customer}', { needs: 'deal' }),
  say('ynn- yyyn- n- n- n- y-', 'deal lost', '{customer} price', { needs: 'deal' }),
  say('ynn- yyyn- n- n- n- y-', 'deal edit', '{customer} amount=8000', { needs: 'deal' }),
  say('s00s sss0s nn nn ss ss', 'competitor show', '{rival}'),
  say('ynny yyyny nn nn nn yy', 'competitor note', 'Rival cheap customer={customer}'),
  say('ynnn yyynn nn nn nn yy', 'order new', '{customer} 100'),
  say('snn- sssn- s- n- s- s-', 'order show', '{order}'),
  say('ynn- yyyn- n- n- n- y-', 'order edit', '{order} amount=6000 more'),
  say('nnn- nyyn- n- n- n- y-', 'order split', '{order} Wang Fang 100% from=2026-12-01 reason=handover'),
  say('nnn- nyyn- n- n- n- y-', 'order split', '{order} He Yan 50%, Chen Qi 50% reason=mistake'),
  say('ynn- yyyn- n- n- n- y-', 'order void', '{order} twice'),
  say('ynn- yyyn- y- n- n- n-', 'payment', '{order} 50'),
  say('nnn- nnnn- y- n- n- n-', 'payment reject', '{order} nothing there', { needs: 'payment' }),
  say('ynn- y00n- 0- n- n- n-', 'payment withdraw', '{order}', { needs: 'payment' }),
  say('ynn- yyyn- y- n- n- n-', 'refund', 'order={order} amount=20 reason=back', { needs: 'paid' }),
  say('ynn- yyyn- y- n- n- n-', 'promise', '{order} 2026-11-27'),
  say('ynn- yyyn- y- n- n- n-', 'dispute', '{order} repair'),
  say('ynn- yyyn- y- n- n- n-', 'dispute over', '{order}', { needs: 'disputed' }),
  say('ynn- yyyn- n- n- n- y-', 'away', '2026-12-10 member="{memberName}"'),
  say('nnn- nffn- n- n- n- f-', 'leave', '{memberName} to He Yan'),
  say('nnn- nnnn- n- 0- 0- 0-', 'member show', '{memberName}'),
  say('nnn- nnnn- n- y- n- 0-', 'member edit', '{memberName} rank=middle'),
  say('nnn- nnnn- n- y- n- 0-', 'member grant', '{memberName} manager'),
  say('nnn- nnnn- n- y- n- 0-', 'member revoke', '{memberName} manager'),
  say('nnn- nnnn- n- n- n- y-', 'member grant', '{memberName} finance'),
  say('nnn- nnnn- n- 0- n- 0-', 'member revoke', '{memberName} finance'),
  press('snns sssns nn nn ss ss', 'record.show', '{customerId}', { needs: 'followUp' }),
  press('snns sssns nn nn ss ss', 'customer.show', '{customerId}', { needs: 'followUp' }),
  press('snny snnny nn nn nn ny', 'customer.claim', '{customerId}'),
  press('fnnf fffnf nn nn nn ff', 'customer.edit', '{customerId}'),
  press('snns sssns nn nn ss ss', 'customer.contacts', '{customerId}'),
  press('snns sssns nn nn ss ss', 'customer.tags', '{customerId}'),
  press('ynny yyyny nn nn nn yy', 'tag.add', '{customerId}', {
    needs: 'otherTag',
    values: { tag: '{otherTag}' },
  }),
  press('ynny yyyny nn nn nn yy', 'tag.remove', '{customerId}.{tag}'),
  press('fnnf fffnf nn nn nn ff', 'contact.add', '{customerId}'),
  press('fnnf fffnf nn nn nn ff', 'contact.edit', '{contact}'),
  press('ynny yyyny nn nn nn yy', 'contact.remove', '{contact}'),
  press('snns sssns nn nn ss ss', 'customer.timeline', '{customerId}', { needs: 'followUp' }),
  press('snnn sssnn ss nn ss ss', 'customer.value', '{customerId}'),
  press('fnnn fffnn nn nn nn fn', 'customer.release', '{customerId}'),
  press('0000 00000 00 00 00 00', 'case.open', '{customerId}'),
  press('shh- sssh- h- h- s- s-', 'case.show', '{case}'),
  press('nhh- nyyh- h- h- n- y-', 'case.decide', '{case}.holder'),
  press('fhh- fnnh- h- h- n- n-', 'case.answer', '{case}'),
  press('nhh- nnnh- h- h- n- n-', 'case.withdraw', '{case}'),
  press('ynnn yyyny nn nn nn yy', 'merge.undo', '{merge}'),
  press('fnnf fffnf nn nn nn ff', 'followup.start', '{customerId}'),
  press('ynny ynnnn nn nn nn nn', 'followup.undo', '{followUp}'),
  press('fnnf fnnnn nn nn nn nn', 'followup.change', '{followUp}'),
  press('nnnn nffnf nn nn nn nn', 'followup.comment', '{followUp}'),
  press('ffff fffff nn nn nn ff', 'followup.quote', 'x', { values: { text: '{customer} called' } }),
  press('fnnf fffnf nn nn nn ff', 'service.close', '{service}'),
  press('fnnf fffnf nn nn nn ff', 'visit.start', '{customerId}'),
  press('snns sssns nn nn nn ss', 'todo.later', '{customerId}'),
  press('ynny yyyny nn nn nn yy', 'todo.later', '{customerId}.3'),
  press('nnn- 000n- n- n- n- n-', 'todo.of', '{member}', { needs: 'followUp' }),
  press('yh-- -hh-- h- h- h- h-', 'comment.read', '{comment}'),
  say('0nn- 000n- n- n- n- n-', 'todo', '{memberName}', { needs: 'followUp' }),
  press('ynny ynnnn nn nn nn nn', 'visit.checkin', '{visit}'),
  press('ynny ynnnn nn nn nn nn', 'visit.cancel', '{visit}'),
  press('ynny yyyny nn nn nn yy', 'reminder.done', '{reminder}'),
  press('snns sssns nn nn nn ss', 'reminder.later', '{reminder}'),
  press('ynny yyyny nn nn nn yy', 'reminder.later', '{reminder}.3'),
  press('fnnf fffnf nn nn nn ff', 'reminder.log', '{reminder}'),
  press('fnnn fffnn nn nn nn fn', 'deal.new', '{customerId}'),
  press('snn- sssn- n- n- s- s-', 'deal.show', '{deal}'),
  press('fnn- fffn- n- n- n- f-', 'deal.stage', '{deal}.1'),
  press('ynn- yyyn- n- n- n- y-', 'deal.won', '{deal}.1'),
  press('fnn- fffn- n- n- n- f-', 'deal.lost', '{deal}.1'),
  press('ynn- yyyn- n- n- n- y-', 'deal.reopen', '{lost}.2'),
  press('fnn- fffn- n- n- n- f-', 'deal.edit', '{deal}.1'),
  press('s00s sss0s nn nn ss ss', 'competitor.show', '{competitor}'),
  press('ffff fffff nn nn nn ff', 'competitor.note', '{competitor}'),
  press('fnnn fffnn nn nn nn ff', 'order.start', '{customerId}'),
  press('fnn- fffn- n- n- n- f-', 'order.start', '{deal}'),
  press('ynn- yyyn- n- n- n- y-', 'order.wins', '{orderId}.{deal}'),
  press('fnn- fffn- n- n- n- f-', 'order.edit', '{orderId}'),
  press('nnn- nyyn- y- n- y- n-', 'split.sign', '{split}'),
  press('nnn- nyyn- y- n- y- n-', 'split.refuse', '{split}'),
  press('fnn- fffn- f- n- n- n-', 'instalment.promise', '{instalment}'),
  press('fnn- fffn- f- n- n- n-', 'instalment.dispute', '{instalment}'),
  press('ynn- yyyn- y- n- n- n-', 'instalment.lift', '{instalment}', { needs: 'disputed' }),
  press('fnn- fffn- f- n- n- n-', 'payment.start', '{orderId}'),
  press('fnn- fffn- f- n- n- n-', 'payment.start', '{customerId}', { needs: 'order' }),
  press('nnn- nnnn- y- n- n- n-', 'payment.confirm', '{payment}'),
  press('nnn- nnnn- f- n- n- n-', 'payment.reject', '{payment}'),
  press('ynn- ynnn- n- n- n- n-', 'payment.withdraw', '{payment}'),
  press('ynn- ynnn- n- n- n- y-', 'identity.confirm', '{identity}'),
  press('ynn- ynnn- n- n- n- y-', 'identity.reject', '{identity}'),
  press('nnn- nnnn- n- 0- 0- 0-', 'member.show', '{member}'),
  press('nnn- nnnn- n- f- n- f-', 'member.edit', '{member}'),
  press('nnn- nnnn- n- f- n- f-', 'role.grant', '{member}'),
  press('nnn- nnnn- n- f- n- f-', 'role.revoke', '{member}'),
  press('nnn- nnnn- n- n- f- n-', 'role.refuse', '{grant}'),
  press('nnn- nnnn- n- n- n- y-', 'role.withdraw', '{grant}'),
  press('nnn- nnnn- n- n- y- n-', 'role.sign', '{grant}'),
  press('ynn- yyyn- n- n- n- y-', 'away.cancel', '{absence}'),
  press('nnn- nffn- n- n- n- f-', 'leave.start', '{member}'),
  press('nnn- n00n- n- n- n- 0-', 'leave.stay', '{member}'),
  press('0nn- 0nnn- n- n- n- 0-', 'subscription.show', '{subscription}'),
  press('fnn- fnnn- n- n- n- f-', 'subscription.edit', '{subscription}'),
  press('0nn- 0nnn- n- n- n- 0-', 'subscription.preview', '{subscription}'),
  press('ynn- ynnn- n- n- n- 0-', 'subscription.now', '{subscription}'),
  press('ynn- ynnn- n- n- n- y-', 'subscription.pause', '{subscription}'),
  press('ynn- ynnn- n- n- n- y-', 'subscription.resume', '{paused}'),
  press('ynn- ynnn- n- n- n- y-', 'subscription.remove', '{subscription}'),
  press('yhh- yhhh- h- h- h- h-', 'push.snooze', '{push}.week'),
  press('yhh- yhhh- h- h- h- h-', 'push.mute', '{push}'),
  press('yhh- yhhh- h- h- h- h-', 'push.unmute', '{muted}'),
  press('yhh- yhhh- h- h- h- h-', 'mute.lift', '{mute}'),
  press('ynn- ynnn- n- n- n- y-', 'review.off', '{push}.{subscription}'),
  press('ynn- ynnn- n- n- n- y-', 'review.on', '{push}.{paused}'),
  press('ynn- ynnn- n- n- n- y-', 'review.keep', '{push}.{subscription}'),
  press('nnn- nnnn- n- n- n- y-', 'delivery.retry', '{delivery}'),
  press('nnn- nnnn- n- n- n- y-', 'delivery.retry-like', '{delivery}'),
  press('nnn- nnnn- n- n- n- 0-', 'delivery.there', '{delivery}'),
  press('nnn- nnnn- n- n- n- 0-', 'delivery.page', 'l.{delivery}.0'),
  say('nnn- nnnn- n- n- n- 0-', 'deliveries show', '{delivery}'),
  say('nnn- nnnn- n- n- n- y-', 'deliveries retry', '{delivery}'),
  say('nnn- nnnn- n- n- n- y-', 'deliveries drop', '{delivery} no use'),
  press('000- 0000- 0- 0- 0- 0-', 'push.why', '{delivery}'),
  press('000- 0000- 0- 0- 0- 0-', 'push.reroute', '{subscription} instead'),
  press('fhh- fhhh- h- h- h- h-', 'form.open', '{draft}'),
  press('yhh- yhhh- h- h- h- h-', 'form.submit', '{draft}', { values: { text: 'called' } }),
  press('yhh- yhhh- h- h- h- h-', 'draft.cancel', '{draft}'),
  press('fhh- fhhh- h- h- h- h-', 'draft.choose', '{draft}.{customerId}'),
  press('fhh- fhhh- h- h- h- h-', 'draft.confirm', '{draft}'),
  press('snns sssns nn nn ss ss', 'command.run', 'customer show {customer}', { needs: 'followUp' }),
];
