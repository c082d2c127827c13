import type { Card } from '../chat/card.ts';
import type { Inbound } from '../chat/inbound.ts';
import { type Lang, languageOf } from '../chat/language.ts';
import type { Reply } from '../chat/reply.ts';
import type { Directory, PersonFacts } from '../chat/sender.ts';
import { auditEntry } from '../store/audit.ts';
import type { Sql } from '../store/client.ts';
import { answer, commitAll, type Done } from '../store/commit.ts';
import type { RequestContext, StoreContext } from '../store/context.ts';
import { outboxEvent } from '../store/outbox.ts';
import { sentenceCard, unlinkedCard } from './cards.ts';
import type { Organization } from './context.ts';
import { decideLink, type LinkRefusal } from './link-rules.ts';
import {
  findNamesakes,
  findNewcomer,
  forgetNewcomer,
  insertIdentity,
  seeNewcomer,
  touchIdentity,
} from './link-store.ts';
import { peopleText as t } from './text.ts';

export interface LinkDeps {
  readonly store: StoreContext;
  readonly directory: Directory;
}

/** A caller whom no active member stands behind yet. */
export type UnlinkedCaller =
  | { readonly kind: 'unknown-workspace' }
  | {
      readonly kind: 'unlinked';
      readonly org: Organization;
      readonly workspaceId: string;
      readonly identity?: { readonly id: string; readonly state: 'waiting' | 'left' };
    };

/** `linked`: look the caller up again. Otherwise what they were answered. */
export type Linking = { readonly kind: 'linked' } | Done | Reply;

/**
 * Finds out from the platform who an unknown chat user is, and links the account to the one active member whose work
 * address it is. Whoever cannot be linked is told in a friendly way how to be, and the admins get to see them.
 */
export async function linkCaller(deps: LinkDeps, inbound: Inbound, caller: UnlinkedCaller): Promise<Linking> {
  if (caller.kind === 'unknown-workspace') {
    const lang = inbound.source.platform === 'feishu' ? 'zh' : 'en';
    return show(sentenceCard(t.unknownWorkspace[lang], t.unknownWorkspaceHow[lang], 'warn'));
  }
  const context = createContext(deps.store, inbound, caller.org.id);
  const lang = languageOf(caller.org.locale);
  if (caller.identity?.state === 'left') {
    return answer(context, show(sentenceCard(t.left[lang], t.leftHow[lang], 'warn')));
  }
  if (caller.identity) return answerWaiting(context, caller.identity.id, lang);
  const { platform, workspace, user } = inbound.source;
  const found = await deps.directory.describe(platform, workspace, user);
  if (found.kind === 'unavailable') {
    return answer(context, show(sentenceCard(t.away[lang], t.awayHow[lang], 'warn')));
  }
  return linkPerson(
    context,
    caller.workspaceId,
    found.person,
    languageOf(found.person.locale ?? caller.org.locale),
  );
}

async function linkPerson(
  context: RequestContext,
  workspaceId: string,
  person: PersonFacts,
  lang: Lang,
): Promise<Linking> {
  const { db, orgId } = context;
  const namesakes = person.email === undefined ? [] : await findNamesakes(db, orgId, person.email);
  const decision = decideLink(person, namesakes);
  if (decision.kind === 'refuse') return receiveNewcomer(context, workspaceId, person, decision.reason, lang);
  const { memberId } = decision;
  const id = context.ids.uuid();
  const externalUser = context.inbound.source.user;
  const confirmed = decision.kind === 'link';
  const keep = insertIdentity(context, { id, memberId, workspaceId, externalUser, person, confirmed });
  const entry = auditEntry(context, {
    action: confirmed ? 'identity.linked' : 'identity.waiting',
    entity: 'identity',
    entityId: id,
    after: { memberId, externalUser },
  });
  if (confirmed) {
    await db.$transaction(
      [keep, forgetNewcomer(orgId, workspaceId, externalUser), entry].map((sql) => db.$executeRaw(sql)),
    );
    return { kind: 'linked' };
  }
  const waiting = show(sentenceCard(t.waiting[lang], t.waitingHow(person.name)[lang]));
  const event = outboxEvent(context, { kind: 'identity.waiting', identityId: id });
  return commitAll(context, waiting, [keep, forgetNewcomer(orgId, workspaceId, externalUser), entry, event]);
}

function answerWaiting(context: RequestContext, identityId: string, lang: Lang): Promise<Done> {
  // Whoever may confirm is asked again, at most once a day: the delivery's key holds the date.
  const effects = [
    touchIdentity(context, identityId),
    outboxEvent(context, { kind: 'identity.waiting', identityId }),
  ];
  return commitAll(context, show(sentenceCard(t.waiting[lang], t.waitingStill[lang])), effects);
}

const DAY = 86_400_000;

async function receiveNewcomer(
  context: RequestContext,
  workspaceId: string,
  person: PersonFacts,
  reason: LinkRefusal,
  lang: Lang,
): Promise<Done> {
  // Two bots that answer each other would never stop.
  if (reason === 'bot') return answer(context, { kind: 'nothing' });
  const externalUser = context.inbound.source.user;
  const known = await findNewcomer(context.db, workspaceId, externalUser);
  const id = known?.id ?? context.ids.uuid();
  const effects: Sql[] = [seeNewcomer(context, { id, workspaceId, externalUser, name: person.name, reason })];
  if (known === undefined || context.clock.now() - known.lastSeenAt >= DAY) {
    effects.push(outboxEvent(context, { kind: 'newcomer.seen', newcomerId: id }));
  }
  return commitAll(context, show(unlinkedCard(reason, lang)), effects);
}

function createContext(store: StoreContext, inbound: Inbound, orgId: string): RequestContext {
  return { ...store, orgId, memberId: null, origin: inbound.source.platform, inbound };
}

function show(card: Card): Reply {
  return { kind: 'card', card, audience: 'asker' };
}
