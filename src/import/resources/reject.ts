import type { Bilingual } from '../../chat/language.ts';
import type { Role } from '../../chat/spec.ts';
import type { Facts } from '../../kernel/result.ts';
import type { Caller } from '../../people/context.ts';
import type { AuditFacts } from '../../store/audit.ts';
import type { AuditEntity } from '../../store/audit-kinds.ts';
import type { FieldError, Rejection, RejectionCode } from './resource.ts';
import { resourceText as t } from './text.ts';

/** Takes a rejection out of a transaction, which is rolled back by it. Never leaves this folder. */
export class Rejected extends Error {
  override readonly name = 'Rejected';
  readonly rejection: Rejection;

  constructor(rejection: Rejection) {
    super(rejection.code);
    this.rejection = rejection;
  }
}

interface Details {
  readonly errors?: readonly FieldError[];
  readonly facts?: Facts;
  readonly entry?: AuditFacts;
}

/** Makes a rejection; `sentence` is told in the caller's language. */
export function makeRejection(
  { actor }: Pick<Caller, 'actor'>,
  code: RejectionCode,
  sentence: Bilingual,
  { errors = [], facts = {}, entry }: Details = {},
): Rejection {
  const audit = entry === undefined ? {} : { entry };
  return { kind: 'refusal', code, facts, message: sentence[actor.lang], errors, ...audit };
}

/** Stops an upsert: one field cannot be as it is. */
export function rejectField(caller: Caller, field: string, sentence: Bilingual): Rejected {
  return rejectFields(caller, [{ field, message: sentence[caller.actor.lang] }]);
}

export function rejectFields(caller: Caller, errors: readonly FieldError[]): Rejected {
  return new Rejected(makeRejection(caller, 'invalid', t.invalid, { errors }));
}

/** Stops an upsert that is against a rule as the rows are now. */
export function rejectConflict(caller: Caller, sentence: Bilingual, field?: string): Rejected {
  const errors = field === undefined ? [] : [{ field, message: sentence[caller.actor.lang] }];
  return new Rejected(makeRejection(caller, 'conflict', sentence, { errors }));
}

export interface ForbiddenDeed {
  /** `customer.work` */
  readonly deed: string;
  readonly entity: AuditEntity;
  readonly entityId: string | null;
  /** The roles that would allow it. */
  readonly roles: readonly Role[];
  /** Where a role alone would not do. */
  readonly why?: Bilingual;
}

/** The refusal of a right; it belongs into the audit log. */
export function makeForbidden(caller: Pick<Caller, 'actor'>, forbidden: ForbiddenDeed): Rejection {
  const { deed, entity, entityId, roles, why } = forbidden;
  const entry = { action: 'access.refused', entity, entityId, after: { deed } } as const;
  return makeRejection(caller, 'forbidden', why ?? t.forbidden(roles), { facts: { roles, deed }, entry });
}

export function rejectRight(caller: Caller, forbidden: ForbiddenDeed): Rejected {
  return new Rejected(makeForbidden(caller, forbidden));
}
