import type { Button } from '../../chat/card.ts';
import type { Reply } from '../../chat/reply.ts';
import { isUuid } from '../../kernel/ids.ts';
import type { Context } from '../../people/context.ts';
import { answer, type Done } from '../../store/commit.ts';
import type { PushContent, ReadyContent } from '../content.ts';
import { findStandings, type Standings } from '../groups.ts';
import { isOwnKind } from '../kinds.ts';
import { mayChange, mayReceive } from '../rights.ts';
import { findSubscription, type Subscription } from '../subscription-store.ts';
import { deliveryKindNames, pushText } from '../text.ts';
import { unknownMessageCard, type WhyView, whyCard } from './cards.ts';
import { explainPush, explainRule, formatInstant } from './explain.ts';
import { findMessage, findMessageAt, type KnownMessage, wasShown } from './message-store.ts';
import { hereOf, nameMessage, offerMessages } from './offer.ts';
import { listBehind, listCarried } from './rows.ts';
import { whyText as t } from './text.ts';

/** `why`: explains the message that it answers; where it answers none, offers the last ones of the conversation. */
export async function askWhy(context: Context): Promise<Done> {
  const { inbound } = context;
  const about = inbound.kind === 'text' ? inbound.repliesTo : undefined;
  return about === undefined ? offerMessages(context) : explainAt(context, about);
}

/**
 * Explains the message whose menu or list was pressed; `<id> <offset>` turns a page of an explanation. A shortcut names the
 * message instead (`values.message`). Whoever may not see a message hears what they would hear if there were none.
 */
export async function pressWhy(
  context: Context,
  target: string,
  values: Readonly<Record<string, string>>,
): Promise<Done> {
  if (target === '' && values.message !== undefined) return explainAt(context, values.message);
  const [id = '', page] = target.split(' ');
  const offset = page !== undefined && /^\d{1,5}$/.test(page) ? Number(page) : 0;
  const message = isUuid(id) ? await findMessage(context.db, context.orgId, id) : undefined;
  const reply = await explain(context, message, offset);
  return answer(context, page === undefined ? reply : turn(reply));
}

function turn(reply: Reply): Reply {
  return reply.kind === 'card' ? { kind: 'replace', card: reply.card } : reply;
}

async function explainAt(context: Context, place: string): Promise<Done> {
  const here = hereOf(context);
  const message = here && (await findMessageAt(context.db, context.orgId, here, place));
  return answer(context, await explain(context, message, 0));
}

async function explain(context: Context, message: KnownMessage | undefined, offset: number): Promise<Reply> {
  const { lang } = context.actor;
  const root = message === undefined ? undefined : rootOf(message.content);
  const amended = root === undefined ? undefined : await findMessage(context.db, context.orgId, root);
  if (amended !== undefined) return explain(context, amended, offset);
  const subscription =
    message?.subscriptionId == null
      ? undefined
      : await findSubscription(context.db, context.orgId, message.subscriptionId);
  if (message === undefined || !(await maySee(context, message, subscription))) {
    return { kind: 'card', card: unknownMessageCard(lang), audience: 'asker' };
  }
  const { content } = message;
  const view =
    content.kind === 'message'
      ? await viewAnswer(context, message, content)
      : await viewPush(context, message, content, subscription, offset);
  return { kind: 'card', card: whyCard(view, lang), audience: 'asker' };
}

/** A mended message is explained as what it was. */
function rootOf(content: KnownMessage['content']): string | undefined {
  return content.kind === 'push' && content.push === 'amended' ? content.deliveryId : undefined;
}

/**
 * Who stands where the message stands, whom it was for, and who was shown an explanation of it before: a platform that shows
 * the explanation in private asks for its next page from there.
 */
async function maySee(
  context: Context,
  message: KnownMessage,
  subscription: Subscription | undefined,
): Promise<boolean> {
  const { source } = context.inbound;
  const { ref, address, content } = message;
  const here = hereOf(context);
  const isHere =
    here !== undefined &&
    ref !== null &&
    ref.conversation === here.conversation &&
    ref.platform === here.platform &&
    ref.workspace === here.workspace;
  if (isHere || subscription?.memberId === context.memberId) return true;
  if ('memberId' in content && content.memberId === context.memberId) return true;
  const isTheirs =
    address.user === source.user &&
    address.platform === source.platform &&
    address.workspace === source.workspace;
  if (isTheirs && address.conversation === undefined) return true;
  const on = 'messageId' in context.inbound ? context.inbound.messageId : undefined;
  if (here === undefined || on === undefined) return false;
  return wasShown(context.db, context.orgId, { ...here, message: on, user: source.user }, message.id);
}

