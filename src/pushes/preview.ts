import type { Card } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import { localDateOf } from '../kernel/zones.ts';
import type { Context } from '../people/context.ts';
import { auditEntry } from '../store/audit.ts';
import { answer, commit, type Done } from '../store/commit.ts';
import { renderClearDay } from './clear-day.ts';
import type { Rendered } from './content.ts';
import { isScheduledKind } from './kinds.ts';
import { findReader } from './readers.ts';
import { renderBare } from './render.ts';
import { renderNow } from './render-scheduled.ts';
import { mayReceive } from './rights.ts';
import { queueSlot } from './run-push.ts';
import { drawSubscription, withSubscription } from './show-subscription.ts';
import type { Showing } from './show-subscriptions.ts';
import type { Subscription } from './subscription-store.ts';
import { kindNames, pushText } from './text.ts';

/** Shows the asker alone what would be sent now. */
export function pressPreview(context: Context, target: string): Promise<Done> {
  return withSubscription(context, target, async (subscription, showing) => {
    const { lang } = context.actor;
    const card = cardOf(await renderPreview(context, showing, subscription));
    const shown = card === undefined ? emptyCard(subscription, lang) : markPreview(card, lang);
    return answer(context, { kind: 'card', card: shown, audience: 'asker' });
  });
}

/** Sends today's push now instead of at its time; one that went out already, or that rests, is not sent again. */
export function pressNow(context: Context, target: string): Promise<Done> {
  return withSubscription(context, target, (subscription, showing) =>
    commit(context, async (tx) => {
      const { lang } = context.actor;
      const { kind, zone, id, state } = subscription;
      const day = localDateOf(context.clock.now(), zone);
      const runs = isScheduledKind(kind) && state === 'active';
      const queued = runs && (await queueSlot(tx, context, subscription, day));
      if (queued) {
        const facts = { action: 'push.run', entity: 'push', entityId: kind } as const;
        const after = { kind, date: day, queued: 1, subscriptionId: id };
        await tx.$executeRaw(auditEntry(context, { ...facts, after }));
      }
      const said = queued ? pushText.sentNowNotice : runs ? pushText.sentBefore : pushText.notNow;
      const card = await drawSubscription(context, showing, subscription);
      const note = { kind: 'note', text: said[lang] } as const;
      const told: Card = { ...card, blocks: [note, ...card.blocks] };
      return { kind: 'replace', card: told, notice: said[lang] };
    }),
  );
}

/** What it would say now; of what follows an event, the last that it said. Undefined where there is nothing. */
async function renderPreview(
  context: Context,
  { standings }: Showing,
  subscription: Subscription,
): Promise<Rendered | undefined> {
  const { orgId } = context;
  const { id, kind, groupId, memberId } = subscription;
  const push = { store: context, orgId, subscription };
  switch (kind) {
    case 'daily':
    case 'ranking': {
      // A manager's private one without a group is about the groups they manage: the first stands for all.
      const isOwn = memberId !== null && groupId === null && !mayReceive(standings, kind, null);
      return renderNow(push, kind, isOwn ? (standings.roots[0] ?? null) : groupId);
    }
    case 'clear-day': {
      const reader = memberId === null ? undefined : await findReader(context.db, orgId, memberId);
      return reader && renderClearDay({ store: context, orgId, reader });
    }
    case 'sales':
    case 'overdue':
    case 'same-city': {
      const last = await context.db.delivery.findFirst({
        where: { orgId, subscriptionId: id, state: 'sent' },
        orderBy: { createdAt: 'desc' },
        select: { orgId: true, id: true, subscriptionId: true, content: true },
      });
      return last === null ? undefined : (await renderBare(context, last)).rendered;
    }
  }
}

function cardOf(rendered: Rendered | undefined): Card | undefined {
  return rendered?.kind === 'message' && rendered.message.kind === 'card' ? rendered.message.card : undefined;
}

function markPreview(card: Card, lang: Lang): Card {
  return { ...card, blocks: [{ kind: 'note', text: pushText.previewNote[lang] }, ...card.blocks] };
}

function emptyCard({ kind }: Subscription, lang: Lang): Card {
  const block = { kind: 'text', text: pushText.previewNone[lang] } as const;
  return { title: kindNames[kind][lang], tone: 'plain', blocks: [block] };
}
