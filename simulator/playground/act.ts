import { isRecord, textOf } from '../common/json.ts';
import type { FeishuSimulator, Toast } from '../feishu/index.ts';
import type { PressOptions, SlackSimulator } from '../slack/index.ts';
import type { FeishuAction, SlackAction } from './actions.ts';
import { Refused } from './options.ts';

/** How it ended for the person: what they were told, and the fields that the platform itself did not let through. */
export type Acted = {
  readonly ok: boolean;
  readonly error?: string;
  readonly missing?: readonly string[];
  readonly opened?: string;
  readonly toast?: Pick<Toast, 'type' | 'content'>;
  /** What a menu offers for what was typed. */
  readonly options?: readonly { readonly text: string; readonly value: string }[];
};

/** Does on Slack what somebody did on the page. @throws Error when it cannot be done on that person's screen */
export async function actOnSlack(slack: SlackSimulator, userId: string, action: SlackAction): Promise<Acted> {
  switch (action.kind) {
    case 'say':
      return sayOnSlack(slack, userId, action);
    case 'press': {
      const options = {
        ...(action.block !== undefined && { blockId: action.block }),
        ...chosen(action.choice),
      };
      return told(await slack.press(userId, refOf(action.on), action.element, options));
    }
    case 'fill':
      slack.fill(
        userId,
        { conversationId: action.conversation, ts: action.ts },
        action.element,
        action.choice,
      );
      return { ok: true };
    case 'submit': {
      const sent = await slack.submit(userId, action.view, action.values);
      return { ...told(sent), ...(sent.missing !== undefined && { missing: sent.missing }) };
    }
    case 'close':
      await slack.closeView(userId, action.view);
      return { ok: true };
    case 'leave':
      await slack.userChange(userId, { deleted: true });
      return { ok: true };
    case 'home':
      await slack.openHome(userId);
      return { ok: true };
    case 'shortcut': {
      const ref = { conversationId: action.conversation, ts: action.ts };
      return told(await slack.shortcut(userId, action.shortcut, ref));
    }
    case 'suggest': {
      const found = await slack.suggest(userId, refOf(action.on), action.element, action.typed);
      const options = found.options.map((option) => ({
        text: isRecord(option.text) ? (textOf(option.text, 'text') ?? '') : '',
        value: textOf(option, 'value') ?? '',
      }));
      return { ...told(found.outcome), options };
    }
  }
}

function refOf(on: Extract<SlackAction, { kind: 'suggest' }>['on']) {
  return 'view' in on ? { viewId: on.view } : { conversationId: on.conversation, ts: on.ts };
}

async function sayOnSlack(
  slack: SlackSimulator,
  userId: string,
  { conversation, text, thread }: Extract<SlackAction, { kind: 'say' }>,
): Promise<Acted> {
  const slash = /^(\/\S+)\s*([\s\S]*)$/u.exec(text);
  if (slash?.[1] !== undefined) {
    if (!slack.slashCommands.includes(slash[1]))
      throw new Refused(`${slash[1]} is no command here; there is ${slack.slashCommands.join(', ')}`);
    return told(await slack.command(userId, conversation, slash[1], slash[2] ?? ''));
  }
  const said = slack
    .people()
    .toSorted((one, other) => other.realName.length - one.realName.length)
    .reduce((line, person) => line.replaceAll(`@${person.realName}`, () => `<@${person.id}>`), text);
  await slack.say(userId, conversation, said, thread === undefined ? {} : { threadTs: thread });
  return { ok: true };
}

/** One list serves every menu: a press fills in what was chosen in the way of the element. */
function chosen(choice: Extract<SlackAction, { kind: 'press' }>['choice']): PressOptions {
  if (choice === undefined || choice === null) return {};
  if (typeof choice === 'object') {
    return 'value' in choice ? { selectedOption: choice } : { selectedOptions: choice };
  }
  return { value: String(choice) };
}

function told({ ok, error }: { readonly ok: boolean; readonly error?: string }): Acted {
  return { ok, ...(error !== undefined && { error }) };
}

/** Does on Feishu what somebody did on the page. @throws Error when it cannot be done on that person's screen */
export async function actOnFeishu(
  feishu: FeishuSimulator,
  openId: string,
  action: FeishuAction,
): Promise<Acted> {
  switch (action.kind) {
    case 'say': {
      const called = feishu.people().filter(({ name }) => action.text.includes(`@${name}`));
      await feishu.say(openId, action.conversation, action.text, {
        mentionBot: called.some(({ isBot }) => isBot === true),
        mention: called.filter(({ isBot }) => isBot !== true).map((person) => person.openId),
        ...(action.replyTo !== undefined && { replyTo: action.replyTo }),
      });
      return { ok: true };
    }
    case 'press': {
      const { tag, name, text, value } = action.which;
      const which = {
        ...(tag !== undefined && { tag }),
        ...(name !== undefined && { name }),
        ...(text !== undefined && { text }),
        ...(value !== undefined && { value }),
      };
      const { ok, error, missing, opened, toast } = await feishu.press(openId, action.message, which, {
        ...(action.option !== undefined && { option: action.option }),
        ...(action.values !== undefined && { formValues: action.values }),
      });
      return {
        ok,
        ...(error !== undefined && { error: String(error) }),
        ...(missing !== undefined && { missing }),
        ...(opened !== undefined && { opened }),
        ...(toast !== undefined && { toast: { type: toast.type, content: toast.content } }),
      };
    }
    case 'leave':
      await feishu.userDeleted(openId);
      return { ok: true };
    case 'menu':
      await feishu.menu(openId, action.key);
      return { ok: true };
  }
}
