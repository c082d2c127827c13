import type { Choice, Message as SlackMessage, SlackSimulator } from '../../simulator/slack/index.ts';
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
    readonly options?: readonly Entry[];
  }[];
}

interface Entry {
  readonly text: { readonly text: string };
  readonly value: string;
}

interface Pressable {
  readonly ts: string;
  readonly actionId: string;
  readonly blockId: string;
  /** Of a menu. */
  readonly entry?: string;
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
    const { blockId, actionId, entry } = found;
    await slack.press(userOf(who), { conversationId: placeOf(who, place), ts: found.ts }, actionId, {
      blockId,
      ...(entry === undefined ? {} : { selectedOption: entry }),
    });
  };
  const address = (text: string, place: Place) => (place === 'channel' ? `<@${SLACK_BOT}> ${text}` : text);
  const say = async (who: Who, text: string, place: Place = 'private') => {
    const { message } = await slack.say(userOf(who), placeOf(who, place), address(text, place));
    return message.ts;
  };
  return {
    platform: 'slack',
    say: async (who, text, place = 'private') => void (await say(who, text, place)),
    sayFor: say,
    edit: async (who, ts, text, place = 'private') => {
      const ref = { conversationId: placeOf(who, place), ts };
      await slack.editMessage(userOf(who), ref, address(text, place));
    },
    unsay: async (who, ts, place = 'private') => {
      await slack.deleteMessage(userOf(who), { conversationId: placeOf(who, place), ts });
    },
    press,
    submit: async (who, values) => {
      const view = await slack.waitFor(() => slack.views(userOf(who)).at(-1), { what: 'a form' });
      const picked: Record<string, Choice> = { ...values };
      for (const { block_id: name = '', element } of view.blocks as readonly Input[]) {
        const typed = values[name];
        if (element?.type !== 'external_select' || typed === undefined) continue;
        picked[name] = await pick(slack, { who: userOf(who), viewId: view.id, name, typed });
      }
      await slack.submit(userOf(who), view.id, picked);
    },
    read,
    see: (who, words, place = 'private') =>
      slack.waitFor(() => findWords(read(who, place), words), {
        what: `${words.join(' + ')} for ${who} on Slack; seen: ${read(who, place).join('\n---\n')}`,
      }),
    leave: async (who) => void (await slack.userChange(company.members[who].slackUser, { deleted: true })),
    countPosted: () => slack.posted().length,
  };
}

interface Input {
  readonly block_id?: string;
  readonly element?: { readonly type?: string };
}

/** Types into a menu that asks the bot, and takes the first that it offers. */
async function pick(
  slack: SlackSimulator,
  field: { readonly who: string; readonly viewId: string; readonly name: string; readonly typed: string },
): Promise<Choice> {
  const { options } = await slack.suggest(field.who, { viewId: field.viewId }, field.name, field.typed);
  const [first] = options as readonly { readonly text: { readonly text: string }; readonly value: string }[];
  if (first === undefined) throw new Error(`nothing is offered for “${field.typed}”`);
  return { text: first.text.text, value: first.value };
}

/** The newest button with this label, or entry of a menu behind buttons. */
function findPressable(messages: readonly SlackMessage[], label: string): Pressable | undefined {
  for (const { ts, blocks } of messages.toReversed()) {
    for (const { block_id: blockId = '', elements = [] } of blocks as readonly Block[]) {
      const button = elements.find((element) => element.type === 'button' && element.text?.text === label);
      if (button !== undefined) return { ts, blockId, actionId: button.action_id ?? '' };
      for (const { type, action_id: actionId = '', options = [] } of elements) {
        const entry = type === 'overflow' ? options.find(({ text }) => text.text === label) : undefined;
        if (entry !== undefined) return { ts, blockId, actionId, entry: entry.value };
      }
    }
  }
  return undefined;
}
