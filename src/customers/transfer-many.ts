import type { Card, CardBlock } from '../chat/card.ts';
import { writeChosen } from '../chat/chosen.ts';
import type { CommandSpec, RawValues } from '../chat/spec.ts';
import { cleanText } from '../kernel/text/clean.ts';
import type { Caller, Context, CustomerMatch } from '../people/context.ts';
import { mayUse, relationTo } from '../people/rights.ts';
import { auditEntries } from '../store/audit.ts';
import type { Sql } from '../store/client.ts';
import { answer, commit, commitAll, type Done } from '../store/commit.ts';
import { insertDraft } from '../store/drafts.ts';
import { outboxEvent } from '../store/outbox.ts';
import { askAgain } from './ask-again.ts';
import { describeHit, noticeCard } from './cards.ts';
import { matchCustomers } from './match.ts';
import { listOwned, listWaiting } from './owned-store.ts';
import { moveOwners } from './owners.ts';
import { startCoolDown } from './pool/rules.ts';
import { loadPoolSettings } from './pool/settings.ts';
import { customerText as t } from './text.ts';
import { splitNames } from './transfer-words.ts';

/** So many names fit into a line that somebody types. */
const NAMES = 50;
const SHOWN = 10;
/** Somebody's customers may be thousands. */
const MOVING = { timeoutMs: 120_000 };

/** Who is given customers. */
export interface Receiver {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** The statement that tells somebody what they are given at an instant (epoch ms). */
export function tellReceiver(context: Caller, memberId: string, at: number): Sql {
  return outboxEvent(context, { kind: 'customers.received', memberId, giverId: context.memberId, at });
}

interface Transfer {
  readonly context: Context;
  readonly spec: CommandSpec<never>;
  /** The members of the groups that the actor manages. */
  readonly below: ReadonlySet<string>;
  readonly receiver: Receiver;
  readonly reason: string;
}

/**
 * Gives several customers, or all of one person's that fit a filter, to one receiver: looks them up, shows them, and moves
 * them when the question is answered and they are still the same.
 */
export async function transferMany(transfer: Transfer, values: RawValues): Promise<Done> {
  const { context, receiver } = transfer;
  const { lang } = context.actor;
  const found =
    values.from === undefined ? await findNamed(transfer, values) : await findOwned(transfer, values);
  if (found.kind === 'done') return found;
  const { customers } = found;
  const free = await leaveOutWaiting(transfer, customers);
  const moving = free.filter(({ ownerId }) => ownerId !== receiver.id);
  if (moving.length === 0) {
    const card = noticeCard(t.transferNothing[lang], t.transferNothingHow(receiver.name)[lang], 'plain');
    return answer(context, { kind: 'card', card, audience: 'asker' });
  }
  const left = customers.length - moving.length;
  const known = values.confirmed === 'yes' && values.expected === String(moving.length);
  return known ? moveAll(transfer, moving) : preview(transfer, values, moving, left);
}

type Found = { readonly kind: 'customers'; readonly customers: readonly CustomerMatch[] } | Done;

async function findNamed(transfer: Transfer, values: RawValues): Promise<Found> {
  const { context, spec, below, receiver } = transfer;
  const { actor } = context;
  const names = splitNames(cleanText(values.customers ?? '', 4_000)).slice(0, NAMES);
  const matches = await Promise.all(names.map((name) => matchCustomers(context, name)));
  const unknown = names.filter((_, index) => matches[index]?.length === 0);
  const unclear = names.filter((_, index) => (matches[index]?.length ?? 0) > 1);
  if (unknown.length + unclear.length > 0) {
    const error = t.transferUnclear(unknown.join(', '), unclear.join(', '))[actor.lang];
    return askAgain(
      context,
      spec,
      { ...values, to: writeChosen(receiver.id, receiver.name) },
      { customers: error },
    );
  }
  const customers = [...new Map(matches.flat().map((customer) => [customer.id, customer])).values()];
  const others = customers.filter(
    ({ ownerId }) => !mayUse(actor.roles, 'customer.transfer', relationTo(actor.memberId, ownerId, below)),
  );
  return others.length === 0 ? { kind: 'customers', customers } : refuse(context, others);
}

async function findOwned(transfer: Transfer, values: RawValues): Promise<Found> {
  const { context, spec, below, receiver } = transfer;
  const { actor, db, orgId } = context;
  const from = values.from ?? '';
  if (!mayUse(actor.roles, 'customer.transfer', relationTo(actor.memberId, from, below)))
    return refuse(context, []);
  const category = values.category === undefined ? null : await findCategory(context, values.category);
  if (category === undefined) {
    const error = t.categoryNone(values.category ?? '')[actor.lang];
    const owner = await db.member.findUnique({
      where: { orgId_id: { orgId, id: from } },
      select: { name: true },
    });
    const typed = {
      ...values,
      to: writeChosen(receiver.id, receiver.name),
      from: writeChosen(from, owner?.name),
    };
    return askAgain(context, spec, typed, { category: error });
  }
  const city = values.city === undefined ? null : cleanText(values.city, 100);
  return {
    kind: 'customers',
    customers: await listOwned(db, orgId, from, { city, categoryId: category?.id ?? null }),
  };
}

function findCategory({ db, orgId }: Context, typed: string) {
  const folded = typed.trim();
  return db.category
    .findFirst({
      where: {
        orgId,
        OR: [
          { code: { equals: folded, mode: 'insensitive' } },
          { name: { equals: folded, mode: 'insensitive' } },
        ],
      },
      select: { id: true },
    })
    .then((row) => row ?? undefined);
}

/** What the receiver let go into the pool lately stays; an admin may give it all the same. */
async function leaveOutWaiting(
  { context, receiver }: Transfer,
  customers: readonly CustomerMatch[],
): Promise<readonly CustomerMatch[]> {
  const { actor, clock, db, orgId } = context;
  if (actor.roles.includes('admin')) return customers;
  const ids = customers.map(({ id }) => id);
  const since = startCoolDown(await loadPoolSettings(db, orgId), clock.now());
  const waiting = await listWaiting(db, orgId, receiver.id, ids, since);
  return customers.filter(({ id }) => !waiting.has(id));
}

function refuse(context: Context, others: readonly CustomerMatch[]): Promise<Done> {
  const { lang } = context.actor;
  const names = others.map(({ name, ownerName }) => `${name} (${ownerName ?? t.pool[lang]})`).join(', ');
  const card = noticeCard(t.transferNotYours[lang], t.transferOthers(names)[lang]);
  const entry = {
    action: 'customer.refused',
    entity: 'customer',
    after: { deed: 'customer.transfer' },
  } as const;
  const rows = others.length === 0 ? [null] : others.map(({ id }) => id);
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
    auditEntries(
      context,
      rows.map((entityId) => ({ ...entry, entityId })),
    ),
  ]);
}

