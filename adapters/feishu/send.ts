import type {
  Address,
  FindOutcome,
  MessageRef,
  Outgoing,
  Sender,
  SendOutcome,
} from '../../src/chat/sender.ts';
import type { Log } from '../../src/kernel/log.ts';
import type { Caller, FeishuClients } from './client.ts';
import { classifyFailure, isMessageGone } from './errors.ts';
import { renderMessage, renderMessageText } from './render/message.ts';

/** A `uuid` takes effect at most once within an hour; the rest is for clocks that differ and for the sending itself. */
const RESEND_IS_SAFE_MS = 55 * 60_000;

const notConnected = { kind: 'refused', code: 'not-connected', about: 'workspace' } as const;

interface Content {
  readonly msg_type: 'interactive' | 'text';
  readonly content: string;
  readonly uuid: string;
}
interface Posted {
  readonly data?:
    | { readonly message_id?: string | undefined; readonly chat_id?: string | undefined }
    | undefined;
}

/** Posts into Feishu conversations. Each attempt is one call with the ledger's id as `uuid`; what became of it is told. */
export function createSender(clients: FeishuClients, log: Log): Sender {
  return {
    send: async (outgoing) => {
      const caller = clients.of(outgoing.to.workspace);
      return caller === undefined ? notConnected : post(caller, outgoing, log);
    },
    find: async (_to, doubts, now) =>
      new Map(doubts.map(({ deliveryId, attemptedAt }) => [deliveryId, findByAge(attemptedAt, now)])),
    update: async (ref, message) => {
      const caller = clients.of(ref.workspace);
      if (caller === undefined) return notConnected;
      const content = JSON.stringify(renderMessage(message));
      try {
        await caller((client) =>
          client.im.v1.message.patch({ path: { message_id: ref.message }, data: { content } }),
        );
        return { kind: 'sent', ref };
      } catch (error) {
        return classifyFailure(error);
      }
    },
  };
}

/** The platform does not give the `uuid` back, so within the hour a message is sent again, and later nobody can tell. */
function findByAge(attemptedAt: number, now: number): FindOutcome {
  return now - attemptedAt <= RESEND_IS_SAFE_MS
    ? { kind: 'resend-is-safe' }
    : { kind: 'unreadable', code: 'uuid-no-longer-protects' };
}

/** A card that is refused is sent once more as text: its reader would see nothing otherwise. */
async function post(caller: Caller, outgoing: Outgoing, log: Log): Promise<SendOutcome> {
  const { message, deliveryId } = outgoing;
  const card = { msg_type: 'interactive', content: JSON.stringify(renderMessage(message)) } as const;
  const sent = await attempt(caller, outgoing, { ...card, uuid: deliveryId });
  if (sent.kind !== 'refused' || sent.about !== 'content') return sent;
  log.warn(
    { code: sent.code, deliveryId, bytes: card.content.length },
    'A card was refused; sending it as text',
  );
  const text = { msg_type: 'text', content: JSON.stringify(renderMessageText(message)) } as const;
  return attempt(caller, outgoing, { ...text, uuid: deliveryId });
}

async function attempt(caller: Caller, { to, until }: Outgoing, data: Content): Promise<SendOutcome> {
  if (until !== undefined && performance.now() > until) return { kind: 'failed', code: 'too-late' };
  try {
    const answer = await deliver(caller, to, data);
    return { kind: 'sent', ref: refOf(to, answer) };
  } catch (error) {
    return classifyFailure(error);
  }
}

async function deliver(caller: Caller, to: Address, data: Content): Promise<Posted> {
  if (to.replyTo === undefined) return create(caller, to, data);
  const path = { message_id: to.replyTo };
  try {
    return await caller((client) => client.im.v1.message.reply({ path, data }));
  } catch (error) {
    if (!isMessageGone(error)) throw error;
    return create(caller, to, data);
  }
}

function create(caller: Caller, to: Address, data: Content): Promise<Posted> {
  const [receive_id_type, receive_id] = to.conversation
    ? (['chat_id', to.conversation] as const)
    : (['open_id', to.user ?? ''] as const);
  return caller((client) =>
    client.im.v1.message.create({ params: { receive_id_type }, data: { receive_id, ...data } }),
  );
}

function refOf(to: Address, { data }: Posted): MessageRef {
  return {
    platform: 'feishu',
    workspace: to.workspace,
    conversation: data?.chat_id ?? to.conversation ?? '',
    message: data?.message_id ?? '',
  };
}
