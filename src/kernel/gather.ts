/** How calls are brought together. */
export interface GatherOptions {
  /** More are not loaded at once. */
  readonly most: number;
  /** So many loads may be under way; what is asked meanwhile waits for the next and shares it. */
  readonly atOnce: number;
}

interface Waiting<Key, Value> {
  readonly key: Key;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets those who ask for one thing each, at about the same time, share one load: the busier it is, the more share. Nobody
 * waits for others to come. A load answers its keys in their order; where one for several fails each is loaded alone, so that
 * what is wrong with one spoils no other.
 */
export function createGather<Key, Value>(
  load: (keys: readonly Key[]) => Promise<readonly Value[]>,
  { most, atOnce }: GatherOptions,
): (key: Key) => Promise<Value> {
  let waiting: Waiting<Key, Value>[] = [];
  let underWay = 0;
  let scheduled = false;

  function schedule(): void {
    if (scheduled || waiting.length === 0 || underWay >= atOnce) return;
    scheduled = true;
    // All that is asked in this turn of the event loop goes along.
    setImmediate(() => {
      scheduled = false;
      while (waiting.length > 0 && underWay < atOnce) start();
    });
  }

  function start(): void {
    const batch = waiting.slice(0, most);
    waiting = waiting.slice(most);
    underWay += 1;
    void loadAll(load, batch).finally(() => {
      underWay -= 1;
      schedule();
    });
  }

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      schedule();
    });
}

/** Never rejects: whoever asked is told. */
async function loadAll<Key, Value>(
  load: (keys: readonly Key[]) => Promise<readonly Value[]>,
  batch: readonly Waiting<Key, Value>[],
): Promise<void> {
  try {
    const values = await load(batch.map(({ key }) => key));
    for (const [index, { resolve }] of batch.entries()) resolve(values[index] as Value);
  } catch (error) {
    if (batch.length === 1) batch[0]?.reject(error);
    else await Promise.all(batch.map((one) => loadAll(load, [one])));
  }
}
