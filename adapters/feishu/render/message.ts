import { cardToText, formToText } from '../../../src/chat/card-text.ts';
import type { Message } from '../../../src/chat/reply.ts';
import { cutText } from '../../../src/kernel/text/clean.ts';
import { limits } from '../limits.ts';
import { renderCard } from './card.ts';
import type { Json } from './elements.ts';
import { renderForm } from './form.ts';

/** A message as card JSON. */
export function renderMessage(message: Message): Json {
  return message.kind === 'card' ? renderCard(message.card) : renderForm(message.form);
}

/** A message as the content of a text message, for when its card is refused: somebody who sees words sees more than nothing. */
export function renderMessageText(message: Message): Json {
  const text = message.kind === 'card' ? cardToText(message.card) : formToText(message.form);
  // A text message knows one tag, the mention; without its bracket it is words.
  return { text: cutText(text, limits.plainMessage).replaceAll('<', '＜') };
}
