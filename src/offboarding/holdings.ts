import { caseHolding } from '../customers/cases/holding.ts';
import { customerHolding } from '../customers/holding.ts';
import { dealHolding } from '../deals/holding.ts';
import { reminderHolding } from '../followups/holding.ts';
import { visitHolding } from '../followups/visit-holding.ts';
import { paymentHolding, splitHolding } from '../orders/holding.ts';
import type { Holding } from '../people/holding.ts';
import { accountHolding, draftHolding, groupHolding, reportHolding } from '../people/holdings.ts';
import { grantHolding } from '../people/members/holding.ts';
import { subscriptionHolding } from '../pushes/holding.ts';

/**
 * Everything that members look after, in the order in which it moves: reminders, deals and visits before the customers they follow. A new
 * table with a column that says who is responsible gets a line here; a test misses it otherwise.
 */
export const holdings: readonly Holding[] = [
  reminderHolding,
  dealHolding,
  visitHolding,
  paymentHolding,
  splitHolding,
  caseHolding,
  customerHolding,
  subscriptionHolding,
  grantHolding,
  draftHolding,
  groupHolding,
  reportHolding,
  accountHolding,
];

/** What is called `…_by` says who did something, and stays as it is. */
export const DONE_BY = /_by$/;

/** Other columns that name a member of the past, and stay as they are. */
export const historyColumns: readonly string[] = [
  'absences.created_by',
  'absences.member_id',
  'split_proposal_shares.member_id',
  'stale_notices.member_id',
  'attention_settings.member_id',
  'audit_entries.actor_id',
  'board_passes.member_id',
  'collision_cases.owner_id',
  'credit_split_revisions.member_id',
  'customer_split_revisions.member_id',
  'follow_up_comments.author_id',
  'follow_ups.author_id',
  'group_membership_revisions.member_id',
  'handover_items.to_id',
  'handovers.leaver_id',
  'inbound_events.member_id',
  'overdue_notices.member_id',
  'ownership_changes.from_id',
  'ownership_changes.to_id',
  'push_mutes.member_id',
];
