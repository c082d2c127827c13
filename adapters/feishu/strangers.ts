/** How many are remembered: each is asked about at once, in the request that they came with. */
const MOST = 1_000;

/** People of other tenants who spoke to the bot. The contact API cannot tell of them, only their own requests do. */
export interface Strangers {
  readonly note: (workspace: string, user: string) => void;
  readonly has: (workspace: string, user: string) => boolean;
}

export function createStrangers(): Strangers {
  const known = new Set<string>();
  return {
    note: (workspace, user) => {
      const oldest = known.values().next();
      if (known.size >= MOST && !oldest.done) known.delete(oldest.value);
      known.add(`${workspace} ${user}`);
    },
    has: (workspace, user) => known.has(`${workspace} ${user}`),
  };
}
