/** For so long a merge can be undone. */
export const UNDO_DAYS = 30;

/** The facts of a record that the other one's fill where they are empty. */
export const factNames = [
  'city',
  'region',
  'industry',
  'source',
  'categoryId',
  'registrationNumber',
] as const;
export type FactName = (typeof factNames)[number];
export type Facts = Readonly<Record<FactName, string | null>>;

/** What the kept record takes over: facts that it lacks and the other one has. What it has itself always wins. */
export function findFilled(into: Facts, from: Facts): Partial<Facts> {
  return Object.fromEntries(
    factNames.filter((name) => !into[name] && Boolean(from[name])).map((name) => [name, from[name]]),
  );
}

/** The owner after a merge: the kept record's; if it is in the pool, the other one's. */
export function decideOwner(into: string | null, from: string | null): string | null {
  return into ?? from;
}

export type UndoVerdict = 'allowed' | 'undone' | 'too-late' | 'merged-on';

/** Whether a merge can be undone now. One whose kept record was itself given up since waits for that one to be undone. */
export function judgeUndo(
  merge: {
    /** Epoch ms */
    readonly mergedAt: number;
    readonly undoneAt: number | null;
    readonly intoMergedOn: boolean;
  },
  now: number,
): UndoVerdict {
  if (merge.undoneAt !== null) return 'undone';
  if (now > merge.mergedAt + UNDO_DAYS * 86_400_000) return 'too-late';
  return merge.intoMergedOn ? 'merged-on' : 'allowed';
}
