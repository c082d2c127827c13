import type { QueryResultRow } from 'pg';
import type { Address, MessageRef } from '../../chat/sender.ts';
import type { LocalDate } from '../../kernel/calendar.ts';
import { type Db, Prisma, type Sql } from '../../store/client.ts';
import type { StoreContext } from '../../store/context.ts';
import type { DeliveryToRender, PushContent } from '../content.ts';
import type { DeliveryKind } from '../plan.ts';
import type { Figures, Told, ToldAbout } from './figures.ts';

/** What a message is about to tell. `isDoubtful`: an earlier attempt may have been posted. */
export interface Telling {
  readonly orgId: string;
  readonly id: string;
  readonly told: Told;
  readonly isDoubtful: boolean;
}

/**
 * Keeps what messages tell, before they go out, so that no end of a process can lose it. Where an earlier attempt may have
 * been posted, what that one told stays.
 */
export async function keepTold(store: StoreContext, tellings: readonly Telling[]): Promise<void> {
  const [doubtful, sure] = [true, false].map((each) =>
    tellings.filter(({ isDoubtful }) => isDoubtful === each),
  );
  await Promise.all([
    keepAll(store, doubtful ?? [], Prisma.sql`DO NOTHING`),
    keepAll(
      store,
      sure ?? [],
      Prisma.sql`DO UPDATE SET as_of = EXCLUDED.as_of, figures = EXCLUDED.figures, first_day = EXCLUDED.first_day,
        last_day = EXCLUDED.last_day`,
    ),
  ]);
}

async function keepAll({ db }: StoreContext, tellings: readonly Telling[], known: Sql): Promise<void> {
  if (tellings.length === 0) return;
  const rows = tellings.map(({ orgId, id, told }) => ({
    org_id: orgId,
    delivery_id: id,
    about: told.about,
    root_id: told.rootId ?? null,
    subject_id: told.subjectId,
    first_day: told.firstDay,
    last_day: told.lastDay,
    as_of: new Date(told.asOf),
    figures: told.figures,
  }));
  // By key's order, so that two processes at the same rows wait for each other and never in a circle.
  await db.run(Prisma.sql`
    INSERT INTO told_figures (org_id, delivery_id, about, root_id, subject_id, first_day, last_day, as_of, figures)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS t(org_id uuid, delivery_id uuid, about text,
      root_id uuid, subject_id uuid, first_day date, last_day date, as_of timestamptz, figures jsonb)
    ORDER BY t.org_id, t.delivery_id
    ON CONFLICT (org_id, delivery_id) ${known}`);
}

/** A message that was sent, with what it told. */
export interface ToldMessage {
  readonly id: string;
  readonly kind: DeliveryKind;
  readonly subscriptionId: string | null;
  readonly content: PushContent;
  readonly told: Told;
  /** When it was sent, and what was told last in its place. */
  readonly latest: Figures;
  /** The message that stands for it now: its own, or the one that had to follow it. */
  readonly ref: MessageRef;
  /** Another amendment of it is on its way to the platform. */
  readonly isBusy: boolean;
}

interface ToldRow {
  readonly id: string;
  readonly kind: DeliveryKind;
  readonly subscriptionId: string | null;
  readonly content: PushContent;
  readonly about: ToldAbout;
  readonly subjectId: string | null;
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;
  readonly asOf: Date;
  readonly figures: Figures;
  readonly ref: MessageRef;
  readonly latest: Figures | null;
  readonly latestRef: MessageRef | null;
  readonly isBusy: boolean;
}

/** What a message told and what stands in its place by now; undefined if it told nothing or was never sent. */
export async function findTold(
  db: Db,
  orgId: string,
  rootId: string,
  besides: string,
): Promise<ToldMessage | undefined> {
  const [row] = await db.$queryRaw<ToldRow[]>`
    SELECT d.id, d.kind, d.subscription_id AS "subscriptionId", d.content, t.about, t.subject_id AS "subjectId",
      t.first_day::text AS "firstDay", t.last_day::text AS "lastDay", t.as_of AS "asOf", t.figures, d.message_ref AS ref,
      later.figures AS latest, later.message_ref AS "latestRef",
      EXISTS (SELECT FROM told_figures b JOIN deliveries o ON o.org_id = b.org_id AND o.id = b.delivery_id
        WHERE b.org_id = t.org_id AND b.root_id = t.delivery_id AND b.delivery_id <> ${besides}::uuid
          AND o.state IN ('sending', 'unknown')) AS "isBusy"
    FROM told_figures t JOIN deliveries d ON d.org_id = t.org_id AND d.id = t.delivery_id
    LEFT JOIN LATERAL (
      SELECT a.figures, s.message_ref FROM told_figures a
      JOIN deliveries s ON s.org_id = a.org_id AND s.id = a.delivery_id AND s.state = 'sent'
      WHERE a.org_id = t.org_id AND a.root_id = t.delivery_id
      ORDER BY s.settled_at DESC, a.delivery_id DESC LIMIT 1
    ) later ON true
    WHERE t.org_id = ${orgId}::uuid AND t.delivery_id = ${rootId}::uuid AND d.state = 'sent' AND d.message_ref IS NOT NULL`;
  if (row === undefined) return undefined;
  const { about, subjectId, firstDay, lastDay, figures, latest, latestRef, ref, ...rest } = row;
  const told = { about, subjectId, firstDay, lastDay, asOf: row.asOf.getTime(), figures };
  return { ...rest, told, latest: latest ?? figures, ref: latestRef ?? ref };
}

