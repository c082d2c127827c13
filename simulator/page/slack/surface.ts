import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { isRecord, type Json, recordsOf, textOf } from '../../common/json.ts';
import type { Question } from '../parts/confirm.tsx';
import type { Acted, SlackAction, SlackState } from '../world/api.ts';

/** An option that was suggested, not offered. */
export type Suggested = { readonly text: string; readonly value: string };
export type Choice = string | readonly string[] | Suggested | null;

/** A choice as it is told to the server. */
export function writable(choice: Choice): string | string[] | { text: string; value: string } | null {
  if (choice === null || typeof choice === 'string') return choice;
  return 'value' in choice ? { ...choice } : [...choice];
}

/** What everything drawn on Slack's panel can see and do. */
type SlackAround = {
  readonly users: SlackState['users'];
  readonly conversations: SlackState['conversations'];
  readonly shortcuts: SlackState['messageShortcuts'];
  readonly act: (action: SlackAction) => Promise<Acted>;
  readonly ask: (question: Question & { readonly go: () => void }) => void;
  readonly notify: (tone: string, text: string) => void;
  readonly zone: string;
};

export const Slack = createContext<SlackAround | undefined>(undefined);

export function useSlack(): SlackAround {
  const around = useContext(Slack);
  if (around === undefined) throw new Error('drawn outside of a panel');
  return around;
}

/** The message or form that a block stands on. */
export type Surface = {
  readonly press: (block: Json, element: Json, choice?: Choice) => Promise<void>;
  /** What stands in a field of a form. */
  readonly valueOf: (block: Json, element: Json) => Choice;
  readonly change: (block: Json, element: Json, choice: Choice) => void;
  readonly errorOf: (block: Json) => string | undefined;
  /** What a menu that asks the bot offers for what is typed. */
  readonly suggest: (element: Json, typed: string) => Promise<readonly Suggested[]>;
};

export const On = createContext<Surface | undefined>(undefined);

export function useSurface(): Surface {
  const surface = useContext(On);
  if (surface === undefined) throw new Error('drawn outside of a message');
  return surface;
}

/** In a form a choice is kept until it is sent; elsewhere it is told at once. */
export function useChoosing({
  block,
  element,
}: {
  readonly block: Json;
  readonly element: Json;
}): readonly [Choice, (choice: Choice) => void] {
  const surface = useSurface();
  const choose = (choice: Choice): void => {
    if (block.type === 'input') surface.change(block, element, choice);
    else void surface.press(block, element, choice);
  };
  return [surface.valueOf(block, element), choose];
}

/** A text object's words. */
export function wordsOf(parent: Json, key: string): string {
  const object = parent[key];
  return isRecord(object) ? (textOf(object, 'text') ?? '') : '';
}

export function optionsOf(element: Json): readonly Json[] {
  const groups = recordsOf(element, 'option_groups').flatMap((group) => recordsOf(group, 'options'));
  return [...recordsOf(element, 'options'), ...groups];
}

/** What an element holds before anybody touches it. */
export function presetOf(element: Json): Choice {
  const option = element.initial_option;
  if (isRecord(option)) return textOf(option, 'value') ?? null;
  const several = recordsOf(element, 'initial_options');
  if (several.length > 0) return several.map((each) => textOf(each, 'value') ?? '');
  for (const [key, value] of Object.entries(element)) {
    if (key.startsWith('initial_') && typeof value === 'string') return value;
    if (key.startsWith('initial_') && Array.isArray(value)) return value.map(String);
  }
  return null;
}
