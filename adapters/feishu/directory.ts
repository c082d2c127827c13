import type { Directory, PersonFacts } from '../../src/chat/sender.ts';
import type { FeishuClients } from './client.ts';
import { classifyFailure } from './errors.ts';
import type { Strangers } from './strangers.ts';

/** The part of a contact that says who somebody is; each field may be missing for lack of a scope. */
interface FeishuUser {
  readonly name?: string;
  readonly en_name?: string;
  readonly email?: string;
  readonly enterprise_email?: string;
  readonly time_zone?: string;
  readonly status?: {
    readonly is_resigned?: boolean;
    readonly is_exited?: boolean;
    readonly is_frozen?: boolean;
  };
}

/** Asks Feishu who a user is. */
export function createDirectory(clients: FeishuClients, strangers: Strangers): Directory {
  return {
    describe: async (_platform, workspace, user) => {
      if (strangers.has(workspace, user))
        return { kind: 'found', person: { kind: 'stranger', name: '', emailConfirmed: false } };
      const caller = clients.of(workspace);
      if (caller === undefined) return { kind: 'unavailable', code: 'not-connected' };
      try {
        const answer = await caller((client) =>
          client.contact.v3.user.get({ path: { user_id: user }, params: { user_id_type: 'open_id' } }),
        );
        return { kind: 'found', person: readPerson((answer.data?.user ?? {}) as FeishuUser) };
      } catch (error) {
        const failure = classifyFailure(error);
        return { kind: 'unavailable', code: failure.kind === 'limited' ? 'limited' : failure.code };
      }
    },
  };
}

/**
 * The enterprise mailbox is given out by the company itself, so Feishu vouches for it. `email` is a contact field that
 * somebody typed in: it is told, but not as confirmed.
 */
function readPerson(user: FeishuUser): PersonFacts {
  const { status = {} } = user;
  const mailbox = user.enterprise_email?.trim() || undefined;
  const email = mailbox ?? (user.email?.trim() || undefined);
  const gone = status.is_resigned || status.is_exited || status.is_frozen;
  return {
    kind: gone ? 'deleted' : 'person',
    name: user.name ?? user.en_name ?? '',
    emailConfirmed: mailbox !== undefined,
    ...(email === undefined ? {} : { email }),
    ...(user.time_zone?.includes('/') ? { zone: user.time_zone } : {}),
  };
}
