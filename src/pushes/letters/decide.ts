import type { Reply } from '../../chat/reply.ts';
import type { RawValues } from '../../chat/spec.ts';
import { isUuid } from '../../kernel/ids.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import type { Context } from '../../people/context.ts';
import type { Tx } from '../../store/client.ts';
import { commit, type Done } from '../../store/commit.ts';
import { actWithin } from '../../store/within.ts';
import { resendDelivery, resendLike } from '../deliveries.ts';
import { dropDeliveries, settleSeen } from '../ledger/letters.ts';
import { drawGroups, drawLetter, refuseOthers } from './show.ts';
import { letterText as t } from './text.ts';

const REASON_LENGTH = 300;

/** How long all of one cause may take (ms): up to 500 rows, each of which may need the address of its person. */
const LIKE_MS = 30_000;

/** Sends one that waits again, for an admin's press. One that was sent meanwhile stays as it is. */
export async function pressRetry(context: Context, target: string): Promise<Done> {
  const refused = refuseOthers(context, 'delivery.retry', target);
  if (refused) return refused;
  return commit(context, async (tx) => {
    const inside = actWithin(context, tx);
    const sent = isUuid(target) && (await resendDelivery(inside, target));
    const notice = (sent ? t.retriedNotice(1) : t.notRetried)[context.actor.lang];
    return { kind: 'replace', card: await drawGroups(inside, 0), notice };
  });
}

/** Sends all of one cause again. */
export async function pressRetryLike(context: Context, target: string): Promise<Done> {
  const refused = refuseOthers(context, 'delivery.retry', target);
  if (refused) return refused;
  const work = async (tx: Tx): Promise<Reply> => {
    const inside = actWithin(context, tx);
    const notice = tellResent(await resendLike(inside, target), context);
    return { kind: 'replace', card: await drawGroups(inside, 0), notice };
  };
  return commit(context, work, { timeoutMs: LIKE_MS });
}

/** Notes that an admin has seen the message in its place. */
export async function pressThere(context: Context, target: string): Promise<Done> {
  const refused = refuseOthers(context, 'delivery.retry', target);
  if (refused) return refused;
  return commit(context, async (tx) => {
    const inside = actWithin(context, tx);
    const settled = isUuid(target) && (await settleSeen(inside, target));
    const notice = (settled ? t.settledNotice : t.notSettled)[context.actor.lang];
    return { kind: 'replace', card: await drawLetter(inside, target, notice), notice };
  });
}

/** `deliveries retry`: one, or all of the same cause. */
export async function retryTyped(context: Context, values: RawValues): Promise<Done> {
  const { lang } = context.actor;
  const id = values.id ?? '';
  const work = async (tx: Tx): Promise<Reply> => {
    const inside = actWithin(context, tx);
    if (values.all === 'yes') {
      const title = tellResent(await resendLike(inside, id), context);
      return { kind: 'card', card: { ...(await drawGroups(inside, 0)), title }, audience: 'asker' };
    }
    const sent = isUuid(id) && (await resendDelivery(inside, id));
    const card = await drawLetter(inside, id, (sent ? t.retriedNotice(1) : t.notRetried)[lang]);
    return { kind: 'card', card, audience: 'asker' };
  };
  return commit(context, work, { timeoutMs: LIKE_MS });
}

/** `deliveries drop`: for good, with the reason. */
export async function dropTyped(context: Context, values: RawValues): Promise<Done> {
  const { lang } = context.actor;
  const id = values.id ?? '';
  const reason = cleanText(values.reason ?? '', REASON_LENGTH).trim();
  return commit(context, async (tx) => {
    const inside = actWithin(context, tx);
    const dropped = isUuid(id) && (await dropDeliveries(inside, [id], reason)).length > 0;
    const card = await drawLetter(inside, id, (dropped ? t.droppedNotice : t.notDropped)[lang]);
    return { kind: 'card', card, audience: 'asker' };
  });
}

function tellResent({ sent, left }: { sent: number; left: number }, { actor }: Context): string {
  if (sent === 0) return t.notRetried[actor.lang];
  return (left === 0 ? t.retriedNotice(sent) : t.leftNotice(sent, left))[actor.lang];
}
