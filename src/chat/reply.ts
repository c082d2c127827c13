import type { Card, Form } from './card.ts';
import type { Inbound } from './inbound.ts';

/**
 * Who sees an answer. `same`: as visible as the question was (a slash command: only the asker; a message in a group: the
 * group). `asker`: only the asker, wherever they asked; in a group it goes to their private chat.
 */
export type Audience = 'same' | 'asker';

/** What is answered to one inbound request. It is stored with the effect, so it must be plain JSON. */
export type Reply =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'card'; readonly card: Card; readonly audience: Audience }
  | { readonly kind: 'form'; readonly form: Form }
  /** The submitted form stays open; its fields carry their `error`. */
  | { readonly kind: 'errors'; readonly form: Form }
  /** Takes the place of the card whose button was pressed. `notice` is shown once, as a toast where there is one. */
  | { readonly kind: 'replace'; readonly card: Card; readonly notice?: string };

/**
 * The product's one entrance: an adapter hands over what it verified and gets what to answer. It never throws for what a
 * person did; it throws a `Fault` with `retryable` when the platform should be made to try again.
 */
export type Handle = (inbound: Inbound) => Promise<Reply>;

/** What can be put into a conversation. */
export type Message =
  | { readonly kind: 'card'; readonly card: Card }
  | { readonly kind: 'form'; readonly form: Form };
