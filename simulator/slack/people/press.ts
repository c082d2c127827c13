import { isRecord, type Json, parseJson, recordsOf } from '../../common/json.ts';
import { isInUnfurl } from '../api/unfurl.ts';
import { elementsOf, type Placed } from '../blocks/elements-of.ts';
import { messageToWire } from '../messages.ts';
import { mintResponseUrl } from '../response-urls.ts';
import { mintTrigger } from '../triggers.ts';
import { viewToWire } from '../views.ts';
import { type Message, mintTs, type Person, type View, type World } from '../world.ts';
import { commonPayload, conclude, errorOf, type Outcome, sendInteraction } from './gestures.ts';
import { type Choice, fillIn, optionBy, stateBy, statesOf } from './inputs.ts';
import type { Sender } from './send.ts';
import { findConversation, findPerson, type MessageRef } from './talk.ts';

export type ViewRef = { readonly viewId: string };

/** What was pressed or chosen. Without `blockId` the first element that goes by the name is meant. */
export type PressOptions = {
  readonly blockId?: string;
  /** For a button: sends this value instead of the button's own, as a forger would. For a text field: what was typed. */
  readonly value?: string;
  readonly selectedOption?: string | { readonly text: string; readonly value: string };
  readonly selectedOptions?: readonly string[];
  readonly selectedDate?: string;
  readonly selectedTime?: string;
  readonly selectedUser?: string;
  readonly selectedConversation?: string;
};

/** What a person has before them. */
type Surface = {
  readonly id: string;
  readonly blocks: readonly Json[];
  /** The parts of the payload that tell what it is. */
  readonly describe: (blockId: string) => Json;
};

/** Presses a button or chooses something. @throws Error when it is not on that person's screen */
export async function press(
  world: World,
  sender: Sender,
  userId: string,
  ref: MessageRef | ViewRef,
  actionId: string,
  options: PressOptions = {},
): Promise<Outcome> {
  const person = findPerson(world, userId);
  const surface = findSurface(world, person, ref);
  const placed = findPlaced(surface, actionId, options.blockId);
  const choice = choiceOf(options);
  const action = describeAction(world, placed, choice);
  if (!STATELESS.includes(placed.type) && choice !== undefined) {
    fillIn(world, surface.id, userId, placed, stateBy(placed, choice));
  }
  const triggerId = mintTrigger(world, userId);
  const payload = {
    type: 'block_actions',
    ...commonPayload(world, person),
    trigger_id: triggerId,
    ...surface.describe(placed.blockId),
    actions: [action],
  };
  const sent = await sendInteraction(sender, payload, triggerId);
  return conclude(world, userId, sent, errorOf(sent));
}

/** Fills a field without anything being sent, as typing does. */
export function fill(
  world: World,
  userId: string,
  ref: MessageRef | ViewRef,
  actionId: string,
  choice: Choice,
): void {
  const surface = findSurface(world, findPerson(world, userId), ref);
  const placed = findPlaced(surface, actionId, undefined);
  fillIn(world, surface.id, userId, placed, stateBy(placed, choice));
}

/** Types into a menu that asks the bot for its options. @returns them, or an empty list when the bot failed */
export async function suggest(
  world: World,
  sender: Sender,
  userId: string,
  ref: MessageRef | ViewRef,
  actionId: string,
  typed: string,
): Promise<{ readonly outcome: Outcome; readonly options: readonly Json[] }> {
  const person = findPerson(world, userId);
  const surface = findSurface(world, person, ref);
  const { blockId, actionId: id, type, element } = findPlaced(surface, actionId, undefined);
  if (type !== 'external_select') throw new Error(`${actionId} is a ${type}, it asks nobody`);
  const least = typeof element.min_query_length === 'number' ? element.min_query_length : LEAST_TYPED;
  if (typed.length < least) return { outcome: { ok: true, requestId: '', body: '' }, options: [] };
  const payload = {
    type: 'block_suggestion',
    ...commonPayload(world, person),
    ...surface.describe(blockId),
    block_id: blockId,
    action_id: id,
    value: typed,
  };
  const sent = await sendInteraction(sender, payload, undefined);
  const answer = sent.outcome?.kind === 'answered' ? parseJson(sent.outcome.body) : undefined;
  const groups = isRecord(answer) ? recordsOf(answer, 'option_groups') : [];
  const options = isRecord(answer)
    ? [...recordsOf(answer, 'options'), ...groups.flatMap((group) => recordsOf(group, 'options'))]
    : [];
  const error = errorOf(sent) ?? (!isRecord(answer) || options.length > 100 ? 'invalid_options' : undefined);
  return { outcome: conclude(world, userId, sent, error), options: error === undefined ? options : [] };
}

