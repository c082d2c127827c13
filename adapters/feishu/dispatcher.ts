import type { ChangeInbound, GoneInbound, TextInbound } from '../../src/chat/inbound.ts';
import type { Bots } from './bots.ts';
import {
  type DecodedPress,
  decodeDeletedUser,
  decodeLink,
  decodeMenu,
  decodeMessage,
  decodePress,
  decodeRecall,
  type EventData,
  hasMentions,
} from './decode.ts';
import { asText, type JsonObject, textAt } from './json.ts';
import type { SharedLink } from './link-preview.ts';
import { loadSdk, quietLogger } from './sdk.ts';
import type { Strangers } from './strangers.ts';

/** What came, read by what it is. */
export type Incoming =
  | { readonly kind: 'ignored' }
  | { readonly kind: 'text'; readonly inbound: TextInbound | ChangeInbound }
  | { readonly kind: 'gone'; readonly inbound: GoneInbound }
  | { readonly kind: 'press'; readonly press: DecodedPress }
  | { readonly kind: 'link'; readonly link: SharedLink };

/** Sends a verified and decrypted body through the SDK's dispatcher to the handler of its type. */
export type Dispatch = (body: JsonObject) => Promise<Incoming>;

const ignored: Incoming = { kind: 'ignored' };
/** The SDK looks for a request's headers on its prototype. */
const WITHOUT_HEADERS = Object.freeze({ headers: Object.freeze({}) });

/** Builds the dispatcher. Loads the SDK. */
export function createDispatcher(bots: Bots, strangers: Strangers): Dispatch {
  const { EventDispatcher } = loadSdk();
  const noCache = { get: async () => undefined, set: async () => true };
  const dispatcher = new EventDispatcher({ logger: quietLogger, cache: noCache });
  const noteStranger = (data: EventData, tenant: string, user: string): void => {
    const home = asText(data.tenant_key);
    if (tenant !== '' && tenant !== home) strangers.note(`${asText(data.app_id)}/${home}`, user);
  };
  const handlers: Readonly<Record<string, (data: EventData) => Promise<Incoming>>> = {
    'im.message.receive_v1': async (data) => {
      const botId = hasMentions(data) ? await bots.idOf(asText(data.app_id)) : undefined;
      const inbound = decodeMessage(data, botId);
      if (inbound === undefined) return ignored;
      noteStranger(data, textAt(data, 'sender', 'tenant_key'), inbound.source.user);
      return { kind: 'text', inbound };
    },
    'im.message.recalled_v1': async (data) => {
      const inbound = decodeRecall(data);
      return inbound === undefined ? ignored : { kind: 'text', inbound };
    },
    'application.bot.menu_v6': async (data) => {
      const inbound = decodeMenu(data);
      return inbound === undefined ? ignored : { kind: 'text', inbound };
    },
    'contact.user.deleted_v3': async (data) => {
      const inbound = decodeDeletedUser(data);
      return inbound === undefined ? ignored : { kind: 'gone', inbound };
    },
    'url.preview.get': async (data) => {
      const link = decodeLink(data);
      return link === undefined ? ignored : { kind: 'link', link };
    },
    'card.action.trigger': async (data) => {
      const press = decodePress(data);
      if (press === undefined) return ignored;
      noteStranger(data, textAt(data, 'operator', 'tenant_key'), press.inbound.source.user);
      return { kind: 'press', press };
    },
  };
  // The SDK's types know each event's body by heart; ours are read with care instead, since they come from outside.
  dispatcher.register(handlers as never);
  return async (body) => {
    // Header and event alone: the dispatcher would decrypt, or take for its own, whatever else a body brought along.
    const data = Object.assign(Object.create(WITHOUT_HEADERS), {
      schema: '2.0',
      header: body.header,
      event: body.event,
    });
    const incoming: unknown = await dispatcher.invoke(data, { needCheck: false });
    // It answers with a sentence where no handler is registered.
    return typeof incoming === 'object' && incoming !== null ? (incoming as Incoming) : ignored;
  };
}
