import type { Source } from '../chat/inbound.ts';
import { languageOf } from '../chat/language.ts';
import type { Role } from '../chat/spec.ts';
import { isUuid } from '../kernel/ids.ts';
import type { Actor, CustomerMatch, Organization } from '../people/context.ts';
import { type Db, Prisma, type Sql } from '../store/client.ts';

/** Which customer to look up together with the caller: by name keys of which the longest that exists wins, or by id. */
export interface CustomerLookup {
  readonly candidates: readonly string[];
  readonly id?: string;
  /** The key of the first two words, where more than one was typed: names may begin with it. */
  readonly begins?: string;
}

/** Somebody in a connected workspace who is not linked to an active member. */
export interface Unlinked {
  readonly kind: 'unlinked';
  readonly org: Organization;
  readonly workspaceId: string;
  /** The account is known, but waits to be confirmed, or its member has left. */
  readonly identity?: { readonly id: string; readonly state: 'waiting' | 'left' };
}

export type Resolved =
  | {
      readonly kind: 'linked';
      readonly org: Organization;
      readonly actor: Actor;
      readonly workspaceId: string;
      readonly identityId: string;
      /** Epoch ms at which this account was last noted to be in use; null if never. */
      readonly seenAt: number | null;
      /** The customer that was looked up, if there is one of that name or id. */
      readonly customers: readonly CustomerMatch[];
      /** Customers whose names begin with `begins`. */
      readonly begun: readonly CustomerMatch[];
    }
  | Unlinked
  | { readonly kind: 'unknown-workspace' };

interface Row {
  readonly orgId: string;
  readonly orgName: string;
  readonly zone: string;
  readonly locale: string;
  readonly currency: string;
  readonly fiscalStartMonth: number;
  readonly calendarRegion: string;
  readonly reminderTime: string;
  readonly workspaceId: string;
  readonly identityId: string | null;
  readonly confirmed: boolean;
  /** The platform says that this account is no longer there. */
  readonly gone: boolean;
  readonly seenAt: string | null;
  readonly memberId: string;
  readonly memberName: string;
  readonly roles: Role[];
  readonly rank: string;
  readonly active: boolean;
  readonly actorLocale: string | null;
  readonly actorZone: string | null;
  readonly customerId: string | null;
  readonly customerName: string;
  readonly nameKey: string;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly lastContactAt: string | null;
  readonly begun: readonly BegunRow[] | null;
}

/** As JSON gives it. */
type BegunRow = Omit<CustomerMatch, 'lastContactAt'> & { readonly lastContactAt: string | null };

/** So many names that begin alike are offered or told apart; the person types more of the name for others. */
const BEGUN = 20;

/**
 * Who sent a verified request, for which organization and with which roles, and the customer their text names: one round
 * trip, by unique keys only, because every request pays for it. Nothing of it is ever remembered.
 */
export async function resolveCaller(db: Db, source: Source, lookup?: CustomerLookup): Promise<Resolved> {
  const customer = planLookup(lookup);
  // As one value: the driver reads a description of every column anew for every answer.
  const [found] = await db.run<{ readonly row: Row }>(Prisma.sql`SELECT to_json(r) AS row FROM (
    SELECT w.org_id AS "orgId", o.name AS "orgName", o.zone, o.locale, o.currency,
      o.fiscal_start_month AS "fiscalStartMonth", o.calendar_region AS "calendarRegion",
      o.reminder_time AS "reminderTime", w.id AS "workspaceId",
      i.id AS "identityId", i.confirmed_at IS NOT NULL AS confirmed, i.gone_at IS NOT NULL AS gone, i.last_seen_at AS "seenAt",
      m.id AS "memberId", m.name AS "memberName", m.roles, m.rank, m.active,
      COALESCE(m.locale, i.locale) AS "actorLocale", COALESCE(m.zone, i.zone) AS "actorZone", ${customer.columns},
      ${findBegun(lookup?.begins)} AS begun
    FROM workspaces w JOIN organizations o ON o.id = w.org_id
    LEFT JOIN chat_identities i ON i.workspace_id = w.id AND i.external_user = ${source.user}
    LEFT JOIN members m ON m.org_id = i.org_id AND m.id = i.member_id ${customer.joins}
    WHERE w.platform = ${source.platform} AND w.external_key = ${source.workspace} AND w.disconnected_at IS NULL) r`);
  return found === undefined ? { kind: 'unknown-workspace' } : readRow(found.row);
}

