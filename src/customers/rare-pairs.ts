/** Pairs of characters that very many names, pinyin and initials hold, the commonest first. */
const COMMON =
  'ng an ji in sh en ia xi ua on hu he ej ke ch zh ha kj ao ij ho yi li yu gh ei it tu ou ix nz hi iy ai oy qi jt ma un ie gu di ' +
  'ic gl my ti uo gy er is ne nj ny zi il sy gz gc al ui la wu ns ar me st or na re ru te nd nt es us le ri ye yo to de ' +
  '科技 集团 贸易 实业 机械 电子 技术 信息 息技 网络 络科 有限 限公 公司 上海 北京 深圳 广州';
const places: ReadonlyMap<string, number> = new Map(COMMON.split(' ').map((pair, place) => [pair, place]));

/** More pairs than these cost the index more than they spare: each list is read, and what is found is compared whole anyway. */
const MOST_PAIRS = 4;

/**
 * The pairs by which the index is asked for names that hold all of these: a few of the rarer ones, from all over what was typed,
 * because a list of a quarter of all names costs the more the more such lists there are.
 */
export function choosePairs(pairs: readonly string[]): string[] {
  const distinct = [...new Set(pairs)];
  const rare = distinct.filter((pair) => !places.has(pair));
  if (rare.length >= MOST_PAIRS) return spread(rare);
  const common = distinct
    .filter((pair) => places.has(pair))
    .toSorted((a, b) => (places.get(b) ?? 0) - (places.get(a) ?? 0));
  return [...rare, ...common].slice(0, MOST_PAIRS);
}

/** Some of them at even distances, the first and the last among them. */
function spread(pairs: readonly string[]): string[] {
  const step = (pairs.length - 1) / (MOST_PAIRS - 1);
  return Array.from({ length: MOST_PAIRS }, (_, place) => pairs[Math.round(place * step)] ?? '');
}
