import type { Button, Card, ListItem } from '../../chat/card.ts';
import type { Lang } from '../../chat/language.ts';
import { platformNames } from '../../chat/platform-names.ts';
import type { StoreContext } from '../../store/context.ts';
import type { PushContent, Rendered } from '../content.ts';
import { send, skip } from '../rendered.ts';
import { kindNames } from '../text.ts';
import { type AskedAbout, listAskedAbout } from './store.ts';
import { describeSent, reviewText as t } from './text.ts';

type ReviewContent = Extract<PushContent, { push: 'review' }>;

/** The note as the subscriptions are now; nothing where none of them runs any more. */
export async function renderReview(
  { store, orgId, lang }: { readonly store: StoreContext; readonly orgId: string; readonly lang: Lang },
  deliveryId: string,
  content: ReviewContent,
): Promise<Rendered> {
  const asked = await listAskedAbout(store.db, orgId, content.subscriptionIds, content.at);
  if (asked.every(({ state, acted }) => state !== 'active' || acted > 0)) return skip('nothing-to-tell');
  return send(reviewCard(asked, deliveryId, lang));
}

/** What nobody acts on, with a switch at each. */
export function reviewCard(asked: readonly AskedAbout[], deliveryId: string, lang: Lang): Card {
  const items = asked
    .filter(({ state }) => state !== 'removed')
    .map((each) => describeAsked(each, deliveryId, lang));
  return {
    title: t.title[lang],
    tone: 'info',
    blocks: [
      { kind: 'text', text: t.intro[lang] },
      { kind: 'list', items },
    ],
  };
}

function describeAsked(asked: AskedAbout, deliveryId: string, lang: Lang): ListItem {
  const { id, kind, state, sent, acted, isKept, groupName, conversation, platform } = asked;
  const target = `${deliveryId}.${id}`;
  const place = (conversation === null ? t.you : t.channel(platformNames[platform]))[lang];
  const name = [kindNames[kind][lang], ...(groupName === null ? [] : [groupName]), place].join(' · ');
  const said = state === 'paused' ? t.isOff[lang] : isKept ? t.isKept[lang] : describeSent(sent, acted)[lang];
  const off: Button = { label: t.off[lang], action: 'review.off', target };
  const keep: Button = { label: t.keep[lang], action: 'review.keep', target };
  const again: Button = { label: t.again[lang], action: 'review.on', target };
  const buttons = state === 'paused' ? [again] : isKept ? [off] : [off, keep];
  return { text: [{ text: name, bold: true }], note: said, buttons };
}