const COLUMNS = Prisma.sql`c.id AS "customerId", c.name AS "customerName", c.name_key AS "nameKey",
  c.owner_id AS "ownerId", b.name AS "ownerName", c.last_contact_at AS "lastContactAt"`;
/** A name that was given up in a merge leads to the customer as well: what was typed is the key, not its present name. */
const NAMED_COLUMNS = Prisma.sql`c.id AS "customerId", c.name AS "customerName", k.value AS "nameKey",
  c.owner_id AS "ownerId", b.name AS "ownerName", c.last_contact_at AS "lastContactAt"`;
const OWNER = Prisma.sql`LEFT JOIN members b ON b.org_id = c.org_id AND b.id = c.owner_id`;
const NOBODY = { columns: Prisma.sql`NULL::uuid AS "customerId"`, joins: Prisma.empty };

function planLookup(lookup: CustomerLookup | undefined): { readonly columns: Sql; readonly joins: Sql } {
  if (lookup?.id !== undefined) {
    if (!isUuid(lookup.id)) return NOBODY;
    const joins = Prisma.sql`LEFT JOIN customers c ON c.org_id = w.org_id AND c.id = ${lookup.id}::uuid ${OWNER}`;
    return { columns: COLUMNS, joins };
  }
  const keys = lookup?.candidates.filter((key) => key !== '') ?? [];
  if (keys.length === 0) return NOBODY;
  const joins = Prisma.sql`LEFT JOIN LATERAL (
      SELECT k.customer_id, k.value FROM customer_keys k
      WHERE k.org_id = w.org_id AND k.kind = 'name' AND k.value = ANY(${keys}::text[])
      ORDER BY length(k.value) DESC LIMIT 1
    ) k ON true
    LEFT JOIN customers c ON c.org_id = w.org_id AND c.id = k.customer_id ${OWNER}`;
  return { columns: NAMED_COLUMNS, joins };
}

/** Without index-proof operators a generic plan would read all names. The last character is behind every other one. */
function findBegun(begins: string | undefined): Sql {
  if (begins === undefined) return Prisma.sql`NULL::jsonb`;
  return Prisma.sql`(SELECT jsonb_agg(n) FROM (
      SELECT e.id, e.name, e.name_key AS "nameKey", e.owner_id AS "ownerId", a.name AS "ownerName",
        e.last_contact_at AS "lastContactAt"
      FROM customer_keys p JOIN customers e ON e.org_id = p.org_id AND e.id = p.customer_id
      LEFT JOIN members a ON a.org_id = e.org_id AND a.id = e.owner_id
      WHERE p.org_id = w.org_id AND p.kind = 'name' AND p.value ~>=~ ${begins} AND p.value ~<~ ${`${begins}\u{10ffff}`}
      LIMIT ${BEGUN}::int) n)`;
}

function readRow(row: Row): Resolved {
  const org = readOrganization(row);
  const { workspaceId, identityId } = row;
  if (identityId === null) return { kind: 'unlinked', org, workspaceId };
  if (!row.active || row.gone)
    return { kind: 'unlinked', org, workspaceId, identity: { id: identityId, state: 'left' } };
  if (!row.confirmed)
    return { kind: 'unlinked', org, workspaceId, identity: { id: identityId, state: 'waiting' } };
  return {
    kind: 'linked',
    org,
    actor: readActor(row),
    workspaceId,
    identityId,
    seenAt: readInstant(row.seenAt),
    customers: readCustomer(row),
    begun: (row.begun ?? []).map((each) => ({
      ...each,
      lastContactAt: readInstant(each.lastContactAt),
    })),
  };
}

function readOrganization(row: Row): Organization {
  const { orgId, orgName, zone, locale, currency, fiscalStartMonth, calendarRegion, reminderTime } = row;
  return { id: orgId, name: orgName, zone, locale, currency, fiscalStartMonth, calendarRegion, reminderTime };
}

function readActor(row: Row): Actor {
  return {
    memberId: row.memberId,
    name: row.memberName,
    roles: row.roles,
    rank: row.rank,
    lang: languageOf(row.actorLocale ?? row.locale),
    zone: row.actorZone ?? row.zone,
  };
}

function readCustomer(row: Row): readonly CustomerMatch[] {
  if (row.customerId === null) return [];
  return [
    {
      id: row.customerId,
      name: row.customerName,
      nameKey: row.nameKey,
      ownerId: row.ownerId,
      ownerName: row.ownerName,
      lastContactAt: readInstant(row.lastContactAt),
    },
  ];
}

function readInstant(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}
