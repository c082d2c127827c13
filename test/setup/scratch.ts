import { readFile, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';

const MEMORY = '/dev/shm';
/** `f_type` of a file system that lives in memory. */
const TMPFS = 0x01021994;
/** A run's databases, copied programs and files come to a fifth of this. */
const ENOUGH_BYTES = 4 * 2 ** 30;

/**
 * The folder that a run makes its own in: memory, where the machine has plenty and lets programs run from there, because
 * the tests make and remove some hundred thousand small files. A `TMPDIR` that was asked for is obeyed.
 */
export async function chooseScratch(): Promise<string> {
  const asked = process.env.TMPDIR !== undefined && process.env.TMPDIR !== '';
  return !asked && (await hasRoomInMemory()) ? MEMORY : tmpdir();
}

/** All folders that runs before this one may have left something in. */
export function listScratches(): readonly string[] {
  return [...new Set([MEMORY, tmpdir()])];
}

async function hasRoomInMemory(): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const found = await statfs(MEMORY).catch(() => undefined);
  if (found?.type !== TMPFS) return false;
  const room = Math.min(found.bavail * found.bsize, process.availableMemory());
  return room >= ENOUGH_BYTES && !(await isWithoutPrograms());
}

/** Containers often mount it with `noexec`. */
async function isWithoutPrograms(): Promise<boolean> {
  const mounts = (await readFile('/proc/mounts', 'utf8')).split('\n').map((line) => line.split(' '));
  const options = mounts.findLast(([, place]) => place === MEMORY)?.[3] ?? '';
  return options.split(',').includes('noexec');
}
