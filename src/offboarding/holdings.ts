import { customerHolding } from '../customers/holding.ts';
import { dealHolding } from '../deals/holding.ts';
import { reminderHolding } from '../followups/holding.ts';
import type { Holding } from '../people/holding.ts';
import { accountHolding, draftHolding, groupHolding, reportHolding } from '../people/holdings.ts';
import { subscriptionHolding } from '../pushes/holding.ts';

/**
 * Everything that members look after, in the order in which it moves: reminders and deals before the customers they follow. A new
 * table with a column that says who is responsible gets a line here; a test misses it otherwise.
 */
export const holdings: readonly Holding[] = [
  reminderHolding,
  dealHolding,
  customerHolding,
  subscriptionHolding,
  draftHolding,
  groupHolding,
  reportHolding,
  accountHolding,
];

/** Columns that name a member of the past: who made, wrote or changed something. They stay as they are. */
export const historyColumns: readonly string[] = [
  'audit_entries.actor_id',
  'competitor_facts.noted_by',
  'competitors.created_by',
  'credit_split_revisions.member_id',
  'credit_split_revisions.recorded_by',
  'customers.created_by',
  'deal_competitors.noted_by',
  'deal_steps.taken_by',
  'deals.created_by',
  'follow_ups.author_id',
  'group_membership_revisions.member_id',
  'group_membership_revisions.recorded_by',
  'handover_items.to_id',
  'handovers.leaver_id',
  'handovers.made_by',
  'inbound_events.member_id',
  'instalment_revisions.recorded_by',
  'order_revisions.recorded_by',
  'orders.created_by',
  'ownership_changes.changed_by',
  'ownership_changes.from_id',
  'ownership_changes.to_id',
  'payment_revisions.recorded_by',
  'payments.created_by',
  'sales_group_revisions.recorded_by',
  'subscriptions.created_by',
];
