import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { type Place, splitBlocks } from './blocks.ts';
import { detectLayout, type Format, type Layout } from './formats.ts';
import { readHeaders } from './records.ts';

/** A file that is to be imported, looked at. */
export interface SourceFile {
  readonly bytes: number;
  /** SHA-256, by which a run that was killed is found again. */
  readonly hash: string;
  readonly layout: Layout;
  readonly headers: readonly string[];
  /** Where its first record begins. */
  readonly first: Place;
}

export type SourceProblem = 'not-found' | 'empty' | 'encoding-unknown';

const SAMPLE = 1_048_576;

/** Reads a file once for its hash, and its beginning for how it is written. */
export async function inspectFile(path: string, wanted?: Format): Promise<SourceFile | SourceProblem> {
  const sample = await readSample(path);
  if (sample === undefined) return 'not-found';
  const layout = detectLayout(sample, wanted);
  if (layout === undefined) return 'encoding-unknown';
  if (sample.subarray(layout.mark).toString('latin1').trim() === '') return 'empty';
  const head = await readHead(sample, layout);
  if (head === undefined) return 'encoding-unknown';
  return { ...(await hashFile(path)), layout, ...head };
}

async function readSample(path: string): Promise<Buffer | undefined> {
  try {
    const file = await open(path, 'r');
    try {
      const sample = Buffer.alloc(SAMPLE);
      const { bytesRead } = await file.read(sample, 0, SAMPLE, 0);
      return sample.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

async function readHead(
  sample: Buffer,
  layout: Layout,
): Promise<Pick<SourceFile, 'headers' | 'first'> | undefined> {
  const from: Place = { offset: layout.mark, line: 1 };
  if (layout.format === 'ndjson') return { headers: [], first: from };
  const chunks = Readable.from([sample.subarray(layout.mark)]);
  for await (const { bytes, starts, ends, next } of splitBlocks(chunks, {
    from,
    quotes: true,
    mostRecords: 1,
  })) {
    try {
      const text = new TextDecoder(layout.encoding, { fatal: true }).decode(
        bytes.subarray(starts[0], ends[0]),
      );
      return { headers: readHeaders(text, layout), first: next };
    } catch {
      return undefined;
    }
  }
  return undefined;
}

async function hashFile(path: string): Promise<{ readonly bytes: number; readonly hash: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: SAMPLE }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, hash: hash.digest('hex') };
}
