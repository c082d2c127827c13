import type { Json } from '../../common/json.ts';
import { textOf } from '../../common/json.ts';
import { remember, rememberIn } from '../../common/log.ts';
import { TIMES } from '../limits.ts';
import {
  type CardToken,
  findChat,
  findMessage,
  findPerson,
  type LinkPreview,
  type Message,
  mintId,
  type Person,
  type Toast,
  type World,
} from '../world.ts';
import { callbackOf, fieldsOf, findUsable, type Usable, urlOf, type Which } from './components.ts';
import { makeHeader } from './events.ts';
import { idsOf } from './ids.ts';
import { applyReply, readReply } from './reply.ts';
import type { Sender } from './send.ts';
import { type Entry, initialEntry, isEmpty, readEntry } from './values.ts';

export type PressOptions = {
  /** What is entered into the form around the button, by the names of its fields; the rest keeps what it holds. */
  readonly formValues?: Readonly<Record<string, Entry>>;
  /** What is chosen or entered, where something else than a button is used. */
  readonly option?: Entry;
  /** Calls back with this instead of the component's own value. */
  readonly forgedValue?: unknown;
};

/** How a press ended for the person who made it. */
export type Outcome = {
  readonly ok: boolean;
  /** Nothing was sent without one. */
  readonly requestId?: string;
  /** The HTTP status of the bot's answer, if there was one. */
  readonly status?: number;
  /** The body of the bot's answer. */
  readonly body: string;
  /** The code that the person was shown. */
  readonly error?: number;
  /** The demanded fields that were left empty: the client sent nothing. */
  readonly missing?: readonly string[];
  /** The page that opened instead of anything being sent. */
  readonly opened?: string;
  /** The card was too old to be used: the client sent nothing. */
  readonly isExpired?: true;
  readonly toast?: Toast;
};

const ZONE = 'Asia/Shanghai';
const DATED = ['date_picker', 'picker_time', 'picker_datetime'];

/** Uses a component of a card. Resolves when the bot has answered, or the platform has given up on it. */
export async function press(
  world: World,
  sender: Sender,
  openId: string,
  messageId: string,
  which: Which,
  options: PressOptions = {},
): Promise<Outcome> {
  const person = findPerson(world, openId);
  const message = findCard(world, person, messageId);
  const usable = findUsable(message.card, which);
  const { component, form } = usable;
  if (component.disabled === true) throw new Error(`${JSON.stringify(which)} is disabled`);
  const isSubmit = form !== undefined && component.form_action_type === 'submit';
  const filled = isSubmit ? fillForm(world, person, form, options.formValues ?? {}) : undefined;
  if (!isSubmit && options.formValues !== undefined) throw new Error('this button submits no form');
  if (filled !== undefined && filled.missing.length > 0)
    return { ok: false, body: '', missing: filled.missing };
  const value = options.forgedValue ?? callbackOf(component);
  if (value === undefined && !isSubmit) {
    const opened = urlOf(component);
    return { ok: true, body: '', ...(opened !== undefined && { opened }) };
  }
  if (world.now() - message.createTime > TIMES.cardUse) return { ok: false, body: '', isExpired: true };
  const action = describeAction(world, person, usable, { value, options, formValue: filled?.values });
  return callBack(world, sender, person, message, action);
}

type Card = Message & { readonly card: Json; readonly preview?: LinkPreview };

function findCard(world: World, person: Person, messageId: string): Card {
  const message = findMessage(world, messageId);
  const isSeen =
    message !== undefined &&
    findChat(world, message.chatId).members.has(person.openId) &&
    (message.ephemeralFor === undefined || message.ephemeralFor === person.openId);
  if (!isSeen) throw new Error(`${person.openId} sees no message ${messageId}`);
  const preview = message.previews?.find(({ card }) => card !== undefined);
  const card = message.card ?? preview?.card;
  if (card === undefined) throw new Error(`${messageId} is no card`);
  return { ...message, card, ...(message.card === undefined && preview !== undefined && { preview }) };
}

