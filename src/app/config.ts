import { z } from 'zod';
import { readRedisAddress } from '../../jobs/redis-address.ts';

/** A wrong environment: every problem at once, each with its way out. The process exits with 78 (EX_CONFIG). */
export class ConfigProblem extends Error {
  override readonly name = 'ConfigProblem';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

export interface SlackConfig {
  readonly signingSecret: string;
  readonly botToken?: string;
  readonly apiUrl: string;
}

export interface FeishuConfig {
  readonly appId: string;
  readonly appSecret: string;
  readonly encryptKey: string;
  readonly verificationToken: string;
}

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly role: 'all' | 'web' | 'worker';
  readonly home: string;
  /** 32 bytes; undefined in embedded mode, which makes one and keeps it in the home. */
  readonly secretKey?: Buffer;
  readonly publicUrl?: string;
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  readonly log: { readonly level: string; readonly format: 'json' | 'pretty' };
  readonly slack?: SlackConfig;
  readonly slackApiUrl: string;
  readonly feishu?: FeishuConfig;
  readonly feishuDomain: string;
}

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const FEISHU_DOMAINS: Readonly<Record<string, string>> = {
  feishu: 'https://open.feishu.cn',
  lark: 'https://open.larksuite.com',
};

const text = z.string().trim();
const url = (protocols: readonly string[]) =>
  text.refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `must be an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

const environment = z.object({
  HOST: text.default('127.0.0.1'),
  PORT: text
    .default('3000')
    .refine((value) => /^\d{1,5}$/.test(value) && Number(value) < 65_536, 'must be a port from 0 to 65535'),
  DEALBELL_ROLE: z.enum(['all', 'web', 'worker'], 'must be all, web or worker').default('all'),
  DEALBELL_HOME: text.default('.dealbell'),
  DEALBELL_SECRET_KEY: text
    .refine(
      (value) => Buffer.from(value, 'base64').length === 32,
      'must be 32 bytes in base64; make one with: openssl rand -base64 32',
    )
    .optional(),
  DEALBELL_PUBLIC_URL: url(['http:', 'https:']).optional(),
  DATABASE_URL: url(['postgresql:', 'postgres:']).optional(),
  REDIS_URL: text
    .refine(
      (value) => readRedisAddress(value) !== undefined,
      'must be an address that begins with redis:// or rediss://, or for a Redis Cluster name some of its nodes: redis+cluster://user:password@host:port,host:port',
    )
    .optional(),
  LOG_LEVEL: z.enum(LEVELS, `must be one of ${LEVELS.join(', ')}`).default('info'),
  LOG_FORMAT: z.enum(['json', 'pretty'], 'must be json or pretty').optional(),
  SLACK_SIGNING_SECRET: text.min(16, 'is too short to be a signing secret').optional(),
  SLACK_BOT_TOKEN: text.startsWith('xoxb-', 'must be a bot token, which begins with xoxb-').optional(),
  SLACK_APP_TOKEN: text.optional(),
  SLACK_CLIENT_ID: text.optional(),
  SLACK_CLIENT_SECRET: text.optional(),
  SLACK_API_URL: url(['http:', 'https:']).default('https://slack.com/api/'),
  FEISHU_APP_ID: text.regex(/^cli_[0-9a-zA-Z]+$/, 'must be an app id, which begins with cli_').optional(),
  FEISHU_APP_SECRET: text.optional(),
  FEISHU_ENCRYPT_KEY: text.optional(),
  FEISHU_VERIFICATION_TOKEN: text.optional(),
  FEISHU_MODE: z.enum(['webhook', 'websocket'], 'must be webhook').default('webhook'),
  FEISHU_DOMAIN: text
    .default('feishu')
    .refine(
      (value) => value in FEISHU_DOMAINS || URL.canParse(value),
      'must be feishu, lark or a base address',
    ),
});
type Environment = z.infer<typeof environment>;

const FEISHU_NAMES = [
  'FEISHU_APP_ID',
  'FEISHU_APP_SECRET',
  'FEISHU_ENCRYPT_KEY',
  'FEISHU_VERIFICATION_TOKEN',
] as const;

/** Reads the environment once. Empty variables count as absent. Throws a ConfigProblem that lists everything wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, terminal: boolean): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environment.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
  const combined = [...problems, ...listMissing(given)];
  if (!parsed.success || combined.length > 0) throw new ConfigProblem(combined);
  return toConfig(parsed.data, terminal);
}

/** Variables that only make sense together, and what this version cannot do yet. */
function listMissing(given: Readonly<Record<string, string | undefined>>): string[] {
  const problems: string[] = [];
  const feishu = FEISHU_NAMES.filter((name) => given[name]);
  if (feishu.length > 0) {
    for (const name of FEISHU_NAMES) {
      if (!given[name]) problems.push(`${name} is missing; Feishu needs all four of its variables`);
    }
  }
  if (given.SLACK_BOT_TOKEN && !given.SLACK_SIGNING_SECRET) {
    problems.push('SLACK_SIGNING_SECRET is missing; without it nobody could tell Slack from an impostor');
  }
  if (given.SLACK_APP_TOKEN)
    problems.push('SLACK_APP_TOKEN asks for Socket Mode, which is not built yet; leave it out and use HTTP');
  if (given.SLACK_CLIENT_ID || given.SLACK_CLIENT_SECRET) {
    problems.push(
      'SLACK_CLIENT_ID and SLACK_CLIENT_SECRET ask for installation links, which are not built yet; connect each workspace with: npx dealbell workspace connect slack',
    );
  }
  if (given.FEISHU_MODE === 'websocket') problems.push('FEISHU_MODE=websocket is not built yet; use webhook');
  if (given.DATABASE_URL && !given.DEALBELL_SECRET_KEY) {
    problems.push(
      'DEALBELL_SECRET_KEY is missing; it encrypts tokens in the database of DATABASE_URL; make one with: openssl rand -base64 32',
    );
  }
  return problems;
}

function toConfig(env: Environment, terminal: boolean): Config {
  return {
    host: env.HOST,
    port: Number(env.PORT),
    role: env.DEALBELL_ROLE,
    home: env.DEALBELL_HOME,
    ...(env.DEALBELL_SECRET_KEY ? { secretKey: Buffer.from(env.DEALBELL_SECRET_KEY, 'base64') } : {}),
    ...(env.DEALBELL_PUBLIC_URL ? { publicUrl: env.DEALBELL_PUBLIC_URL } : {}),
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
    ...(env.REDIS_URL ? { redisUrl: env.REDIS_URL } : {}),
    log: { level: env.LOG_LEVEL, format: env.LOG_FORMAT ?? (terminal ? 'pretty' : 'json') },
    slackApiUrl: env.SLACK_API_URL,
    ...readSlack(env),
    ...readFeishu(env),
    feishuDomain: FEISHU_DOMAINS[env.FEISHU_DOMAIN] ?? env.FEISHU_DOMAIN,
  };
}

function readSlack(env: Environment): { readonly slack?: SlackConfig } {
  if (!env.SLACK_SIGNING_SECRET) return {};
  const token = env.SLACK_BOT_TOKEN ? { botToken: env.SLACK_BOT_TOKEN } : {};
  return { slack: { signingSecret: env.SLACK_SIGNING_SECRET, apiUrl: env.SLACK_API_URL, ...token } };
}

function readFeishu(env: Environment): { readonly feishu?: FeishuConfig } {
  const { FEISHU_APP_ID: appId, FEISHU_APP_SECRET: appSecret, FEISHU_ENCRYPT_KEY: encryptKey } = env;
  const verificationToken = env.FEISHU_VERIFICATION_TOKEN;
  if (!appId || !appSecret || !encryptKey || !verificationToken) return {};
  return { feishu: { appId, appSecret, encryptKey, verificationToken } };
}
