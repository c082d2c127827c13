import { type ChildProcess, spawn } from 'node:child_process';
import { waitFor } from '../jobs/child.ts';
import type { ProductOrders } from './product-process.ts';
import type { FaultStage } from './stage.ts';

/** The whole product in a process of its own, connected with the stage's platforms. */
export interface Product {
  readonly address: string;
  /** All that it has said so far, its log and whatever else. */
  readonly said: () => string;
  /** Whether the process that was started still runs. */
  readonly lives: () => boolean;
  readonly kill: () => Promise<void>;
}

const FILE = new URL('./product-process.ts', import.meta.url);

export async function startProduct(stage: FaultStage, role: 'all' | 'web'): Promise<Product> {
  const { orders, slack, feishu, secretKey } = stage;
  const told: ProductOrders = {
    role,
    databaseUrl: orders.databaseUrl,
    ...(orders.redisUrl === undefined ? {} : { redisUrl: orders.redisUrl }),
    secretKey: secretKey.toString('base64'),
    slackApiUrl: slack.apiUrl,
    feishuDomain: feishu.domain,
  };
  const child = spawn(process.execPath, ['--import', 'tsx', FILE.pathname], {
    env: { ...process.env, PRODUCT: JSON.stringify(told) },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const find = () => /^listening (\S+)$/m.exec(said)?.[1];
  await waitFor('the product to listen', () => find() !== undefined || hasEnded(child), 60_000);
  const address = find();
  if (address === undefined) throw new Error(`the product ended:\n${said}`);
  slack.connect(`${address}/slack/events`);
  feishu.connect({ eventsUrl: `${address}/feishu/events`, cardsUrl: `${address}/feishu/cards` });
  return {
    address,
    said: () => said,
    lives: () => !hasEnded(child),
    kill: async () => {
      if (hasEnded(child)) return;
      const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
