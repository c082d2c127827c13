import { isRecord, type Json, parseJson, textOf } from '../../common/json.ts';
import { elementsOf, type Placed } from '../blocks/elements-of.ts';
import { LIMITS } from '../limits.ts';
import { mintTrigger } from '../triggers.ts';
import { judgeView } from '../view-rules.ts';
import { createView, replaceView, setStack, showErrors, viewToWire } from '../views.ts';
import type { View, World } from '../world.ts';
import { commonPayload, conclude, errorOf, type Outcome, sendInteraction } from './gestures.ts';
import { type Choice, fillIn, isEmptyState, stateBy, statesOf } from './inputs.ts';
import type { Sender, SentRequest } from './send.ts';
import { findPerson } from './talk.ts';

/** What goes into a form, by block id or by action id. */
export type Values = Readonly<Record<string, Choice>>;

/** What became of a form: an outcome, and the fields that Slack itself did not let through (nothing was sent then). */
export type Submission = Outcome & { readonly missing?: readonly string[] };

/** Fills a modal and sends it. @throws Error when the modal is not open, or a value is for no field of it */
export async function submit(
  world: World,
  sender: Sender,
  userId: string,
  viewId: string,
  values: Values = {},
): Promise<Submission> {
  const person = findPerson(world, userId);
  const view = findModal(world, userId, viewId);
  const fields = elementsOf(view.blocks);
  for (const [name, choice] of Object.entries(values)) {
    const placed =
      fields.find(({ blockId }) => blockId === name) ?? fields.find(({ actionId }) => actionId === name);
    if (placed === undefined) {
      throw new Error(
        `the form has no field ${name}; it has ${fields.map(({ blockId }) => blockId).join(', ')}`,
      );
    }
    fillIn(world, view.id, userId, placed, stateBy(placed, choice));
  }
  const missing = unacceptable(world, view, fields);
  if (missing.length > 0) return { ok: false, requestId: '', body: '', error: 'required_fields', missing };
  const triggerId = mintTrigger(world, userId);
  const payload = {
    type: 'view_submission',
    ...commonPayload(world, person),
    trigger_id: triggerId,
    view: viewToWire(world, view),
    response_urls: [],
  };
  const sent = await sendInteraction(sender, payload, triggerId);
  return conclude(world, userId, sent, errorOf(sent) ?? applyAnswer(world, view, sent));
}

/** Closes a modal, or with `all` every modal at once. Resolves when the bot was told, if it wants to be. */
export async function closeView(
  world: World,
  sender: Sender,
  userId: string,
  viewId: string,
  all = false,
): Promise<Outcome | undefined> {
  const person = findPerson(world, userId);
  const view = findModal(world, userId, viewId);
  const isCleared = all || view.content.clear_on_close === true;
  const wire = viewToWire(world, view);
  const stack = world.stacks.get(userId) ?? [];
  setStack(world, userId, isCleared ? [] : stack.filter((id) => id !== viewId));
  if (view.content.notify_on_close !== true) return undefined;
  const payload = { type: 'view_closed', ...commonPayload(world, person), view: wire, is_cleared: isCleared };
  const sent = await sendInteraction(sender, payload, undefined);
  return conclude(world, userId, sent, errorOf(sent));
}

function findModal(world: World, userId: string, viewId: string): View {
  const view = world.views.get(viewId);
  if (view === undefined || !(world.stacks.get(userId) ?? []).includes(viewId)) {
    throw new Error(`${userId} has no modal ${viewId} open`);
  }
  return view;
}

/** The input blocks that Slack's own client would not let through: empty though required, too short or too long. */
function unacceptable(world: World, view: View, fields: readonly Placed[]): readonly string[] {
  const states = statesOf(world, view.id, view.ownerId, view.blocks);
  return fields
    .filter(({ block }) => block.type === 'input')
    .filter(({ block, blockId, actionId, element }) => {
      const state = states[blockId]?.[actionId] ?? {};
      if (isEmptyState(state)) return block.optional !== true;
      const typed = textOf(state, 'value') ?? '';
      const shortest = Number(element.min_length ?? 0);
      const longest = Number(element.max_length ?? LIMITS.plainTextInput.length);
      return (
        textOf(element, 'type') === 'plain_text_input' && (typed.length < shortest || typed.length > longest)
      );
    })
    .map(({ blockId }) => blockId);
}

/** Does what the bot answered to a submission. @returns what the person is told when it cannot be done */
function applyAnswer(world: World, view: View, sent: SentRequest): string | undefined {
  const body = sent.outcome?.kind === 'answered' ? sent.outcome.body.trim() : '';
  const stack = world.stacks.get(view.ownerId) ?? [];
  const below = stack.slice(0, Math.max(0, stack.indexOf(view.id)));
  if (body === '') {
    setStack(world, view.ownerId, below);
    return undefined;
  }
  const answer = parseJson(body);
  if (!isRecord(answer)) return 'invalid_view_response';
  switch (answer.response_action) {
    case undefined:
      setStack(world, view.ownerId, below);
      return Object.keys(answer).length === 0 ? undefined : 'invalid_view_response';
    case 'clear':
      setStack(world, view.ownerId, []);
      return undefined;
    case 'errors':
      return applyErrors(world, view, answer.errors);
    case 'update':
    case 'push':
      return applyView(world, view, answer, [...below, view.id]);
    default:
      return 'invalid_view_response';
  }
}

function applyErrors(world: World, view: View, errors: unknown): string | undefined {
  if (!isRecord(errors) || Object.keys(errors).length === 0) return 'invalid_view_response';
  const inputs = view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id);
  const shown: Record<string, string> = {};
  for (const [blockId, text] of Object.entries(errors)) {
    if (!inputs.includes(blockId) || typeof text !== 'string' || text === '') {
      return `invalid_view_response: no input block ${blockId}`;
    }
    shown[blockId] = text;
  }
  showErrors(world, view, shown);
  return undefined;
}

function applyView(world: World, view: View, answer: Json, stack: readonly string[]): string | undefined {
  const verdict = judgeView(answer.view, 'modal');
  if (verdict.kind === 'refused')
    return `invalid_view_response: ${verdict.error} ${verdict.messages.join('; ')}`;
  if (answer.response_action === 'update') {
    replaceView(world, view, verdict.content);
    return undefined;
  }
  if (stack.length >= LIMITS.view.stack) return 'invalid_view_response: push_limit_reached';
  const pushed = createView(world, verdict.content, { ownerId: view.ownerId, type: 'modal', below: view });
  setStack(world, view.ownerId, [...stack, pushed.id]);
  return undefined;
}
