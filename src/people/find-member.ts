import { readChosen } from '../chat/chosen.ts';
import { foldEmail } from '../kernel/text/contact.ts';
import type { Context } from './context.ts';
import { findSpelled } from './spell-name.ts';

export interface FoundMember {
  readonly id: string;
  readonly name: string;
}

/** `<@U123|name>` of Slack, `<at user_id="ou_1">` of Feishu, or the bare id that a people picker gives. */
const MENTION =
  /^<@([A-Z0-9]+)(?:\|[^>]*)?>$|^<at (?:user_id|id)="?([^">\s]+)"?>|^@?((?:ou_|[UW])[A-Za-z0-9_]{6,})$/;

/**
 * The active colleague that a text names: picked from a list, by mention or picked account, e-mail address, name, or a
 * Chinese name's pinyin. Nobody, where it fits none
 * or several: whose row something becomes is not to be guessed.
 */
export async function findMember(context: Context, text: string): Promise<FoundMember | undefined> {
  const typed = text.trim();
  const chosen = readChosen(typed);
  if (chosen) return findActive(context, chosen.id);
  const mention = MENTION.exec(typed);
  const account = mention?.[1] ?? mention?.[2] ?? mention?.[3];
  if (account !== undefined) {
    const picked = await findByAccount(context, account);
    if (picked) return picked;
  }
  const name = typed
    .replace(/^[@＠]/, '')
    .replace(/^[「『“"](.*)[」』”"]$/s, '$1')
    .trim();
  if (name === '') return undefined;
  const found = await context.db.$queryRaw<FoundMember[]>`
    SELECT id, name FROM members WHERE org_id = ${context.orgId}::uuid AND active
      AND (lower(name) = lower(${name}) OR email_folded = ${foldEmail(name)}) LIMIT 2`;
  if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  const spelled = await findSpelled(name, await listOthers(context, name));
  return spelled.length === 1 ? spelled[0] : undefined;
}

/** More colleagues than these nobody spells one by one. */
const MOST_SPELLED = 5_000;

/** The active members, where a name in Latin letters may be a Chinese one's pinyin. */
async function listOthers({ db, orgId }: Context, name: string): Promise<FoundMember[]> {
  if (!/^[\p{Script=Latin}]/u.test(name)) return [];
  return db.member.findMany({
    where: { orgId, active: true },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
    take: MOST_SPELLED,
  });
}

async function findActive(context: Context, id: string): Promise<FoundMember | undefined> {
  const where = { orgId: context.orgId, id, active: true };
  return (await context.db.member.findFirst({ where, select: { id: true, name: true } })) ?? undefined;
}

async function findByAccount(context: Context, account: string): Promise<FoundMember | undefined> {
  const { platform, workspace } = context.inbound.source;
  const identity = await context.db.chatIdentity.findFirst({
    where: {
      orgId: context.orgId,
      externalUser: account,
      confirmedAt: { not: null },
      workspace: { platform, externalKey: workspace, disconnectedAt: null },
      member: { active: true },
    },
    select: { member: { select: { id: true, name: true } } },
  });
  return identity?.member;
}
