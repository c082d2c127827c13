import { useEffect } from 'preact/hooks';
import { useKept } from '../world/kept.ts';

/** A conversation as far as reading goes; the ids of what others said there, oldest first. */
type Readable = { readonly id: string; readonly heard: readonly string[] };

/** Counts what came in since somebody last looked. What is on the screen counts as read. */
export function useUnread(
  who: string,
  conversations: readonly Readable[],
  open: string,
): (conversationId: string) => number {
  const [seen, setSeen] = useKept<Readonly<Record<string, string>>>(`seen.${who}`, {});
  const newest = conversations.find(({ id }) => id === open)?.heard.at(-1);
  useEffect(() => {
    if (newest !== undefined && seen[open] !== newest) setSeen({ ...seen, [open]: newest });
  }, [newest, open, seen, setSeen]);
  return (conversationId) => {
    if (conversationId === open) return 0;
    const heard = conversations.find(({ id }) => id === conversationId)?.heard ?? [];
    return heard.length - 1 - heard.lastIndexOf(seen[conversationId] ?? '');
  };
}
