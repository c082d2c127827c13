import type { WebClient } from '@slack/web-api';
import type { Faces } from '../../src/chat/faces.ts';
import type { Source } from '../../src/chat/inbound.ts';
import type { Log } from '../../src/kernel/log.ts';
import type { SlackClients } from './client.ts';
import { renderCard } from './render/card.ts';

/** Somebody sent links of ours. */
export interface LinkSharedEvent {
  readonly user: string;
  readonly channel: string;
  readonly message_ts: string;
  readonly unfurl_id?: string;
  readonly source?: string;
  readonly links: readonly { readonly url: string }[];
}

export interface SharedLinks {
  readonly source: Source;
  readonly event: LinkSharedEvent;
  /** Our own account, which sees everything that it shows. */
  readonly bot: string | undefined;
  /** The channel is shared with another company: what its people may see nobody here knows. */
  readonly isShared: boolean;
}

export interface UnfurlDeps {
  readonly clients: SlackClients;
  readonly faces: Faces;
  readonly log: Log;
}

/** Shows under each link what everybody there may see. */
export type Unfurl = (shared: SharedLinks) => Promise<void>;

/** More people than one page names are taken for strangers: what all of them may see is next to nothing. */
const PEOPLE = 200;
const LINKS = 5;

export function createUnfurl({ clients, faces, log }: UnfurlDeps): Unfurl {
  return async (shared) => {
    const { source, event } = shared;
    try {
      const client = await clients.of(source.workspace);
      if (client === undefined) return;
      const audience = await listAudience(client, shared);
      const unfurls: Record<string, unknown> = {};
      for (const { url } of event.links.slice(0, LINKS)) {
        const card = await faces.unfurl({ source, address: url, audience });
        if (card !== undefined) unfurls[url] = { blocks: renderCard(card).blocks };
      }
      if (Object.keys(unfurls).length === 0) return;
      await client.chat.unfurl({ ...placeOf(event), unfurls: unfurls as never });
    } catch (error) {
      // A link without a preview is a link all the same.
      log.info({ err: error }, 'A link could not be unfurled');
    }
  };
}

/** In the composer there is no message yet, so the platform's own id of the preview is used where there is one. */
function placeOf({ channel, message_ts: ts, unfurl_id: id, source }: LinkSharedEvent) {
  return id !== undefined && (source === 'composer' || source === 'conversations_history')
    ? { unfurl_id: id, source: source as 'composer' }
    : { channel, ts };
}

async function listAudience(client: WebClient, shared: SharedLinks): Promise<readonly string[] | undefined> {
  if (shared.isShared) return undefined;
  try {
    const answer = await client.conversations.members({ channel: shared.event.channel, limit: PEOPLE });
    if (answer.response_metadata?.next_cursor) return undefined;
    return answer.members?.filter((user) => user !== shared.bot);
  } catch {
    return undefined;
  }
}
