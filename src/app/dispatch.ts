import type { ChangeInbound, Inbound, PressInbound, TextInbound } from '../chat/inbound.ts';
import { parseLine } from '../chat/parse.ts';
import type { Handle, Reply } from '../chat/reply.ts';
import type { Directory, Quotes } from '../chat/sender.ts';
import { type Resolved, resolveCaller } from '../customers/resolve.ts';
import { type Fault, toFault } from '../kernel/result.ts';
import { createDayReader } from '../kernel/zones.ts';
import { noteGone } from '../offboarding/gone.ts';
import type { ActionHandler, Command, Context } from '../people/context.ts';
import { linkCaller } from '../people/link.ts';
import { noteSeen } from '../people/note-seen.ts';
import { noteActed } from '../pushes/review/note-acted.ts';
import type { LeasedAnswer } from '../store/answers.ts';
import { answer, type Done } from '../store/commit.ts';
import type { StoreContext } from '../store/context.ts';
import { toStoreFault } from '../store/errors.ts';
import { apologize } from './apology.ts';
import { createContext, type Lookup } from './caller.ts';
import { answerWelcome } from './help.ts';
import { findQuoted, quoteText } from './quote-text.ts';
import { prepareChange, runChange } from './run-change.ts';
import { runDraft } from './run-draft.ts';
import { type PreparedText, prepareText, runText } from './run-text.ts';
import { buildTables, type DispatchTables } from './tables.ts';
import { tidyInbound } from './tidy-inbound.ts';
import { answerUnknownCommand } from './unknown-line.ts';

export interface DispatchDeps {
  readonly store: StoreContext;
  readonly commands: readonly Command[];
  readonly actions: readonly ActionHandler[];
  readonly directory: Directory;
  /** Reads what somebody answers; absent: nothing is quoted. */
  readonly quotes?: Quotes;
  /** Sends an answer that is in the ledger already; never rejects. */
  readonly sendAnswer: (answer: LeasedAnswer) => void;
  /** Tells the relay that the outbox has something new. */
  readonly nudge: () => void;
  /** Logs a fault once, under the id that the person sees. */
  readonly report: (fault: Fault, inbound: Inbound) => void;
}

/** The product's entrance: reads a request, lets the right room work, and sees to it that the person is answered. */
export function createDispatch(deps: DispatchDeps): Handle {
  const tables = buildTables(deps.commands, deps.actions);
  const entrance: Entrance = { ...deps, dayOf: createDayReader() };
  return async (request) => {
    const inbound = tidyInbound(request);
    let context: Context | undefined;
    try {
      if (inbound.kind === 'gone')
        return finish(deps, (await noteGone(deps.store, inbound)) ?? { kind: 'nothing' });
      if (inbound.kind === 'change') return finish(deps, await workChange(entrance, tables, inbound));
      const line = lineOf(inbound);
      const prepared = line === undefined ? undefined : prepareText(line, tables.vocabulary);
      const caller = await findCaller(entrance, inbound, prepared?.lookup);
      if (caller.kind !== 'context') return finish(deps, caller);
      context = caller.context;
      const quoted = deps.quotes && (await findQuoted(deps.quotes, context, prepared));
      if (quoted) return finish(deps, await quoteText(tables, context, quoted));
      return finish(deps, await work(tables, context, inbound, prepared));
    } catch (error) {
      const fault = toStoreFault(error);
      deps.report(fault, inbound);
      return apologizeOnce(deps, fault, inbound, context);
    }
  };
}

function finish(deps: DispatchDeps, done: Done | Reply): Reply {
  if (done.kind !== 'done') return done;
  if (done.answer) deps.sendAnswer(done.answer);
  if (!done.repeated) deps.nudge();
  return done.reply;
}

/**
 * Where the request's own channel cannot carry an apology, it goes out as a message; if not even that can be written
 * down, the fault goes on to the adapter, whose platform will deliver the request again.
 */
async function apologizeOnce(
  deps: DispatchDeps,
  fault: Fault,
  inbound: Inbound,
  context: Context | undefined,
): Promise<Reply> {
  const reply = apologize(fault, context?.actor.lang ?? 'en');
  // A form stays open with everything that was typed; its platform says that it was not taken.
  if (inbound.kind === 'press' && inbound.surface === 'form') throw fault;
  if (inbound.answers.includes('card')) return reply;
  if (fault.retryable || context === undefined) throw fault;
  try {
    return finish(deps, await answer(context, reply));
  } catch {
    throw fault;
  }
}

