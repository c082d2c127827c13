import type { Quotes } from '../../src/chat/sender.ts';
import type { FeishuClients } from './client.ts';
import { asObject, asText } from './json.ts';
import { readMessageText } from './message-text.ts';

/** Reads the message that somebody quotes, in a chat that the bot is in. */
export function createQuotes(clients: FeishuClients): Quotes {
  return {
    read: async ({ workspace, message: id }) => {
      const caller = clients.of(workspace);
      if (caller === undefined) return undefined;
      try {
        const answer = await caller((client) => client.im.message.get({ path: { message_id: id } }));
        const message = asObject(answer.data?.items?.[0]);
        const content = asText(asObject(message?.body)?.content);
        const text = readMessageText({ message_type: message?.msg_type, content });
        const saidAt = Number(message?.create_time);
        return text === undefined || text.trim() === '' ? undefined : { text, saidAt };
      } catch {
        return undefined;
      }
    },
  };
}