async function viewPush(
  context: Context,
  message: KnownMessage,
  content: PushContent,
  subscription: Subscription | undefined,
  offset: number,
): Promise<WhyView> {
  const { lang } = context.actor;
  const [facts, behind, standings] = await Promise.all([
    explainPush(context, message, content, subscription),
    content.push === 'gathered'
      ? listCarried(context, message.id, offset)
      : listBehind(context, content, message.subscriptionId, offset),
    findStandings(context.db, context.orgId, context.actor, context.today),
  ]);
  const buttons = subscription === undefined ? [] : listButtons(context, subscription, standings);
  const note = content.push === 'gathered' ? undefined : noteOn(context, subscription);
  return {
    messageId: message.id,
    what: nameMessage(message, lang),
    rule: explainRule(content, lang),
    facts,
    behind,
    buttons,
    ...(note === undefined ? {} : { note }),
  };
}

/** What may be done with the subscription behind it, by whoever asks. */
function listButtons(
  { actor, memberId, inbound }: Context,
  subscription: Subscription,
  standings: Standings,
): readonly Button[] {
  const { lang } = actor;
  const { id, state, kind, groupId, conversation } = subscription;
  const changes = mayChange(standings, subscription) && state !== 'removed';
  const isPaused = state === 'paused';
  const switches: readonly Button[] = changes
    ? [
        {
          label: (isPaused ? pushText.resume : pushText.pause)[lang],
          action: isPaused ? 'subscription.resume' : 'subscription.pause',
          target: id,
        },
      ]
    : [];
  const moves: readonly Button[] =
    conversation !== null && mayReceive(standings, kind, groupId) && state !== 'removed'
      ? [
          { label: t.alsoToMe[lang], action: 'push.reroute', target: `${id} also` },
          ...(changes
            ? [{ label: t.toMe[lang], action: 'push.reroute', target: `${id} instead` } as const]
            : []),
        ]
      : [];
  const isListed =
    conversation === null ? subscription.memberId === memberId : conversation === inbound.source.conversation;
  const list: readonly Button[] =
    isListed && inbound.source.scope !== 'none'
      ? [{ label: t.change[lang], action: 'command.run', target: 'subscribe list' }]
      : [];
  return [...switches, ...moves, ...list];
}

function noteOn({ actor }: Context, subscription: Subscription | undefined): string | undefined {
  const { lang } = actor;
  if (subscription === undefined) return t.quiet[lang];
  const { conversation, kind } = subscription;
  if (conversation !== null || isOwnKind(kind)) return undefined;
  const command = lang === 'zh' ? `订阅 ${deliveryKindNames[kind]?.zh ?? kind}` : `subscribe ${kind}`;
  return t.elsewhere(command)[lang];
}

async function viewAnswer(context: Context, message: KnownMessage, content: ReadyContent): Promise<WhyView> {
  const { db, orgId, actor, memberId } = context;
  const { lang, zone } = actor;
  const { asked } = content;
  const by = asked?.memberId ?? null;
  const asker =
    by === null
      ? null
      : await db.member.findUnique({ where: { orgId_id: { orgId, id: by } }, select: { name: true } });
  const name = by === memberId ? actor.name : asker?.name;
  const said = asked === undefined ? undefined : (asked.said ?? t.pressed[lang]);
  return {
    messageId: message.id,
    what: nameMessage(message, lang),
    rule: t.answered[lang],
    facts: [
      ...(said === undefined ? [] : [{ label: t.question[lang], value: said }]),
      ...(name === undefined ? [] : [{ label: t.asker[lang], value: name }]),
      { label: t.asSent[lang], value: formatInstant(message.createdAt, zone, lang) },
    ],
    behind: { rows: [], offset: 0, hasMore: false, isClosed: false },
    buttons: [],
    note: t.askAgain[lang],
  };
}
