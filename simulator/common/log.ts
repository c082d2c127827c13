const MOST = 20_000;

/** Adds to a log that is read by people: the oldest entries go before it grows without end. */
export function remember<Entry>(log: Entry[], entry: Entry): void {
  if (log.length >= MOST) log.splice(0, MOST / 4);
  log.push(entry);
}

/** Adds to a collection of things that expire soon anyway: the oldest goes before it grows without end. */
export function rememberIn<Key, Entry>(entries: Map<Key, Entry>, key: Key, entry: Entry): void {
  const [oldest] = entries.keys();
  if (entries.size >= MOST && oldest !== undefined) entries.delete(oldest);
  entries.set(key, entry);
}
