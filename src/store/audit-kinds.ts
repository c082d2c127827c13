/**
 * What the audit log tells about, and how much of it. `sealed` is for pay and scores: that something was done to such a row is
 * told, never what: `auditEntry` leaves out what was before and after, and the database takes no entry that has it. A room that
 * keeps pay or scores under a new name adds it here as sealed; one that forgets to add it does not compile.
 */
export const auditEntities = {
  absence: 'open',
  'api-key': 'open',
  attention: 'open',
  audit: 'open',
  category: 'open',
  collision_case: 'open',
  command: 'open',
  comment: 'open',
  competitor: 'open',
  contact: 'open',
  custom_field: 'open',
  customer: 'open',
  deal: 'open',
  deal_stage: 'open',
  delivery: 'open',
  draft: 'open',
  export: 'open',
  follow_up: 'open',
  group: 'open',
  identity: 'open',
  import: 'open',
  member: 'open',
  order: 'open',
  organization: 'open',
  payment: 'open',
  product: 'open',
  push: 'open',
  reminder: 'open',
  role_grant: 'open',
  split_proposal: 'open',
  subscription: 'open',
  tag_rule: 'open',
  visit: 'open',
  workspace: 'open',
  appraisal: 'sealed',
  bonus: 'sealed',
  compensation: 'sealed',
  pay_statement: 'sealed',
  score: 'sealed',
} as const satisfies Readonly<Record<string, 'open' | 'sealed'>>;

export type AuditEntity = keyof typeof auditEntities;

/** Whether the log tells nothing of what was before and after; a name that is not known here is as good as sealed. */
export function isSealed(entity: string): boolean {
  const known: Readonly<Record<string, 'open' | 'sealed'>> = auditEntities;
  return known[entity] !== 'open';
}

/**
 * What stands in an entry. `made`: nothing before, the names after. `changed`: the names before and after, which differ.
 * `gone`: the names before. `told`: no row changed, the names say what happened. `refused`: nothing happened.
 */
export interface AuditShape {
  readonly shape: 'made' | 'changed' | 'gone' | 'told' | 'refused';
  /** Any, where it is a right that was refused. */
  readonly entity: AuditEntity | 'any';
  readonly names: readonly string[];
  /** There is no row, or no one row, that it was done to. */
  readonly isRowless?: true;
}

type Entity = AuditShape['entity'];
const shapeOf =
  (shape: AuditShape['shape']) =>
  (entity: Entity, ...names: readonly string[]): AuditShape => ({ shape, entity, names });
const made = shapeOf('made');
const changed = shapeOf('changed');
const gone = shapeOf('gone');
const told = shapeOf('told');
const refused = shapeOf('refused');
const rowless = (shape: AuditShape): AuditShape => ({ ...shape, isRowless: true });

const followUpFacts = ['customerId', 'kind', 'text', 'nextOn', 'happenedOn'] as const;
const stage = ['name', 'probabilityBp', 'staleDays', 'active'] as const;

