import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Role } from '../../chat/spec.ts';
import { makeForbidden } from '../../import/resources/reject.ts';
import { isUuid } from '../../kernel/ids.ts';
import type { Caller } from '../../people/context.ts';
import { auditEntry } from '../../store/audit.ts';
import type { AuditEntity } from '../../store/audit-kinds.ts';
import { sendRejection } from './problems.ts';

/** Where a page begins: the id of the last row of the one before. */
export const cursor = z
  .string()
  .refine(isUuid, { params: { say: 'unreadable' } })
  .optional();

/** Says that only admins, or who has one of these roles, may, and writes down who tried. */
export async function refuseOthers(
  caller: Caller,
  reply: FastifyReply,
  entity: AuditEntity,
  entityId: string | null = null,
  deed: string = `${entity}.see`,
  roles: readonly Role[] = ['admin'],
) {
  const forbidden = makeForbidden(caller, { deed, entity, entityId, roles });
  if (forbidden.entry) await caller.db.run(auditEntry(caller, forbidden.entry));
  return sendRejection(reply, forbidden);
}

/** A page of rows of which one more than fits was read, and where the next begins. */
export function writePage<Row extends { readonly id: string }>(rows: readonly Row[], most: number) {
  const items = rows.slice(0, most);
  return { items, next: rows.length > most ? (items.at(-1)?.id ?? null) : null };
}
