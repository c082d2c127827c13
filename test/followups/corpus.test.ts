import { describe, expect, it } from 'vitest';
import { judge, readCorpus } from './corpus.ts';

const corpora = [
  { file: 'corpus.zh.txt', currency: 'CNY', least: 150 },
  { file: 'corpus.en.txt', currency: 'USD', least: 150 },
];

describe('lines as people type them', () => {
  it.each(corpora)('$file: at least 95 % read completely right, no amount or date silently wrong', ({ file, currency, least }) => {
    const verdicts = readCorpus(file).map((each) => judge(each, currency));
    expect(verdicts.length).toBeGreaterThanOrEqual(least);
    const right = verdicts.filter((each) => each.right).length;
    console.info(`${file}: ${right} of ${verdicts.length} read completely right (${((100 * right) / verdicts.length).toFixed(1)} %)`);
    if (process.env.CORPUS) for (const v of verdicts.filter((x) => !x.right)) console.info(v.silentlyWrong ? '!!' : '  ', v.line, '\n     want', JSON.stringify(Object.values(v.expected).slice(2)), 'got', JSON.stringify(Object.values(v.read).slice(2)), v.read.text === v.expected.text ? '' : `TEXT ${v.read.text}`, v.read.customer);
    expect(verdicts.filter((each) => each.silentlyWrong)).toEqual([]);
    expect(right / verdicts.length).toBeGreaterThanOrEqual(0.95);
  });
});
