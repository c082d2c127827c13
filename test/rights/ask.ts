import type { Platform } from '../../src/chat/inbound.ts';

/** A request as the matrix writes it: a typed line, or a press. */
export type Ask =
  | { readonly kind: 'say'; readonly text: string }
  | {
      readonly kind: 'press';
      readonly action: string;
      readonly target: string;
      readonly values?: Readonly<Record<string, string>>;
    };

/** The request in a line. */
export function describeAsk(ask: Ask): string {
  return ask.kind === 'say' ? ask.text : `[${ask.action}] ${ask.target}`;
}

/** Both platforms, one after the other. */
export function platformOf(place: number): Platform {
  return place % 2 === 0 ? 'slack' : 'feishu';
}
