import { expect, test } from 'vitest';
import { ConfigProblem, readConfig } from '../../src/app/config.ts';

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env, false);
    return [];
  } catch (error) {
    if (error instanceof ConfigProblem) return error.problems;
    throw error;
  }
}

test('an empty environment is a whole configuration', () => {
  expect(readConfig({}, false)).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    role: 'all',
    home: '.dealbell',
    log: { level: 'info', format: 'json' },
    slackApiUrl: 'https://slack.com/api/',
    feishuDomain: 'https://open.feishu.cn',
  });
  expect(readConfig({ FEISHU_DOMAIN: 'lark' }, true)).toMatchObject({
    feishuDomain: 'https://open.larksuite.com',
    log: { format: 'pretty' },
  });
});

test('an empty variable counts as one that is not there', () => {
  expect(problemsOf({ PORT: '', DATABASE_URL: '', SLACK_BOT_TOKEN: '' })).toEqual([]);
});

test('everything that is wrong is said at once', () => {
  const problems = problemsOf({
    PORT: '99999',
    DEALBELL_ROLE: 'boss',
    DEALBELL_SECRET_KEY: 'short',
    REDIS_URL: 'http://redis',
    SLACK_BOT_TOKEN: 'abc',
    FEISHU_APP_ID: 'cli_0123456789abcdef',
  });
  for (const name of [
    'PORT',
    'DEALBELL_ROLE',
    'DEALBELL_SECRET_KEY',
    'REDIS_URL',
    'SLACK_BOT_TOKEN',
    'SLACK_SIGNING_SECRET',
    'FEISHU_ENCRYPT_KEY',
  ]) {
    expect(problems.some((problem) => problem.startsWith(name))).toBe(true);
  }
});

test.each([
  ['a database of one’s own without a key', { DATABASE_URL: 'postgresql://u@h/d' }, 'DEALBELL_SECRET_KEY'],
  ['a Slack token without its secret', { SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_SIGNING_SECRET'],
  [
    'Feishu without its Encrypt Key',
    { FEISHU_APP_ID: 'cli_1', FEISHU_APP_SECRET: 's', FEISHU_VERIFICATION_TOKEN: 't' },
    'FEISHU_ENCRYPT_KEY',
  ],
  ['Socket Mode', { SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_APP_TOKEN'],
  ['Feishu’s long connection', { FEISHU_MODE: 'websocket' }, 'FEISHU_MODE'],
])('%s is refused, with the variable named', (_what, env, name) => {
  expect(problemsOf(env).some((problem) => problem.startsWith(name))).toBe(true);
});
