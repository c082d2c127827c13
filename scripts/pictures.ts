import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../test/setup/browser.ts';
import { type Scene, type Step, scenes } from './pictures/scenes.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const PICTURES = join(ROOT, 'docs', 'pictures');
const READY_WITHIN_MS = 90_000;
/** A phone's width, and a height at which no card is scrolled. */
const SCREEN = { width: 390, height: 2_400 };
/** The page is at rest when it looked the same for so many looks. */
const LOOKS = 4;
const LOOK_MS = 200;

/** `npm run pictures`: plays the scenes in a playground of their own and keeps the cards of docs/cards.md. */
async function main(): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'dealbell-pictures-'));
  // PostgreSQL may run as somebody else, who has to get in.
  await chmod(home, 0o711);
  const port = await findFreePort();
  const product = spawn(process.execPath, [join(ROOT, 'scripts', 'start.mjs')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEALBELL_HOME: home, PORT: String(port), LOG_LEVEL: 'warn' },
  });
  const ended = new Promise((resolve) => product.once('close', resolve));
  const address = `http://127.0.0.1:${port}`;
  try {
    await waitUntilReady(address);
    const browser = await launchBrowser();
    try {
      for (const scene of scenes) await playScene(browser, `${address}/playground`, scene);
    } finally {
      await browser.close();
    }
  } finally {
    product.kill('SIGTERM');
    await ended;
    await rm(home, { recursive: true, force: true });
  }
}

async function playScene(browser: Browser, playground: string, scene: Scene): Promise<void> {
  const page = await openScreen(browser, playground, scene);
  const panel = page.locator(`.panel-${scene.on}`);
  await panel.waitFor();
  await rest(panel);
  for (const step of scene.steps) {
    await takeStep(page, panel, playground, step);
    await rest(panel);
  }
  await page.context().close();
}

/** The page as somebody has it on a phone, in their own language. */
async function openScreen(browser: Browser, playground: string, scene: Scene): Promise<Page> {
  const state = (await (await fetch(`${playground}/state`)).json()) as {
    readonly people: readonly {
      readonly key: string;
      readonly lang: string;
      readonly name: { readonly en: string };
    }[];
  };
  const person = state.people.find(({ name }) => name.en === scene.as);
  if (person === undefined) throw new Error(`nobody is called ${scene.as}`);
  const context = await browser.newContext({ viewport: SCREEN, locale: person.lang });
  const kept = { person: person.key, lang: person.lang, shown: scene.on };
  const lines = Object.entries(kept).map(
    ([name, value]) => `localStorage.setItem('playground.${name}', ${JSON.stringify(JSON.stringify(value))})`,
  );
  await context.addInitScript({ content: lines.join(';') });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(playground);
  return page;
}

async function takeStep(page: Page, panel: Locator, playground: string, step: Step): Promise<void> {
  switch (step.do) {
    case 'say': {
      const count = await messagesOf(panel).count();
      await panel.locator('.composer textarea').fill(step.line);
      await page.keyboard.press('Escape');
      await panel.locator('.composer .send').click();
      const answer = messagesOf(panel)
        .nth(count + (step.line.startsWith('/') ? 0 : 1))
        .or(panel.getByRole('dialog'));
      return answer.first().waitFor();
    }
    case 'press':
      return panel.getByRole('button', { name: step.label, exact: true }).last().click();
    case 'open':
      return panel.locator('.conversation', { hasText: step.conversation }).click();
    case 'see':
      return messagesOf(panel).filter({ hasText: step.words }).last().waitFor();
    case 'clock': {
      const to = JSON.stringify({ to: step.to });
      await fetch(`${playground}/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: to,
      });
      return;
    }
    case 'keep': {
      const path = join(PICTURES, `${step.name}.png`);
      await (await findShown(panel, step.words)).screenshot({ path });
      console.log(path);
    }
  }
}

/** What somebody looks at: the form before them, the home tab, or the last message. */
async function findShown(panel: Locator, words: string): Promise<Locator> {
  for (const one of [panel.getByRole('dialog'), panel.locator('.slack-home')])
    if ((await one.count()) > 0) return one.last();
  return messagesOf(panel).filter({ hasText: words }).last();
}

function messagesOf(panel: Locator): Locator {
  return panel.locator('.slack-message, .feishu-message');
}

/** Answers come when they come: the picture is taken when nothing moves any more. */
async function rest(panel: Locator): Promise<void> {
  let before = '';
  for (let same = 0; same < LOOKS; await delay(LOOK_MS)) {
    const now = await panel.innerHTML();
    same = now === before ? same + 1 : 0;
    before = now;
  }
}

async function waitUntilReady(address: string): Promise<void> {
  const end = performance.now() + READY_WITHIN_MS;
  while (performance.now() < end) {
    const answer = await fetch(`${address}/readyz`).catch(() => undefined);
    if (answer?.ok === true) return;
    await delay(LOOK_MS);
  }
  throw new Error(`not ready within ${READY_WITHIN_MS / 1_000} s`);
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const found = probe.address();
      const port = typeof found === 'object' && found !== null ? found.port : undefined;
      probe.close(() => (port === undefined ? reject(new Error('no port is free')) : resolve(port)));
    });
  });
}

await main();
