import type { Card } from '../chat/card.ts';
import { writeChosen } from '../chat/chosen.ts';
import type { CommandSpec, RawValues } from '../chat/spec.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { cleanText } from '../kernel/text/clean.ts';
import { localDateOf } from '../kernel/zones.ts';
import type { Caller, Context, CustomerMatch } from '../people/context.ts';
import { listMembersBelow } from '../people/groups.ts';
import { mayUse, relationTo } from '../people/rights.ts';
import { auditEntry } from '../store/audit.ts';
import type { Tx } from '../store/client.ts';
import { answer, commit, commitAll, type Done } from '../store/commit.ts';
import { refuseCustomer } from './access.ts';
import { askAgain } from './ask-again.ts';
import { noticeCard } from './cards.ts';
import { moveOwner } from './owners.ts';
import { decideReceive } from './pool/rules.ts';
import { loadPoolSettings } from './pool/settings.ts';
import { loadTakerFacts } from './pool/store.ts';
import { poolText } from './pool/text.ts';
import { createRoles } from './roles.ts';
import { sayGone } from './show.ts';
import { customerText as t } from './text.ts';
import { type Receiver, tellReceiver, transferMany } from './transfer-many.ts';

/**
 * `customer transfer`: a manager gives a customer of their groups, or one of the pool, to somebody of their groups; an
 * admin to anybody who sells. Both ends are checked by today's groups. Several at once, or all of one person's, are shown
 * first.
 */
export async function transferCustomer(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  const { actor } = context;
  const receiver = await findReceiver(context, values.to ?? '');
  if (receiver === undefined) return sayGone(context);
  const below = await listMembersBelow(context.db, context.orgId, actor.memberId, context.today);
  const mayGiveTo = mayUse(actor.roles, 'customer.transfer', relationTo(actor.memberId, receiver.id, below));
  const reason = cleanText(values.reason ?? '', 200);
  if (values.customers !== undefined || values.from !== undefined) {
    const refused = mayGiveTo ? checkSells(context, receiver) : refuseReceiver(context, null, receiver);
    return (await refused) ?? transferMany({ context, spec, below, receiver, reason }, values);
  }
  const [customer] = context.customers;
  if (values.customer === undefined || customer === undefined) {
    const { lang } = actor;
    return askAgain(
      context,
      spec,
      { ...values, to: writeChosen(receiver.id, receiver.name) },
      { customer: t.transferWhich[lang] },
    );
  }
  const relation = relationTo(actor.memberId, customer.ownerId, below);
  if (!mayUse(actor.roles, 'customer.transfer', relation)) {
    return refuseCustomer(context, customer, 'customer.transfer');
  }
  if (!mayGiveTo) return refuseReceiver(context, customer.id, receiver);
  return transfer(context, customer, receiver, reason);
}

async function findReceiver(context: Context, id: string): Promise<Receiver | undefined> {
  const { db, orgId } = context;
  const member = await db.member.findUnique({
    where: { orgId_id: { orgId, id }, active: true },
    select: { id: true, name: true, roles: true },
  });
  return member ?? undefined;
}

async function transfer(
  context: Context,
  customer: CustomerMatch,
  receiver: Receiver,
  note: string,
): Promise<Done> {
  const { lang } = context.actor;
  if (customer.ownerId === receiver.id) {
    return say(context, noticeCard(t.transferSame(customer.name, receiver.name)[lang], '', 'plain'));
  }
  const refused = await checkSells(context, receiver);
  if (refused) return refused;
  return commit(context, async (tx) => {
    const waits = await checkCoolDown(tx, context, customer.id, receiver);
    if (waits) return { kind: 'card', card: waits, audience: 'asker' };
    if (!(await giveCustomer(tx, context, customer, { to: receiver.id, note })))
      return {
        kind: 'card',
        card: noticeCard(t.transferTitle[lang], t.transferMoved[lang]),
        audience: 'asker',
      };
    return { kind: 'card', card: transferredCard(context, customer, receiver), audience: 'same' };
  });
}

/**
 * Gives a customer to somebody who sells, audited, and tells them. False if its owner is another one by now. Whether the
 * giver may, and whether a cool-down runs, has been looked at.
 */
export async function giveCustomer(
  tx: Tx,
  context: Caller,
  customer: Pick<CustomerMatch, 'id' | 'ownerId'>,
  { to, note }: { readonly to: string; readonly note: string },
): Promise<boolean> {
  const at = context.clock.now();
  const move = { customerId: customer.id, from: customer.ownerId, to, at };
  if (!(await moveOwner(tx, context, { ...move, reason: 'transferred', note }))) return false;
  await tx.$executeRaw(
    auditEntry(context, {
      action: 'customer.transferred',
      entity: 'customer',
      entityId: customer.id,
      before: { ownerId: customer.ownerId },
      after: { ownerId: to, note },
    }),
  );
  await tx.$executeRaw(tellReceiver(context, to, at));
  return true;
}

async function checkCoolDown(
  tx: Tx,
  context: Context,
  customerId: string,
  receiver: Receiver,
): Promise<Card | undefined> {
  const { lang } = context.actor;
  const free = await findFreeDay(tx, context, customerId, receiver.id);
  if (free === undefined) return undefined;
  const sentence = poolText.receiveCoolDown(receiver.name, formatDate(free, lang));
  return noticeCard(t.transferNotYet[lang], sentence[lang]);
}

/**
 * The day from which somebody may have a customer again that they lost lately; undefined if they may at once. An admin may
 * give it also during a cool-down.
 */
export async function findFreeDay(
  tx: Tx,
  context: Caller,
  customerId: string,
  receiverId: string,
): Promise<LocalDate | undefined> {
  const { actor, org, clock, orgId } = context;
  if (actor.roles.includes('admin')) return undefined;
  const { lost } = await loadTakerFacts(tx, context, receiverId, customerId);
  const decision = decideReceive(await loadPoolSettings(tx, orgId), lost, clock.now());
  return decision.kind === 'ok' ? undefined : localDateOf(Number(decision.facts.freeAt), org.zone);
}

function transferredCard(context: Context, customer: CustomerMatch, receiver: Receiver): Card {
  const { lang } = context.actor;
  return {
    title: t.transferred(customer.name, receiver.name)[lang],
    tone: 'good',
    blocks: [
      {
        kind: 'facts',
        facts: [{ label: t.transferFrom[lang], value: customer.ownerName ?? t.pool[lang] }],
      },
      {
        kind: 'buttons',
        buttons: [{ label: t.buttonShow[lang], action: 'customer.show', target: customer.id }],
      },
    ],
  };
}

/** Customers go to people who sell, and to nobody else. */
async function checkSells(context: Context, receiver: Receiver): Promise<Done | undefined> {
  const { lang } = context.actor;
  if (receiver.roles.some((role) => (createRoles as readonly string[]).includes(role))) return undefined;
  return say(context, noticeCard(t.transferNotYours[lang], t.transferNotSales(receiver.name)[lang]));
}

function refuseReceiver(context: Context, customerId: string | null, receiver: Receiver): Promise<Done> {
  const { lang } = context.actor;
  const card = noticeCard(t.transferNotYours[lang], t.transferOutside(receiver.name)[lang]);
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
    auditEntry(context, {
      action: 'customer.refused',
      entity: 'customer',
      entityId: customerId,
      after: { deed: 'customer.transfer', to: receiver.id },
    }),
  ]);
}

function say(context: Context, card: Card): Promise<Done> {
  return answer(context, { kind: 'card', card, audience: 'asker' });
}
