import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartProblem } from './problem.ts';
import { readProcess } from './processes.ts';

type Holder = { readonly pid: number; readonly startedAt: string };

/** A held home; `release` gives it back and may be called twice. */
export type HomeLock = { readonly release: () => Promise<void> };

/**
 * Takes the home for this process, or refuses with 'home-in-use'. A lock whose process is gone is
 * taken over: a pid alone would not do, since pids are used again, so the start time is compared too.
 */
export async function lockHome(home: string): Promise<HomeLock> {
  const path = join(home, 'instance.lock');
  const me = await readProcess(process.pid);
  const mine = JSON.stringify({ pid: process.pid, startedAt: me?.startedAt ?? '' } satisfies Holder);
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (await createWhole(path, mine)) return { release: () => releaseIfMine(path, mine) };
    const found = await readFile(path, 'utf8').catch(() => undefined);
    if (found === undefined) continue;
    const holder = parseHolder(found);
    if (holder !== undefined && (await holds(holder))) throw inUse(home, holder.pid);
    await removeStale(path, found);
  }
  throw inUse(home, undefined);
}

/** Tells whether a living process holds this home, without taking it. */
export async function isHomeHeld(home: string): Promise<boolean> {
  const found = await readFile(join(home, 'instance.lock'), 'utf8').catch(() => undefined);
  const holder = found === undefined ? undefined : parseHolder(found);
  return holder !== undefined && holds(holder);
}

/** `link` fails if the name exists and shows only a finished file, so nobody can read half a lock. */
async function createWhole(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, content, { mode: 0o644 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Moves the lock aside first: if somebody else replaced it in between, theirs is put back. */
async function removeStale(path: string, stale: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  );
  if (!moved) return;
  const content = await readFile(aside, 'utf8').catch(() => '');
  if (content !== stale) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

async function releaseIfMine(path: string, mine: string): Promise<void> {
  const content = await readFile(path, 'utf8').catch(() => undefined);
  if (content === mine) await rm(path, { force: true });
}

async function holds(holder: Holder): Promise<boolean> {
  const facts = await readProcess(holder.pid);
  return facts !== undefined && facts.startedAt === holder.startedAt;
}

function parseHolder(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('startedAt' in value))
      return undefined;
    const { pid, startedAt } = value;
    return typeof pid === 'number' && typeof startedAt === 'string' ? { pid, startedAt } : undefined;
  } catch {
    return undefined;
  }
}

function inUse(home: string, pid: number | undefined): StartProblem {
  const who = pid === undefined ? 'another instance' : `another instance (process ${pid})`;
  return new StartProblem(
    'home-in-use',
    `${home} is in use by ${who}: stop that one first, or choose another home with DEALBELL_HOME.`,
  );
}
