import { compareNames } from '../../customers/names.ts';
import { COUNTED, FRESH, READY, SHARED_BY_ALL, SHARED_WITH_FRESH, TOLD } from './near-sql.ts';
import type { Finding, NearMatch } from './report.ts';
import type { Session } from './session.ts';

/** A new customer beside the known ones that share something with it: of each its id, key, pinyin and `p` where it is a phone. */
interface LineRow {
  readonly line: number;
  readonly nameKey: string;
  readonly pinyin: string;
  readonly ids: string;
  readonly keys: string;
  readonly sounds: string;
  readonly phones: string;
}

/** What a line may have been meant for, before it has a name. */
interface NearLine {
  readonly line: number;
  readonly others: readonly { readonly id: string; readonly likeness: number }[];
}

const SHOWN = 5;
const A_FETCH = 1_000;

export interface NearSense {
  readonly orgId: string;
  readonly importId: string;
  readonly zone: string;
}

/**
 * Finds what the customers of an import may have been meant for: those that were known before, or came on an earlier line. In
 * one pass over all names and phones, sorted and joined by PostgreSQL on its disk, so that memory stays the same however many
 * there are. Runs inside an open transaction; findings come in the order of lines.
 */
export async function* findNearLines(
  { client }: Session,
  { orgId, importId, zone }: NearSense,
): AsyncGenerator<Finding> {
  await client.query(READY);
  const counted = await client.query<{ fresh: number; all: number }>(COUNTED, [orgId, importId]);
  const { fresh = 0, all = 0 } = counted.rows[0] ?? {};
  if (fresh === 0) return;
  // Where most are new, sorting out first what the few old ones have in common with them only costs a second look at all.
  if (all <= 2 * fresh) await client.query(SHARED_BY_ALL, [orgId, importId]);
  else {
    await client.query(FRESH, [orgId, importId]);
    await client.query('ANALYZE import_fresh');
    await client.query(SHARED_WITH_FRESH, [orgId, importId]);
  }
  await client.query('ANALYZE import_shared');
  await client.query(TOLD, [orgId]);
  const fetch = () => {
    const page = client.query<LineRow>(`FETCH ${A_FETCH} FROM import_told`);
    // Whoever waits for it hears of a failure; until then nobody does.
    page.catch(() => {});
    return page;
  };
  let coming = fetch();
  for (;;) {
    const { rows } = await coming;
    // The next ones are made while these are compared.
    if (rows.length === A_FETCH) coming = fetch();
    const lines = rows.map(compareLine).filter(({ others }) => others.length > 0);
    if (lines.length > 0) yield* describeLines(client, { orgId, zone }, lines);
    if (rows.length < A_FETCH) break;
  }
  await client.query('CLOSE import_told');
}

const ID_LENGTH = 36;

function compareLine({ line, nameKey, pinyin, ids, keys, sounds, phones }: LineRow): NearLine {
  const compare = compareNames({ nameKey, pinyin });
  const otherSounds = sounds.split('\n');
  const others = keys.split('\n').flatMap((key, index) => {
    const { near, likeness } = compare({ nameKey: key, pinyin: otherSounds[index] ?? '' });
    const id = ids.slice(index * ID_LENGTH, (index + 1) * ID_LENGTH);
    return near || phones[index] === 'p' ? [{ id, likeness }] : [];
  });
  return { line, others };
}

/** Names what was found, with its owner and the day of its last follow-up and nothing more: the most alike first. */
async function* describeLines(
  client: Session['client'],
  { orgId, zone }: Pick<NearSense, 'orgId' | 'zone'>,
  lines: readonly NearLine[],
): AsyncGenerator<Finding> {
  const { rows } = await client.query<NearMatch & { readonly id: string }>(
    `SELECT c.id, c.name, m.name AS owner, (c.last_contact_at AT TIME ZONE $2)::date::text AS "lastFollowUp"
     FROM unnest($3::uuid[]) AS u(id) JOIN customers c ON c.org_id = $1 AND c.id = u.id
     LEFT JOIN members m ON m.org_id = $1 AND m.id = c.owner_id`,
    [orgId, zone, [...new Set(lines.flatMap(({ others }) => others.map(({ id }) => id)))]],
  );
  const matches = new Map(rows.map(({ id, ...match }) => [id, match]));
  for (const { line, others } of lines) {
    const near = others
      .flatMap(({ id, likeness }) => {
        const match = matches.get(id);
        return match === undefined ? [] : [{ match, likeness }];
      })
      .toSorted((a, b) => b.likeness - a.likeness || (a.match.name < b.match.name ? -1 : 1))
      .slice(0, SHOWN)
      .map(({ match }) => match);
    yield { kind: 'near', line, near };
  }
}
