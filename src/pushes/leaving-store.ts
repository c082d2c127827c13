import type { Platform } from '../chat/inbound.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import type { HoldingKind } from '../people/holding-names.ts';
import type { Db } from '../store/client.ts';

/** A chat account that its platform has reported gone. */
export interface GoneAccount {
  readonly memberId: string;
  readonly name: string;
  readonly platform: Platform;
  readonly workspaceName: string;
}

/** The account, while it is gone and its member has not been handed over. */
export async function findGoneAccount(
  db: Db,
  orgId: string,
  identityId: string,
): Promise<GoneAccount | undefined> {
  const [row] = await db.$queryRaw<GoneAccount[]>`
    SELECT m.id AS "memberId", m.name, w.platform, w.name AS "workspaceName"
    FROM chat_identities i JOIN members m ON m.org_id = i.org_id AND m.id = i.member_id
    JOIN workspaces w ON w.org_id = i.org_id AND w.id = i.workspace_id
    WHERE i.org_id = ${orgId}::uuid AND i.id = ${identityId}::uuid AND i.gone_at IS NOT NULL AND m.active`;
  return row;
}

/** All accounts that are gone while their members are not handed over; `isPlain`: they sell or manage, and no more. */
export function listGoneAccounts(
  db: Pick<Db, '$queryRaw'>,
  orgId: string,
): Promise<readonly (GoneAccount & { readonly isPlain: boolean })[]> {
  return db.$queryRaw<(GoneAccount & { readonly isPlain: boolean })[]>`
    SELECT DISTINCT ON (m.name, m.id) m.id AS "memberId", m.name, w.platform, w.name AS "workspaceName",
      m.roles <@ ARRAY['sales', 'manager'] AS "isPlain"
    FROM chat_identities i JOIN members m ON m.org_id = i.org_id AND m.id = i.member_id
    JOIN workspaces w ON w.org_id = i.org_id AND w.id = i.workspace_id
    WHERE i.org_id = ${orgId}::uuid AND i.gone_at IS NOT NULL AND m.active
    ORDER BY m.name, m.id, i.gone_at LIMIT 50`;
}

/** What a hand-over brought one member. */
export interface Brief {
  readonly leaver: string;
  readonly counts: ReadonlyMap<HoldingKind, number>;
  /** Their new customers by category; `category` empty: without one. */
  readonly customers: readonly {
    readonly category: string;
    readonly count: number;
    readonly names: readonly string[];
  }[];
  /** What is due next, the earliest first. */
  readonly due: readonly { readonly customerId: string; readonly customer: string; readonly on: LocalDate }[];
  /** Forms that the leaver did not finish. */
  readonly drafts: readonly { readonly id: string; readonly command: string; readonly about: string }[];
}

interface BriefRow {
  readonly leaver: string;
  readonly counts: Partial<Record<HoldingKind, number>>;
  readonly customers: Brief['customers'];
  readonly due: Brief['due'];
  readonly drafts: Brief['drafts'];
}

/** What a hand-over brought this member, as it stands now; undefined if it brought nothing. */
export async function loadBrief(
  db: Db,
  orgId: string,
  handoverId: string,
  memberId: string,
): Promise<Brief | undefined> {
  const [row] = await db.$queryRaw<BriefRow[]>`
    WITH mine AS (
      SELECT kind, item_id FROM handover_items
      WHERE org_id = ${orgId}::uuid AND handover_id = ${handoverId}::uuid AND to_id = ${memberId}::uuid
    )
    SELECT l.name AS leaver,
      COALESCE((SELECT jsonb_object_agg(kind, count) FROM (SELECT kind, count(*) FROM mine GROUP BY kind) k), '{}') AS counts,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('category', category, 'count', count, 'names', names)
          ORDER BY category = '', category) FROM (
        SELECT category, count(*) AS count, (array_agg(name ORDER BY name))[1:4] AS names FROM (
          SELECT COALESCE(g.name, '') AS category, c.name FROM mine
          JOIN customers c ON c.org_id = ${orgId}::uuid AND c.id = mine.item_id
          LEFT JOIN categories g ON g.org_id = c.org_id AND g.id = c.category_id WHERE mine.kind = 'customers') n
        GROUP BY category) grouped), '[]') AS customers,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('customerId', d.customer_id, 'customer', d.name, 'on', d.due_on)
          ORDER BY d.due_on, d.name) FROM (
        SELECT r.customer_id, c.name, r.due_on FROM mine JOIN reminders r ON r.org_id = ${orgId}::uuid AND r.id = mine.item_id
          AND r.state = 'open'
        JOIN customers c ON c.org_id = r.org_id AND c.id = r.customer_id
        WHERE mine.kind = 'reminders' ORDER BY r.due_on, c.name LIMIT 6) d), '[]') AS due,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('id', d.id, 'command', d.command, 'about', d.about)) FROM (
        SELECT f.id, f.command, COALESCE(f.values->>'customer', f.values->>'name', '') AS about FROM mine JOIN drafts f ON f.org_id = ${orgId}::uuid AND f.id = mine.item_id
          AND f.closed_at IS NULL
          AND NOT EXISTS (SELECT FROM inbound_events e WHERE e.org_id = f.org_id AND e.key = 'draft ' || f.id)
        WHERE mine.kind = 'drafts' ORDER BY f.created_at DESC LIMIT 3) d), '[]') AS drafts
    FROM handovers h JOIN members l ON l.org_id = h.org_id AND l.id = h.leaver_id
    WHERE h.org_id = ${orgId}::uuid AND h.id = ${handoverId}::uuid AND EXISTS (SELECT FROM mine)`;
  if (row === undefined) return undefined;
  return { ...row, counts: new Map(Object.entries(row.counts) as [HoldingKind, number][]) };
}

