/** Pushes of the same minute leave over this time at most (ms), so that their platforms and our machine are not asked at once. */
export const spreadMost = 60_000;
/** So many a second leave without being spread any further. */
const PER_SECOND = 330;
/** What would be spread over less than this goes out at once (ms). */
const LEAST = 300;
/** The part of the time over which organizations are spread; the rest is for the conversations of one. */
const BETWEEN = 0.9;

/**
 * How long after its time a push goes out (ms), when so many (`alike`) are due at the same time of day: none where they are few,
 * up to a minute where they are many. It follows from the ids, so it is the same each day, and the conversations of one
 * organization come within a few seconds of each other.
 */
export function spreadOf(orgId: string, subscriptionId: string, alike: number): number {
  const window = Math.min(spreadMost, Math.floor((alike * 1_000) / PER_SECOND));
  if (window < LEAST) return 0;
  return Math.floor(window * (BETWEEN * placeOf(orgId) + (1 - BETWEEN) * placeOf(subscriptionId)));
}

/** Where an id falls between 0 and 1: FNV-1a over its characters, and its bits mixed once more. */
function placeOf(id: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01_00_01_93);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
