import { createHash, randomBytes } from 'node:crypto';
import { auditEntry } from '../../store/audit.ts';
import type { Db } from '../../store/client.ts';
import type { ActingContext, StoreContext } from '../../store/context.ts';

/** How long the link can be used, once (ms), and the session that it opens lasts (ms). */
export const PASS_MS = 5 * 60_000;
export const SESSION_MS = 15 * 60_000;

const BYTES = 32;
const TOKEN = /^[\w-]{43}$/;

/** Whether the installation holds one organization alone: then its admins see nobody else's jobs on the board. */
export async function isOnlyOrganization({
  db,
}: {
  readonly db: Pick<Db, 'organization'>;
}): Promise<boolean> {
  return (await db.organization.count()) === 1;
}

/**
 * Makes a single-use way into the board for a member, and writes it down. `operator`: for whoever runs the installation.
 * What the link ends with; it is nowhere kept.
 */
export async function makePass(
  acting: ActingContext & { readonly memberId: string },
  operator: boolean,
): Promise<string> {
  const { db, orgId, memberId, clock, ids } = acting;
  const now = clock.now();
  const token = makeToken();
  const id = ids.uuid();
  await db.$transaction(async (tx) => {
    await tx.boardPass.deleteMany({
      where: {
        orgId,
        passUntil: { lt: new Date(now) },
        OR: [{ sessionUntil: null }, { sessionUntil: { lt: new Date(now) } }],
      },
    });
    await tx.boardPass.create({
      data: { orgId, id, memberId, operator, passHash: hash(token), passUntil: new Date(now + PASS_MS) },
    });
    const after = { operator };
    await tx.$executeRaw(
      auditEntry(acting, { action: 'board.opened', entity: 'organization', entityId: orgId, after }),
    );
  });
  return token;
}

/** Turns a pass into a session, once; what its cookie holds. Undefined for one that is used, over, or never was. */
export async function redeemPass({ db, clock }: StoreContext, token: string): Promise<string | undefined> {
  if (!TOKEN.test(token)) return undefined;
  const session = makeToken();
  const now = clock.now();
  const used = await db.boardPass.updateMany({
    where: { passHash: hash(token), sessionHash: null, passUntil: { gte: new Date(now) } },
    data: { sessionHash: hash(session), sessionUntil: new Date(now + SESSION_MS) },
  });
  return used.count === 1 ? session : undefined;
}

/** Whether a session still opens the board: it is not over, and its member is an active admin at this instant. */
export async function mayEnter({ db, clock }: StoreContext, session: string | undefined): Promise<boolean> {
  if (session === undefined || !TOKEN.test(session)) return false;
  const [row] = await db.$queryRaw<{ operator: boolean; alone: boolean }[]>`
    SELECT b.operator, (SELECT count(*) = 1 FROM organizations) AS alone
    FROM board_passes b JOIN members m ON m.org_id = b.org_id AND m.id = b.member_id
    WHERE b.session_hash = ${hash(session)} AND b.session_until >= ${new Date(clock.now())}::timestamptz
      AND m.active AND 'admin' = ANY(m.roles)`;
  return row !== undefined && (row.operator || row.alone);
}

function makeToken(): string {
  return randomBytes(BYTES).toString('base64url');
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
