import type { App, Receiver } from '@slack/bolt';
import type { Faces } from '../../src/chat/faces.ts';
import type { Inbound } from '../../src/chat/inbound.ts';
import type { Handle, Reply } from '../../src/chat/reply.ts';
import type { Log } from '../../src/kernel/log.ts';
import {
  type ActionBody,
  type CommandBody,
  decodeAction,
  decodeCommand,
  decodeMessage,
  decodePlace,
  decodeShortcut,
  decodeSubmission,
  decodeSuggestion,
  decodeUserChange,
  type HomeOpenedEvent,
  type MessageEvent,
  readOrigin,
  type ShortcutBody,
  type SubmissionBody,
  type SuggestionBody,
  type UserChangeEvent,
} from './decode.ts';
import type { ShowHome } from './home.ts';
import { renderOptions } from './render/buttons.ts';
import type { Responder } from './respond.ts';
import type { LinkSharedEvent, Unfurl } from './unfurl.ts';

export interface BoltDeps {
  readonly handle: Handle;
  readonly faces: Faces;
  readonly respond: Responder;
  readonly showHome: ShowHome;
  readonly unfurl: Unfurl;
  readonly log: Log;
  /** How long an answer may take and still ride in the response, in ms; Slack gives up after 3 s. */
  readonly lateAfterMs: number;
}

/** What a listener leaves for the receiver: whether the event or form was taken. */
export interface Exchange {
  taken: boolean;
}

type Ack = (answer?: unknown) => Promise<void>;

const nothing: Reply = { kind: 'nothing' };

/** A Bolt app whose listeners hand every command, press, form and message to the product. Loads Bolt when it is called. */
export async function createBoltApp(deps: BoltDeps): Promise<App> {
  const { App, LogLevel } = await import('@slack/bolt');
  const app = new App({
    receiver: silentReceiver,
    // Who may do what is looked up with the request itself, and messages go out through the ledger's own clients.
    authorize: async () => ({}),
    convoStore: false,
    ignoreSelf: false,
    logLevel: LogLevel.ERROR,
  });
  app.command(/^\//, async ({ body, ack }) =>
    answerCommand(deps, body as unknown as CommandBody, ack as Ack),
  );
  app.action(/./, async ({ body, ack }) => answerAction(deps, body as unknown as ActionBody, ack as Ack));
  app.shortcut(/./, async ({ body, ack }) =>
    answerShortcut(deps, body as unknown as ShortcutBody, ack as Ack),
  );
  app.event('app_home_opened', async ({ body, context }) => {
    const exchange = context.exchange as Exchange;
    exchange.taken = await openHome(deps, body as unknown as HomeEnvelope);
  });
  app.event('link_shared', async ({ body }) => {
    await unfurlLinks(deps, body as unknown as LinkEnvelope);
  });
  app.options(/^pick /, async ({ body, ack }) =>
    answerSuggestion(deps, body as unknown as SuggestionBody, ack as Ack),
  );
  app.view(/./, async ({ body, ack, context }) => {
    const exchange = context.exchange as Exchange;
    exchange.taken = await answerSubmission(deps, body as unknown as SubmissionBody, ack as Ack);
  });
  for (const type of ['message', 'app_mention'] as const) {
    app.event(type, async ({ body, context }) => {
      const exchange = context.exchange as Exchange;
      const event = body.event as unknown as MessageEvent;
      exchange.taken = await takeEvent(deps, decodeMessage(body.team_id, event));
    });
  }
  app.event('user_change', async ({ body, context }) => {
    const exchange = context.exchange as Exchange;
    const event = body.event as unknown as UserChangeEvent;
    exchange.taken = await takeEvent(deps, decodeUserChange(body.team_id, body.event_id, event));
  });
  return app;
}

/** Our own route receives; Bolt only wants to know somebody who does. */
const silentReceiver: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };

async function answerCommand(deps: BoltDeps, body: CommandBody, ack: Ack): Promise<void> {
  const work = run(deps, decodeCommand(body));
  const early = await within(work, deps.lateAfterMs);
  if (early === undefined) await ack();
  const reply = early ?? (await work);
  const inline = await deps.respond.toCommand(reply, body, early !== undefined);
  if (early !== undefined) await ack(inline);
}

