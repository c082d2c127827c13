import type { Acted } from '../../playground/act.ts';
import type { FeishuAction, SlackAction } from '../../playground/actions.ts';
import type { PlaygroundState } from '../../playground/state.ts';

export type State = PlaygroundState;
export type Person = State['people'][number];
export type Command = State['commands'][number];
export type SlackState = State['slack'];
export type SlackConversation = SlackState['conversations'][number];
export type SlackMessage = SlackConversation['messages'][number];
export type SlackView = SlackState['views'][number];
export type FeishuState = State['feishu'];
export type FeishuConversation = FeishuState['conversations'][number];
export type FeishuMessage = FeishuConversation['messages'][number];
export type User = SlackState['users'][number];
export type { Acted, FeishuAction, SlackAction };

const BASE = '/playground';

/** @throws Error with the server's words when it refuses, and the browser's own when it cannot be reached */
async function ask<T>(path: string, body?: unknown): Promise<T> {
  const response = await fetch(
    `${BASE}${path}`,
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error((answer as { error?: string }).error ?? `HTTP ${response.status}`);
  return answer as T;
}

export function fetchState(person: string | undefined): Promise<State> {
  return ask<State>(person === undefined ? '/state' : `/state?person=${encodeURIComponent(person)}`);
}

export function actOnSlack(person: string, action: SlackAction): Promise<Acted> {
  return ask<Acted>('/act', { platform: 'slack', person, action });
}

export function actOnFeishu(person: string, action: FeishuAction): Promise<Acted> {
  return ask<Acted>('/act', { platform: 'feishu', person, action });
}

export function moveClock(to: string): Promise<{ readonly now: number }> {
  return ask('/clock', { to });
}

/** Hears when something changed. @returns a function that ends it */
export function listen(changed: () => void, reachable: (yes: boolean) => void): () => void {
  const events = new EventSource(`${BASE}/events`);
  events.addEventListener('changed', changed);
  events.addEventListener('open', () => reachable(true));
  events.addEventListener('error', () => reachable(false));
  return () => events.close();
}
