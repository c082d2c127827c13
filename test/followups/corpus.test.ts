import { describe, expect, it } from 'vitest';
import { judge, readCorpus, type Verdict } from './corpus.ts';

const corpora = [
  { file: 'corpus.zh.txt', currency: 'CNY', least: 160 },
  { file: 'corpus.en.txt', currency: 'USD', least: 160 },
  { file: 'held-out.zh.txt', currency: 'CNY', least: 45 },
  { file: 'held-out.en.txt', currency: 'USD', least: 45 },
  { file: 'phone.zh.txt', currency: 'CNY', least: 75 },
  { file: 'phone.en.txt', currency: 'USD', least: 75 },
  { file: 'phone-locked.zh.txt', currency: 'CNY', least: 50 },
  { file: 'phone-locked.en.txt', currency: 'USD', least: 50 },
  { file: 'phone-later.zh.txt', currency: 'CNY', least: 32 },
  { file: 'phone-later.en.txt', currency: 'USD', least: 32 },
  { file: 'unseen.zh.txt', currency: 'CNY', least: 540 },
  { file: 'unseen.en.txt', currency: 'USD', least: 540 },
  { file: 'doubtful.zh.txt', currency: 'CNY', least: 50 },
  { file: 'doubtful.en.txt', currency: 'USD', least: 50 },
];

type Corpus = (typeof corpora)[number];
const judged = new Map<string, readonly Verdict[]>();

/** Every line is read once, for all that is asked of it. */
function judgeAll({ file, currency }: Corpus): readonly Verdict[] {
  const verdicts = judged.get(file) ?? readCorpus(file).map((each) => judge(each, currency));
  judged.set(file, verdicts);
  return verdicts;
}

describe('follow-ups as people type them', () => {
  it.each(corpora)('$file: no amount and no date is silently wrong', (corpus) => {
    const verdicts = judgeAll(corpus);
    expect(verdicts.length).toBeGreaterThanOrEqual(corpus.least);
    expect(verdicts.filter((each) => each.silentlyWrong)).toEqual([]);
  });

  it('at least 95 % are read completely right', () => {
    const verdicts = corpora.flatMap(judgeAll);
    const right = verdicts.filter((each) => each.right).length;
    const share = right / verdicts.length;
    console.info(`${right} of ${verdicts.length} lines read completely right: ${(100 * share).toFixed(1)} %`);
    expect(share).toBeGreaterThanOrEqual(0.95);
  });
});