/** Customers that somebody was given at once, as far as they still have them. */
export interface Received {
  readonly giver: string;
  readonly note: string;
  readonly count: number;
  readonly customers: readonly { readonly id: string; readonly name: string; readonly from: string | null }[];
}

/** What this member was given by somebody at an instant; undefined if nothing of it is theirs any more. */
export async function loadReceived(
  db: Db,
  orgId: string,
  given: { readonly memberId: string; readonly giverId: string; readonly at: number },
  limit: number,
): Promise<Received | undefined> {
  type Row = Received['customers'][number] & Pick<Received, 'giver' | 'note' | 'count'>;
  const rows = await db.$queryRaw<Row[]>`
    SELECT c.id, c.name, f.name AS from, g.name AS giver, h.note, count(*) OVER ()::int AS count
    FROM ownership_changes h
    JOIN customers c ON c.org_id = h.org_id AND c.id = h.customer_id AND c.owner_id = h.to_id
    JOIN members g ON g.org_id = h.org_id AND g.id = h.changed_by
    LEFT JOIN members f ON f.org_id = h.org_id AND f.id = h.from_id
    WHERE h.org_id = ${orgId}::uuid AND h.to_id = ${given.memberId}::uuid AND h.changed_by = ${given.giverId}::uuid
      AND h.changed_at = ${new Date(given.at)}::timestamptz AND h.reason = 'transferred'
    ORDER BY c.name, c.id LIMIT ${limit}::int`;
  const [first] = rows;
  return first && { giver: first.giver, note: first.note, count: first.count, customers: rows };
}

/** Customers that went from a member to another one in one go. */
export interface MovedAway {
  readonly giver: string;
  readonly to: string;
  readonly note: string;
  readonly count: number;
  /** Their names, as many as are shown. */
  readonly customers: readonly string[];
}

/** Whose customers somebody gave to another one at an instant: active people, but neither of the two. */
export async function listPreviousOwners(
  db: Db,
  orgId: string,
  given: { readonly toId: string; readonly giverId: string; readonly at: number },
): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT h.from_id AS id FROM ownership_changes h
    JOIN members f ON f.org_id = h.org_id AND f.id = h.from_id AND f.active
    WHERE h.org_id = ${orgId}::uuid AND h.to_id = ${given.toId}::uuid AND h.changed_by = ${given.giverId}::uuid
      AND h.changed_at = ${new Date(given.at)}::timestamptz AND h.reason = 'transferred'
      AND h.from_id NOT IN (${given.toId}::uuid, ${given.giverId}::uuid) ORDER BY 1`;
  return rows.map(({ id }) => id);
}

/** What of it is the other one's still; undefined if nothing is. */
export async function loadMovedAway(
  db: Db,
  orgId: string,
  given: { readonly memberId: string; readonly toId: string; readonly giverId: string; readonly at: number },
  limit: number,
): Promise<MovedAway | undefined> {
  type Row = Omit<MovedAway, 'customers'> & { readonly name: string };
  const rows = await db.$queryRaw<Row[]>`
    SELECT c.name, g.name AS giver, n.name AS to, h.note, count(*) OVER ()::int AS count
    FROM ownership_changes h
    JOIN customers c ON c.org_id = h.org_id AND c.id = h.customer_id AND c.owner_id = h.to_id
    JOIN members g ON g.org_id = h.org_id AND g.id = h.changed_by
    JOIN members n ON n.org_id = h.org_id AND n.id = h.to_id
    WHERE h.org_id = ${orgId}::uuid AND h.from_id = ${given.memberId}::uuid AND h.to_id = ${given.toId}::uuid
      AND h.changed_by = ${given.giverId}::uuid AND h.changed_at = ${new Date(given.at)}::timestamptz
      AND h.reason = 'transferred'
    ORDER BY c.name, c.id LIMIT ${limit}::int`;
  const [first] = rows;
  if (first === undefined) return undefined;
  const { giver, to, note, count } = first;
  return { giver, to, note, count, customers: rows.map(({ name }) => name) };
}
