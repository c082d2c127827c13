import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { createFeishuSimulator } from '../../../simulator/feishu/index.ts';
import { createPlayground } from '../../../simulator/playground/index.ts';
import { createSlackSimulator } from '../../../simulator/slack/index.ts';
import { commands } from '../registry.ts';
import type { ShiftedClock } from '../shifted-clock.ts';
import { demoPeople } from './people.ts';
import { feishuOptions, slackOptions } from './places.ts';

/** The two simulated platforms that the demo talks to. */
export interface DemoPlatforms {
  /** What the product is to use as `SLACK_API_URL` and `FEISHU_DOMAIN`. */
  readonly slackApiUrl: string;
  readonly feishuDomain: string;
  /** Puts the playground under `/playground`. */
  readonly mount: (server: FastifyInstance) => Promise<void>;
  /** Tells the platforms where the product listens. */
  readonly connect: (address: string) => void;
  readonly stop: () => Promise<void>;
}

/** Starts a Slack and a Feishu on loopback; the product reaches them, and they it, over real HTTP only. */
export async function startDemoPlatforms(clock: ShiftedClock): Promise<DemoPlatforms> {
  const slack = createSlackSimulator(slackOptions(clock.now));
  const feishu = createFeishuSimulator(feishuOptions(clock.now));
  await Promise.all([slack.start(), feishu.start()]);
  return {
    slackApiUrl: slack.apiUrl,
    feishuDomain: feishu.domain,
    mount: async (server) => {
      const playground = createPlayground({
        slack,
        feishu,
        clock,
        zone: 'Asia/Shanghai',
        people: demoPeople.map(({ shownName, job, slackUser, feishuUser, lang }) => ({
          name: shownName,
          role: job,
          slackUser,
          feishuUser,
          lang,
        })),
        commands: commands.map(({ name, aliases, example, summary }) => ({
          name,
          zh: aliases.find((alias) => /\p{Script=Han}/u.test(alias)) ?? name,
          example,
          summary,
        })),
        staticDir: join(fileURLToPath(new URL('../../../', import.meta.url)), 'playground'),
      });
      await server.register(playground, { prefix: '/playground' });
    },
    connect: (address) => {
      slack.connect(`${address}/slack/events`);
      feishu.connect({ eventsUrl: `${address}/feishu/events`, cardsUrl: `${address}/feishu/cards` });
    },
    stop: async () => {
      await Promise.all([slack.stop(), feishu.stop()]);
    },
  };
}
