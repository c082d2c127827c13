import type { Inbound } from '../chat/inbound.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: taking it out is what this is for
const UNKEEPABLE = /\u0000|\p{Surrogate}/gu;

/**
 * The request without what PostgreSQL refuses to keep, in whichever field it stands: NUL goes, half a surrogate pair
 * becomes U+FFFD. Everything else stays as the person wrote it.
 */
export function tidyInbound(inbound: Inbound): Inbound {
  if (inbound.kind === 'gone') return inbound;
  if (inbound.kind === 'text') return { ...inbound, text: tidy(inbound.text) };
  if (inbound.kind === 'change') {
    return inbound.text === undefined ? inbound : { ...inbound, text: tidy(inbound.text) };
  }
  const values = Object.entries(inbound.values).map(([name, value]) => [name, tidy(value)] as const);
  return { ...inbound, target: tidy(inbound.target), values: Object.fromEntries(values) };
}

function tidy(text: string): string {
  return text.replace(UNKEEPABLE, (unit) => (unit === '\u0000' ? '' : '\uFFFD'));
}
