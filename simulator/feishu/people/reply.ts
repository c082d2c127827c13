import { isRecord, type Json, parseJson, textOf } from '../../common/json.ts';
import { remember } from '../../common/log.ts';
import { judgeCard } from '../cards/judge.ts';
import { changeCard } from '../messages.ts';
import { findMessage, type Toast, type World } from '../world.ts';
import type { SentRequest } from './send.ts';

/** What the answer to a press asks for, or why the person sees an error instead. */
export type ReadReply =
  | { readonly kind: 'reply'; readonly toast?: Omit<Toast, 'at' | 'openId'>; readonly card?: Json }
  | { readonly kind: 'trouble'; readonly code: number; readonly reason: string };

const trouble = (code: number, reason: string): ReadReply => ({ kind: 'trouble', code, reason });

const TOASTS = ['info', 'success', 'error', 'warning'];

/** Reads the answer to a press as the platform does: what it cannot use, the person sees as an error. */
export function readReply({ outcome }: SentRequest): ReadReply {
  switch (outcome?.kind) {
    case undefined:
      return trouble(200340, 'no answer');
    case 'unreachable':
      return trouble(outcome.reason === 'no request URL is set' ? 200340 : 200342, outcome.reason);
    case 'timeout':
      return trouble(200341, 'no answer in time');
    case 'answered':
      return outcome.status === 200
        ? readBody(outcome.body)
        : trouble(200671, `HTTP status ${outcome.status}`);
  }
}

function readBody(text: string): ReadReply {
  const body = parseJson(text);
  if (!isRecord(body)) return trouble(200672, 'the answer is no JSON object');
  const other = Object.keys(body).find((key) => key !== 'toast' && key !== 'card');
  if (other !== undefined) return trouble(200672, `the answer holds ${other}`);
  const toast = body.toast === undefined ? undefined : readToast(body.toast);
  if (toast === 'unreadable') return trouble(200672, 'the toast cannot be read');
  const card = body.card === undefined ? undefined : readCard(body.card);
  if (card?.kind === 'trouble') return card;
  return {
    kind: 'reply',
    ...(toast !== undefined && { toast }),
    ...(card !== undefined && { card: card.card }),
  };
}

function readToast(value: unknown): Omit<Toast, 'at' | 'openId'> | 'unreadable' {
  if (!isRecord(value)) return 'unreadable';
  const { type = 'info', content = '', i18n, ...rest } = value;
  const isKnown = typeof type === 'string' && TOASTS.includes(type);
  if (!isKnown || typeof content !== 'string' || Object.keys(rest).length > 0) return 'unreadable';
  if (i18n !== undefined && !isRecord(i18n)) return 'unreadable';
  if (content === '' && i18n === undefined) return 'unreadable';
  return { type, content, ...(i18n !== undefined && { i18n }) };
}

type ReadCard = { readonly kind: 'card'; readonly card: Json } | Extract<ReadReply, { kind: 'trouble' }>;

function readCard(value: unknown): ReadCard {
  const no = (code: number, reason: string): ReadCard => ({ kind: 'trouble', code, reason });
  if (!isRecord(value)) return no(200672, 'the card is no object');
  if (value.type !== 'raw') return no(200673, `there is no card of type ${String(textOf(value, 'type'))}`);
  if (!isRecord(value.data)) return no(200673, 'the card has no data');
  if (value.data.schema !== '2.0') return no(200830, 'a card of schema 2.0 can not become one of schema 1.0');
  const judged = judgeCard(value.data);
  if (judged.kind === 'card') return { kind: 'card', card: value.data };
  return no(200673, `${judged.code}: ${judged.messages.join(' | ')}`);
}

/** Shows what the answer asks for. @returns the toast, if there is one */
export function applyReply(
  world: World,
  openId: string,
  messageId: string,
  reply: Extract<ReadReply, { kind: 'reply' }>,
): Toast | undefined {
  const message = findMessage(world, messageId);
  if (reply.card !== undefined && message !== undefined) changeCard(world, message, reply.card);
  if (reply.toast === undefined) return undefined;
  const toast: Toast = { at: world.now(), openId, ...reply.toast };
  remember(world.toasts, toast);
  world.changes.tell({ kind: 'toast', openId });
  return toast;
}
