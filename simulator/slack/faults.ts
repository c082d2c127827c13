/** A way in which the platform, or the way to it, breaks. */
export type Fault =
  /** Does what was asked and closes the connection without an answer. */
  | { readonly kind: 'drop-after' }
  /** Closes the connection without having done anything. */
  | { readonly kind: 'drop-before' }
  /** Never answers; `accepted` says whether it did what was asked. */
  | { readonly kind: 'hang'; readonly accepted: boolean }
  /** 200 with ok:false; nothing was done. */
  | { readonly kind: 'error'; readonly error: string }
  /** A page of a proxy instead of an answer; nothing was done. */
  | { readonly kind: 'html'; readonly status: number }
  /** 429; null leaves out Retry-After (seconds). Nothing was done. */
  | { readonly kind: 'rate-limited'; readonly retryAfter: number | null };

/** What a fault is about: everything, unless it is narrowed. `response_url` counts as a method. */
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

type Rule<Call> = {
  readonly scope: FaultScope;
  readonly effect: Fault | { readonly kind: 'barrier'; readonly hold: (call: Call) => Promise<void> };
  hits: number;
};

export type Faults<Call> = {
  readonly add: (fault: Fault, scope?: FaultScope) => FaultSwitch;
  readonly barrier: (scope: FaultScope) => Barrier<Call>;
  readonly clear: () => void;
  /** What is to happen to this call; a limited fault is used up by asking. */
  readonly take: (method: string, conversation: string | undefined) => Rule<Call>['effect'] | undefined;
};

/** Keeps the faults that are switched on; the one that was switched on last goes first. */
export function createFaults<Call>(): Faults<Call> {
  let rules: Rule<Call>[] = [];

  const put = (rule: Rule<Call>): FaultSwitch => {
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
    take: (method, conversation) => {
      const rule = rules.find(({ scope, hits }) => {
        const here = scope.method === undefined || scope.method === method;
        const there = scope.conversation === undefined || scope.conversation === conversation;
        return here && there && hits < (scope.times ?? Number.POSITIVE_INFINITY);
      });
      if (rule !== undefined) rule.hits += 1;
      return rule?.effect;
    },
  };
}

function raiseBarrier<Call>(scope: FaultScope, put: (rule: Rule<Call>) => FaultSwitch): Barrier<Call> {
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
