import type { Button, ListItem } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import type { Role } from '../chat/spec.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import type { Context } from '../people/context.ts';
import type { Tx } from '../store/client.ts';

/** Whose list it is, and how they read. */
export type TodoReading = Pick<Context, 'orgId' | 'memberId' | 'org' | 'actor' | 'clock'>;

/** What a source looks for. `today` is the member's own. */
export interface TodoQuery {
  readonly orgId: string;
  readonly memberId: string;
  readonly roles: readonly Role[];
  readonly today: LocalDate;
  readonly lang: Lang;
  readonly currency: string;
  /** The organization's zone. */
  readonly orgZone: string;
  /** How many items are looked at. */
  readonly limit: number;
}

/** One thing that is open. */
export interface TodoItem extends ListItem {
  /** What its manager can comment on; absent: what was last logged with the customer. */
  readonly followUpId?: string;
  /** Whom it is about, and how it is told below another item about the same customer. */
  readonly customer?: { readonly id: string; readonly also: string };
}

/** What of one kind is open for somebody today. */
export interface TodoSection {
  readonly heading: (count: number) => string;
  /** The most urgent first, with what can be done about each in one tap; as many as were asked for. */
  readonly items: readonly TodoItem[];
  /** All of them, these included. */
  readonly count: number;
  /** How many of them should have been done before today. */
  readonly late: number;
  /** Leads to all of them, where not all are shown. */
  readonly all?: Button;
}

/** A room's own part of everybody's day: a room to the right puts its source into the list that the product is made with. */
export interface TodoSource {
  readonly name: string;
  /**
   * What waits for a decision, whatever its member's role: for their eyes alone, so that a manager who looks at somebody's
   * day does not get it. All else is for who works with customers.
   */
  readonly isDecision?: true;
  readonly load: (db: Tx, query: TodoQuery) => Promise<TodoSection>;
}
