import type { Role } from '../../chat/spec.ts';
import { type Category, listCategories } from '../../customers/categories/store.ts';
import { findCustomer } from '../../customers/store.ts';
import { foldEmail } from '../../kernel/text/contact.ts';
import { readOrderNumber } from '../../orders/rules.ts';
import { findOrderById, findOrderByNumber, type OrderRow } from '../../orders/store.ts';
import type { Caller, CustomerMatch } from '../../people/context.ts';
import { findReference, OWN_ID } from './external-ids.ts';
import { rejectField } from './reject.ts';
import { resourceText as t } from './text.ts';

/** The customer that a reference names; of a record that was merged into another one, that one. */
export async function needCustomer(caller: Caller, field: string, reference: string): Promise<CustomerMatch> {
  const id = await findReference(caller, 'customers', reference);
  const customer = id === undefined ? undefined : await findCustomer(caller.db, caller.orgId, id);
  if (customer === undefined) throw rejectField(caller, field, t.unknownReference);
  return customer;
}

export interface ReferredMember {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
}

/** The member that a reference names: by key, by our id, or an active one by work e-mail address. */
export async function needMember(caller: Caller, field: string, reference: string): Promise<ReferredMember> {
  const { db, orgId } = caller;
  const id = await findReference(caller, 'members', reference);
  const where = id === undefined ? { orgId, active: true, emailFolded: foldEmail(reference) } : { orgId, id };
  const member = await db.member.findFirst({
    where,
    select: { id: true, name: true, roles: true, active: true },
  });
  if (member === null) throw rejectField(caller, field, t.unknownReference);
  return { ...member, roles: member.roles as Role[] };
}

/** The same, but somebody who left is nobody. */
export async function needActiveMember(
  caller: Caller,
  field: string,
  reference: string,
): Promise<ReferredMember> {
  const member = await needMember(caller, field, reference);
  if (!member.active) throw rejectField(caller, field, t.hasLeft);
  return member;
}

/** The category that a reference names: by key, by our id, by code or by name. */
export async function needCategory(caller: Caller, field: string, reference: string): Promise<Category> {
  const id = await findReference(caller, 'categories', reference);
  const folded = reference.trim().toLowerCase();
  const categories = await listCategories(caller.db, caller.orgId);
  const found =
    categories.find((each) => each.id === id) ??
    categories.find(({ code, name }) => code.toLowerCase() === folded || name.toLowerCase() === folded);
  if (found === undefined) throw rejectField(caller, field, t.unknownReference);
  return found;
}

/** The id of the group that a reference names: by key, by our id, or by its present name where only one has it. */
export async function needGroup(caller: Caller, field: string, reference: string): Promise<string> {
  const { db, orgId } = caller;
  const id = await findReference(caller, 'groups', reference);
  if (id !== undefined) {
    const group = await db.salesGroup.findUnique({
      where: { orgId_id: { orgId, id } },
      select: { id: true },
    });
    if (group !== null) return group.id;
  }
  if (!reference.startsWith(OWN_ID)) {
    const named = await db.$queryRaw<{ id: string }[]>`SELECT group_id AS id FROM sales_group_history
      WHERE org_id = ${orgId}::uuid AND until IS NULL AND name = ${reference} LIMIT 2`;
    const [only] = named;
    if (only !== undefined && named.length === 1) return only.id;
  }
  throw rejectField(caller, field, t.unknownReference);
}

/** The order that a reference names: by key, by our id, or by its number. */
export async function needOrder(caller: Caller, field: string, reference: string): Promise<OrderRow> {
  const { db, orgId } = caller;
  const id = await findReference(caller, 'orders', reference);
  const number = readOrderNumber(reference);
  const order =
    id !== undefined
      ? await findOrderById(db, orgId, id)
      : number === undefined
        ? undefined
        : await findOrderByNumber(db, orgId, number);
  if (order === undefined) throw rejectField(caller, field, t.unknownReference);
  return order;
}

/** The connected workspace that is named by the platform's name for it, or by `id:` and our id. */
export async function findWorkspace({ db, orgId }: Caller, reference: string): Promise<string | undefined> {
  const named = reference.startsWith(OWN_ID) ? reference.slice(OWN_ID.length) : undefined;
  const rows = await db.workspace.findMany({
    where: { orgId, disconnectedAt: null },
    select: { id: true, externalKey: true },
  });
  return rows.find(({ id, externalKey }) => id === named || externalKey === reference)?.id;
}
