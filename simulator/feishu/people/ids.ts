import type { Json } from '../../common/json.ts';
import type { Person } from '../world.ts';

/** The three ids of a person, as events and callbacks give them. */
export function idsOf({ openId, unionId, userId }: Person): Json {
  return { union_id: unionId, user_id: userId, open_id: openId };
}