/** Whether it is still to be seen what became of a message; one that waits for an admin stays as it is until then. */
export async function isUnsettled(db: Db, orgId: string, id: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ one: number }[]>`
    SELECT 1 AS one FROM deliveries
    WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid
      AND (state IN ('sending', 'unknown', 'pending') OR (state = 'held' AND not_before < '9000-01-01'))`;
  return row !== undefined;
}

/** The other messages that grew on this one's card, by time. */
export function listOnCard(
  db: Db,
  orgId: string,
  id: string,
  { conversation, message }: MessageRef,
): Promise<readonly (DeliveryToRender & { readonly createdAt: Date })[]> {
  return db.$queryRaw<(DeliveryToRender & { readonly createdAt: Date })[]>`
    SELECT d.org_id AS "orgId", d.id, d.subscription_id AS "subscriptionId", d.content, d.created_at AS "createdAt"
    FROM deliveries d
    WHERE d.org_id = ${orgId}::uuid AND d.message_ref IS NOT NULL AND d.message_ref->>'conversation' = ${conversation}
      AND d.message_ref->>'message' = ${message} AND d.state = 'sent' AND d.id <> ${id}::uuid
      AND d.kind <> 'answer' AND d.content->>'push' NOT IN ('amended', 'gathered')
    ORDER BY d.created_at, d.id LIMIT 20`;
}

/** What a change of the facts may touch. */
export interface Touched {
  /** Orders, payments and deals whose own news it may make wrong. */
  readonly subjects: readonly string[];
  /** The days for which something counts differently, each with the instant at which that first counted (epoch ms). */
  readonly days: readonly { readonly day: LocalDate; readonly countedAt: number }[];
  /** Groups of which it is, besides the whole company. */
  readonly groups: readonly string[];
}

/** A message that is out, or may be, and that a change may have made wrong. */
export interface Candidate {
  readonly id: string;
  readonly kind: DeliveryKind;
  readonly subscriptionId: string | null;
  /** Null while nobody knows yet what became of it. */
  readonly ref: MessageRef | null;
  /** Where it was to go. */
  readonly address: Address;
}

/** More at once are not mended by one change. */
const CANDIDATES_MOST = 5_000;

/**
 * Out, or under way with what it tells written down already. One that was certainly not posted is drawn anew before it goes
 * out.
 */
const TOLD = Prisma.sql`(d.state = 'sent' AND d.message_ref IS NOT NULL OR d.state IN ('sending', 'unknown'))`;

/** The messages that tell of these subjects, or figures of these days and groups. */
export function listTouched(db: Db, orgId: string, touched: Touched): Promise<readonly Candidate[]> {
  const days = touched.days.map(({ day, countedAt }) => ({
    day,
    counted_at: new Date(countedAt).toISOString(),
  }));
  return db.run<Candidate & QueryResultRow>(Prisma.sql`
    SELECT d.id, d.kind, d.subscription_id AS "subscriptionId", d.message_ref AS ref, d.address
    FROM told_figures t JOIN deliveries d ON d.org_id = t.org_id AND d.id = t.delivery_id
    WHERE t.org_id = ${orgId}::uuid AND t.root_id IS NULL AND t.subject_id = ANY(${[...touched.subjects]}::uuid[])
      AND ${TOLD}
    UNION
    SELECT d.id, d.kind, d.subscription_id, d.message_ref, d.address
    FROM jsonb_to_recordset(${JSON.stringify(days)}::jsonb) AS f(day date, counted_at timestamptz)
    JOIN told_figures t ON t.org_id = ${orgId}::uuid AND t.root_id IS NULL AND t.subject_id IS NULL
      AND t.last_day >= f.day AND t.first_day <= f.day
      AND (t.about <> 'ranking' OR f.day < t.last_day OR f.counted_at <= t.as_of)
    JOIN deliveries d ON d.org_id = t.org_id AND d.id = t.delivery_id
    WHERE ${TOLD}
      AND (d.content->>'groupId' IS NULL OR (d.content->>'groupId')::uuid = ANY(${[...touched.groups]}::uuid[]))
    LIMIT ${CANDIDATES_MOST}::int`);
}
