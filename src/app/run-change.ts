import { setTimeout as delay } from 'node:timers/promises';
import type { ChangeInbound } from '../chat/inbound.ts';
import { loggingCommands } from '../followups/commands.ts';
import { findLogged, type LoggedByMessage } from '../followups/find-logged.ts';
import { tellUnread, withdrawByMessage } from '../followups/withdraw.ts';
import type { Command, Context } from '../people/context.ts';
import type { Db } from '../store/client.ts';
import type { Done } from '../store/commit.ts';
import { changeDraft, findWaitingDraft, type WaitingDraft } from './change-draft.ts';
import { type PreparedText, prepareText, runText } from './run-text.ts';
import type { DispatchTables } from './tables.ts';

/** A message that was edited or deleted, with what it had logged, or what of it still waits. */
export type PreparedChange = {
  /** With its author as the one who speaks, also where the platform does not tell who took a message back. */
  readonly inbound: ChangeInbound;
  /** What the message says now, if it is a line that can be read. */
  readonly prepared: PreparedText | undefined;
} & ({ readonly logged: LoggedByMessage } | { readonly waiting: WaitingDraft });

/** Finds what an edited or deleted message had led to; undefined if nothing, or if it is somebody else's to change. */
export async function prepareChange(
  db: Db,
  change: ChangeInbound,
  tables: DispatchTables,
  now: number,
): Promise<PreparedChange | undefined> {
  const { text } = change;
  const line = text === undefined ? undefined : prepareText({ text }, tables.vocabulary);
  const speaking = (user: string) => ({ ...change, source: { ...change.source, user } });
  const logged = await findSettled(() => findLogged(db, change));
  if (logged !== undefined) {
    const prepared = line !== undefined && logs(line.spec) ? line : undefined;
    return { inbound: speaking(logged.user), logged, prepared };
  }
  const waiting = await findSettled(() => findWaitingDraft(db, change, now));
  return waiting && { inbound: speaking(waiting.user), waiting, prepared: line };
}

/** How often, and for how long at most (ms), an answer is looked for that is on its way. */
const LOOK_EVERY = 50;
const LOOK_FOR = 2_000;

/** Who edits a message at once is faster than the news where its answer was posted: that is waited for, so that it is amended. */
async function findSettled<T extends { readonly isUnderWay: boolean }>(
  find: () => Promise<T | undefined>,
): Promise<T | undefined> {
  let found = await find();
  for (let waited = 0; found?.isUnderWay === true && waited < LOOK_FOR; waited += LOOK_EVERY) {
    await delay(LOOK_EVERY);
    found = await find();
  }
  return found;
}

/**
 * Lets a follow-up follow the message that logged it, and what still waits the message that began it; the bot's message is
 * brought up to date.
 */
export function runChange(
  context: Context,
  change: PreparedChange,
  commands: readonly Command[],
): Promise<Done> {
  const { inbound, prepared } = change;
  if ('waiting' in change) {
    const { messageKey } = inbound;
    return changeDraft(context, change.waiting, { messageKey, prepared, commands });
  }
  const { logged } = change;
  const { followUpId, confirmation } = logged;
  const updating = confirmation === null ? context : { ...context, confirmation };
  if (inbound.text === undefined) return withdrawByMessage(updating, followUpId);
  if (prepared === undefined) return tellUnread(context, followUpId);
  return runText(updating, prepared, { revises: followUpId });
}

function logs(spec: Command): boolean {
  return loggingCommands.includes(spec.name);
}
