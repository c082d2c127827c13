import type { FeishuSimulator } from '../feishu/index.ts';
import type { SlackSimulator } from '../slack/index.ts';

/** The same words in both languages of the page. */
export type Bilingual = { readonly en: string; readonly zh: string };

/** Somebody whose part can be played, with an account on both platforms. */
export type PlaygroundPerson = {
  readonly name: Bilingual;
  readonly role: Bilingual;
  readonly slackUser: string;
  readonly feishuUser: string;
  readonly lang: 'en' | 'zh';
};

/** A command as the composer completes it. */
export type PlaygroundCommand = {
  readonly name: string;
  /** What it is called in Chinese. */
  readonly zh: string;
  readonly example: Bilingual;
  readonly summary: Bilingual;
};

export type PlaygroundOptions = {
  readonly slack: SlackSimulator;
  readonly feishu: FeishuSimulator;
  /** The one clock of the platforms and of whatever is tried on them; milliseconds. */
  readonly clock: {
    readonly now: () => number;
    readonly set: (instant: number) => Promise<void> | void;
  };
  /** The IANA zone in which the page tells the time. */
  readonly zone: string;
  readonly people: readonly PlaygroundPerson[];
  readonly commands: readonly PlaygroundCommand[];
  /** Where the built page lies. */
  readonly staticDir: string;
};

/** Says that something asked for cannot be done, in words for the person who asked. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
