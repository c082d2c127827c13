import type { Quotes } from '../../src/chat/sender.ts';
import type { SlackClients } from './client.ts';
import { readText } from './text.ts';

/** Reads the message that began a thread, in a channel that the bot is in. */
export function createQuotes(clients: SlackClients): Quotes {
  return {
    read: async ({ workspace, conversation, message: ts }) => {
      const client = await clients.of(workspace);
      if (client === undefined) return undefined;
      try {
        const answer = await client.conversations.replies({ channel: conversation, ts, limit: 1 });
        const text = readText(answer.messages?.[0]?.text ?? '');
        return text.trim() === '' ? undefined : { text, saidAt: Number(ts) * 1_000 };
      } catch {
        return undefined;
      }
    },
  };
}
