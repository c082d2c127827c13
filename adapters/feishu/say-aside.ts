import type { Inbound } from '../../src/chat/inbound.ts';
import type { Message, Reply } from '../../src/chat/reply.ts';
import type { Address, Sender } from '../../src/chat/sender.ts';

/** A `uuid` takes no more. The end of a key is what differs. */
const LONGEST_UUID = 50;

/**
 * Says what neither the ledger nor the request's own channel carries: an answer to somebody of a workspace that no
 * organization has connected, an apology that comes too late for a toast. One attempt; the request's key as `uuid` keeps a
 * request that comes again from saying it twice.
 */
export async function sayAside(sender: Sender, inbound: Inbound, reply: Reply): Promise<void> {
  const message = toMessage(reply);
  if (message === undefined) return;
  const deliveryId = inbound.key.slice(-LONGEST_UUID);
  await sender.send({ deliveryId, to: addressOf(inbound, reply), message });
}

function toMessage(reply: Reply): Message | undefined {
  switch (reply.kind) {
    case 'nothing':
      return undefined;
    case 'card':
    case 'replace':
      return { kind: 'card', card: reply.card };
    case 'form':
    case 'errors':
      return { kind: 'form', form: reply.form };
  }
}

/** Only what is as public as its question goes where that was asked. */
function addressOf(inbound: Inbound, reply: Reply): Address {
  const { workspace, user, conversation, scope } = inbound.source;
  const messageId = 'messageId' in inbound ? inbound.messageId : undefined;
  const isPublic = reply.kind === 'card' && reply.audience === 'same' && conversation !== '';
  if (!isPublic) return { platform: 'feishu', workspace, user };
  const replyTo = scope === 'group' && messageId !== undefined ? { replyTo: messageId } : {};
  return { platform: 'feishu', workspace, conversation, ...replyTo };
}
