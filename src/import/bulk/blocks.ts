/** A piece of a file that holds whole records, with the place of each. */
export interface Block {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of each record: where it begins and ends in `bytes`, without its line end; on which line of the file it begins. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly lines: readonly number[];
  /** Lines that were given up because no end of them came in sight. */
  readonly tooLong: readonly number[];
  /** What the file goes on with after this block. */
  readonly next: Place;
}

export interface Place {
  /** In bytes from the beginning. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
}

export interface BlockOptions {
  readonly from: Place;
  /** CSV: a line feed between quotes ends no record. */
  readonly quotes: boolean;
  readonly mostRecords: number;
  readonly longest?: number;
  /** A block of long records ends behind the one that goes past so many bytes. */
  readonly mostBytes?: number;
}

const LONGEST = 64 * 1024;
const MOST_BYTES = 4 * 1024 * 1024;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const QUOTE = 0x22;

/**
 * Cuts a stream of bytes into blocks of whole records. Works on bytes: in UTF-8 and GB18030 neither a line feed nor a quote
 * is ever part of another character. Memory is bounded by the block and by the longest line; a quote that is never closed
 * costs its own line and no other.
 */
export async function* splitBlocks(
  chunks: AsyncIterable<Uint8Array>,
  options: BlockOptions,
): AsyncGenerator<Block> {
  const state = begin(options.from);
  for await (const chunk of chunks) {
    state.held = state.skipping ? skip(state, chunk) : Buffer.concat([state.held, chunk]);
    while (collect(state, options, false)) yield cut(state);
  }
  while (collect(state, options, true)) yield cut(state);
  if (state.lines.length + state.tooLong.length > 0) yield cut(state);
}

interface State {
  /** Read and not cut off yet. */
  held: Buffer;
  /** Where `held` begins in the file. */
  offset: number;
  /** Where the next record begins in `held`, and on which line. */
  at: number;
  line: number;
  /** Inside a line that was given up. */
  skipping: boolean;
  /** Bytes of such lines that `held` does not have. */
  dropped: number;
  starts: number[];
  ends: number[];
  lines: number[];
  tooLong: number[];
}

function begin({ offset, line }: Place): State {
  const lists = { starts: [], ends: [], lines: [], tooLong: [] };
  return { held: Buffer.alloc(0), offset, at: 0, line, skipping: false, dropped: 0, ...lists };
}

/** Finds records until there are enough for a block; false if more has to be read first. */
function collect(
  state: State,
  { quotes, mostRecords, longest = LONGEST, mostBytes = MOST_BYTES }: BlockOptions,
  last: boolean,
): boolean {
  while (state.lines.length < mostRecords) {
    const { held, at } = state;
    if (at >= held.length) return false;
    if (at >= mostBytes) return true;
    const end = quotes ? findRecordEnd(held, at, longest) : held.indexOf(LINE_FEED, at);
    if (end !== -1 && end - at <= longest) addRecord(state, end);
    else if (held.length - at <= longest && !last) return false;
    else giveUp(state, longest);
  }
  return true;
}

function addRecord(state: State, end: number): void {
  const { held, at } = state;
  const stop = end > at && held[end - 1] === RETURN ? end - 1 : end;
  if (stop > at) {
    state.starts.push(at);
    state.ends.push(stop);
    state.lines.push(state.line);
  }
  for (
    let feed = held.indexOf(LINE_FEED, at);
    feed !== -1 && feed <= end;
    feed = held.indexOf(LINE_FEED, feed + 1)
  )
    state.line += 1;
  state.at = Math.min(end + 1, held.length);
}

/** The end of the file, or of our patience: the first line goes, what follows it is looked at anew. */
function giveUp(state: State, longest: number): void {
  const { held, at } = state;
  const feed = held.indexOf(LINE_FEED, at);
  if (feed === -1 && held.length - at <= longest) {
    addRecord(state, held.length);
    return;
  }
  state.tooLong.push(state.line);
  if (feed === -1) {
    state.skipping = true;
    state.dropped += held.length - at;
    state.held = held.subarray(0, at);
  } else {
    state.at = feed + 1;
    state.line += 1;
  }
}

/** The first line feed outside quotes; -1 if there is none within reach. */
function findRecordEnd(held: Buffer, from: number, longest: number): number {
  let quoted = false;
  const stop = Math.min(held.length, from + longest + 1);
  for (let at = from; at < stop; at += 1) {
    const byte = held[at];
    if (byte === QUOTE) quoted = !quoted;
    else if (byte === LINE_FEED && !quoted) return at;
  }
  return -1;
}

/** Goes on behind the line that was given up, as soon as its end comes. */
function skip(state: State, chunk: Uint8Array): Buffer {
  const feed = chunk.indexOf(LINE_FEED);
  if (feed === -1) {
    state.dropped += chunk.length;
    return state.held;
  }
  state.skipping = false;
  state.dropped += feed + 1;
  state.line += 1;
  return Buffer.concat([state.held, chunk.subarray(feed + 1)]);
}

function cut(state: State): Block {
  const { starts, ends, lines, tooLong } = state;
  const bytes = new Uint8Array(state.held.subarray(0, state.at));
  state.offset += state.at + state.dropped;
  state.held = state.held.subarray(state.at);
  Object.assign(state, { at: 0, dropped: 0, starts: [], ends: [], lines: [], tooLong: [] });
  return { bytes, starts, ends, lines, tooLong, next: { offset: state.offset, line: state.line } };
}