/** Every kind of entry, and what it has to say of the row; any one of several shapes will do. Tests hold every entry to it. */
export const auditKinds = {
  'absence.cancelled': [gone('absence', 'memberId', 'from', 'to')],
  'absence.noted': [made('absence', 'memberId', 'from', 'to')],
  'absence.refused': [refused('member', 'deed')],
  // It may have been to make a row, or to read a list.
  'access.refused': [rowless(refused('any', 'deed'))],
  'api-key.created': [made('api-key', 'memberId', 'name')],
  'api-key.revoked': [changed('api-key', 'state')],
  'attention.refused': [rowless(refused('attention', 'deed'))],
  'attention.set': [made('attention', 'home'), changed('attention', 'home')],
  'big-deal.saved': [changed('organization', 'bigDealAmount')],
  'board.opened': [told('organization', 'operator')],
  'calendar.days-set': [changed('organization', 'days')],
  'calendar.set': [changed('organization', 'calendarRegion', 'weekend')],
  'case.answered': [made('collision_case', 'text')],
  'case.opened': [made('collision_case', 'customerId', 'respondentId', 'claimedOn')],
  'case.ruled': [changed('collision_case', 'state', 'ownerId')],
  'case.withdrawn': [changed('collision_case', 'state')],
  'category.added': [made('category', 'name')],
  'category.changed': [changed('category', 'name')],
  'category.removed': [gone('category', 'name')],
  'command.refused': [refused('command')],
  'competitor.noted': [made('competitor', 'text', 'source', 'knownOn')],
  'contact.added': [made('contact', 'customerId', 'name', 'phones')],
  'contact.changed': [changed('contact', 'customerId', 'name', 'phones')],
  'contact.removed': [gone('contact', 'customerId', 'name', 'phones')],
  'custom-field.added': [made('custom_field', 'key', 'label', 'kind')],
  'custom-field.changed': [changed('custom_field', 'key', 'label', 'kind')],
  'custom-field.removed': [gone('custom_field', 'key', 'label', 'kind')],
  'customer.changed': [changed('customer')],
  'customer.claimed': [changed('customer', 'ownerId')],
  'customer.collided': [refused('customer', 'sharedKey')],
  'customer.created': [made('customer', 'name', 'ownerId')],
  'customer.fell': [changed('customer', 'ownerId')],
  'customer.imported': [told('import', 'fromLine', 'beforeLine', 'created')],
  'customer.merged': [changed('customer', 'ownerId')],
  'customer.refused': [rowless(refused('customer', 'deed'))],
  'customer.released': [changed('customer', 'ownerId')],
  'customer.tagged': [made('customer', 'tags')],
  'customer.transferred': [changed('customer', 'ownerId')],
  'customer.unmerged': [changed('customer', 'ownerId', 'fromOwnerId')],
  'customer.untagged': [gone('customer', 'tags')],
  'data.exported': [rowless(told('export', 'type', 'format'))],
  'deal-reasons.saved': [changed('organization', 'lostReasons')],
  'deal-stage.saved': [changed('deal_stage', ...stage), made('deal_stage', ...stage)],
  'deal.edited': [changed('deal')],
  'deal.lost': [changed('deal', 'state')],
  'deal.moved': [changed('deal', 'stage')],
  'deal.opened': [made('deal', 'customerId', 'ownerId', 'title', 'amount', 'stage')],
  'deal.reopened': [changed('deal', 'state')],
  'deal.won': [changed('deal', 'state')],
  'delivery.dropped': [changed('delivery', 'state')],
  'delivery.refused': [rowless(refused('delivery', 'deed'))],
  'delivery.retried': [changed('delivery', 'state')],
  'delivery.settled': [changed('delivery', 'state')],
  'followup.commented': [made('follow_up', 'text')],
  'followup.logged': [made('follow_up', ...followUpFacts)],
  'followup.refused': [refused('follow_up', 'deed')],
  'followup.revised': [changed('follow_up', ...followUpFacts)],
  'followup.withdrawn': [gone('follow_up', ...followUpFacts)],
  'group.changed': [changed('group', 'kind', 'name', 'parentId')],
  'group.created': [made('group', 'kind', 'name', 'parentId', 'from')],
  'group.manager-removed': [gone('group', 'memberId')],
  'group.manager-set': [made('group', 'memberId')],
  'handover.moved': [changed('any', 'memberId')],
  'identity.confirmed': [changed('identity', 'memberId', 'state')],
  'identity.gone': [changed('identity', 'memberId', 'state')],
  'identity.linked': [made('identity', 'memberId', 'externalUser')],
  'identity.refused': [refused('identity', 'deed')],
  'identity.rejected': [changed('identity', 'memberId', 'state')],
  'identity.restored': [changed('identity', 'memberId', 'state')],
  'identity.waiting': [made('identity', 'memberId', 'externalUser')],
  'import.finished': [told('import', 'created', 'refused')],
  'instalment.disputed': [changed('order', 'dueOn', 'hold')],
  'instalment.lifted': [changed('order', 'dueOn', 'hold')],
  'instalment.promised': [changed('order', 'dueOn', 'hold')],
  'member.changed': [changed('member')],
  'member.created': [made('member', 'name', 'roles')],
  'member.handed-over': [changed('member', 'active')],
  'member.refused': [refused('member', 'deed')],
  'membership.set': [changed('member', 'groupId')],
  'order.changed': [changed('order', 'amount', 'signedOn', 'instalments')],
  'order.linked': [changed('order', 'dealId')],
  'order.signed': [made('order', 'number', 'customerId', 'amount', 'signedOn', 'instalments', 'split')],
  'order.withdrawn': [changed('order', 'state')],
  'organization.created': [made('organization', 'name', 'currency', 'zone')],
  'payment.confirmed': [changed('payment', 'state'), made('payment', 'orderId', 'amount', 'receivedOn')],
  'payment.proposed': [made('payment', 'orderId', 'amount', 'receivedOn')],
  'payment.rejected': [changed('payment', 'state')],
  'payment.withdrawn': [changed('payment', 'state')],
  'product.added': [made('product', 'name')],
  'product.renamed': [changed('product', 'name')],
  'push.run': [told('push', 'kind', 'date', 'queued')],
  'refund.confirmed': [made('payment', 'orderId', 'refundOf', 'amount', 'refundedOn')],
  'refund.proposed': [made('payment', 'orderId', 'refundOf', 'amount', 'refundedOn')],
  'reminder.done': [changed('reminder', 'state')],
  'reminder.dropped': [changed('reminder', 'state')],
  'reminder.moved': [changed('reminder', 'dueOn')],
  'reminder.set': [made('reminder', 'customerId', 'dueOn')],
  'role.asked': [made('member', 'role')],
  'role.declined': [changed('member', 'role', 'state')],
  'role.expired': [changed('member', 'role', 'state')],
  'role.granted': [changed('member', 'roles')],
  'role.lapsed': [changed('member', 'role', 'state')],
  'role.revoked': [changed('member', 'roles')],
  'role.withdrawn': [changed('member', 'role', 'state')],
  'service.closed': [changed('follow_up', 'state')],
  'service.moved': [changed('follow_up', 'dueOn')],
  'settings.pool-changed': [changed('organization')],
  'split.handed-over': [changed('order', 'split')],
  'split.lapsed': [changed('order', 'state')],
  'split.proposed': [changed('order', 'split')],
  'split.refused': [changed('order', 'state')],
  'split.signed': [changed('order', 'split')],
  'subscription.kept': [told('subscription', 'until')],
  'subscription.paused': [changed('subscription', 'state')],
  'subscription.refused': [refused('subscription', 'deed'), refused('push', 'deed')],
  'subscription.removed': [changed('subscription', 'state')],
  'subscription.resumed': [changed('subscription', 'state')],
  'subscription.set': [made('subscription', 'kind', 'home'), changed('subscription', 'kind', 'home')],
  'push-default.set': [changed('push', 'kind', 'roles', 'localTime', 'days')],
  'push.muted': [made('push', 'kind', 'until'), changed('push', 'kind', 'until')],
  'push.unmuted': [gone('push', 'kind', 'until')],
  'tag-rule.added': [made('tag_rule', 'tag')],
  'tag-rule.removed': [gone('tag_rule', 'tag')],
  'todo.refused': [refused('member', 'deed')],
  'visit.cancelled': [gone('visit', 'customerId', 'on')],
  'visit.checked-in': [made('visit', 'customerId', 'on'), changed('visit', 'customerId', 'on')],
  'visit.moved': [changed('visit', 'customerId', 'on')],
  'visit.planned': [made('visit', 'customerId', 'on'), changed('visit', 'customerId', 'on')],
  'visit.refused': [refused('visit', 'deed')],
  'workspace.connected': [made('workspace', 'platform', 'externalKey', 'name')],
  'workspace.disconnected': [changed('workspace', 'state')],
} as const satisfies Readonly<Record<string, readonly AuditShape[]>>;

export type AuditAction = keyof typeof auditKinds;
