import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Fastify from 'fastify';
import { build } from 'vite';
import { createPlayground, type PlaygroundPerson } from '../../simulator/playground/index.ts';
import { commands } from '../../src/app/registry.ts';
import type { Who } from '../fixtures/company.ts';
import { createStage, type Stage } from '../stage/stage.ts';

const PAGE = fileURLToPath(new URL('../../simulator/page/', import.meta.url));

/** The playground's page, freshly built, before the whole product on a stage. */
export interface PageOnStage {
  readonly stage: Stage;
  readonly address: string;
  readonly close: () => Promise<void>;
}

export async function createPageOnStage(): Promise<PageOnStage> {
  const staticDir = await mkdtemp(join(tmpdir(), 'playground-'));
  await build({
    configFile: join(PAGE, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: staticDir },
  });
  const stage = await createStage();
  const server = Fastify();
  await server.register(
    createPlayground({
      slack: stage.slack,
      feishu: stage.feishu,
      clock: stage.clock,
      zone: 'Asia/Shanghai',
      people: [play(stage, 'liWei', '李伟', 'zh'), play(stage, 'wangFang', '王芳', 'en')],
      commands: commands.map(({ name, aliases, example, summary }) => ({
        name,
        zh: aliases.find((alias) => /\p{Script=Han}/u.test(alias)) ?? name,
        example,
        summary,
      })),
      staticDir,
    }),
    { prefix: '/playground' },
  );
  const address = `${await server.listen({ host: '127.0.0.1', port: 0 })}/playground`;
  const close = async (): Promise<void> => {
    await server.close();
    await stage.close();
    await rm(staticDir, { recursive: true, force: true });
  };
  return { stage, address, close };
}

function play({ company }: Stage, who: Who, zh: string, lang: 'en' | 'zh'): PlaygroundPerson {
  const { name, slackUser, feishuUser } = company.members[who];
  return { name: { en: name, zh }, role: { en: 'Sales', zh: '销售' }, slackUser, feishuUser, lang };
}
