import type { Message as SlackMessage, SlackSimulator } from '../../simulator/slack/index.ts';
import type { Company, Who } from '../fixtures/company.ts';
import { type Chat, collectText, findWords, type Place } from './chat.ts';

/** The channel of the simulated team that everybody and the bot are in. */
export const SLACK_CHANNEL = 'CSALES';
export const SLACK_BOT = 'UBOT';

interface Block {
  readonly block_id?: string;
  readonly elements?: readonly {
    readonly type?: string;
    readonly action_id?: string;
    readonly text?: { readonly text?: string };
  }[];
}

interface Pressable {
  readonly ts: string;
  readonly actionId: string;
  readonly blockId: string;
}

/** A conversation test's Slack. */
export function createSlackChat(slack: SlackSimulator, company: Company): Chat {
  const userOf = (who: Who) => company.members[who].slackUser;
  const placeOf = (who: Who, place: Place) => (place === 'channel' ? SLACK_CHANNEL : slack.dm(userOf(who)));
  const botMessages = (who: Who, place: Place) =>
    slack.messages(placeOf(who, place), { as: userOf(who) }).filter((message) => message.isBot);
  const read = (who: Who, place: Place = 'private') =>
    botMessages(who, place).map((message) => collectText(message.blocks));
  const press = async (who: Who, label: string, place: Place = 'private') => {
    const found = await slack.waitFor(() => findPressable(botMessages(who, place), label), {
      what: `a button “${label}” for ${who} on Slack`,
    });
    const { blockId, actionId } = found;
    await slack.press(userOf(who), { conversationId: placeOf(who, place), ts: found.ts }, actionId, {
      blockId,
    });
  };
  return {
    platform: 'slack',
    say: async (who, text, place = 'private') => {
      await slack.say(
        userOf(who),
        placeOf(who, place),
        place === 'channel' ? `<@${SLACK_BOT}> ${text}` : text,
      );
    },
    press,
    submit: async (who, values) => {
      const view = await slack.waitFor(() => slack.views(userOf(who)).at(-1), { what: 'a form' });
      await slack.submit(userOf(who), view.id, values);
    },
    read,
    see: (who, words, place = 'private') =>
      slack.waitFor(() => findWords(read(who, place), words), {
        what: `${words.join(' + ')} for ${who} on Slack; seen: ${read(who, place).join('\n---\n')}`,
      }),
    countPosted: () => slack.posted().length,
  };
}

/** The newest button with this label. */
function findPressable(messages: readonly SlackMessage[], label: string): Pressable | undefined {
  for (const { ts, blocks } of messages.toReversed()) {
    for (const { block_id: blockId = '', elements = [] } of blocks as readonly Block[]) {
      const button = elements.find((element) => element.type === 'button' && element.text?.text === label);
      if (button !== undefined) return { ts, blockId, actionId: button.action_id ?? '' };
    }
  }
  return undefined;
}
