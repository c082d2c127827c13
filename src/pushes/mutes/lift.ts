import { isUuid } from '../../kernel/ids.ts';
import type { Context } from '../../people/context.ts';
import { commit, type Done } from '../../store/commit.ts';
import { drawSubscriptions, showSubscriptions } from '../change-subscription.ts';
import { findStandings } from '../groups.ts';
import { mayChange } from '../rights.ts';
import { findSubscription } from '../subscription-store.ts';
import { lift, refuseMute } from './press.ts';
import { findMute, type Mute } from './store.ts';
import { muteText } from './text.ts';

/** Lifts a mute from the list, which is then shown as it is. One that was lifted before changes nothing. */
export async function pressLift(context: Context, target: string): Promise<Done> {
  const { lang } = context.actor;
  const mute = isUuid(target) ? await findMute(context.db, context.orgId, target) : undefined;
  if (mute === undefined) return showSubscriptions(context);
  if (!(await mayLift(context, mute))) return refuseMute(context, mute);
  return commit(context, async (tx) => {
    await lift(context, tx, mute);
    const card = await drawSubscriptions(context, tx);
    return { kind: 'replace', card, notice: muteText.liftedNotice[lang] };
  });
}

async function mayLift(context: Context, { memberId, subscriptionId }: Mute): Promise<boolean> {
  if (memberId !== null) return memberId === context.memberId;
  const { db, orgId, actor, today } = context;
  const subscription =
    subscriptionId === null ? undefined : await findSubscription(db, orgId, subscriptionId);
  return subscription !== undefined && mayChange(await findStandings(db, orgId, actor, today), subscription);
}
