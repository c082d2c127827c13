const HAN = /\p{Script=Han}/u;
const LATIN = /^[\p{Script=Latin}\s'’.-]+$/u;

/**
 * Which of these Chinese names a text in Latin letters spells: `Li Wei`, `liwei` and, given name first, `Wei Li` are 李伟. The
 * dictionary of pinyin is loaded when it is first needed.
 */
export async function findSpelled<N extends { readonly name: string }>(
  typed: string,
  people: readonly N[],
): Promise<readonly N[]> {
  const chinese = people.filter(({ name }) => HAN.test(name));
  if (!LATIN.test(typed) || chinese.length === 0) return [];
  const wanted = fold(typed);
  const { pinyin } = await import('pinyin-pro');
  return chinese.filter(({ name }) => {
    const parts = pinyin(name, { toneType: 'none', type: 'array', mode: 'surname', v: true });
    // A family name has one character, or two as 欧阳.
    return [0, 1, 2].some((cut) => wanted === fold([...parts.slice(cut), ...parts.slice(0, cut)].join('')));
  });
}

function fold(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[üǖǘǚǜ]/g, 'v')
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
}
