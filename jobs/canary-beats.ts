import type { StoreContext } from '../src/store/context.ts';

/** How often a canary has come through in an installation, and what was said about its silence. */
export interface Beat {
  readonly orgId: string;
  readonly beat: bigint;
  /** The beat after which an outage was told that nobody has cleared yet. */
  readonly told: bigint | null;
}

/** For so long somebody who said that they would tell an outage has time to do it (s). */
const CLAIM_SECONDS = 60;

/** Notes that a canary came through. */
export async function beat({ db }: StoreContext, orgId: string): Promise<void> {
  await db.$executeRaw`INSERT INTO canary_beats (org_id, beat) VALUES (${orgId}::uuid, 1)
    ON CONFLICT (org_id) DO UPDATE SET beat = canary_beats.beat + 1`;
}

/** Where the canaries stand; undefined while there is no organization. */
export async function readBeat({ db }: StoreContext): Promise<Beat | undefined> {
  const [row] = await db.$queryRaw<Beat[]>`
    SELECT o.id AS "orgId", COALESCE(b.beat, 0) AS beat, CASE WHEN b.told_beat > COALESCE(b.cleared_beat, -1) THEN b.told_beat END AS told
    FROM organizations o LEFT JOIN canary_beats b ON b.org_id = o.id ORDER BY o.id LIMIT 1`;
  return row;
}

/**
 * Whether this process is the one to tell that nothing has come since this beat. Whoever was but did not get to it in a minute
 * loses it to another; whether they told it after all is seen in the conversation.
 */
export async function claimOutage({ db }: StoreContext, { orgId, beat: last }: Beat): Promise<boolean> {
  const claimed = await db.$executeRaw`
    INSERT INTO canary_beats AS b (org_id, beat, told_beat, claimed_until)
    VALUES (${orgId}::uuid, ${last}::bigint, ${last}::bigint, now() + make_interval(secs => ${CLAIM_SECONDS}::int))
    ON CONFLICT (org_id) DO UPDATE SET told_beat = EXCLUDED.told_beat, claimed_until = EXCLUDED.claimed_until
    WHERE b.beat = EXCLUDED.beat
      AND (b.told_beat IS DISTINCT FROM EXCLUDED.told_beat OR b.claimed_until < now())`;
  return claimed > 0;
}

/** It was told: nobody has to tell it again. */
export async function noteTold({ db }: StoreContext, { orgId, beat: last }: Beat): Promise<void> {
  await db.$executeRaw`UPDATE canary_beats SET claimed_until = 'infinity'
    WHERE org_id = ${orgId}::uuid AND told_beat = ${last}::bigint`;
}

/** Whether this process is the one to give the all-clear for the outage after a beat. */
export async function claimClear({ db }: StoreContext, orgId: string, told: bigint): Promise<boolean> {
  const cleared = await db.$executeRaw`UPDATE canary_beats SET cleared_beat = ${told}::bigint
    WHERE org_id = ${orgId}::uuid AND beat > ${told}::bigint
      AND (cleared_beat IS NULL OR cleared_beat < ${told}::bigint)`;
  return cleared > 0;
}