async function answerAction(deps: BoltDeps, body: ActionBody, ack: Ack): Promise<void> {
  const inbound = decodeAction(body);
  if (inbound === undefined) return ack();
  const work = run(deps, inbound);
  await within(work, deps.lateAfterMs);
  // Slack takes nothing in this response; what is to be shown goes to the response address or opens a modal.
  await ack();
  const said = await work;
  await deps.respond.toAction(said, body);
  if (inbound.surface !== 'home') return;
  await deps.showHome({ source: inbound.source, key: inbound.key, said }, body.view?.hash);
}

async function answerShortcut(deps: BoltDeps, body: ShortcutBody, ack: Ack): Promise<void> {
  const inbound = decodeShortcut(body);
  if (inbound === undefined) return ack();
  const work = run(deps, inbound);
  await within(work, deps.lateAfterMs);
  await ack();
  await deps.respond.toAction(await work, body);
}

interface LinkEnvelope {
  readonly team_id: string;
  readonly event: LinkSharedEvent;
  readonly is_ext_shared_channel?: boolean;
  readonly authorizations?: readonly { readonly user_id?: string; readonly is_bot?: boolean }[];
}

async function unfurlLinks(deps: BoltDeps, envelope: LinkEnvelope): Promise<void> {
  const { team_id: team, event, authorizations = [] } = envelope;
  await deps.unfurl({
    source: decodePlace(team, event.user, event.channel),
    event,
    bot: authorizations.find((each) => each.is_bot)?.user_id,
    isShared: envelope.is_ext_shared_channel ?? false,
  });
}

interface HomeEnvelope {
  readonly team_id: string;
  readonly event_id: string;
  readonly event: HomeOpenedEvent;
}

async function openHome(deps: BoltDeps, { team_id, event_id, event }: HomeEnvelope): Promise<boolean> {
  if (event.tab !== 'home') return true;
  const source = decodePlace(team_id, event.user, '');
  return deps.showHome({ source, key: `slack:event:${event_id}` }, event.view?.hash);
}

/** A menu that fails is an empty one: what is typed can still be picked as it stands. */
async function answerSuggestion(deps: BoltDeps, body: SuggestionBody, ack: Ack): Promise<void> {
  const query = decodeSuggestion(body);
  const asked = query === undefined ? [] : deps.faces.suggest(query);
  const options = await within(Promise.resolve(asked), deps.lateAfterMs).catch((error: unknown) => {
    deps.log.warn({ err: error }, 'Options could not be loaded');
    return [];
  });
  await ack({ options: renderOptions(options ?? []) });
}

/** False if the product could not take the form: Slack then keeps it open with what was typed, and says so. */
async function answerSubmission(deps: BoltDeps, body: SubmissionBody, ack: Ack): Promise<boolean> {
  const inbound = decodeSubmission(body);
  const work = deps.handle(inbound);
  try {
    const reply = await within(work, deps.lateAfterMs);
    const origin = readOrigin(body.view.private_metadata);
    await ack(deps.respond.toSubmission(reply ?? nothing, origin));
    if (origin.home) await deps.showHome({ source: inbound.source, key: inbound.key }, undefined);
    if (reply !== undefined) return true;
    const late = await work;
    if (late.kind !== 'nothing') {
      deps.log.warn({ key: inbound.key, reply: late.kind }, 'A form was closed before its answer was ready');
    }
    return true;
  } catch {
    // The fault is logged where it was caught first.
    return false;
  }
}

/** False if the product could not take what happened: Slack then tells it again. */
async function takeEvent(deps: BoltDeps, inbound: Inbound | undefined): Promise<boolean> {
  if (inbound === undefined) return true;
  try {
    await deps.handle(inbound);
    return true;
  } catch {
    // The fault is logged where it was caught first; Slack delivers the event again.
    return false;
  }
}

/** The product answers faults itself where the request's channel can carry an apology, so this only guards the promise. */
async function run(deps: BoltDeps, inbound: Inbound): Promise<Reply> {
  try {
    return await deps.handle(inbound);
  } catch {
    return nothing;
  }
}

/** The promise's value if it comes in time. */
async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
