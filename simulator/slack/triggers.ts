import { rememberIn } from '../common/log.ts';
import { TIMES } from './limits.ts';
import { mintId, type World } from './world.ts';

/** A trigger that a method may use once, within three seconds of the gesture it stands for. */
export function mintTrigger(world: World, userId: string): string {
  const id = `${mintId('')}.${world.team.id}.${mintId('').toLowerCase()}`;
  rememberIn(world.triggers, id, { userId, madeAt: world.now(), used: false });
  return id;
}

/** Uses a trigger up, or says why it cannot be used. */
export function spendTrigger(
  world: World,
  id: string,
):
  | { readonly kind: 'spent'; readonly userId: string }
  | { readonly kind: 'refused'; readonly error: string } {
  const trigger = world.triggers.get(id);
  if (trigger === undefined) return { kind: 'refused', error: 'invalid_trigger_id' };
  if (trigger.used) return { kind: 'refused', error: 'exchanged_trigger_id' };
  if (world.now() - trigger.madeAt > TIMES.trigger) return { kind: 'refused', error: 'expired_trigger_id' };
  trigger.used = true;
  return { kind: 'spent', userId: trigger.userId };
}