function preview(
  { context, spec, receiver, reason }: Transfer,
  values: RawValues,
  moving: readonly CustomerMatch[],
  left: number,
): Promise<Done> {
  const { lang } = context.actor;
  const draftId = context.ids.uuid();
  const items = moving.slice(0, SHOWN).map((customer) => describeHit(customer, false, context));
  const rest = moving.length - items.length;
  const notes: readonly string[] = [
    rest > 0 ? t.transferMore(rest)[lang] : '',
    left > 0 ? t.transferLeft(left, receiver.name)[lang] : '',
    t.transferFollows[lang],
  ];
  const card: Card = {
    title: t.transferAsk(moving.length, receiver.name)[lang],
    tone: 'info',
    blocks: [
      { kind: 'list', items },
      ...notes.filter((text) => text !== '').map((text): CardBlock => ({ kind: 'note', text })),
      {
        kind: 'buttons',
        buttons: [
          {
            label: t.buttonTransferAll(moving.length)[lang],
            action: 'draft.confirm',
            target: draftId,
            style: 'primary',
          },
          { label: t.buttonCancel[lang], action: 'draft.cancel', target: draftId },
        ],
      },
    ],
  };
  const from = values.from === undefined ? {} : { from: writeChosen(values.from) };
  const kept = {
    ...values,
    ...from,
    to: writeChosen(receiver.id, receiver.name),
    reason,
    expected: String(moving.length),
  };
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
    insertDraft(context, { id: draftId, command: spec.name, values: kept }),
  ]);
}

function moveAll({ context, receiver, reason }: Transfer, moving: readonly CustomerMatch[]): Promise<Done> {
  const { lang } = context.actor;
  return commit(
    context,
    async (tx) => {
      const at = context.clock.now();
      const customers = moving.map(({ id, ownerId }) => ({ id, from: ownerId }));
      const moved = await moveOwners(tx, context, {
        customers,
        to: receiver.id,
        reason: 'transferred',
        note: reason,
        at,
      });
      const owners = new Map(moving.map(({ id, ownerId }) => [id, ownerId]));
      await tx.$executeRaw(
        auditEntries(
          context,
          moved.map((id) => ({
            action: 'customer.transferred',
            entity: 'customer',
            entityId: id,
            before: { ownerId: owners.get(id) ?? null },
            after: { ownerId: receiver.id, note: reason },
          })),
        ),
      );
      if (moved.length > 0) await tx.$executeRaw(tellReceiver(context, receiver.id, at));
      const missed = moving.length - moved.length;
      const text = missed === 0 ? t.transferFollows[lang] : t.transferMissed(missed)[lang];
      const card = noticeCard(t.transferredMany(moved.length, receiver.name)[lang], text, 'good');
      return { kind: 'card', card, audience: 'asker' };
    },
    MOVING,
  );
}
