import { asArray, asObject, asText, type JsonObject, textAt } from './json.ts';

/** Somebody who is mentioned in a message. `key` stands in the text for them. */
interface Mention {
  readonly key: string;
  readonly openId: string;
  readonly isApp: boolean;
}

/** Reads a message's list of mentions. */
export function readMentions(message: JsonObject): readonly Mention[] {
  return asArray(message.mentions).flatMap((each) => {
    const mention = asObject(each);
    const key = asText(mention?.key);
    if (mention === undefined || key === '') return [];
    const type = asText(mention.mentioned_type);
    return [{ key, openId: textAt(mention, 'id', 'open_id'), isApp: type === 'bot' || type === 'app' }];
  });
}

/**
 * Which of the mentions is the bot: the one with its id. While that is unknown it is the one that is said to be an app or, in
 * a group, where an app hears nothing else by default, the first.
 */
export function findBot(
  mentions: readonly Mention[],
  botId: string | undefined,
  isGroup: boolean,
): Mention | undefined {
  if (botId !== undefined) return mentions.find((mention) => mention.openId === botId);
  return mentions.find((mention) => mention.isApp) ?? (isGroup ? mentions[0] : undefined);
}

/** The text without the bot's own mention and with `@<open id>` for everybody else's. */
export function resolveMentions(
  text: string,
  mentions: readonly Mention[],
  bot: Mention | undefined,
): string {
  const named = new Map(mentions.map((mention) => [mention.key, mention]));
  return text
    .replace(/@_user_\d+/g, (key) => {
      const mention = named.get(key);
      if (mention === undefined) return key;
      return mention === bot ? '' : `@${mention.openId}`;
    })
    .replace(/^[\s:,，：]+/, '')
    .trimEnd();
}
