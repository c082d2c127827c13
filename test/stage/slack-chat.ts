import type { SlackSimulator } from '../../simulator/slack/index.ts';
import type { Company, Who } from '../fixtures/company.ts';
import { type Chat, collectText, findWords, type Place } from './chat.ts';

/** The channel of the simulated team that everybody and the bot are in. */
export const SLACK_CHANNEL = 'CSALES';
export const SLACK_BOT = 'UBOT';

interface Pressable {
  readonly actionId: string;
  readonly blockId: string;
}

/** A conversation test's Slack. */
export function createSlackChat(slack: SlackSimulator, company: Company): Chat {
  const userOf = (who: Who) => company.members[who].slackUser;
  const placeOf = (who: Who, place: Place) => (place === 'channel' ? SLACK_CHANNEL : slack.dm(userOf(who)));
  const botMessages = (who: Who, place: Place) =>
    slack.messages(placeOf(who, place), { as: userOf(who) }).filter((message) => message.isBot);
  const read = (who: Who, place: Place = 'private') => botMessages(who, place).map((message) => collectText(message.blocks));
  const press = async (who: Who, label: string, place: Place = 'private') => {
    const found = botMessages(who, place)
      .toReversed()
      .map((message) => ({ message, button: findButton(message.blocks, label) }))
      .find(({ button }) => button !== undefined);
    if (found?.button === undefined) throw new Error(`${who} sees no button “${label}” on Slack`);
    const { blockId, actionId } = found.button;
    await slack.press(userOf(who), { conversationId: placeOf(who, place), ts: found.message.ts }, actionId, { blockId });
  };
  return {
    platform: 'slack',
    say: async (who, text, place = 'private') => {
      await slack.say(userOf(who), placeOf(who, place), place === 'channel' ? `<@${SLACK_BOT}> ${text}` : text);
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

function findButton(blocks: readonly unknown[], label: string): Pressable | undefined {
  for (const block of blocks as readonly { block_id?: string; elements?: readonly unknown[] }[]) {
    for (const element of (block.elements ?? []) as readonly { type?: string; action_id?: string; text?: { text?: string } }[]) {
      if (element.type === 'button' && element.text?.text === label) {
        return { actionId: element.action_id ?? '', blockId: block.block_id ?? '' };
      }
    }
  }
  return undefined;
}
