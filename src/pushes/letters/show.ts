import type { RawValues } from '../../chat/spec.ts';
import { noticeCard } from '../../customers/cards.ts';
import { isUuid } from '../../kernel/ids.ts';
import type { Context } from '../../people/context.ts';
import { auditEntry } from '../../store/audit.ts';
import { answer, commitAll, type Done } from '../../store/commit.ts';
import { countDeliveries } from '../deliveries.ts';
import { refusedCard } from '../subscription-cards.ts';
import { deliveriesCard, letterCard, lettersCard, type Sense } from './cards.ts';
import { listLetterGroups, listLettersLike, openLetter } from './store.ts';
import { letterText as t } from './text.ts';

const GROUPS = 5;
const LETTERS = 8;
const LAST_PAGE = 500;
const DAY = 86_400_000;

/** `deliveries`: what became of the messages of the last 24 hours, and what waits for an admin. */
export async function showDeliveries(context: Context): Promise<Done> {
  return answer(context, { kind: 'card', card: await drawGroups(context, 0), audience: 'asker' });
}

/** `deliveries show`: one message with its whole history. */
export async function showLetter(context: Context, values: RawValues): Promise<Done> {
  const card = await drawLetter(context, values.id ?? '');
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

/** The buttons that turn pages and list what has one cause: `g.<page>` or `l.<id>.<page>`. */
export async function turnLetters(context: Context, target: string): Promise<Done> {
  const refused = refuseOthers(context, 'delivery.see', target.split('.')[1] ?? '');
  if (refused) return refused;
  const card = await drawPage(context, target);
  return answer(context, { kind: 'replace', card });
}

function drawPage(context: Context, target: string) {
  const [sort, ...rest] = target.split('.');
  const page = Math.min(Math.max(Number(rest.at(-1)) || 0, 0), LAST_PAGE);
  const [id = ''] = rest;
  return sort === 'l' && isUuid(id) ? drawLike(context, id, page) : drawGroups(context, page);
}

/** The overview, as it is now. */
export async function drawGroups(context: Context, page: number) {
  const { db, orgId, clock } = context;
  const [counts, groups] = await Promise.all([
    countDeliveries(context, orgId, clock.now() - DAY),
    listLetterGroups(db, orgId, { limit: GROUPS + 1, offset: page * GROUPS }),
  ]);
  const more = groups.length > GROUPS;
  return deliveriesCard(counts, groups.slice(0, GROUPS), { number: page, more }, senseOf(context));
}

async function drawLike(context: Context, id: string, page: number) {
  const { db, orgId } = context;
  const letters = await listLettersLike(db, orgId, id, { limit: LETTERS + 1, offset: page * LETTERS });
  // The one it is found by was settled meanwhile: the overview tells what is left.
  if (letters.length === 0) return drawGroups(context, 0);
  const more = letters.length > LETTERS;
  return lettersCard(letters.slice(0, LETTERS), { number: page, more }, senseOf(context));
}

/** One message, as it is now; `notice`: what was just done to it. */
export async function drawLetter(context: Context, id: string, notice?: string) {
  const { db, orgId, actor } = context;
  const letter = isUuid(id) ? await openLetter(db, orgId, id) : undefined;
  if (letter === undefined) return noticeCard(t.unknownTitle[actor.lang], t.unknown[actor.lang]);
  return letterCard(letter, senseOf(context), notice);
}

/** Refuses whoever is no admin, in writing; undefined for an admin. */
export function refuseOthers(
  context: Context,
  deed: 'delivery.see' | 'delivery.retry' | 'delivery.drop',
  id: string,
): Promise<Done> | undefined {
  const { lang, roles } = context.actor;
  if (roles.includes('admin')) return undefined;
  const entityId = isUuid(id) ? id : null;
  return commitAll(context, { kind: 'card', card: refusedCard('refusedAdmin', lang), audience: 'asker' }, [
    auditEntry(context, { action: 'delivery.refused', entity: 'delivery', entityId, after: { deed } }),
  ]);
}

function senseOf({ actor, org }: Context): Sense {
  return { lang: actor.lang, zone: org.zone };
}
