import type { Platform } from '../chat/inbound.ts';
import type { Lang } from '../chat/language.ts';
import type { RawValues } from '../chat/spec.ts';
import type { Context } from '../people/context.ts';
import { findStandings, type Standings } from './groups.ts';
import { findReader, type Reader } from './readers.ts';
import { findHome } from './show-subscriptions.ts';
import { findWorkspaceId, type Home } from './subscription-store.ts';

/** Where a subscription shall go, with what counts there if nobody says otherwise. */
export interface Destination {
  readonly kind: 'found';
  readonly home: Home;
  /** Whose rights decide what can be read there; absent: the asker's. */
  readonly standings?: Standings;
  readonly lang: Lang;
  /** IANA; of what is about somebody's own work. */
  readonly ownZone: string;
  /** What it is called where it is neither here nor the asker. */
  readonly name?: string;
}

/** Somebody else's place named by who is no admin; a place that nobody knows. */
export type DestinationRefusal = { readonly kind: 'not-admin' } | { readonly kind: 'place-unknown' };

/** A conversation's id, bare or at the end of its link. */
const SLACK_CHANNEL = /(?:^|\/archives\/)([CG][A-Z0-9]{6,})(?:\/.*|\|.*)?$/;
const FEISHU_CHAT = /(oc_[A-Za-z0-9]+)/;

/** What is named by the id or link of a conversation; undefined for anything else. */
export function readConversation(
  text: string,
): { readonly platform: Platform; readonly conversation: string } | undefined {
  const typed = text.trim().replace(/^<#?|>$/g, '');
  const feishu = FEISHU_CHAT.exec(typed)?.[1];
  if (feishu !== undefined) return { platform: 'feishu', conversation: feishu };
  const slack = SLACK_CHANNEL.exec(typed)?.[1];
  return slack === undefined ? undefined : { platform: 'slack', conversation: slack };
}

/** Here, unless an admin names somebody else (`for`, a member's id) or another conversation (`to`). */
export async function findDestination(
  context: Context,
  values: RawValues,
): Promise<Destination | DestinationRefusal> {
  const { actor } = context;
  const isOther = values.to !== undefined || (values.for !== undefined && values.for !== context.memberId);
  if (isOther && !actor.roles.includes('admin')) return { kind: 'not-admin' };
  const own = { kind: 'found', lang: actor.lang, ownZone: actor.zone } as const;
  if (values.to !== undefined) {
    const home = await findNamedHome(context, values.to);
    if (home === undefined) return { kind: 'place-unknown' };
    return { ...own, home, name: home.kind === 'conversation' ? home.conversation : '' };
  }
  if (values.for !== undefined && isOther) return findMemberHome(context, values.for);
  const home = values.for === undefined ? await findHome(context) : await findOwnHome(context);
  return home === undefined ? { kind: 'place-unknown' } : { ...own, home };
}

async function findNamedHome(context: Context, text: string): Promise<Home | undefined> {
  const named = readConversation(text);
  if (named === undefined) return undefined;
  const { db, orgId, inbound } = context;
  const rows = await db.workspace.findMany({
    where: { orgId, platform: named.platform, disconnectedAt: null },
    select: { id: true, externalKey: true },
  });
  // Of several the one that the admin speaks in; an id alone does not tell.
  const workspace =
    rows.length === 1 ? rows[0] : rows.find(({ externalKey }) => externalKey === inbound.source.workspace);
  return workspace && { kind: 'conversation', workspaceId: workspace.id, conversation: named.conversation };
}

async function findOwnHome(context: Context): Promise<Home | undefined> {
  const { source } = context.inbound;
  const workspaceId = await findWorkspaceId(context.db, context.orgId, source.platform, source.workspace);
  return workspaceId === undefined ? undefined : { kind: 'member', workspaceId, memberId: context.memberId };
}

async function findMemberHome(context: Context, memberId: string): Promise<Destination | DestinationRefusal> {
  const { db, orgId, today } = context;
  const reader = await findReader(db, orgId, memberId);
  if (!reader?.active) return { kind: 'place-unknown' };
  const [workspaceId, standings] = await Promise.all([
    findWorkspaceOf(context, reader),
    findStandings(db, orgId, reader, today),
  ]);
  if (workspaceId === undefined) return { kind: 'place-unknown' };
  const home = { kind: 'member', workspaceId, memberId } as const;
  return { kind: 'found', home, standings, lang: reader.lang, ownZone: reader.zone, name: reader.name };
}

/** The workspace in which somebody is reached; who has no account yet, where the admin speaks. */
function findWorkspaceOf({ db, orgId, inbound }: Context, { address }: Reader): Promise<string | undefined> {
  const { platform, workspace } = address ?? inbound.source;
  return findWorkspaceId(db, orgId, platform, workspace);
}
