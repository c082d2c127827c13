import type { Lang } from '../chat/language.ts';
import type { CommandSpec, Role } from '../chat/spec.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import type { Done } from '../store/commit.ts';
import type { ActingContext, RequestContext } from '../store/context.ts';

/** The organization of a request, with what gives its amounts and dates their meaning. */
export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly locale: string;
  readonly currency: string;
  readonly fiscalStartMonth: number;
  readonly calendarRegion: string;
  /** HH:mm */
  readonly reminderTime: string;
}

/** The linked member who speaks, read from the database for this very request: rights are never cached. */
export interface Actor {
  readonly memberId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly rank: string;
  readonly lang: Lang;
  readonly zone: string;
}

/** A customer that a typed name leads to, as far as a command needs it to decide. */
export interface CustomerMatch {
  readonly id: string;
  readonly name: string;
  readonly nameKey: string;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly lastContactAt: number | null;
}

/** A member who acts, whichever way they came: by chat or by an API key. What the rules of rights and money go by. */
export interface Caller extends ActingContext {
  readonly memberId: string;
  readonly org: Organization;
  readonly actor: Actor;
  /** Today in the organization's zone. */
  readonly today: LocalDate;
}

/** What a command runs with. */
export interface Context extends RequestContext, Caller {
  readonly memberId: string;
  /**
   * What the command's customer field was resolved to, in the same round trip as the actor: the best match and others
   * that are as good, exact ones first; empty if nothing matches or no name was given.
   */
  readonly customers: readonly CustomerMatch[];
  /** Customers whose names begin with the first two words that were typed, whosever they are. */
  readonly begun?: readonly CustomerMatch[];
}

export type Command = CommandSpec<Context, Done>;

/** Handles one action of buttons and forms. `values` are the inputs that came along. */
export interface ActionHandler {
  readonly action: string;
  readonly run: (context: Context, target: string, values: Readonly<Record<string, string>>) => Promise<Done>;
}
