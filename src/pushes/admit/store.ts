import type { QueryResultRow } from 'pg';
import type { Address } from '../../chat/sender.ts';
import { Prisma } from '../../store/client.ts';
import type { StoreContext } from '../../store/context.ts';
import { loadMutes } from '../mutes/heed.ts';
import type { DeliveryPlan } from '../plan.ts';
import { burstLimits, defaultBudgets } from './manners.ts';
import { type QuietHours, readQuiet } from './quiet.ts';
import { type Admission, admit, deferPastQuiet, type PlaceFacts } from './rules.ts';

/** A plan and what became of it. */
export interface Admitted {
  readonly plan: DeliveryPlan;
  /** Where it goes, as one word; null where it goes nowhere. */
  readonly place: string | null;
  readonly admission: Admission;
}

type WaitingPlan = DeliveryPlan & { readonly state: 'pending' };

interface FactsRow {
  readonly place: string;
  readonly zone: string;
  readonly quiet: string | null;
  readonly budget: number | null;
  readonly today: number;
  readonly kinds: Readonly<Record<string, { readonly recent: number; readonly inBurst: boolean }>> | null;
}

/** Begins the key of what brings the rest of a burst of one kind together. */
export const BURST = 'gathered|burst';
const LONGEST_BURST = Math.max(...Object.values(burstLimits).map(({ withinMs }) => withinMs));

/** A conversation or private chat as one word: the same for every message that goes there. */
export function placeOfAddress({ platform, workspace, conversation, user }: Address): string {
  return `${platform}|${workspace}|${conversation ?? `@${user}`}`;
}

/**
 * The stage that every planned message passes on its way into the ledger: decides which go out now, wait for others, or do
 * not go out at all. What its reader has muted or put off is heeded first. Two round trips at once for all of them; none where nothing can be held. Instants are those of the one clock.
 */
export async function admitPlans(
  store: StoreContext,
  orgId: string,
  plans: readonly DeliveryPlan[],
): Promise<readonly Admitted[]> {
  const now = store.clock.now();
  const waiting = plans.filter(isHoldable);
  const places = new Map(waiting.map((plan) => [placeOfAddress(plan.to), plan.to]));
  const [facts, heedMutes] = await Promise.all([
    places.size === 0 ? new Map() : loadFacts(store, orgId, places, now),
    loadMutes(store.db, orgId, waiting, now),
  ]);
  const counts = new Map<string, { today: number; readonly recent: Map<string, number> }>();
  return plans.map((plan) => {
    const place = plan.to === undefined ? null : placeOfAddress(plan.to);
    const row = place === null ? undefined : facts.get(place);
    if (!isHoldable(plan) || place === null || row === undefined) return { plan, place, admission: NOW };
    const muted = heedMutes(plan);
    if (muted !== undefined) {
      const settled = deferPastQuiet(muted, toFacts(row, plan.kind, NOTHING_HERE));
      return { plan, place, admission: settled };
    }
    const here = counts.get(place) ?? { today: 0, recent: new Map() };
    counts.set(place, here);
    const admission = admit(toAdmissible(plan), toFacts(row, plan.kind, here), now);
    if (admission.kind === 'now') {
      // What goes out with the same event counts for the next of its plans.
      here.today += 1;
      here.recent.set(plan.kind, (here.recent.get(plan.kind) ?? 0) + 1);
    }
    return { plan, place, admission };
  });
}

const NOW: Admission = { kind: 'now' };
const NOTHING_HERE = { today: 0, recent: new Map<string, number>() };

/** What takes the place of a message that is there already does not ring, and a test of the way reaches nobody. */
function isHoldable(plan: DeliveryPlan): plan is WaitingPlan {
  if (plan.state !== 'pending' || plan.to.replaces !== undefined || plan.kind === 'canary') return false;
  return plan.content.push !== 'amended';
}

function toAdmissible({ kind, content, dueAt }: WaitingPlan) {
  return { kind, push: content.push, ...(dueAt === undefined ? {} : { dueAt }) };
}

