import { categories } from './categories.ts';
import { contacts } from './contacts.ts';
import { customers } from './customers.ts';
import { deals } from './deals.ts';
import { followUps } from './follow-ups.ts';
import { groups } from './groups.ts';
import { members } from './members.ts';
import { orders } from './orders.ts';
import { payments } from './payments.ts';
import type { Resource } from './resource.ts';
import { splits } from './splits.ts';
import { subscriptions } from './subscriptions.ts';

/**
 * Everything that other systems can feed, in the order in which rows refer to each other: a file that holds all of it is
 * best written in this order. Import it only when somebody feeds: the schemas' library is not small.
 */
export const resources: readonly Resource[] = [
  groups,
  members,
  categories,
  customers,
  contacts,
  followUps,
  deals,
  orders,
  splits,
  payments,
  subscriptions,
];
