import type { Faces, HomeQuery } from '../../src/chat/faces.ts';
import type { Log } from '../../src/kernel/log.ts';
import type { SlackClients } from './client.ts';
import { classifyFailure } from './errors.ts';
import { renderHome } from './render/view.ts';

/** Shows a person's home tab anew. `hash`: of what they have before them. False: worth another try. */
export type ShowHome = (query: HomeQuery, hash: string | undefined) => Promise<boolean>;

export interface HomeDeps {
  readonly clients: SlackClients;
  readonly faces: Faces;
  readonly log: Log;
}

export function createShowHome({ clients, faces, log }: HomeDeps): ShowHome {
  const publish = async (query: HomeQuery, hash: string | undefined): Promise<void> => {
    const client = await clients.of(query.source.workspace);
    if (client === undefined) return;
    const view = renderHome(await faces.home(query));
    await client.views.publish({
      user_id: query.source.user,
      view: view as never,
      ...(hash === undefined ? {} : { hash }),
    });
  };
  return async (query, hash) => {
    try {
      await publish(query, hash).catch((error: unknown) => {
        // It was shown anew in between, from older rows than ours will be: what is there now counts.
        if (hash === undefined || !isHashConflict(error)) throw error;
        return publish(query, undefined);
      });
      return true;
    } catch (error) {
      log.warn({ err: error }, 'A home tab could not be shown');
      return classifyFailure(error).kind === 'refused';
    }
  };
}

function isHashConflict(error: unknown): boolean {
  return (error as { data?: { error?: string } }).data?.error === 'hash_conflict';
}
