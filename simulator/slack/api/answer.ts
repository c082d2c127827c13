import type { Json } from '../../common/json.ts';
import type { World } from '../world.ts';

/** What a method is asked: its arguments, each read as the kind it is. */
export type Args = Json;

export type Answer = Json & { readonly ok: boolean };

/** One method of the Web API. It may throw only for what is the simulator's own fault. */
export type Handler = (world: World, args: Args) => Answer;

export function refuseCall(error: string, messages: readonly string[] = []): Answer {
  if (messages.length === 0) return { ok: false, error };
  const bare = messages.map((message) => message.replace(/^\[[A-Z]+\] /u, ''));
  return { ok: false, error, errors: bare, response_metadata: { messages } };
}

/** One page of a list, and the cursor that leads to the next. */
export type Page<T> = { readonly items: readonly T[]; readonly next: string };

/**
 * Cuts a page out of a list.
 * @returns undefined when the cursor is not one of ours
 */
export function cutPage<T>(
  items: readonly T[],
  args: Args,
  otherwise: number,
  most: number,
): Page<T> | undefined {
  const cursor = args.cursor;
  const from = cursor === undefined || cursor === '' ? 0 : readCursor(cursor);
  if (from === undefined || from > items.length) return undefined;
  const wanted = typeof args.limit === 'number' ? args.limit : otherwise;
  const until = from + Math.min(Math.max(wanted, 1), most);
  const next = until < items.length ? Buffer.from(`next:${until}`).toString('base64') : '';
  return { items: items.slice(from, until), next };
}

function readCursor(cursor: unknown): number | undefined {
  if (typeof cursor !== 'string') return undefined;
  const found = /^next:(\d+)$/u.exec(Buffer.from(cursor, 'base64').toString('utf8'));
  return found?.[1] === undefined ? undefined : Number(found[1]);
}
