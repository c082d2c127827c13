/** Words that say what kind of company it is, behind a name in Latin letters. Dots are gone: L.L.C. is llc. */
const COMPANY_WORDS = new Set(
  `co company corp corporation inc incorporated ltd limited coltd llc llp lp plc pllc gmbh mbh ag kg kgaa ug ohg sa sas
  sarl srl bv nv oy oyj aps pte pty sdn bhd kk`.split(/\s+/),
);

/** What links a name with its company word: Smith and Co, Meyer und Co. KG. */
const LINKS = new Set(['and', 'und', 'et']);

/**
 * The same in Chinese and Japanese; a branch (分公司), a subsidiary (子公司) and head office (总公司) are told apart. A group
 * (集团) is another firm than the company of that name, so 集团 stays.
 */
const COMPANY_ENDING =
  /(?:股份有限公司|有限责任公司|有限責任公司|有限合伙企业|有限公司|股份公司|(?<![分子总總])公司|株式会社)$/;

const ASCII = /^[\x20-\x7e]*$/;
/** The signs that nearly all Chinese names are made of. */
const PLAIN_HAN = /^[\u4e00-\u9fff]+$/;
const HAN_GAP = /(?<=\p{Script=Han})[^\p{L}\p{N}+]+(?=\p{Script=Han})/gu;
const WORD = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}+])+/gu;

/**
 * The form in which two names of one customer are equal: Unicode NFKC, no case, no spaces and punctuation, no company
 * suffix (有限公司, Co., Ltd., GmbH …). A name that is nothing but a suffix stays, one of nothing but signs keeps its signs,
 * and a normalized name normalizes to itself.
 */
export function normalizeName(name: string): string {
  // Most of what is typed, and every word of a request may begin a name. It has no second round to go through.
  if (ASCII.test(name)) return normalizeAscii(name.toLowerCase());
  // These characters have no case and no other form, and a single word is without its suffixes after one round.
  if (PLAIN_HAN.test(name)) return dropCompanyWords([name]).join('');
  let before = name;
  // Joining the words can bring a suffix to light (华为 L td), so until nothing changes; every round but the first shortens.
  for (;;) {
    const after = normalizeOnce(before);
    if (after === before) return after;
    before = after;
  }
}

/**
 * The pairs of neighbouring characters of a normalized name, each once; of a single character, itself. They are what
 * finds a customer by two Chinese characters out of the middle of a name.
 */
export function bigrams(normalizedName: string): string[] {
  const pairs = new Set<string>();
  let before = '';
  for (const character of normalizedName) {
    if (before !== '') pairs.add(before + character);
    before = character;
  }
  return pairs.size === 0 && before !== '' ? [before] : [...pairs];
}

function normalizeOnce(name: string): string {
  const folded = foldCase(name.replace(/[™®©℠]/g, '')).replace(/\p{Variation_Selector}|\p{Cf}/gu, '');
  const words = folded.replace(/['’.]/g, '').replace(HAN_GAP, '').match(WORD) ?? [];
  if (words.length === 0) return folded.replace(/\s/g, '');
  return dropCompanyWords(words).join('');
}

/** The same for printable ASCII in small letters, at a tenth of the cost: joined, its words are one, and one word stays. */
function normalizeAscii(folded: string): string {
  const words = folded.replace(/['.]/g, '').match(/[a-z0-9+]+/g) ?? [];
  return words.length === 0 ? folded.replaceAll(' ', '') : dropCompanyWords(words).join('');
}

function foldCase(text: string): string {
  // Up and down again: ß and ẞ meet in ss, ς and σ in σ.
  return text.normalize('NFKC').toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFKC');
}

/** Takes suffixes off the end, as many as there are, but never the last word. */
function dropCompanyWords(words: readonly string[]): readonly string[] {
  const last = words.at(-1);
  if (last === undefined) return words;
  const rest = words.slice(0, -1);
  if (COMPANY_WORDS.has(last) && rest.length > 0) return dropCompanyWords(dropLink(rest));
  const shorter = ASCII.test(last) ? last : last.replace(COMPANY_ENDING, '');
  if (shorter === last || (shorter === '' && rest.length === 0)) return words;
  return dropCompanyWords(shorter === '' ? rest : [...rest, shorter]);
}

function dropLink(words: readonly string[]): readonly string[] {
  return words.length > 1 && LINKS.has(words.at(-1) ?? '') ? words.slice(0, -1) : words;
}
