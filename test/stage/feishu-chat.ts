import type { FeishuSimulator } from '../../simulator/feishu/index.ts';
import type { Company, Who } from '../fixtures/company.ts';
import { type Chat, collectText, findWords, type Place } from './chat.ts';

/** The group of the simulated tenant that everybody and the bot are in. */
export const FEISHU_GROUP = 'oc_sales';
export const FEISHU_BOT = 'ou_bot';

/** A conversation test's Feishu. */
export function createFeishuChat(feishu: FeishuSimulator, company: Company): Chat {
  const userOf = (who: Who) => company.members[who].feishuUser;
  const placeOf = (who: Who, place: Place) => (place === 'channel' ? FEISHU_GROUP : feishu.p2p(userOf(who)));
  const botMessages = (who: Who, place: Place) =>
    feishu.messages(placeOf(who, place), { as: userOf(who) }).filter((message) => message.isBot);
  const read = (who: Who, place: Place = 'private') =>
    botMessages(who, place).map((message) => message.text ?? collectText(message.card));
  const say = async (who: Who, text: string, place: Place = 'private') => {
    const options = { mentionBot: place === 'channel' };
    const { message } = await feishu.say(userOf(who), placeOf(who, place), text, options);
    return message.messageId;
  };
  return {
    platform: 'feishu',
    say: async (who, text, place = 'private') => void (await say(who, text, place)),
    sayFor: say,
    unsay: async (who, messageId) => {
      await feishu.recall(userOf(who), messageId);
    },
    press: async (who, label, place = 'private') => {
      const found = await feishu.waitFor(
        () =>
          botMessages(who, place).findLast(({ card }) =>
            JSON.stringify(card ?? {}).includes(JSON.stringify(label)),
          ),
        { what: `a button “${label}” for ${who} on Feishu` },
      );
      const entry = findEntry(found.card, label);
      if (entry === undefined) await feishu.press(userOf(who), found.messageId, { text: label });
      else await feishu.press(userOf(who), found.messageId, { tag: 'overflow' }, { option: entry });
    },
    submit: async (who, values) => {
      const message = await feishu.waitFor(
        () =>
          botMessages(who, 'private').findLast(({ card }) => JSON.stringify(card ?? {}).includes('"form"')),
        { what: 'a form' },
      );
      const label = findSubmit(message.card);
      await feishu.press(userOf(who), message.messageId, { text: label }, { formValues: values });
    },
    read,
    see: (who, words, place = 'private') =>
      feishu.waitFor(() => findWords(read(who, place), words), {
        what: `${words.join(' + ')} for ${who} on Feishu; seen: ${read(who, place).join('\n---\n')}`,
      }),
    leave: async (who) => void (await feishu.userDeleted(company.members[who].feishuUser)),
    countPosted: () => feishu.posted().length,
  };
}

/** What the entry with this label carries, in a menu behind buttons; undefined: there is none. */
function findEntry(card: unknown, label: string): string | undefined {
  if (typeof card !== 'object' || card === null) return undefined;
  const { tag, options = [] } = card as { tag?: string; options?: readonly Entry[] };
  if (tag === 'overflow') return options.find(({ text }) => text.content === label)?.value;
  return Object.values(card)
    .map((each) => findEntry(each, label))
    .find((found) => found !== undefined);
}

interface Entry {
  readonly text: { readonly content: string };
  readonly value: string;
}

/** The label of the button that submits the card's form. */
function findSubmit(card: unknown): string {
  if (typeof card !== 'object' || card === null) return '';
  const { form_action_type: type, text } = card as { form_action_type?: string; text?: { content?: string } };
  if (type === 'submit') return text?.content ?? '';
  return (
    Object.values(card)
      .map(findSubmit)
      .find((found) => found !== '') ?? ''
  );
}
