import { isUuid } from '../../kernel/ids.ts';
import type { Context } from '../../people/context.ts';
import { answer, type Done } from '../../store/commit.ts';
import { describeReason } from '../reasons.ts';
import { closedCard, moreCard } from './gathered-cards.ts';
import { findGatheredSense, findShown, type ShownPart } from './gathered-store.ts';
import { type RenderPart, renderParts, toEntry } from './render-gathered.ts';
import { admitText } from './text.ts';

/**
 * Opens one of several messages that came as one, as its rows are now. Only in the conversation where they came: what was
 * meant for others shows nothing.
 */
export async function openPart(context: Context, target: string, render: RenderPart): Promise<Done> {
  const { lang } = context.actor;
  const part = isUuid(target) ? await findShown(context, context.orgId, target) : undefined;
  if (part === undefined || !wasShownHere(context, part)) {
    return show(context, closedCard(admitText.notHere[lang], lang));
  }
  const rendered = await render(context, part);
  if (rendered.kind === 'skip') return show(context, closedCard(describeReason(rendered.reason, lang), lang));
  const { message } = rendered;
  return message.kind === 'card'
    ? show(context, message.card)
    : answer(context, { kind: 'form', form: message.form });
}

/** The next of the messages that came as one. */
export async function showMore(context: Context, target: string, render: RenderPart): Promise<Done> {
  const { lang } = context.actor;
  const [bearerId = '', after = ''] = target.split('.');
  const bearer =
    isUuid(bearerId) && isUuid(after) ? await findShown(context, context.orgId, bearerId) : undefined;
  if (bearer === undefined || !wasShownHere(context, bearer)) {
    return show(context, closedCard(admitText.notHere[lang], lang));
  }
  const { entries, last, isEnd } = await renderParts(context, bearer, 'sent', after, render);
  if (entries.length === 0) return show(context, closedCard(describeReason('nothing-to-tell', lang), lang));
  const sense = { ...(await findGatheredSense(context, bearer)), lang };
  const more = isEnd || last === undefined ? {} : { more: `${bearer.id}.${last}` };
  return show(context, moreCard({ entries: entries.map(toEntry), counts: [], ...more }, sense));
}

function wasShownHere({ inbound }: Context, { platform, workspace, conversation }: ShownPart): boolean {
  const { source } = inbound;
  return (
    platform === source.platform && workspace === source.workspace && conversation === source.conversation
  );
}

function show(context: Context, card: ReturnType<typeof closedCard>): Promise<Done> {
  return answer(context, { kind: 'card', card, audience: 'asker' });
}
