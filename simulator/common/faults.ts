/** A way in which the platform, or the way to it, breaks. `Refusal` is what that platform says when it says no. */
export type Fault<Refusal extends object> =
  /** Does what was asked and closes the connection without an answer. */
  | { readonly kind: 'drop-after' }
  /** Closes the connection without having done anything. */
  | { readonly kind: 'drop-before' }
  /** Never answers; `accepted` says whether it did what was asked. */
  | { readonly kind: 'hang'; readonly accepted: boolean }
  /** A refusal in the platform's own words, in an answer that is no HTTP error; nothing was done. */
  | ({ readonly kind: 'error' } & Refusal)
  /** A page of a proxy instead of an answer; nothing was done. */
  | { readonly kind: 'html'; readonly status: number }
  /** 429; null leaves out the header that says how many seconds to wait. Nothing was done. */
  | { readonly kind: 'rate-limited'; readonly retryAfter: number | null };

/** What a fault is about: everything, unless it is narrowed. Each simulator says what counts as a method. */
export type FaultScope = {
  readonly method?: string;
  readonly conversation?: string;
  /** For the next so many calls; for good when missing. */
  readonly times?: number;
};

/** A fault that is switched on. */
export type FaultSwitch = { readonly remove: () => void; readonly hits: () => number };

/** Holds back the answer of a call that was carried out. */
export type Barrier<Call> = {
  /** Resolves when a call has come and was carried out. */
  readonly reached: Promise<Call>;
  /** Lets the held answers go and holds no further ones. */
  readonly release: () => void;
};

/** What befalls a call. */
export type Effect<Call, Refusal extends object> =
  | Fault<Refusal>
  | { readonly kind: 'barrier'; readonly hold: (call: Call) => Promise<void> };

type Rule<Call, Refusal extends object> = {
  readonly scope: FaultScope;
  readonly effect: Effect<Call, Refusal>;
  hits: number;
};

export type Faults<Call, Refusal extends object> = {
  readonly add: (fault: Fault<Refusal>, scope?: FaultScope) => FaultSwitch;
  readonly barrier: (scope: FaultScope) => Barrier<Call>;
  readonly clear: () => void;
  /**
   * What is to happen to this call; a limited fault is used up by asking.
   * @param names what the method is called, one or several names for it
   */
  readonly take: (
    names: readonly string[],
    conversation: string | undefined,
  ) => Effect<Call, Refusal> | undefined;
};

/** Keeps the faults that are switched on; the one that was switched on last goes first. */
export function createFaults<Call, Refusal extends object>(): Faults<Call, Refusal> {
  let rules: Rule<Call, Refusal>[] = [];

  const put = (rule: Rule<Call, Refusal>): FaultSwitch => {
    rules = [rule, ...rules];
    return {
      remove: () => {
        rules = rules.filter((other) => other !== rule);
      },
      hits: () => rule.hits,
    };
  };

  return {
    add: (fault, scope = {}) => put({ scope, effect: fault, hits: 0 }),
    barrier: (scope) => raiseBarrier(scope, put),
    clear: () => {
      rules = [];
    },
    take: (names, conversation) => {
      const rule = rules.find(({ scope, hits }) => {
        const here = scope.method === undefined || names.includes(scope.method);
        const there = scope.conversation === undefined || scope.conversation === conversation;
        return here && there && hits < (scope.times ?? Number.POSITIVE_INFINITY);
      });
      if (rule !== undefined) rule.hits += 1;
      return rule?.effect;
    },
  };
}

function raiseBarrier<Call, Refusal extends object>(
  scope: FaultScope,
  put: (rule: Rule<Call, Refusal>) => FaultSwitch,
): Barrier<Call> {
  let arrive: (call: Call) => void = () => {};
  let open: () => void = () => {};
  const reached = new Promise<Call>((resolve) => {
    arrive = resolve;
  });
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const hold = (call: Call): Promise<void> => {
    arrive(call);
    return opened;
  };
  const rule = put({ scope, effect: { kind: 'barrier', hold }, hits: 0 });
  return {
    reached,
    release: () => {
      rule.remove();
      open();
    },
  };
}
