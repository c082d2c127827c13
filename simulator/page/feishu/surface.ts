import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { isRecord, type Json, recordsOf, textOf } from '../../common/json.ts';
import type { Question } from '../parts/confirm.tsx';
import type { Acted, FeishuAction, FeishuState } from '../world/api.ts';

export type Value = string | readonly string[] | boolean;
export type Values = Readonly<Record<string, Value>>;

/** What everything drawn on Feishu's panel can see and do. */
type FeishuAround = {
  readonly users: FeishuState['users'];
  readonly act: (action: FeishuAction) => Promise<Acted>;
  readonly ask: (question: Question & { readonly go: () => void }) => void;
  readonly notify: (tone: string, text: string) => void;
  readonly zone: string;
};

export const Feishu = createContext<FeishuAround | undefined>(undefined);

export function useFeishu(): FeishuAround {
  const around = useContext(Feishu);
  if (around === undefined) throw new Error('drawn outside of a panel');
  return around;
}

/** The card that a component stands on, and the form around it, if there is one. */
export type CardSurface = {
  readonly messageId: string;
  readonly form?: {
    readonly values: Values;
    readonly missing: readonly string[];
    readonly change: (name: string, value: Value) => void;
    readonly submit: (button: Json) => Promise<void>;
    readonly reset: () => void;
  };
};

export const OnCard = createContext<CardSurface>({ messageId: '' });
export const useCard = (): CardSurface => useContext(OnCard);

/** Names a component so that nobody takes it for another. */
export function pointAt(component: Json): Extract<FeishuAction, { kind: 'press' }>['which'] {
  const name = textOf(component, 'name');
  const callback = recordsOf(component, 'behaviors').find(({ type }) => type === 'callback');
  const label = isRecord(component.text) ? textOf(component.text, 'content') : undefined;
  return {
    tag: textOf(component, 'tag'),
    ...(name !== undefined && { name }),
    ...(label !== undefined && component.tag === 'button' && { text: label }),
    ...(isRecord(callback?.value) && { value: callback.value }),
  };
}

/** A text object's words. */
export function wordsOf(parent: Json, key: string): string {
  const object = parent[key];
  return isRecord(object) ? (textOf(object, 'content') ?? '') : '';
}

/** What a field holds before anybody touches it. */
export function presetOf(component: Json): Value | undefined {
  if (component.tag === 'checker') return component.checked === true;
  if (Array.isArray(component.selected_values)) return component.selected_values.map(String);
  const index = component.initial_index;
  const byIndex = typeof index === 'number' ? recordsOf(component, 'options')[index - 1] : undefined;
  if (byIndex !== undefined) return textOf(byIndex, 'value');
  const keys = ['default_value', 'initial_date', 'initial_time', 'initial_datetime', 'initial_option'];
  return keys.map((key) => textOf(component, key)).find((value) => value !== undefined);
}
