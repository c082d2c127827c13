import { setTimeout as wait } from 'node:timers/promises';
import type { Answer, Driver } from './driver.ts';
import type { Form, Going } from './forms/form.ts';
import type { Person, Picks } from './picks.ts';

/** What one form of a command took, in milliseconds. */
export interface FormRow {
  readonly command: string;
  readonly form: string;
  readonly n: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly errors: number;
  /** The first error or, without any, how the first answer began. */
  readonly sample: string;
  readonly apart: boolean;
}

export interface MeasureOptions {
  readonly driver: Driver;
  readonly picks: Picks;
  /** Samples of each form, unless it wants fewer. */
  readonly samples: number;
  readonly atOnce: number;
}

/** Runs before the measured ones, so that each connection has planned its statements. */
const WARM_UP = 12;

/** Runs one form again and again, several at once, each time with other people and other rows. */
export async function measureForm(form: Form, options: MeasureOptions): Promise<FormRow> {
  const wanted = Math.min(options.samples, form.most ?? Number.POSITIVE_INFINITY);
  const warm = Math.min(WARM_UP, Math.floor(wanted / 5));
  const times: number[] = [];
  const errors: string[] = [];
  let sample = '';
  let begun = 0;
  const worker = async (): Promise<void> => {
    while (begun < wanted + warm) {
      begun += 1;
      const number = begun;
      const keep = (answer: Answer, expect: RegExp): void => {
        if (sample === '') sample = summarize(answer.body);
        if (!expect.test(answer.body)) throw new Error(`not expected: ${summarize(answer.body)}`);
        if (SORRY.test(answer.body)) throw new Error(`a fault: ${summarize(answer.body)}`);
        if (number > warm) times.push(answer.ms);
      };
      await form.run(createGoing(options, number, keep)).catch((error: unknown) => {
        errors.push(error instanceof Error ? error.message : String(error));
      });
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, worker));
  // What goes on after an answer must not fall to the next form.
  await wait(50);
  times.sort((a, b) => a - b);
  const { command, form: name } = form;
  return {
    command,
    form: name,
    n: times.length,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    max: times.at(-1) ?? 0,
    errors: errors.length,
    sample: errors[0] ?? sample,
    apart: form.apart ?? false,
  };
}

/** What nothing that worked says: the apology, and that a line was not understood. */
const SORRY = /出了问题|没看懂|没有看懂|something went wrong/i;

function createGoing(
  { driver, picks }: MeasureOptions,
  number: number,
  keep: (answer: Answer, expect: RegExp) => void,
): Going {
  const say = (who: Person, line: string): Promise<Answer> =>
    number % 2 === 0 ? driver.slack(who, line) : driver.feishu(who, line);
  return {
    picks,
    say: async (who, line, expect) => keep(await say(who, line), expect),
    prepare: (who, line) => driver.slack(who, line),
    pressUnmeasured: (who, button) => driver.press(who, button),
    press: async (who, answer, action, expect) => {
      const button = answer.buttons.find(({ action_id }) => action_id.startsWith(`${action} `));
      if (button === undefined) throw new Error(`no button ${action} in: ${summarize(answer.body)}`);
      keep(await driver.press(who, button), expect);
    },
    pressMade: async (who, action, target, expect) =>
      keep(await driver.press(who, { action_id: `${action} 0`, value: target }), expect),
    options: async (who, from, typed, expect) => keep(await driver.options(who, from, typed), expect),
    home: async (who, expect) => keep(await driver.home(who), expect),
  };
}

/** The words of an answer, as far as they tell what it is. */
function summarize(body: string): string {
  const plain = body.replaceAll('\\"', '"');
  const words = [...plain.matchAll(/"(?:text|content)":"((?:[^"\\]|\\.)+)"/g)].map(([, text]) => text ?? '');
  const said = words.filter((each) => !['plain_text', 'mrkdwn'].includes(each)).join(' / ');
  return (said === '' ? body : said).slice(0, 160);
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