function toFacts(
  row: FactsRow,
  kind: string,
  here: { readonly today: number; readonly recent: ReadonlyMap<string, number> },
): PlaceFacts {
  const quiet: QuietHours | undefined = row.quiet === null ? undefined : readQuiet(row.quiet);
  const known = row.kinds?.[kind];
  return {
    zone: row.zone,
    ...(quiet === undefined ? {} : { quiet }),
    ...(row.budget === null || row.budget === 0 ? {} : { budget: row.budget }),
    today: row.today + here.today,
    recent: (known?.recent ?? 0) + (here.recent.get(kind) ?? 0),
    inBurst: known?.inBurst ?? false,
  };
}

/**
 * What is known of places: their own quiet hours and budget or the organization's, and what went there today and lately.
 * What waits in another message counts as that one.
 */
async function loadFacts(
  { db }: StoreContext,
  orgId: string,
  places: ReadonlyMap<string, Address>,
  now: number,
): Promise<ReadonlyMap<string, FactsRow>> {
  const at = new Date(now);
  const asked = [...places].map(([place, { platform, workspace, user, conversation }]) => {
    return { place, platform, workspace, user, conversation };
  });
  const lately = Prisma.join(
    Object.entries(burstLimits).map(
      ([kind, { withinMs }]) => Prisma.sql`WHEN ${kind}::text THEN ${new Date(now - withinMs)}::timestamptz`,
    ),
    ' ',
  );
  const rows = await db.run<FactsRow & QueryResultRow>(Prisma.sql`
    SELECT p.place, spot.zone, COALESCE(spot.quiet, house.quiet) AS quiet,
      COALESCE(spot.budget, house.budget,
        CASE WHEN p.conversation IS NULL THEN ${defaultBudgets.people}::int ELSE ${defaultBudgets.channels}::int END) AS budget,
      COALESCE(sent.today, 0)::int AS today, sent.kinds
    FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
      AS p(place text, platform text, workspace text, "user" text, conversation text)
    JOIN organizations o ON o.id = ${orgId}::uuid
    LEFT JOIN LATERAL (
      SELECT COALESCE(m.zone, i.zone, o.zone) AS zone, COALESCE(mine.quiet, here.quiet) AS quiet,
        COALESCE(mine.budget, here.budget) AS budget
      FROM workspaces w
      LEFT JOIN chat_identities i ON i.org_id = w.org_id AND i.workspace_id = w.id AND i.external_user = p."user"
        AND p.conversation IS NULL AND i.confirmed_at IS NOT NULL
      LEFT JOIN members m ON m.org_id = i.org_id AND m.id = i.member_id
      LEFT JOIN attention_settings mine ON mine.org_id = m.org_id AND mine.member_id = m.id
      LEFT JOIN attention_settings here ON here.org_id = w.org_id AND here.workspace_id = w.id
        AND here.conversation = p.conversation
      WHERE w.org_id = o.id AND w.platform = p.platform AND w.external_key = p.workspace
      ORDER BY w.disconnected_at DESC NULLS FIRST LIMIT 1
    ) spot ON true
    LEFT JOIN attention_settings house ON house.org_id = o.id
      AND house.scope = CASE WHEN p.conversation IS NULL THEN 'people' ELSE 'channels' END
    LEFT JOIN LATERAL (
      SELECT sum(k.today) AS today, jsonb_object_agg(k.kind, jsonb_build_object('recent', k.recent, 'inBurst', k.burst)) AS kinds
      FROM (
        SELECT d.kind, count(*) FILTER (WHERE d.created_at >= day.begins) AS today,
          count(*) FILTER (WHERE d.created_at > CASE d.kind ${lately} END) AS recent,
          bool_or(starts_with(d.key, ${BURST}::text) AND d.not_before > CASE d.kind ${lately} END) AS burst
        FROM (SELECT date_trunc('day', ${at}::timestamptz AT TIME ZONE spot.zone) AT TIME ZONE spot.zone AS begins) day
        JOIN deliveries d ON d.org_id = o.id AND d.place = p.place AND d.bearer_id IS NULL
          AND d.created_at >= least(day.begins, ${new Date(now - LONGEST_BURST)}::timestamptz)
          AND d.state NOT IN ('skipped', 'dead')
        GROUP BY d.kind
      ) k
    ) sent ON true`);
  return new Map(rows.map((row) => [row.place, row]));
}