type Filled = { readonly values: Json; readonly missing: readonly string[] };

function fillForm(
  world: World,
  person: Person,
  form: Json,
  entries: Readonly<Record<string, Entry>>,
): Filled {
  const fields = fieldsOf(form);
  const names = fields.map(({ name }) => String(name));
  const stray = Object.keys(entries).find((name) => !names.includes(name));
  if (stray !== undefined) throw new Error(`the form has no field ${stray}; there is ${names.join(', ')}`);
  const values: Record<string, Entry> = {};
  const missing: string[] = [];
  for (const field of fields) {
    const name = String(field.name);
    const entry = entries[name] ?? initialEntry(field);
    if (entry !== undefined && !isEmpty(entry)) {
      values[name] = readEntry(field, entry, person.timeZone ?? ZONE, world.now());
    } else if (field.required === true) missing.push(name);
    else if (field.tag === 'input') values[name] = '';
    else if (field.tag === 'checker') values[name] = false;
  }
  return { values, missing };
}

function describeAction(
  world: World,
  person: Person,
  { component }: Usable,
  used: { readonly value: unknown; readonly options: PressOptions; readonly formValue: Json | undefined },
): Json {
  const zone = person.timeZone ?? ZONE;
  const name = textOf(component, 'name');
  const tag = String(component.tag);
  return {
    ...(used.value !== undefined && { value: used.value }),
    tag,
    ...((used.formValue !== undefined || DATED.includes(tag)) && { timezone: zone }),
    ...(used.formValue !== undefined && { form_value: used.formValue }),
    ...(name !== undefined && { name }),
    ...(tag !== 'button' &&
      tag !== 'interactive_container' &&
      chosen(component, used.options, zone, world.now())),
  };
}

/** What was chosen or entered, in the member that the platform has for it. */
function chosen(component: Json, { option }: PressOptions, zone: string, now: number): Json {
  if (option === undefined) throw new Error(`say which option of the ${String(component.tag)} is meant`);
  const entry = readEntry(component, option, zone, now);
  if (component.tag === 'input') return { input_value: entry };
  if (typeof entry === 'boolean') return { checked: entry };
  return typeof entry === 'string' ? { option: entry } : { options: entry };
}

async function callBack(
  world: World,
  sender: Sender,
  person: Person,
  message: Card,
  action: Json,
): Promise<Outcome> {
  const tokenName = mintId('c-');
  const token: CardToken = {
    messageId: message.messageId,
    chatId: message.chatId,
    madeAt: world.now(),
    isAnswered: false,
    used: 0,
  };
  rememberIn(world.cardTokens, tokenName, token);
  const header = makeHeader(world, 'card.action.trigger', 6);
  const event = {
    operator: { tenant_key: person.tenantKey ?? world.tenantKey, ...idsOf(person) },
    token: tokenName,
    action,
    host: 'im_message',
    context: {
      open_message_id: message.messageId,
      open_chat_id: message.chatId,
      ...(message.preview !== undefined && {
        url: message.preview.url,
        preview_token: message.preview.token,
      }),
    },
  };
  const plain = { schema: '2.0', header, event };
  const sent = await sender.send({ kind: 'callback', target: 'cards', plain, eventId: header.event_id });
  const outcome = {
    requestId: sent.id,
    body: sent.outcome.kind === 'answered' ? sent.outcome.body : '',
    ...(sent.outcome.kind === 'answered' && { status: sent.outcome.status }),
  };
  const reply = readReply(sent);
  if (reply.kind === 'trouble') {
    const { code, reason } = reply;
    remember(world.troubles, { at: world.now(), openId: person.openId, code, reason, requestId: sent.id });
    return { ...outcome, ok: false, error: code };
  }
  token.isAnswered = true;
  const toast = applyReply(world, person.openId, message.messageId, reply);
  return { ...outcome, ok: true, ...(toast !== undefined && { toast }) };
}