/** Characters after which Slack asks, unless the menu says otherwise. */
const LEAST_TYPED = 3;

const STATELESS: readonly string[] = ['button', 'overflow'];

function choiceOf(options: PressOptions): Choice | undefined {
  return (
    options.value ??
    options.selectedOption ??
    options.selectedOptions ??
    options.selectedDate ??
    options.selectedTime ??
    options.selectedUser ??
    options.selectedConversation
  );
}

function describeAction(world: World, placed: Placed, choice: Choice | undefined): Json {
  const { element, blockId, actionId, type } = placed;
  const { options: _offered, option_groups: _groups, ...rest } = element;
  const base = { ...rest, block_id: blockId, action_id: actionId, type, action_ts: mintTs(world) };
  switch (type) {
    case 'button':
      return choice === undefined ? base : { ...base, value: choice };
    case 'overflow':
      return { ...base, selected_option: optionBy(element, choice ?? null, false) };
    default:
      return { ...base, ...stateBy(placed, choice ?? null) };
  }
}

function findSurface(world: World, person: Person, ref: MessageRef | ViewRef): Surface {
  if ('viewId' in ref) return viewSurface(world, person, world.views.get(ref.viewId));
  const conversation = findConversation(world, ref.conversationId);
  const message = conversation.messages.get(ref.ts);
  const seen =
    message !== undefined && (message.ephemeralFor === undefined || message.ephemeralFor === person.id);
  if (!seen || !conversation.members.has(person.id))
    throw new Error(`${person.id} sees no message ${ref.ts}`);
  return messageSurface(world, person, conversation.name, message);
}

function viewSurface(world: World, person: Person, view: View | undefined): Surface {
  if (view === undefined || view.ownerId !== person.id) throw new Error(`${person.id} sees no such view`);
  return {
    id: view.id,
    blocks: view.blocks,
    describe: () => ({ container: { type: 'view', view_id: view.id }, view: viewToWire(world, view) }),
  };
}

function messageSurface(world: World, person: Person, channelName: string, message: Message): Surface {
  const blocks = [...message.blocks, ...message.attachments.flatMap((part) => recordsOf(part, 'blocks'))];
  const isEphemeral = message.ephemeralFor !== undefined;
  return {
    id: message.ts,
    blocks,
    describe: (blockId) => ({
      container: {
        type: isInUnfurl(message, blockId) ? 'message_attachment' : 'message',
        message_ts: message.ts,
        channel_id: message.conversationId,
        is_ephemeral: isEphemeral,
        ...(message.threadTs !== undefined && { thread_ts: message.threadTs }),
      },
      channel: { id: message.conversationId, name: channelName },
      // Slack does not show an ephemeral message back to the app.
      ...(!isEphemeral && { message: messageToWire(world, message) }),
      state: { values: statesOf(world, message.ts, person.id, blocks) },
      response_url: mintResponseUrl(world, message.conversationId, person.id, message.ts),
    }),
  };
}

/** The element with this action id or, where ids repeat from block to block, in the block with this id. */
function findPlaced(surface: Surface, name: string, blockId: string | undefined): Placed {
  const placed = elementsOf(surface.blocks).filter((one) => blockId === undefined || one.blockId === blockId);
  const found = placed.find((one) => one.actionId === name) ?? placed.find((one) => one.blockId === name);
  if (found === undefined) {
    throw new Error(
      `nothing called ${name} is there; there is ${placed.map((one) => one.actionId).join(', ')}`,
    );
  }
  return found;
}