/** A message that led to nothing may be edited and deleted as its author likes. */
async function workChange(
  deps: Entrance,
  tables: DispatchTables,
  inbound: ChangeInbound,
): Promise<Done | Reply> {
  const { db, clock } = deps.store;
  const change = await prepareChange(db, inbound, tables, clock.now());
  if (change === undefined) return { kind: 'nothing' };
  const caller = await findCaller(deps, change.inbound, change.prepared?.lookup);
  if (caller.kind !== 'context') return caller;
  const done = await runChange(caller.context, change, tables.commands);
  // Somebody answered what waited in this very moment: what that led to follows the message.
  const wasQuicker = 'waiting' in change && done.repeated;
  const now = wasQuicker ? await prepareChange(db, inbound, tables, clock.now()) : undefined;
  return now !== undefined && 'logged' in now ? runChange(caller.context, now, tables.commands) : done;
}

async function work(
  tables: DispatchTables,
  context: Context,
  inbound: TextInbound | PressInbound,
  prepared: PreparedText | undefined,
): Promise<Done> {
  switch (inbound.kind) {
    case 'text':
      return workText(tables, context, inbound, prepared);
    case 'press':
      return workPress(tables, context, inbound, prepared);
  }
}

/** What is typed, or stands behind a button as if it were: its customer is looked up together with the caller. */
function lineOf(inbound: TextInbound | PressInbound): TextInbound | undefined {
  if (inbound.kind === 'text') return inbound;
  return inbound.action === 'command.run' ? { ...inbound, kind: 'text', text: inbound.target } : undefined;
}

function workText(
  tables: DispatchTables,
  context: Context,
  inbound: TextInbound,
  prepared: PreparedText | undefined,
): Promise<Done> {
  if (prepared === undefined) {
    const parsed = parseLine(inbound.text, tables.vocabulary);
    return parsed.kind === 'unknown'
      ? answerUnknownCommand(context, parsed.typed, parsed.nearest)
      : answerWelcome(context, tables.commands);
  }
  return runText(context, prepared);
}

function workPress(
  tables: DispatchTables,
  context: Context,
  press: PressInbound,
  prepared: PreparedText | undefined,
): Promise<Done> {
  switch (press.action) {
    case 'command.run':
      return prepared ? runText(context, prepared) : answerWelcome(context, tables.commands);
    case 'form.open':
    case 'form.submit':
    case 'draft.choose':
    case 'draft.confirm':
    case 'draft.cancel':
      return runDraft(tables, context, press);
    default: {
      const handler = tables.actions.get(press.action);
      if (handler) return handler.run(context, press.target, press.values);
      return answer(context, { kind: 'nothing' });
    }
  }
}

type Entrance = DispatchDeps & { readonly dayOf: ReturnType<typeof createDayReader> };
type LinkedCaller = Extract<Resolved, { kind: 'linked' }>;
type Caller = Done | Reply | { readonly kind: 'context'; readonly context: Context };

async function findCaller(deps: Entrance, inbound: Inbound, lookup: Lookup | undefined): Promise<Caller> {
  const { store } = deps;
  const resolved = await resolveCaller(store.db, inbound.source, lookup);
  if (resolved.kind === 'linked') return enter(deps, inbound, resolved);
  const linked = await linkCaller({ store, directory: deps.directory }, inbound, resolved);
  if (linked.kind !== 'linked') return linked;
  const again = await resolveCaller(store.db, inbound.source, lookup);
  return again.kind === 'linked' ? enter(deps, inbound, again) : { kind: 'nothing' };
}

function enter({ store, report, dayOf }: Entrance, inbound: Inbound, resolved: LinkedCaller): Caller {
  const account = { orgId: resolved.org.id, identityId: resolved.identityId, seenAt: resolved.seenAt };
  // Beside the request: nothing in it waits for this, or fails with it.
  noteSeen(store, account).catch((error) => report(toFault(error), inbound));
  noteActed(store.db, resolved.org.id, inbound, store.clock.now()).catch((error) =>
    report(toFault(error), inbound),
  );
  const today = dayOf(store.clock.now(), resolved.org.zone);
  return { kind: 'context', context: createContext(store, inbound, resolved, today) };
}
