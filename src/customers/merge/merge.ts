import { readChosen, showChosen, writeChosen } from '../../chat/chosen.ts';
import type { RawValues } from '../../chat/spec.ts';
import { isUuid } from '../../kernel/ids.ts';
import { normalizeName } from '../../kernel/text/normalize.ts';
import type { Command, Context, CustomerMatch } from '../../people/context.ts';
import { auditEntry } from '../../store/audit.ts';
import type { Tx } from '../../store/client.ts';
import { answer, commit, commitAll, type Done } from '../../store/commit.ts';
import { insertDraft } from '../../store/drafts.ts';
import { mayWith } from '../access.ts';
import { askAgain } from '../ask-again.ts';
import { noticeCard } from '../cards.ts';
import { answerUnknownCustomer, chooseCustomer } from '../choose.ts';
import { matchCustomers } from '../match.ts';
import { moveOwner } from '../owners.ts';
import { sayGone } from '../show.ts';
import { findCustomer } from '../store.ts';
import { askedCard, doneCard } from './cards.ts';
import { countRows, type MergedRows, moveRows } from './rows.ts';
import { decideOwner, findFilled } from './rules.ts';
import {
  type Before,
  changeContact,
  fillFacts,
  giveUp,
  insertMerge,
  leadOn,
  loadRecords,
  type MergeRecord,
} from './store.ts';
import { mergeText as t } from './text.ts';

/** `customer merge A into B`: shows both side by side; once confirmed, A becomes part of B. */
export async function mergeCustomers(
  context: Context,
  spec: Command,
  rows: readonly MergedRows[],
  values: RawValues,
): Promise<Done> {
  const from = await findFrom(context, spec, values);
  if (from.kind === 'done') return from.done;
  const into = await findInto(context, spec, { ...values, customer: nameAgain(from.customer) });
  if (into.kind === 'done') return into.done;
  return judge(context, rows, values, [from.customer, into.customer]);
}

type Found =
  | { readonly kind: 'customer'; readonly customer: CustomerMatch }
  | { readonly kind: 'done'; readonly done: Done };

/** The first words of the line may be another customer's name than the one that was meant. */
async function findFrom(context: Context, spec: Command, values: RawValues): Promise<Found> {
  const [customer] = context.customers;
  const typed = values.meant;
  if (customer === undefined) return { kind: 'done', done: await sayGone(context) };
  if (context.inbound.kind !== 'text' || typed === undefined || normalizeName(typed) === customer.nameKey)
    return { kind: 'customer', customer };
  const customers = await matchCustomers(context, typed);
  const raw = { ...values, customer: typed };
  if (customers.length > 1)
    return { kind: 'done', done: await chooseCustomer({ ...context, customers }, spec, raw) };
  const [meant] = customers;
  if (meant) return { kind: 'customer', customer: meant };
  return { kind: 'done', done: await answerUnknownCustomer(context, typed, spec, raw) };
}

async function findInto(context: Context, spec: Command, values: RawValues): Promise<Found> {
  const typed = values.into ?? '';
  const chosen = readChosen(typed);
  if (chosen) {
    const customer = isUuid(chosen.id) ? await findCustomer(context.db, context.orgId, chosen.id) : undefined;
    return customer ? { kind: 'customer', customer } : { kind: 'done', done: await sayGone(context) };
  }
  const customers = await matchCustomers(context, typed);
  if (customers.length > 1)
    return { kind: 'done', done: await chooseCustomer({ ...context, customers }, spec, values, 'into') };
  const [customer] = customers;
  if (customer) return { kind: 'customer', customer };
  const shown = { ...values, customer: showChosen(values.customer ?? '') };
  const done = await askAgain(context, spec, shown, { into: t.intoUnknown[context.actor.lang] });
  return { kind: 'done', done };
}

function nameAgain({ id, name }: CustomerMatch): string {
  return writeChosen(id, name);
}

