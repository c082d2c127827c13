import type { Card } from '../chat/card.ts';
import { formatDate } from '../kernel/dates.ts';
import { isUuid } from '../kernel/ids.ts';
import type { Refusal } from '../kernel/result.ts';
import { localDateOf } from '../kernel/zones.ts';
import type { Context, CustomerMatch } from '../people/context.ts';
import { mayUse, relationTo } from '../people/rights.ts';
import { auditEntry } from '../store/audit.ts';
import type { Tx } from '../store/client.ts';
import { answer, commit, type Done } from '../store/commit.ts';
import { refuseCustomer } from './access.ts';
import { noticeCard, takenCard } from './cards.ts';
import { moveOwner } from './owners.ts';
import { decideClaim } from './pool/rules.ts';
import { loadPoolSettings } from './pool/settings.ts';
import { loadTakerFacts } from './pool/store.ts';
import { poolText as p } from './pool/text.ts';
import { sayGone } from './show.ts';
import { findCustomer } from './store.ts';
import { customerText as t } from './text.ts';

/** `customer claim`: takes a customer out of the pool. Of two who do it at once the database lets one through. */
export async function claimCustomer(context: Context): Promise<Done> {
  const [customer] = context.customers;
  return customer ? claim(context, customer) : sayGone(context);
}

/** The button of the same. */
export async function pressClaim(context: Context, target: string): Promise<Done> {
  const customer = isUuid(target) ? await findCustomer(context.db, context.orgId, target) : undefined;
  return customer ? claim(context, customer) : sayGone(context);
}

async function claim(context: Context, customer: CustomerMatch): Promise<Done> {
  const { memberId, roles, lang } = context.actor;
  const relation = relationTo(memberId, customer.ownerId);
  if (relation === 'own') {
    const card = noticeCard(t.alreadyYours(customer.name)[lang], '', 'plain');
    return answer(context, { kind: 'card', card, audience: 'asker' });
  }
  if (!mayUse(roles, 'customer.claim', relation)) return refuseCustomer(context, customer, 'customer.claim');
  return commit(context, async (tx) => {
    const refused = await checkLimits(tx, context, customer.id);
    if (refused) {
      const card = noticeCard(p.claimNotYet[lang], describeClaimRefusal(context, refused));
      return { kind: 'card', card, audience: 'asker' };
    }
    const move = { customerId: customer.id, from: null, to: memberId, reason: 'claimed' };
    if (!(await moveOwner(tx, context, move))) {
      const taken = (await findCustomer(tx, context.orgId, customer.id)) ?? customer;
      return { kind: 'card', card: takenCard({ ...taken, kind: 'refused' }, context), audience: 'asker' };
    }
    await tx.$executeRaw(
      auditEntry(context, {
        action: 'customer.claimed',
        entity: 'customer',
        entityId: customer.id,
        before: { ownerId: null },
        after: { ownerId: memberId },
      }),
    );
    return { kind: 'card', card: claimedCard(context, customer), audience: 'same' };
  });
}

async function checkLimits(tx: Tx, context: Context, customerId: string): Promise<Refusal | undefined> {
  const settings = await loadPoolSettings(tx, context.orgId);
  const facts = await loadTakerFacts(tx, context, context.memberId, customerId);
  const decision = decideClaim(settings, facts, context.clock.now());
  return decision.kind === 'refusal' ? decision : undefined;
}

function describeClaimRefusal({ org, actor }: Context, { code, facts }: Refusal): string {
  const { lang } = actor;
  switch (code) {
    case 'claims-per-day':
      return p.claimPerDay(Number(facts.claimsPerDay))[lang];
    case 'customers-held':
      return p.claimHeld(Number(facts.customersHeld))[lang];
    default:
      return p.claimCoolDown(formatDate(localDateOf(Number(facts.freeAt), org.zone), lang))[lang];
  }
}

function claimedCard(context: Context, customer: CustomerMatch): Card {
  const { lang } = context.actor;
  return {
    title: t.claimed(customer.name)[lang],
    tone: 'good',
    blocks: [
      { kind: 'text', text: t.claimedHow[lang] },
      {
        kind: 'buttons',
        buttons: [
          { label: t.buttonLog[lang], action: 'followup.start', target: customer.id, style: 'primary' },
          { label: t.buttonShow[lang], action: 'customer.show', target: customer.id },
        ],
      },
    ],
  };
}
