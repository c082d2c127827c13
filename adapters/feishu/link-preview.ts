import type { Faces } from '../../src/chat/faces.ts';
import type { Source } from '../../src/chat/inbound.ts';
import type { Log } from '../../src/kernel/log.ts';
import type { FeishuClients } from './client.ts';
import { asObject, asText } from './json.ts';
import { renderCard } from './render/card.ts';
import type { Json } from './render/elements.ts';

/** An address of ours that a client of Feishu is about to show. */
export interface SharedLink {
  readonly source: Source;
  readonly address: string;
}

export interface LinkPreviewDeps {
  readonly clients: FeishuClients;
  readonly faces: Faces;
  readonly log: Log;
}

/** What the callback is answered with; empty: no preview. */
export type PreviewLink = (link: SharedLink) => Promise<Json>;

/** One page of members; a larger group is taken for one with strangers: what all of them may see is next to nothing. */
const PEOPLE = 100;

/** Shows under an address what everybody in the chat may see. Feishu keeps a preview and shows it to others there as well. */
export function createLinkPreview({ clients, faces, log }: LinkPreviewDeps): PreviewLink {
  return async ({ source, address }) => {
    try {
      const audience = await listAudience(clients, source);
      const card = await faces.unfurl({ source, address, audience });
      if (card === undefined) return {};
      return { inline: { title: card.title }, card: { type: 'raw', data: renderCard(card) } };
    } catch (error) {
      // A link without a preview is a link all the same.
      log.info({ err: error }, 'A link could not be previewed');
      return {};
    }
  };
}

/**
 * The open ids of everybody there. Undefined where that cannot be told: a chat that the bot is not in (two people's own), a
 * large one, one shared with another company; and while a message is still being written, no chat is named at all.
 */
async function listAudience(
  clients: FeishuClients,
  { workspace, user, conversation }: Source,
): Promise<readonly string[] | undefined> {
  const caller = clients.of(workspace);
  if (caller === undefined || conversation === '') return undefined;
  const path = { chat_id: conversation };
  try {
    const { data: chat } = await caller((client) => client.im.chat.get({ path }));
    if (chat?.external !== false) return undefined;
    if (chat.chat_mode === 'p2p') return [user];
    const params = { member_id_type: 'open_id', page_size: PEOPLE } as const;
    const { data } = await caller((client) => client.im.chatMembers.get({ path, params }));
    if (data?.has_more !== false) return undefined;
    const members = (data.items ?? []).map((item) => asText(asObject(item)?.member_id));
    return [...new Set([user, ...members])];
  } catch {
    return undefined;
  }
}