async function judge(
  context: Context,
  rows: readonly MergedRows[],
  values: RawValues,
  [from, into]: readonly [CustomerMatch, CustomerMatch],
): Promise<Done> {
  const { lang } = context.actor;
  if (from.id === into.id) return say(context, noticeCard(t.same[lang], '', 'plain'));
  const rights = await Promise.all(
    [from, into].map(({ ownerId }) => mayWith(context, ownerId, 'customer.merge')),
  );
  if (rights.includes(false)) return refuse(context, from, into);
  if (values.confirmed === 'yes') return merge(context, rows, [from.id, into.id]);
  const { db, orgId } = context;
  const [a, b] = await loadRecords(db, orgId, [from.id, into.id]);
  if (a === undefined || b === undefined) return sayGone(context);
  if (a.contested || b.contested) return say(context, noticeCard(t.contested[lang], t.contestedHow[lang]));
  const counts = await countRows(db, rows, orgId, a.id);
  const draftId = context.ids.uuid();
  const draft = { customer: nameAgain(from), into: nameAgain(into) };
  const card = askedCard(context, { from: a, into: b, counts, draftId });
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
    insertDraft(context, { id: draftId, command: 'customer merge', values: draft }),
  ]);
}

function merge(context: Context, rows: readonly MergedRows[], ids: readonly [string, string]): Promise<Done> {
  const { lang } = context.actor;
  return commit(context, async (tx) => {
    const [from, into] = await loadRecords(tx, context.orgId, ids, true);
    if (!from || !into || from.mergedInto !== null || into.mergedInto !== null)
      return { kind: 'card', card: noticeCard(t.same[lang], '', 'plain'), audience: 'asker' };
    if (from.contested || into.contested)
      return { kind: 'card', card: noticeCard(t.contested[lang], t.contestedHow[lang]), audience: 'asker' };
    const id = context.ids.uuid();
    await write(context, tx, rows, { id, from, into });
    return { kind: 'card', card: doneCard(context, { id, fromName: from.name, into }), audience: 'asker' };
  });
}

interface Merging {
  readonly id: string;
  readonly from: MergeRecord;
  readonly into: MergeRecord;
}

/** What is open follows its owner first, so that it is nobody's on the way. */
async function write(
  context: Context,
  tx: Tx,
  rows: readonly MergedRows[],
  { id, from, into }: Merging,
): Promise<void> {
  const { orgId } = context;
  const move = { orgId, mergeId: id, fromId: from.id, intoId: into.id };
  const filled = findFilled(into, from);
  const mergedContactAt = latest(into.lastContactAt, from.lastContactAt);
  const before: Before = {
    fromOwnerId: from.ownerId,
    intoOwnerId: into.ownerId,
    filled,
    lastContactAt: into.lastContactAt,
    mergedContactAt,
  };
  await tx.$executeRaw(insertMerge(context, { id, fromId: from.id, intoId: into.id, before }));
  const owner = decideOwner(into.ownerId, from.ownerId);
  const change = async (customerId: string, held: string | null, to: string | null) => {
    if (held !== to) await moveOwner(tx, context, { customerId, from: held, to, reason: 'merged' });
  };
  await change(into.id, into.ownerId, owner);
  if (from.ownerId !== null) await change(from.id, from.ownerId, owner);
  for (const each of rows) await moveRows(tx, each, move);
  if (from.ownerId !== null) await change(from.id, owner, null);
  await tx.$executeRaw(leadOn(orgId, id, from.id, into.id));
  await tx.$executeRaw(giveUp(orgId, from.id, into.id));
  for (const statement of fillFacts(orgId, into.id, filled)) await tx.$executeRaw(statement);
  await tx.$executeRaw(changeContact(orgId, into.id, into.lastContactAt, mergedContactAt));
  await tx.$executeRaw(
    auditEntry(context, {
      action: 'customer.merged',
      entity: 'customer',
      entityId: into.id,
      before: { ownerId: into.ownerId, fromOwnerId: from.ownerId, mergedFrom: null },
      after: {
        ownerId: owner,
        fromOwnerId: null,
        mergedFrom: from.id,
        fromName: from.name,
        filled,
        mergeId: id,
      },
    }),
  );
}

function latest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function refuse(context: Context, from: CustomerMatch, into: CustomerMatch): Promise<Done> {
  const { lang } = context.actor;
  const card = noticeCard(t.refused[lang], t.refusedHow[lang]);
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
    auditEntry(context, {
      action: 'customer.refused',
      entity: 'customer',
      entityId: from.id,
      after: { deed: 'customer.merge', into: into.id },
    }),
  ]);
}

function say(context: Context, card: ReturnType<typeof noticeCard>): Promise<Done> {
  return answer(context, { kind: 'card', card, audience: 'asker' });
}
