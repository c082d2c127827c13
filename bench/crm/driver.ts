import { Pool } from 'undici';
import type { Sink } from './sink.ts';
import {
  askFeishu,
  askSlackCommand,
  askSlackHome,
  askSlackOptions,
  askSlackPress,
  type Question,
  type SlackButton,
  type Speaker,
} from './wire.ts';

/** What came back, and how long it took in milliseconds from the request until the answer was there. */
export interface Answer {
  readonly body: string;
  readonly ms: number;
  readonly buttons: readonly SlackButton[];
}

/** Sends what a person does and waits for what they see. */
export interface Driver {
  readonly slack: (speaker: Speaker, line: string) => Promise<Answer>;
  readonly feishu: (speaker: Speaker, line: string) => Promise<Answer>;
  readonly press: (speaker: Speaker, button: SlackButton) => Promise<Answer>;
  readonly options: (speaker: Speaker, from: string, typed: string) => Promise<Answer>;
  readonly home: (speaker: Speaker) => Promise<Answer>;
  readonly stop: () => Promise<void>;
}

const PATIENCE_MS = 60_000;

export function createDriver(port: number, sink: Sink): Driver {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: 8 });
  const ask = async ({ request, answeredAt }: Question): Promise<Answer> => {
    const arrival = answeredAt === undefined ? undefined : sink.await(answeredAt);
    const began = performance.now();
    const { path, headers, body } = request;
    const response = await pool.request({ path, method: 'POST', headers, body });
    const carried = await response.body.text();
    const responded = performance.now();
    if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`);
    // A press that opens a form is answered by that call alone; everything that is awaited comes at its mark.
    const told =
      arrival === undefined
        ? { body: carried, at: responded }
        : await patiently(arrival, answeredAt ?? '', sink);
    return { body: told.body, ms: told.at - began, buttons: findButtons(told.body) };
  };
  return {
    slack: (speaker, line) => ask(askSlackCommand(speaker, line, sink.address)),
    feishu: (speaker, line) => ask(askFeishu(speaker, line)),
    press: (speaker, button) => ask(askSlackPress(speaker, button, sink.address)),
    options: (speaker, from, typed) => ask(askSlackOptions(speaker, from, typed)),
    home: (speaker) => ask(askSlackHome(speaker)),
    stop: () => pool.close(),
  };
}

async function patiently<T>(arrival: Promise<T>, mark: string, sink: Sink): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      sink.forget(mark);
      reject(new Error('no answer arrived'));
    }, PATIENCE_MS);
  });
  try {
    return await Promise.race([arrival, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The buttons of a Slack message, in their order. */
function findButtons(body: string): readonly SlackButton[] {
  const found: SlackButton[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) look(each);
    else if (typeof value === 'object' && value !== null) {
      const { type, action_id, value: target } = value as Record<string, unknown>;
      if (type === 'button' && typeof action_id === 'string' && typeof target === 'string') {
        found.push({ action_id, value: target });
      }
      for (const each of Object.values(value)) look(each);
    }
  };
  try {
    look(JSON.parse(body));
  } catch {
    return [];
  }
  return found;
}
