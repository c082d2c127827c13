import { type Json, textOf } from '../../common/json.ts';
import type { Person, World } from '../world.ts';
import { cutPage, type Handler, refuseCall } from './answer.ts';

/** A person as users.info and the user_change event show them. */
export function personToWire(world: World, person: Person, withLocale: boolean): Json {
  const tz = person.tz ?? 'America/Los_Angeles';
  return {
    id: person.id,
    team_id: person.teamId ?? world.team.id,
    name: person.name,
    deleted: person.deleted ?? false,
    real_name: person.realName,
    tz,
    tz_label: tz,
    tz_offset: offsetOf(tz, world.now()),
    profile: {
      real_name: person.realName,
      real_name_normalized: person.realName,
      display_name: person.name,
      display_name_normalized: person.name,
      team: person.teamId ?? world.team.id,
      ...(person.email !== undefined && { email: person.email }),
    },
    is_admin: person.isAdmin ?? false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.isRestricted ?? false,
    is_ultra_restricted: false,
    is_bot: person.isBot ?? false,
    is_app_user: false,
    is_stranger: person.teamId !== undefined && person.teamId !== world.team.id,
    is_email_confirmed: person.emailConfirmed ?? person.email !== undefined,
    updated: Math.floor(world.now() / 1_000),
    ...(withLocale && { locale: person.locale ?? 'en-US' }),
  };
}

/** Seconds east of UTC at that moment. */
function offsetOf(tz: string, now: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'longOffset' }).formatToParts(
    now,
  );
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const found = /GMT([+-])(\d{2}):(\d{2})/u.exec(name);
  if (found === null) return 0;
  const seconds = Number(found[2]) * 3_600 + Number(found[3]) * 60;
  return found[1] === '-' ? -seconds : seconds;
}

const info: Handler = (world, args) => {
  const person = world.users.get(textOf(args, 'user') ?? '');
  if (person === undefined) return refuseCall('user_not_found');
  return { ok: true, user: personToWire(world, person, args.include_locale === true) };
};

const lookupByEmail: Handler = (world, args) => {
  const email = (textOf(args, 'email') ?? '').toLowerCase();
  const person = [...world.users.values()].find(
    (candidate) => candidate.email?.toLowerCase() === email && candidate.deleted !== true,
  );
  if (person === undefined) return refuseCall('users_not_found');
  return { ok: true, user: personToWire(world, person, false) };
};

const list: Handler = (world, args) => {
  const page = cutPage([...world.users.values()], args, 200, 1_000);
  if (page === undefined) return refuseCall('invalid_cursor');
  return {
    ok: true,
    members: page.items.map((person) => personToWire(world, person, args.include_locale === true)),
    cache_ts: Math.floor(world.now() / 1_000),
    response_metadata: { next_cursor: page.next },
  };
};

export const USERS: Readonly<Record<string, Handler>> = {
  'users.info': info,
  'users.lookupByEmail': lookupByEmail,
  'users.list': list,
};
