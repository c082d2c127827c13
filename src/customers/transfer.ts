import type { Card } from '../chat/card.ts';
import type { RawValues } from '../chat/spec.ts';
import { cleanText } from '../kernel/text/clean.ts';
import type { Context, CustomerMatch } from '../people/context.ts';
import { listMembersBelow } from '../people/groups.ts';
import { mayUse, relationTo } from '../people/rights.ts';
import { auditEntry } from '../store/audit.ts';
import { answer, commit, commitAll, type Done } from '../store/commit.ts';
import { refuseCustomer } from './access.ts';
import { noticeCard } from './cards.ts';
import { moveOwner } from './owners.ts';
import { createRoles } from './roles.ts';
import { sayGone } from './show.ts';
import { customerText as t } from './text.ts';

interface Receiver {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/**
 * `customer transfer`: a manager gives a customer of their groups, or one of the pool, to somebody of their groups; an
 * admin to anybody who sells. Both ends are checked by today's groups.
 */
export async function transferCustomer(context: Context, values: RawValues): Promise<Done> {
  const [customer] = context.customers;
  const receiver = await findReceiver(context, values.to ?? '');
  if (customer === undefined || receiver === undefined) return sayGone(context);
  const { actor } = context;
  const below = await listMembersBelow(context.db, context.orgId, actor.memberId, context.today);
  const relation = relationTo(actor.memberId, customer.ownerId, below);
  if (!mayUse(actor.roles, 'customer.transfer', relation)) {
    return refuseCustomer(context, customer, 'customer.transfer');
  }
  if (!mayUse(actor.roles, 'customer.transfer', relationTo(actor.memberId, receiver.id, below))) {
    return refuseReceiver(context, customer, receiver);
  }
  return transfer(context, customer, receiver, cleanText(values.reason ?? '', 200));
}

async function findReceiver(context: Context, id: string): Promise<Receiver | undefined> {
  const { db, orgId } = context;
  const member = await db.member.findUnique({
    where: { orgId_id: { orgId, id }, active: true },
    select: { id: true, name: true, roles: true },
  });
  return member ?? undefined;
}

function transfer(
  context: Context,
  customer: CustomerMatch,
  receiver: Receiver,
  reason: string,
): Promise<Done> {
  const { lang } = context.actor;
  if (customer.ownerId === receiver.id) {
    return say(context, noticeCard(t.transferSame(customer.name, receiver.name)[lang], '', 'plain'));
  }
  if (!receiver.roles.some((role) => (createRoles as readonly string[]).includes(role))) {
    return say(context, noticeCard(t.transferNotYours[lang], t.transferNotSales(receiver.name)[lang]));
  }
  return commit(context, async (tx) => {
    const move = { customerId: customer.id, from: customer.ownerId, to: receiver.id };
    const moved = await moveOwner(tx, context, { ...move, reason: reason || 'transferred' });
    if (!moved)
      return {
        kind: 'card',
        card: noticeCard(t.transferTitle[lang], t.transferMoved[lang]),
        audience: 'asker',
      };
    await tx.$executeRaw(
      auditEntry(context, {
        action: 'customer.transferred',
        entity: 'customer',
        entityId: customer.id,
        before: { ownerId: customer.ownerId },
        after: { ownerId: receiver.id, reason },
      }),
    );
    return { kind: 'card', card: transferredCard(context, customer, receiver), audience: 'same' };
  });
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

function refuseReceiver(context: Context, customer: CustomerMatch, receiver: Receiver): Promise<Done> {
  const { lang } = context.actor;
  const card = noticeCard(t.transferNotYours[lang], t.transferOutside(receiver.name)[lang]);
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
    auditEntry(context, {
      action: 'customer.refused',
      entity: 'customer',
      entityId: customer.id,
      after: { deed: 'customer.transfer', to: receiver.id },
    }),
  ]);
}

function say(context: Context, card: Card): Promise<Done> {
  return answer(context, { kind: 'card', card, audience: 'asker' });
}
