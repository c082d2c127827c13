import type { RawValues } from '../../chat/spec.ts';
import { noticeCard } from '../../customers/cards.ts';
import { findSight } from '../../customers/sight.ts';
import { isUuid } from '../../kernel/ids.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import type { Context } from '../../people/context.ts';
import { mayRun, rolesFor } from '../../people/rights.ts';
import { auditEntry } from '../../store/audit.ts';
import type { Tx } from '../../store/client.ts';
import { answer, commitAll, type Done } from '../../store/commit.ts';
import { dealText } from '../text.ts';
import { competitorCard, competitorListCard } from './cards.ts';
import { type CompetitorRow, findCompetitor, listCompetitors, listFacts, matchCompetitors } from './store.ts';
import { competitorText as t } from './text.ts';

const MOST_LISTED = 15;
const MOST_FACTS = 8;

/** `competitor`: all of them, or one by its name. */
export async function showCompetitors(context: Context, values: RawValues): Promise<Done> {
  const { db, orgId, actor } = context;
  const { lang } = actor;
  const typed = values.name;
  const found =
    typed === undefined
      ? await listCompetitors(db, orgId, MOST_LISTED)
      : await matchCompetitors(db, orgId, typed, MOST_LISTED);
  const [only] = found;
  if (only === undefined) {
    const title = typed === undefined ? t.none : t.unknown(cleanText(typed, 40));
    return say(context, noticeCard(title[lang], t.noneHow[lang], 'plain'));
  }
  if (typed !== undefined && found.length === 1) return say(context, await drawOne(context, db, only));
  return say(context, competitorListCard(found, lang));
}

/** The button of the same. */
export async function pressCompetitor(context: Context, target: string): Promise<Done> {
  if (!mayRun(context.actor.roles, rolesFor('deal.see'))) return refuse(context, target, 'deal.see');
  const found = isUuid(target) ? await findCompetitor(context.db, context.orgId, target) : undefined;
  if (found === undefined)
    return say(context, noticeCard(t.none[context.actor.lang], t.noneHow[context.actor.lang], 'plain'));
  return say(context, await drawOne(context, context.db, found));
}

/** A competitor's card, with what the speaker may see of it. */
export async function drawOne(
  context: Context,
  db: Pick<Tx, '$queryRaw'>,
  competitor: CompetitorRow,
  title = competitor.name,
) {
  const facts = await listFacts(db, context.orgId, competitor.id, await findSight(context), MOST_FACTS);
  return competitorCard(competitor, facts, context, title);
}

/** Says that competitors are for those who sell, and writes the attempt down. */
export function refuse(context: Context, target: string, deed: 'deal.see' | 'deal.work'): Promise<Done> {
  const { lang } = context.actor;
  const why = deed === 'deal.see' ? dealText.refusedSee : dealText.refused;
  const card = noticeCard(dealText.refusedTitle[lang], why[lang]);
  const after = { deed };
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
    auditEntry(context, {
      action: 'access.refused',
      entity: 'competitor',
      entityId: target.slice(0, 80),
      after,
    }),
  ]);
}

function say(context: Context, card: ReturnType<typeof noticeCard>): Promise<Done> {
  return answer(context, { kind: 'card', card, audience: 'asker' });
}
