import type { Reply } from '../../chat/reply.ts';
import type { RawValues } from '../../chat/spec.ts';
import { localDateOf, startOfDay } from '../../kernel/zones.ts';
import type { Context } from '../../people/context.ts';
import { auditEntry } from '../../store/audit.ts';
import type { Tx } from '../../store/client.ts';
import { answer, commit, commitAll, type Done } from '../../store/commit.ts';
import { placeOfAddress } from '../admit/store.ts';
import { findWorkspaceId } from '../subscription-store.ts';
import { attentionCard, refusedCard, type ShownAttention, type Whose } from './cards.ts';
import { maySetAttention, putAttention } from './put.ts';
import { readBudget, readHours, type Wanted } from './read.ts';
import { type AttentionTarget, countSince, findAttention } from './store.ts';
import { attentionText } from './text.ts';

/** What a request wants to set: exactly one of the two. */
export type Setting = 'quiet' | 'budget';
type Scope = Whose | 'people' | 'channels' | 'company';

/** Shows quiet hours and limit of whoever asks, or in a group of the group; with a value sets it. */
export async function runAttention(context: Context, setting: Setting, values: RawValues): Promise<Done> {
  const scope = (values.for ?? (isGroup(context) ? 'here' : 'me')) as Scope;
  const show = (card: ReturnType<typeof attentionCard>): Reply => ({ kind: 'card', card, audience: 'same' });
  return setAttention(context, setting, scope, values.value, show);
}

/** A press on one of the card's choices; the card shows what counts then. */
export async function pressAttention(context: Context, setting: Setting, target: string): Promise<Done> {
  const [whose = '', value] = target.split('|');
  const notice = attentionText.saved[context.actor.lang];
  const replace = (card: ReturnType<typeof attentionCard>): Reply => ({ kind: 'replace', card, notice });
  return setAttention(context, setting, whose === 'here' ? 'here' : 'me', value, replace);
}

async function setAttention(
  context: Context,
  setting: Setting,
  scope: Scope,
  typed: string | undefined,
  reply: (card: ReturnType<typeof attentionCard>) => Reply,
): Promise<Done> {
  const { lang } = context.actor;
  const whose: Whose = scope === 'here' || (scope !== 'me' && isGroup(context)) ? 'here' : 'me';
  const targets = await findTargets(context, scope);
  if (targets === undefined) {
    const card = refusedCard(attentionText.notHere, attentionText.title, lang);
    return answer(context, { kind: 'card', card, audience: 'asker' });
  }
  const wanted = typed === undefined ? undefined : read(setting, typed);
  if (wanted === undefined || wanted.kind === 'unread') {
    const unread = setting === 'quiet' ? attentionText.unreadHours : attentionText.unreadLimit;
    const shown = await findShown(context, context.db, whose);
    return answer(context, reply(attentionCard(wanted === undefined ? shown : { ...shown, unread }, lang)));
  }
  if (!(await maySet(context, scope))) return refuse(context, setting, scope);
  return commit(context, async (tx) => {
    for (const target of targets) await putAttention(context, tx, target, { [setting]: wanted.value });
    return reply(attentionCard(await findShown(context, tx, whose), lang));
  });
}

function read(setting: Setting, typed: string): Wanted<string | number> {
  return setting === 'quiet' ? readHours(typed) : readBudget(typed);
}

function refuse(context: Context, setting: Setting, scope: Scope): Promise<Done> {
  const entry = auditEntry(context, {
    action: 'attention.refused',
    entity: 'attention',
    entityId: null,
    after: { deed: 'attention.set', setting, home: scope },
  });
  const why = scope === 'here' ? attentionText.refusedPlace : attentionText.refusedCompany;
  const card = refusedCard(why, attentionText.title, context.actor.lang);
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [entry]);
}

/** Undefined: `here` was meant where there is no group conversation. */
async function findTargets(context: Context, scope: Scope): Promise<readonly AttentionTarget[] | undefined> {
  switch (scope) {
    case 'me':
      return [{ scope: 'member', memberId: context.memberId }];
    case 'here': {
      const target = await findHere(context);
      return target && [target];
    }
    case 'people':
    case 'channels':
      return [{ scope }];
    case 'company':
      return [{ scope: 'people' }, { scope: 'channels' }];
  }
}

async function findHere(context: Context): Promise<AttentionTarget | undefined> {
  const { platform, workspace, conversation, scope } = context.inbound.source;
  if (scope !== 'group') return undefined;
  const workspaceId = await findWorkspaceId(context.db, context.orgId, platform, workspace);
  return workspaceId === undefined ? undefined : { scope: 'conversation', workspaceId, conversation };
}

async function maySet(context: Context, scope: Scope): Promise<boolean> {
  const targets = await findTargets(context, scope);
  if (targets === undefined) return false;
  return (await Promise.all(targets.map((target) => maySetAttention(context, target)))).every(Boolean);
}

async function findShown(context: Context, db: Tx, whose: Whose): Promise<ShownAttention> {
  const { orgId, actor, org } = context;
  const here = whose === 'here' ? await findHere(context) : undefined;
  const target: AttentionTarget = here ?? { scope: 'member', memberId: context.memberId };
  const zone = here === undefined ? actor.zone : org.zone;
  const isAdmin = actor.roles.includes('admin');
  const today = await countToday(context, here !== undefined, zone);
  const attention = await findAttention(db, orgId, target);
  const base = { whose: here === undefined ? 'me' : 'here', zone, attention, today } as const;
  const isChangeable = await maySet(context, base.whose);
  if (!isAdmin) return { ...base, isChangeable };
  const people = await findAttention(db, orgId, { scope: 'people' });
  const channels = await findAttention(db, orgId, { scope: 'channels' });
  return { ...base, isChangeable, company: { people, channels, zone: org.zone } };
}

function countToday(context: Context, isHere: boolean, zone: string): Promise<number> {
  const { platform, workspace, conversation, user } = context.inbound.source;
  const place = placeOfAddress(
    isHere ? { platform, workspace, conversation } : { platform, workspace, user },
  );
  const begins = startOfDay(localDateOf(context.clock.now(), zone), zone);
  return countSince(context.db, context.orgId, place, begins);
}

function isGroup({ inbound }: Context): boolean {
  return inbound.source.scope === 'group';
}
