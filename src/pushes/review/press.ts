import { isUuid } from '../../kernel/ids.ts';
import type { Context } from '../../people/context.ts';
import { auditEntry } from '../../store/audit.ts';
import { commit, type Done } from '../../store/commit.ts';
import type { DeliveryContent } from '../content.ts';
import { withSubscription } from '../show-subscription.ts';
import { changeState } from '../subscription-store.ts';
import { reviewCard } from './render.ts';
import { KEPT_MS } from './rules.ts';
import { askNotBefore, listAskedAbout } from './store.ts';
import { reviewText as t } from './text.ts';

const STATES = { off: 'paused', on: 'active' } as const;
const VERBS = { off: 'paused', on: 'resumed' } as const;
const NOTICES = { off: t.offNotice, on: t.againNotice, keep: t.keptNotice } as const;

/** Switches a push off or on again from the note, or keeps it and is not asked for a quarter. Target: note and subscription. */
export async function pressReview(
  context: Context,
  target: string,
  choice: 'off' | 'on' | 'keep',
): Promise<Done> {
  const [deliveryId = '', subscriptionId = ''] = target.split('.');
  return withSubscription(context, subscriptionId, async (subscription) => {
    const content = await findReview(context, deliveryId);
    const now = context.clock.now();
    const done = await commit(context, async (tx) => {
      const facts = { entity: 'subscription', entityId: subscription.id } as const;
      if (choice === 'keep') {
        const until = now + KEPT_MS;
        await tx.$executeRaw(askNotBefore(context.orgId, subscription.id, until));
        const after = { until: new Date(until).toISOString() };
        await tx.$executeRaw(auditEntry(context, { ...facts, action: 'subscription.kept', after }));
      } else {
        const changed = await tx.$executeRaw(changeState(subscription, STATES[choice], now));
        if (changed > 0) {
          const sides = { before: { state: subscription.state }, after: { state: STATES[choice] } };
          await tx.$executeRaw(
            auditEntry(context, { ...facts, ...sides, action: `subscription.${VERBS[choice]}` }),
          );
        }
      }
      if (content === undefined) return { kind: 'nothing' };
      const asked = await listAskedAbout(tx, context.orgId, content.subscriptionIds, content.at);
      const { lang } = context.actor;
      return { kind: 'replace', card: reviewCard(asked, deliveryId, lang), notice: NOTICES[choice][lang] };
    });
    return done;
  });
}

/** What the note asked about; undefined for what is no note to this person. */
async function findReview(context: Context, id: string) {
  const { db, orgId, memberId } = context;
  const row = isUuid(id)
    ? await db.delivery.findUnique({ where: { orgId_id: { orgId, id } }, select: { content: true } })
    : null;
  const content = row?.content as DeliveryContent | undefined;
  if (content?.kind !== 'push' || content.push !== 'review') return undefined;
  return content.memberId === memberId ? content : undefined;
}
