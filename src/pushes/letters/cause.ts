import type { Bilingual } from '../../chat/language.ts';

/** What one cure mends together: the messages of one place, of a whole workspace, or all that have the same cause. */
export type CauseScope = 'place' | 'workspace' | 'all';

/** Why a message could not be sent, and what to do about it, in words an admin understands. */
export interface Cause {
  readonly scope: CauseScope;
  readonly why: Bilingual;
  readonly todo: Bilingual;
}
