import { Prisma, type Sql } from '../store/client.ts';
import type { HandedItem, Holding } from './holding.ts';

/** One that was answered is finished under its own key, and waits for nothing, closed or not. */
const isUnanswered = (draft: Sql): Sql =>
  Prisma.sql`NOT EXISTS (SELECT FROM inbound_events e WHERE e.org_id = ${draft}.org_id AND e.key = 'draft ' || ${draft}.id)`;

/** Forms and questions that wait for an answer: whoever takes over may finish them. */
export const draftHolding: Holding = {
  kind: 'drafts',
  columns: [
    {
      column: 'drafts.member_id',
      open: (now) => Prisma.sql`r.closed_at IS NULL AND r.expires_at > ${now}::timestamptz
        AND ${isUnanswered(Prisma.sql`r`)}`,
    },
  ],
  move: (tx, { orgId }, { leaverId, heir, now }) =>
    tx.$queryRaw<HandedItem[]>`UPDATE drafts SET member_id = ${heir}::uuid
      WHERE org_id = ${orgId}::uuid AND member_id = ${leaverId}::uuid AND closed_at IS NULL
        AND expires_at > ${new Date(now)}::timestamptz AND ${isUnanswered(Prisma.sql`drafts`)} RETURNING id, member_id AS to`,
};

/** Groups go to a successor who manages; without one, those above manage them, as the tree says. */
export const groupHolding: Holding = {
  kind: 'groups',
  columns: [{ column: 'group_managers.member_id' }],
  move: (tx, { orgId }, { leaverId, managing }) =>
    tx.$queryRaw<HandedItem[]>`WITH given AS (
        DELETE FROM group_managers WHERE org_id = ${orgId}::uuid AND member_id = ${leaverId}::uuid
        RETURNING org_id, group_id
      ), taken AS (
        INSERT INTO group_managers (org_id, group_id, member_id)
        SELECT org_id, group_id, ${managing}::uuid FROM given WHERE ${managing}::uuid IS NOT NULL
        ON CONFLICT DO NOTHING
      )
      SELECT group_id AS id, ${managing}::uuid AS to FROM given`,
};

/** Who reported to the leaver reports to the successor who manages, else to whom the leaver reported. */
export const reportHolding: Holding = {
  kind: 'reports',
  columns: [{ column: 'members.reports_to', open: () => Prisma.sql`r.active` }],
  move: (tx, { orgId }, { leaverId, managing }) =>
    tx.$queryRaw<HandedItem[]>`UPDATE members m
      SET reports_to = NULLIF(CASE WHEN ${managing}::uuid <> m.id THEN ${managing}::uuid ELSE l.reports_to END, m.id)
      FROM members l
      WHERE m.org_id = ${orgId}::uuid AND m.reports_to = ${leaverId}::uuid AND l.org_id = m.org_id AND l.id = m.reports_to
      RETURNING m.id, m.reports_to AS to`,
};

/** Chat accounts and API keys are nobody's to take over: they are closed. */
export const accountHolding: Holding = {
  kind: 'accounts',
  columns: [
    { column: 'chat_identities.member_id', open: () => Prisma.sql`r.gone_at IS NULL` },
    { column: 'api_keys.member_id', open: () => Prisma.sql`r.revoked_at IS NULL` },
  ],
  move: async (tx, { orgId }, { leaverId, now }) => {
    const at = new Date(now);
    const accounts = await tx.$queryRaw<HandedItem[]>`UPDATE chat_identities SET gone_at = ${at}::timestamptz
      WHERE org_id = ${orgId}::uuid AND member_id = ${leaverId}::uuid AND gone_at IS NULL RETURNING id, NULL::uuid AS to`;
    const keys = await tx.$queryRaw<HandedItem[]>`UPDATE api_keys SET revoked_at = ${at}::timestamptz
      WHERE org_id = ${orgId}::uuid AND member_id = ${leaverId}::uuid AND revoked_at IS NULL RETURNING id, NULL::uuid AS to`;
    return [...accounts, ...keys];
  },
};
