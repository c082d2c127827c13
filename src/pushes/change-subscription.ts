import type { Card } from '../chat/card.ts';
import type { Reply } from '../chat/reply.ts';
import type { RawValues } from '../chat/spec.ts';
import { isUuid } from '../kernel/ids.ts';
import { Fault } from '../kernel/result.ts';
import type { Context } from '../people/context.ts';
import { auditEntry } from '../store/audit.ts';
import type { Tx } from '../store/client.ts';
import { answer, commit, commitAll, type Done } from '../store/commit.ts';
import { isInForce } from './mutes/rules.ts';
import { quietItems } from './mutes/show.ts';
import { listMutes } from './mutes/store.ts';
import { mayChange } from './rights.ts';
import { findHome, prepareShowing, type Showing, senseOf, showSubscription } from './show-subscriptions.ts';
import { chooseGroup, readKind } from './subscribe.ts';
import {
  groupQuestionCard,
  nothingToStopCard,
  refusedCard,
  subscriptionsCard,
} from './subscription-cards.ts';
import {
  changeState,
  findSubscription,
  type Home,
  listSubscriptions,
  type Subscription,
} from './subscription-store.ts';
import { pushText } from './text.ts';

type State = Subscription['state'];

const DONE = {
  active: pushText.resumedNotice,
  paused: pushText.pausedNotice,
  removed: pushText.removedNotice,
} as const;

const VERBS = { active: 'resumed', paused: 'paused', removed: 'removed' } as const;

/** Shows what this conversation, or in a private chat this person, gets, and what of it is muted. */
export async function showSubscriptions(context: Context): Promise<Done> {
  return answer(context, {
    kind: 'card',
    card: await drawSubscriptions(context, context.db),
    audience: 'same',
  });
}

/** The list as it stands in this transaction. */
export async function drawSubscriptions(context: Context, db: Tx): Promise<Card> {
  const [home, showing] = await Promise.all([findHome(context), prepareShowing(context)]);
  if (home === undefined) throw new Fault('workspace-missing');
  return buildList(context, showing, home, await listSubscriptions(db, context.orgId, home), db);
}

/** Stops a push to this conversation or person, found by its name and perhaps its group. */
export async function unsubscribe(context: Context, values: RawValues): Promise<Done> {
  const { lang } = context.actor;
  const kind = readKind(values);
  const [home, showing] = await Promise.all([findHome(context), prepareShowing(context)]);
  if (home === undefined) throw new Fault('workspace-missing');
  const here = await listSubscriptions(context.db, context.orgId, home);
  const ofKind = here.filter((each) => each.kind === kind);
  const about = values.group === undefined ? undefined : chooseGroup(showing.standings, home, values.group);
  if (about?.kind === 'question')
    return answer(context, same(groupQuestionCard(about.names, about.typed, lang)));
  const meant = about === undefined ? ofKind : ofKind.filter((each) => each.groupId === about.groupId);
  const [only, ...others] = meant;
  if (only === undefined) return answer(context, same(nothingToStopCard(kind, lang)));
  if (others.length > 0) return answer(context, same(await buildList(context, showing, home, meant)));
  return setState(context, showing, only, 'removed', here, same);
}

/** Pauses, resumes or removes by a button. Rights and state are those of this moment; a second press changes nothing. */
export async function pressState(context: Context, target: string, state: State): Promise<Done> {
  const [subscription, showing] = await Promise.all([
    isUuid(target) ? findSubscription(context.db, context.orgId, target) : undefined,
    prepareShowing(context),
  ]);
  if (subscription === undefined) return showSubscriptions(context);
  const here = await listSubscriptions(context.db, context.orgId, homeOf(subscription));
  const notice = DONE[state][context.actor.lang];
  return setState(context, showing, subscription, state, here, (card) => ({ kind: 'replace', card, notice }));
}

/** One change of state, with the list as it then is. A right that is lacking is refused and written down. */
async function setState(
  context: Context,
  showing: Showing,
  subscription: Subscription,
  state: State,
  here: readonly Subscription[],
  reply: (card: Card) => Reply,
): Promise<Done> {
  const { lang } = context.actor;
  const facts = { entity: 'subscription', entityId: subscription.id } as const;
  if (!mayChange(showing.standings, subscription)) {
    const entry = auditEntry(context, {
      ...facts,
      action: 'subscription.refused',
      after: { deed: 'subscription.set', state },
    });
    return commitAll(context, { kind: 'card', card: refusedCard('refusedChange', lang), audience: 'asker' }, [
      entry,
    ]);
  }
  const home = homeOf(subscription);
  if (subscription.state === 'removed' || subscription.state === state) {
    return answer(context, reply(await buildList(context, showing, home, here)));
  }
  return commit(context, async (tx) => {
    // Of two who press at once, the second waits for the first here and changes nothing.
    const changed = await tx.$executeRaw(changeState(subscription, state, context.clock.now()));
    if (changed > 0) {
      const sides = { before: { state: subscription.state }, after: { state } };
      await tx.$executeRaw(
        auditEntry(context, { ...facts, ...sides, action: `subscription.${VERBS[state]}` }),
      );
    }
    const left = await listSubscriptions(tx, context.orgId, home);
    return reply(await buildList(context, showing, home, left, tx));
  });
}

async function buildList(
  context: Context,
  showing: Showing,
  home: Home,
  subscriptions: readonly Subscription[],
  db: Tx = context.db,
): Promise<Card> {
  const ids = subscriptions.map(({ id }) => id);
  const own = home.kind === 'member' ? { members: [home.memberId] } : {};
  const mutes = await listMutes(db, context.orgId, { ...own, subscriptions: ids });
  const now = context.clock.now();
  const quiet = mutes.filter((mute) => isInForce(mute, now));
  const shown = subscriptions.map((each) => showSubscription(context, showing, each));
  const quietOnes = quiet.map((mute) => ({
    mute,
    changeable:
      mute.memberId !== null ||
      shown.some(({ subscription, changeable }) => changeable && subscription.id === mute.subscriptionId),
  }));
  return subscriptionsCard(shown, senseOf(context), home.kind, quietItems(quietOnes, senseOf(context)));
}

function homeOf(subscription: Subscription): Home {
  const { workspaceId, conversation, memberId } = subscription;
  if (memberId !== null) return { kind: 'member', workspaceId, memberId };
  if (conversation === null) throw new Fault('subscription-without-home');
  return { kind: 'conversation', workspaceId, conversation };
}

function same(card: Card): Reply {
  return { kind: 'card', card, audience: 'same' };
}
