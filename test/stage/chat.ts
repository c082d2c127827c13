import type { Who } from '../fixtures/company.ts';

/** Somewhere to talk: the person's private chat with the bot, or the sales channel of that platform. */
export type Place = 'private' | 'channel';

/** One platform as a conversation test uses it; the same words for both. */
export interface Chat {
  readonly platform: 'slack' | 'feishu';
  /** Types a line and waits until the platform is content with the bot's answer to the request. */
  readonly say: (who: Who, text: string, place?: Place) => Promise<void>;
  /** The same, and gives the message's id on its platform. */
  readonly sayFor: (who: Who, text: string, place?: Place) => Promise<string>;
  /** Edits a message of one's own; absent where the platform tells the bot nothing of it. */
  readonly edit?: (who: Who, message: string, text: string, place?: Place) => Promise<void>;
  /** Deletes a message of one's own. */
  readonly unsay: (who: Who, message: string, place?: Place) => Promise<void>;
  /** Presses the newest button with this label that the person sees there. */
  readonly press: (who: Who, label: string, place?: Place) => Promise<void>;
  /** Fills the form before the person and sends it; on Slack it is opened first if it waits behind a button. */
  readonly submit: (who: Who, values: Readonly<Record<string, string>>) => Promise<void>;
  /** The bot's messages that the person sees there, oldest first, as plain text. */
  readonly read: (who: Who, place?: Place) => readonly string[];
  /** Waits for a message of the bot that has all these words. */
  readonly see: (who: Who, words: readonly string[], place?: Place) => Promise<string>;
  /** The platform removes the person and tells the product so. */
  readonly leave: (who: Who) => Promise<void>;
  /** How many bot messages anybody was ever shown. */
  readonly countPosted: () => number;
}

/** All words of blocks or a card, wherever they stand, as a reader sees them. */
export function collectText(value: unknown): string {
  return collect(value, false).replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

/** In a table's rows every string is shown, whatever its key. */
function collect(value: unknown, inRows: boolean): string {
  if (typeof value === 'string') return inRows ? value : '';
  if (Array.isArray(value)) return join(value.map((each) => collect(each, inRows)));
  if (typeof value !== 'object' || value === null) return '';
  return join(
    Object.entries(value).map(([key, each]) => {
      if (typeof each === 'string') return inRows || key === 'text' || key === 'content' ? each : '';
      return collect(each, inRows || key === 'rows');
    }),
  );
}

function join(parts: readonly string[]): string {
  return parts.filter(Boolean).join('\n');
}

/** The last message that has all the words, or undefined. */
export function findWords(texts: readonly string[], words: readonly string[]): string | undefined {
  return texts.findLast((text) => words.every((word) => text.includes(word)));
}
