import type { Lang } from '../../chat/language.ts';
import type { Context } from '../../people/context.ts';
import { answer, type Done } from '../../store/commit.ts';
import { deliveryKindNames } from '../text.ts';
import { chooseCard } from './cards.ts';
import { formatInstant } from './explain.ts';
import { type Conversation, type KnownMessage, listMessages } from './message-store.ts';
import { listBehind } from './rows.ts';

const PUSHES_SHOWN = 5;
const ANSWERS_SHOWN = 3;
/** A card may have grown from several messages; so many are read for each that is shown. */
const READ_EACH = 5;

/** Offers the last messages of the conversation to ask about, each place in it once. */
export async function offerMessages(context: Context): Promise<Done> {
  const { db, orgId, actor } = context;
  const here = hereOf(context);
  const [pushes, answers] =
    here === undefined
      ? [[], []]
      : await Promise.all([
          listMessages(db, orgId, here, 'pushes', PUSHES_SHOWN * READ_EACH),
          listMessages(db, orgId, here, 'answers', ANSWERS_SHOWN),
        ]);
  const offered = [...takePlaces(pushes).slice(0, PUSHES_SHOWN), ...answers];
  const messages = await Promise.all(
    offered.map(async (message) => ({
      message,
      what: nameMessage(message, actor.lang),
      about: await nameRecord(context, message),
      when: formatInstant(message.settledAt ?? message.createdAt, actor.zone, actor.lang),
    })),
  );
  return answer(context, { kind: 'card', card: chooseCard(messages, actor.lang), audience: 'asker' });
}

/** Where the request comes from; undefined where that is no conversation. */
export function hereOf({ inbound }: Context): Conversation | undefined {
  const { platform, workspace, conversation } = inbound.source;
  return conversation === '' ? undefined : { platform, workspace, conversation };
}

/** What a message is: a push's name; an answer's title. */
export function nameMessage({ kind, content }: KnownMessage, lang: Lang): string {
  if (content.kind === 'message') {
    const { message } = content;
    return message.kind === 'card' ? message.card.title : message.form.title;
  }
  return deliveryKindNames[kind]?.[lang] ?? kind;
}

/** The newest message of each place. */
function takePlaces(newestFirst: readonly KnownMessage[]): readonly KnownMessage[] {
  const last = new Map<string, KnownMessage>();
  for (const each of newestFirst) {
    const place = each.ref?.message ?? each.id;
    if (!last.has(place)) last.set(place, each);
  }
  return [...last.values()];
}

/** The record that one of several alike is about, where whoever asks may see it. */
async function nameRecord(context: Context, { content, subscriptionId }: KnownMessage): Promise<string> {
  if (content.kind === 'message' || content.push === 'daily' || content.push === 'ranking') return '';
  const [row] = (await listBehind(context, content, subscriptionId, 0)).rows;
  return typeof row?.text === 'string' ? row.text : '';
}
