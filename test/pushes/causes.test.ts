import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { classifyFailure as classifyFeishu } from '../../adapters/feishu/errors.ts';
import { FeishuRefusal } from '../../adapters/feishu/http.ts';
import { classifyFailure as classifySlack } from '../../adapters/slack/errors.ts';
import { explainCause, findCause, placeCodes, workspaceCodes } from '../../src/pushes/letters/causes.ts';
import { feishuCauses } from '../../src/pushes/letters/causes-feishu.ts';
import { slackCauses } from '../../src/pushes/letters/causes-slack.ts';

const source = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('why a message could not be sent', () => {
  it('is in words for every code that an adapter knows', async () => {
    const slack =
      (await source('adapters/slack/errors.ts')).match(/'[a-z_]{5,}'|'E[A-Z]+'|'UND_[A-Z_]+'/g) ?? [];
    const words = slack
      .map((word) => word.slice(1, -1))
      .filter(
        (word) =>
          !/^(slack_webapi|ratelimited|rate_limited|unknown|unknown_error|limited|refused|failed|conversation|workspace|content|network)/.test(
            word,
          ),
      );
    expect(words.length).toBeGreaterThan(25);
    expect(words.filter((word) => findCause(word) === undefined)).toEqual([]);
    // But for those that are tried again after a while: they end as `limited`.
    const limited = ['99991400', '11232', '230020', '1000'];
    const gone = ['230011', '230019', '230050', '230110', '231003'];
    const feishu = (await source('adapters/feishu/errors.ts')).match(/\b\d[\d_]{4,}\b/g) ?? [];
    const codes = feishu
      .map((code) => code.replaceAll('_', ''))
      .filter((code) => !limited.includes(code) && !gone.includes(code));
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.filter((code) => findCause(code) === undefined)).toEqual([]);
  });

  it('agrees with the adapters about what a cure of it mends', () => {
    const about = { place: 'conversation', workspace: 'workspace', all: 'content' } as const;
    for (const [word, { scope }] of Object.entries(slackCauses)) {
      const end = classifySlack({ code: 'slack_webapi_platform_error', data: { error: word } });
      if (end.kind === 'refused' && end.about !== 'content')
        expect([word, end.about]).toEqual([word, about[scope]]);
    }
    for (const [code, { scope }] of Object.entries(feishuCauses)) {
      const end = classifyFeishu(new FeishuRefusal(400, Number(code), ''));
      if (end.kind === 'refused') expect([code, end.about]).toEqual([code, about[scope]]);
    }
    expect(placeCodes).toContain('is_archived');
    expect(workspaceCodes).toContain('99991672');
  });

  it.each([
    ['232011', 'place'],
    ['token-99991663', 'workspace'],
    ['unsettled-uuid-no-longer-protects', 'place'],
    ['unread-missing_scope', 'place'],
    ['http-502', 'all'],
    ['http-418', 'all'],
  ])('knows %s', (code, scope) => {
    expect(findCause(code)?.scope).toBe(scope);
  });

  it('names what nobody wrote down as the platform said it', () => {
    expect(findCause('brand_new_error')).toBeUndefined();
    expect(explainCause('brand_new_error').why.zh).toContain('brand_new_error');
    expect(explainCause('brand_new_error').why.en).toContain('brand_new_error');
  });
});
