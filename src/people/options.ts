import type { PickOption } from '../chat/card.ts';
import { writeChosen } from '../chat/chosen.ts';
import type { Context } from './context.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly account: string | null;
}

/** The active colleagues whose name or address holds what was typed, by name; with their account where they are asked for. */
export async function listMemberOptions(
  context: Context,
  typed: string,
  limit: number,
): Promise<readonly PickOption[]> {
  const { platform, workspace } = context.inbound.source;
  const like = `%${typed.trim().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const rows = await context.db.$queryRaw<Row[]>`
    SELECT m.id, m.name, max(i.external_user) AS account
    FROM members m
    LEFT JOIN workspaces w ON w.org_id = m.org_id AND w.platform = ${platform} AND w.external_key = ${workspace}
      AND w.disconnected_at IS NULL
    LEFT JOIN chat_identities i ON i.org_id = m.org_id AND i.member_id = m.id AND i.workspace_id = w.id
      AND i.confirmed_at IS NOT NULL
    WHERE m.org_id = ${context.orgId}::uuid AND m.active
      AND (m.name ILIKE ${like} OR m.email_folded ILIKE ${like})
    GROUP BY m.id, m.name ORDER BY m.name, m.id LIMIT ${limit}::int`;
  return rows.map(({ id, name, account }) => ({
    label: name,
    value: writeChosen(id, name),
    ...(account === null ? {} : { account }),
  }));
}
