import type { Directory, PersonFacts } from '../../src/chat/sender.ts';
import type { SlackClients } from './client.ts';
import { classifyFailure } from './errors.ts';

/** The part of `users.info` that says who somebody is. */
interface SlackUser {
  readonly team_id?: string;
  readonly name?: string;
  readonly real_name?: string;
  readonly deleted?: boolean;
  readonly is_bot?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
  readonly is_email_confirmed?: boolean;
  readonly locale?: string;
  readonly tz?: string;
  readonly profile?: { readonly email?: string; readonly display_name?: string };
}

/** Asks Slack who a user is. */
export function createDirectory(clients: SlackClients): Directory {
  return {
    describe: async (_platform, workspace, user) => {
      const client = await clients.of(workspace);
      if (client === undefined) return { kind: 'unavailable', code: 'not-connected' };
      try {
        const answer = await client.users.info({ user, include_locale: true });
        return { kind: 'found', person: readPerson(workspace, (answer.user ?? {}) as SlackUser) };
      } catch (error) {
        const failure = classifyFailure(error);
        return { kind: 'unavailable', code: failure.kind === 'limited' ? 'limited' : failure.code };
      }
    },
  };
}

function readPerson(workspace: string, user: SlackUser): PersonFacts {
  return {
    kind: kindOf(workspace, user),
    name: user.real_name ?? user.profile?.display_name ?? user.name ?? '',
    emailConfirmed: user.is_email_confirmed ?? false,
    ...(user.profile?.email === undefined ? {} : { email: user.profile.email }),
    ...(user.locale === undefined ? {} : { locale: user.locale }),
    ...(user.tz === undefined ? {} : { zone: user.tz }),
  };
}

function kindOf(workspace: string, user: SlackUser): PersonFacts['kind'] {
  if (user.deleted) return 'deleted';
  if (user.is_bot) return 'bot';
  // A shared channel brings people of other companies along.
  if (user.is_stranger || (user.team_id !== undefined && user.team_id !== workspace)) return 'stranger';
  if (user.is_restricted || user.is_ultra_restricted) return 'guest';
  return 'person';
}
