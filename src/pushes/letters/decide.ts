import type { RawValues } from '../../chat/spec.ts';
import { isUuid } from '../../kernel/ids.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import type { Context } from '../../people/context.ts';
import { answer, type Done } from '../../store/commit.ts';
import { resendDelivery, resendLike } from '../deliveries.ts';
import { dropDeliveries, settleSeen } from '../ledger/letters.ts';
import { drawGroups, drawLetter, refuseOthers } from './show.ts';
import { letterText as t } from './text.ts';

const REASON_LENGTH = 300;

/** Sends one that waits again, for an admin's press. One that was sent meanwhile stays as it is. */
export async function pressRetry(context: Context, target: string): Promise<Done> {
  const refused = refuseOthers(context, 'delivery.retry', target);
  if (refused) return refused;
  const sent = isUuid(target) && (await resendDelivery(context, target));
  const notice = (sent ? t.retriedNotice(1) : t.notRetried)[context.actor.lang];
  return answer(context, { kind: 'replace', card: await drawGroups(context, 0), notice });
}

/** Sends all of one cause again. */
export async function pressRetryLike(context: Context, target: string): Promise<Done> {
  const refused = refuseOthers(context, 'delivery.retry', target);
  if (refused) return refused;
  const notice = tellResent(await resendLike(context, target), context);
  return answer(context, { kind: 'replace', card: await drawGroups(context, 0), notice });
}

/** Notes that an admin has seen the message in its place. */
export async function pressThere(context: Context, target: string): Promise<Done> {
  const refused = refuseOthers(context, 'delivery.retry', target);
  if (refused) return refused;
  const settled = isUuid(target) && (await settleSeen(context, target));
  const notice = (settled ? t.settledNotice : t.notSettled)[context.actor.lang];
  return answer(context, { kind: 'replace', card: await drawLetter(context, target, notice), notice });
}

/** `deliveries retry`: one, or all of the same cause. */
export async function retryTyped(context: Context, values: RawValues): Promise<Done> {
  const { lang } = context.actor;
  const id = values.id ?? '';
  if (values.all === 'yes') {
    const card = await drawGroups(context, 0);
    const title = tellResent(await resendLike(context, id), context);
    return answer(context, { kind: 'card', card: { ...card, title }, audience: 'asker' });
  }
  const sent = isUuid(id) && (await resendDelivery(context, id));
  const card = await drawLetter(context, id, (sent ? t.retriedNotice(1) : t.notRetried)[lang]);
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

/** `deliveries drop`: for good, with the reason. */
export async function dropTyped(context: Context, values: RawValues): Promise<Done> {
  const { lang } = context.actor;
  const id = values.id ?? '';
  const reason = cleanText(values.reason ?? '', REASON_LENGTH).trim();
  const dropped = isUuid(id) && (await dropDeliveries(context, [id], reason)).length > 0;
  const card = await drawLetter(context, id, (dropped ? t.droppedNotice : t.notDropped)[lang]);
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

function tellResent({ sent, left }: { sent: number; left: number }, { actor }: Context): string {
  if (sent === 0) return t.notRetried[actor.lang];
  return (left === 0 ? t.retriedNotice(sent) : t.leftNotice(sent, left))[actor.lang];
}
