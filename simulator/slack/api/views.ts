import { type Json, textOf } from '../../common/json.ts';
import { LIMITS } from '../limits.ts';
import { spendTrigger } from '../triggers.ts';
import { judgeView } from '../view-rules.ts';
import { createView, replaceView, setStack, viewToWire } from '../views.ts';
import type { View, World } from '../world.ts';
import { type Answer, type Args, type Handler, refuseCall } from './answer.ts';

/** Judges the `view` argument, which must not take the external id of another view. */
function readView(world: World, args: Args, type: 'modal' | 'home', own?: View): Json | Answer {
  const verdict = judgeView(args.view, type);
  if (verdict.kind === 'refused') return refuseCall(verdict.error, verdict.messages);
  const externalId = textOf(verdict.content, 'external_id') ?? '';
  const taken = [...world.views.values()].some(
    (view) => view.externalId === externalId && view.id !== own?.id,
  );
  return externalId !== '' && taken ? refuseCall('duplicate_external_id') : verdict.content;
}

function isAnswer(value: Json | Answer): value is Answer {
  return typeof value.ok === 'boolean';
}

const open: Handler = (world, args) => {
  const content = readView(world, args, 'modal');
  if (isAnswer(content)) return content;
  const trigger = spendTrigger(world, triggerOf(args));
  if (trigger.kind === 'refused') return refuseCall(trigger.error);
  const view = createView(world, content, { ownerId: trigger.userId, type: 'modal' });
  setStack(world, trigger.userId, [view.id]);
  return { ok: true, view: viewToWire(world, view) };
};

const push: Handler = (world, args) => {
  const content = readView(world, args, 'modal');
  if (isAnswer(content)) return content;
  const trigger = spendTrigger(world, triggerOf(args));
  if (trigger.kind === 'refused') return refuseCall(trigger.error);
  const stack = world.stacks.get(trigger.userId) ?? [];
  const below = world.views.get(stack.at(-1) ?? '');
  if (below === undefined) return refuseCall('not_found');
  if (stack.length >= LIMITS.view.stack) return refuseCall('push_limit_reached');
  const view = createView(world, content, { ownerId: trigger.userId, type: 'modal', below });
  setStack(world, trigger.userId, [...stack, view.id]);
  return { ok: true, view: viewToWire(world, view) };
};

function triggerOf(args: Args): string {
  return textOf(args, 'trigger_id') ?? textOf(args, 'interactivity_pointer') ?? '';
}

const update: Handler = (world, args) => {
  const externalId = textOf(args, 'external_id');
  const view =
    externalId === undefined
      ? world.views.get(textOf(args, 'view_id') ?? '')
      : [...world.views.values()].find((candidate) => candidate.externalId === externalId);
  if (view === undefined) return refuseCall('not_found');
  const content = readView(world, args, view.type, view);
  if (isAnswer(content)) return content;
  const hash = textOf(args, 'hash');
  if (hash !== undefined && hash !== view.hash) return refuseCall('hash_conflict');
  return { ok: true, view: viewToWire(world, replaceView(world, view, content)) };
};

const publish: Handler = (world, args) => {
  const userId = textOf(args, 'user_id') ?? '';
  const person = world.users.get(userId);
  if (person === undefined || person.isBot === true) {
    return refuseCall('invalid_arguments', ['[ERROR] user_not_found [json-pointer:/user_id]']);
  }
  const shown = world.views.get(world.homes.get(userId) ?? '');
  const content = readView(world, args, 'home', shown);
  if (isAnswer(content)) return content;
  const hash = textOf(args, 'hash');
  if (hash !== undefined && shown !== undefined && hash !== shown.hash) return refuseCall('hash_conflict');
  const view =
    shown === undefined
      ? createView(world, content, { ownerId: userId, type: 'home' })
      : replaceView(world, shown, content);
  world.homes.set(userId, view.id);
  return { ok: true, view: viewToWire(world, view) };
};

export const VIEWS: Readonly<Record<string, Handler>> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
