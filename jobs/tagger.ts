import { runTagRules, type TagCursor } from '../src/customers/tags/apply.ts';
import type { Log } from '../src/kernel/log.ts';
import type { StoreContext } from '../src/store/context.ts';
import { createLoop, type Loop } from './loop.ts';

const EVERY_MS = 2_000;

/** Keeps the tags by rule: of customers that something happened with within seconds, of all once a day. */
export function createTagger(store: StoreContext, log: Log): Loop {
  let cursor: TagCursor = { seenUntil: undefined };
  return createLoop({ name: 'tagger', everyMs: EVERY_MS, log }, async () => {
    cursor = await runTagRules(store, cursor);
  });
}
