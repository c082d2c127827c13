import type { z } from 'zod';
import type { Role } from '../../chat/spec.ts';
import type { Refusal } from '../../kernel/result.ts';
import type { Caller } from '../../people/context.ts';
import type { AuditFacts } from '../../store/audit.ts';

/** What can be fed from outside, each by the feeder's own keys. The names stand in addresses, import lines and `external_ids.type`. */
export const resourceTypes = [
  'groups',
  'members',
  'categories',
  'customers',
  'contacts',
  'follow-ups',
  'deals',
  'orders',
  'splits',
  'payments',
  'subscriptions',
] as const;
export type ResourceType = (typeof resourceTypes)[number];

/** One thing that is wrong with what was sent. `field`: a path such as `instalments.0.amount`; empty: the whole. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

export type RejectionCode =
  /** Something in it cannot be read or cannot be; `errors` say what. */
  | 'invalid'
  /** The roles of whoever asks do not allow it; `facts.roles` are those that would. */
  | 'forbidden'
  /** There is no such row in this organization. */
  | 'not-found'
  /** Another customer has the name, phone or registration number. */
  | 'collision'
  /** It is against a rule, as the rows are now. */
  | 'conflict';

/** A "no" with its sentence in the language of whoever asks. */
export interface Rejection extends Refusal<RejectionCode> {
  readonly message: string;
  readonly errors: readonly FieldError[];
  /** What is written into the audit log about it. */
  readonly entry?: AuditFacts;
}

/** What became of a row that was sent. */
export interface Upserted {
  readonly id: string;
  readonly outcome: 'created' | 'changed' | 'unchanged';
  /** It waits for somebody: a payment for finance, a correction of a split or a role for its second signature. */
  readonly waits?: boolean;
  /** Roles that wait for their second signature: asked for by this call, or before. */
  readonly requests?: readonly RoleRequest[];
}

/** A role that was asked for and waits. */
export interface RoleRequest {
  readonly id: string;
  readonly role: Role;
  /** ISO 8601 */
  readonly expiresAt: string;
}

/** A row as it is given out: amounts as strings of minor units, dates YYYY-MM-DD, instants ISO 8601. */
export interface ResourceRow {
  readonly id: string;
  /** The feeder's key; null for a row that was made here and never fed. */
  readonly externalId: string | null;
  readonly [field: string]: unknown;
}

export interface ResourcePage {
  readonly items: readonly ResourceRow[];
  /** Where the next page starts; null after the last one. */
  readonly next: string | null;
}

export interface PageRequest {
  /** `next` of the page before; undefined for the first one. */
  readonly cursor?: string | undefined;
  /** 1 to `MOST_ROWS`. */
  readonly limit: number;
}

/** The longest page. */
export const MOST_ROWS = 200;

/**
 * A kind of row that other systems feed and read. Every call acts with the rights of `caller`, and only ever on rows of
 * `caller.orgId`.
 */
export interface Resource {
  readonly type: ResourceType;
  /** What it is, for readers of the API. */
  readonly title: string;
  /** Checks and reads what is sent for one row, strictly: an unknown field is refused by its name. */
  readonly schema: z.ZodType;
  /**
   * Creates the row of this key or brings it to what is sent; a field that is not sent stays as it is. The same again
   * changes nothing and writes nothing. One transaction; two calls with one key wait for each other. `value` is what was
   * sent, unread. A rejection has been written into the audit log where it belongs there.
   */
  readonly upsert: (
    caller: Caller,
    externalId: string,
    value: unknown,
  ) => Promise<{ readonly kind: 'ok'; readonly value: Upserted } | Rejection>;
  /** The row of this key, or with `id:<our id>` the row of that id. */
  readonly read: (
    caller: Caller,
    key: string,
  ) => Promise<{ readonly kind: 'ok'; readonly value: ResourceRow } | Rejection>;
  /**
   * Ends the row of this key or `id:` and our id, and keeps it as history; the same again changes nothing. Absent: such
   * rows are not ended from outside.
   */
  readonly remove?: (
    caller: Caller,
    key: string,
  ) => Promise<{ readonly kind: 'ok'; readonly value: ResourceRow } | Rejection>;
  /** The rows that the caller may see, in the order in which they were made. */
  readonly page: (
    caller: Caller,
    request: PageRequest,
  ) => Promise<{ readonly kind: 'ok'; readonly value: ResourcePage } | Rejection>;
}
