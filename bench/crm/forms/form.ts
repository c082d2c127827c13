import type { Answer } from '../driver.ts';
import type { Person, Picks } from '../picks.ts';
import type { SlackButton } from '../wire.ts';

/** What a form may do; what is told `measured` counts. An answer that does not fit `expect` is an error. */
export interface Going {
  readonly picks: Picks;
  /** A line typed, on Slack and on Feishu in turn; measured. */
  readonly say: (who: Person, line: string, expect: RegExp) => Promise<void>;
  /** On Slack, not measured: what leads to a button. */
  readonly prepare: (who: Person, line: string) => Promise<Answer>;
  readonly pressUnmeasured: (who: Person, button: SlackButton) => Promise<Answer>;
  /** A button of an answer whose action begins so; measured. */
  readonly press: (who: Person, answer: Answer, action: string, expect: RegExp) => Promise<void>;
  /** A button whose target is known without having seen it; measured. */
  readonly pressMade: (who: Person, action: string, target: string, expect: RegExp) => Promise<void>;
  readonly options: (who: Person, from: string, typed: string, expect: RegExp) => Promise<void>;
  readonly home: (who: Person, expect: RegExp) => Promise<void>;
}

/** One way to use a command. */
export interface Form {
  /** The registry's name; of what is no command, in brackets. */
  readonly command: string;
  readonly form: string;
  /** Samples at most; `full` where absent. Fewer for what changes much or can be done to few rows only. */
  readonly most?: number;
  /** Apart from the rest: not one command's everyday work, so that its time is told but not judged. */
  readonly apart?: true;
  readonly run: (go: Going) => Promise<void>;
}

/** A form that is a single line. */
export function line(
  command: string,
  form: string,
  make: (picks: Picks) => readonly [who: Person, text: string],
  expect: RegExp,
  options: Partial<Pick<Form, 'most' | 'apart'>> = {},
): Form {
  return {
    command,
    form,
    ...options,
    run: async (go) => {
      const [who, text] = make(go.picks);
      await go.say(who, text, expect);
    },
  };
}

/** A name as people quote it. */
export function quote(name: string): string {
  return `「${name}」`;
}
