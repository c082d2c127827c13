import { caseCard } from '../customers/cases/cards.ts';
import { findDeciders, findPartOf } from '../customers/cases/deciders.ts';
import { planReminder } from '../customers/cases/rules.ts';
import { findCase, loadEvidence } from '../customers/cases/store.ts';
import { caseText } from '../customers/cases/text.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { localDateOf } from '../kernel/zones.ts';
import { loadCalendar } from '../people/calendar/store.ts';
import type { Db } from '../store/client.ts';
import type { StoreContext } from '../store/context.ts';
import type { PushContent, Rendered } from './content.ts';
import { type DeliveryPlan, planPrivate } from './plan.ts';
import { findReaders } from './readers.ts';
import { type PersonalPush, send, skip } from './rendered.ts';

export type CaseNews = Extract<PushContent, { push: 'case' }>;

/**
 * Who hears of a case: when it is opened, whoever is asked to decide and the owner; when it is closed, both sides, of a
 * withdrawal the owner alone; while it waits, whoever is asked to decide on that day.
 */
export async function planCase(
  db: Db,
  orgId: string,
  {
    caseId,
    news,
    day,
  }: { readonly caseId: string; readonly news: CaseNews['news']; readonly day: LocalDate },
): Promise<readonly DeliveryPlan[]> {
  const about = await findCase(db, orgId, caseId);
  if (about === undefined) return [];
  const { claimantId, respondentId } = about;
  const asked = news === 'closed' ? [] : await findDeciders(db, orgId, about, day);
  const sides = about.state === 'ruled' ? [claimantId, respondentId] : [respondentId];
  const told = news === 'waiting' ? asked : [...asked, ...sides];
  const readers = await findReaders(db, orgId, [...new Set(told)]);
  return readers.map((reader) => {
    const { memberId } = reader;
    const key = ['case', caseId, news === 'waiting' ? `waiting ${day}` : news, memberId].join('|');
    const content = { kind: 'push', push: 'case', news, caseId, memberId } as const;
    return planPrivate({ key, kind: 'case', subscriptionId: null, content }, reader);
  });
}

/** The case as its reader may see it at this instant; a question that was answered meanwhile is not asked. */
export async function renderCase(push: PersonalPush, { caseId, news }: CaseNews): Promise<Rendered> {
  const { store, orgId, reader } = push;
  const { lang } = reader;
  const about = await findCase(store.db, orgId, caseId);
  if (about === undefined) return skip('nothing-to-tell');
  if ((news === 'closed') === (about.state === 'open')) return skip('case-closed');
  const day = localDateOf(store.clock.now(), about.zone);
  const part = await findPartOf(store.db, orgId, about, reader, day);
  if (part === 'nobody') return skip('no-longer-allowed');
  const evidence = part === 'decider' ? await loadEvidence(store.db, orgId, about) : [];
  const card = caseCard(about, part, evidence, lang);
  if (news !== 'waiting') return send(card);
  return send({ ...card, blocks: [{ kind: 'text', text: caseText.stillWaits[lang] }, ...card.blocks] });
}

const CASES_A_ROUND = 100;

/** Reminds whoever has to decide a case that has waited for long, and plans the next reminder. How many cases they were. */
export async function announceCases(store: StoreContext): Promise<number> {
  const now = store.clock.now();
  const due = await store.db.$queryRaw<DueCase[]>`
    SELECT k.org_id AS "orgId", k.id, k.remind_at AS "remindAt", o.zone, o.reminder_time AS "reminderTime"
    FROM collision_cases k JOIN organizations o ON o.id = k.org_id
    WHERE k.state = 'open' AND k.remind_at <= ${new Date(now)}::timestamptz
    ORDER BY k.remind_at LIMIT ${CASES_A_ROUND}::int`;
  for (const row of due) await announceCase(store, row, now);
  return due.length;
}

interface DueCase {
  readonly orgId: string;
  readonly id: string;
  readonly remindAt: Date;
  readonly zone: string;
  readonly reminderTime: string;
}

/** Of several processes at it, the one that moves the reminder on announces it. */
async function announceCase(store: StoreContext, row: DueCase, now: number): Promise<void> {
  const next = new Date(planReminder(now, row, await loadCalendar(store.db, row.orgId)));
  const payload = JSON.stringify({ caseId: row.id, day: localDateOf(now, row.zone) });
  await store.db.$executeRaw`
    WITH moved AS (
      UPDATE collision_cases SET remind_at = ${next}::timestamptz
      WHERE org_id = ${row.orgId}::uuid AND id = ${row.id}::uuid AND state = 'open'
        AND remind_at = ${row.remindAt}::timestamptz RETURNING org_id
    )
    INSERT INTO outbox_events (org_id, id, kind, payload, occurred_at)
    SELECT org_id, ${store.ids.uuid()}::uuid, 'case.waiting', ${payload}::jsonb, ${new Date(now)}::timestamptz FROM moved`;
}
