import { setTimeout as delay } from 'node:timers/promises';
import type { ChangeInbound } from '../chat/inbound.ts';
import { loggingCommands } from '../followups/commands.ts';
import { findLogged, type LoggedByMessage } from '../followups/find-logged.ts';
import { tellUnread, withdrawByMessage } from '../followups/withdraw.ts';
import type { Command, Context } from '../people/context.ts';
import type { Db } from '../store/client.ts';
import type { Done } from '../store/commit.ts';
import { type PreparedText, prepareText, runText } from './run-text.ts';
import type { DispatchTables } from './tables.ts';

/** A message that was edited or deleted, with what it had logged. */
export interface PreparedChange {
  /** With its author as the one who speaks, also where the platform does not tell who took a message back. */
  readonly inbound: ChangeInbound;
  readonly logged: LoggedByMessage;
  /** What the message says now, if it is a line that can be read. */
  readonly prepared: PreparedText | undefined;
}

/** Finds what an edited or deleted message had logged; undefined if nothing, or if it is somebody else's to change. */
export async function prepareChange(
  db: Db,
  change: ChangeInbound,
  tables: DispatchTables,
): Promise<PreparedChange | undefined> {
  const logged = await findSettled(db, change);
  if (logged === undefined) return undefined;
  const inbound = { ...change, source: { ...change.source, user: logged.user } };
  const { text } = change;
  const line = text === undefined ? undefined : prepareText({ text }, tables.vocabulary);
  return { inbound, logged, prepared: line !== undefined && logs(line.spec) ? line : undefined };
}

/** How often, and for how long at most (ms), an answer is looked for that is on its way. */
const LOOK_EVERY = 50;
const LOOK_FOR = 2_000;

/** Who edits a message at once is faster than the news where its answer was posted: that is waited for, so that it is amended. */
async function findSettled(db: Db, change: ChangeInbound): Promise<LoggedByMessage | undefined> {
  let logged = await findLogged(db, change);
  for (let waited = 0; logged?.isUnderWay === true && waited < LOOK_FOR; waited += LOOK_EVERY) {
    await delay(LOOK_EVERY);
    logged = await findLogged(db, change);
  }
  return logged;
}

/** Lets a follow-up follow the message that logged it; the bot's confirmation is brought up to date. */
export function runChange(context: Context, { inbound, logged, prepared }: PreparedChange): Promise<Done> {
  const { followUpId, confirmation } = logged;
  const updating = confirmation === null ? context : { ...context, confirmation };
  if (inbound.text === undefined) return withdrawByMessage(updating, followUpId);
  if (prepared === undefined) return tellUnread(context, followUpId);
  return runText(updating, prepared, { revises: followUpId });
}

function logs(spec: Command): boolean {
  return loggingCommands.includes(spec.name);
}
