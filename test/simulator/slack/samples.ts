/** What a product would send. */
export type Json = Record<string, unknown>;

export const of = (length: number): string => 'x'.repeat(length);
export const plain = (length: number): Json => ({ type: 'plain_text', text: of(length) });
export const mrkdwn = (length: number): Json => ({ type: 'mrkdwn', text: of(length) });
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));
export const section = (extra: Json = {}): Json => ({ type: 'section', text: mrkdwn(1), ...extra });
export const actions = (...elements: Json[]): Json => ({ type: 'actions', elements });
export const input = (element: Json, extra: Json = {}): Json => ({
  type: 'input',
  label: plain(1),
  element,
  ...extra,
});
export const button = (extra: Json = {}): Json => ({
  type: 'button',
  text: plain(1),
  action_id: 'a',
  ...extra,
});
export const option = (value: string, extra: Json = {}): Json => ({ text: plain(1), value, ...extra });
export const options = (count: number): Json[] => times(count, (at) => option(`v${at}`));
export const select = (extra: Json = {}): Json => ({
  type: 'static_select',
  action_id: 's',
  options: options(1),
  ...extra,
});
export const typed = (extra: Json = {}): Json => ({ type: 'plain_text_input', action_id: 't', ...extra });
export const cells = (count: number): Json[] => times(count, () => ({ type: 'raw_text', text: 'x' }));
export const image = (extra: Json = {}): Json => ({
  type: 'image',
  image_url: 'https://example.com/a.png',
  alt_text: 'a',
  ...extra,
});
export const rich = (...elements: Json[]): Json => ({ type: 'rich_text', elements });
