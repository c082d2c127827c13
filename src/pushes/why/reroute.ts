import type { Card } from '../../chat/card.ts';
import { isUuid } from '../../kernel/ids.ts';
import type { Context } from '../../people/context.ts';
import { auditEntry } from '../../store/audit.ts';
import { answer, commit, commitAll, type Done } from '../../store/commit.ts';
import { mayChange, mayReceive } from '../rights.ts';
import { prepareShowing, senseOf, showSubscription } from '../show-subscriptions.ts';
import { auditSubscribed } from '../subscribe.ts';
import { refusedCard, subscribedCard } from '../subscription-cards.ts';
import {
  changeState,
  findSubscription,
  findWorkspaceId,
  insertSubscription,
  listSubscriptions,
  type NewSubscription,
  type Subscription,
} from '../subscription-store.ts';
import { unknownMessageCard } from './cards.ts';
import { whyText as t } from './text.ts';

/**
 * Has a conversation's push sent to whoever presses, in private: too (`<id> also`), or in its place (`<id> instead`), which
 * only somebody may who decides on the conversation's. Rights are those of this moment.
 */
export async function pressReroute(context: Context, target: string): Promise<Done> {
  const { orgId, db, actor, inbound } = context;
  const { lang } = actor;
  const [id = '', how = ''] = target.split(' ');
  const [from, showing, workspaceId] = await Promise.all([
    isUuid(id) ? findSubscription(db, orgId, id) : undefined,
    prepareShowing(context),
    findWorkspaceId(db, orgId, inbound.source.platform, inbound.source.workspace),
  ]);
  if (
    from === undefined ||
    from.conversation === null ||
    from.state === 'removed' ||
    workspaceId === undefined
  ) {
    return answer(context, asker(unknownMessageCard(lang)));
  }
  const { standings } = showing;
  const instead = how === 'instead';
  const may = mayReceive(standings, from.kind, from.groupId) && (!instead || mayChange(standings, from));
  if (!may) return refuse(context, from);
  const wanted = planPrivate(context, from, workspaceId);
  return commit(context, async (tx) => {
    const here = await listSubscriptions(tx, orgId, wanted.home);
    const before = here.find((each) => each.kind === from.kind && each.groupId === from.groupId);
    const [row] = await tx.$queryRaw<{ id: string }[]>(insertSubscription(wanted, 'replace'));
    for (const entry of auditSubscribed(context, wanted, row?.id ?? wanted.id, before)) {
      await tx.$executeRaw(entry);
    }
    if (instead) {
      const changed = await tx.$executeRaw(changeState(from, 'removed', context.clock.now()));
      const sides = { before: { state: from.state }, after: { state: 'removed' } };
      const entry = { entity: 'subscription', entityId: from.id, action: 'subscription.removed' } as const;
      if (changed > 0) await tx.$executeRaw(auditEntry(context, { ...entry, ...sides }));
    }
    const stored = await findSubscription(tx, orgId, row?.id ?? wanted.id);
    if (stored === undefined) return asker(unknownMessageCard(lang));
    const card = subscribedCard(showSubscription(context, showing, stored), senseOf(context));
    const said = { kind: 'text', text: (instead ? t.moved : t.added)[lang] } as const;
    return asker({ ...card, blocks: [said, ...card.blocks] });
  });
}

function planPrivate(context: Context, from: Subscription, workspaceId: string): NewSubscription {
  const { kind, localTime, zone, groupId, minAmount, topics } = from;
  return {
    orgId: context.orgId,
    id: context.ids.uuid(),
    kind,
    home: { kind: 'member', workspaceId, memberId: context.memberId },
    localTime,
    zone,
    lang: context.actor.lang,
    groupId,
    minAmount,
    topics,
    startsAt: context.clock.now(),
    createdBy: context.memberId,
  };
}

function refuse(context: Context, from: Subscription): Promise<Done> {
  const entry = auditEntry(context, {
    action: 'subscription.refused',
    entity: 'subscription',
    entityId: from.id,
    after: { deed: 'subscription.set' },
  });
  return commitAll(context, asker(refusedCard('refusedReceive', context.actor.lang)), [entry]);
}

function asker(card: Card) {
  return { kind: 'card', card, audience: 'asker' } as const;
}
