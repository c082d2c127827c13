import { useCallback, useState } from 'preact/hooks';

export type Notice = { readonly id: number; readonly tone: string; readonly text: string };

/** How long a line stays; milliseconds. */
const STAYS = 5_000;

/** Lines that come up and go away again. */
export function useNotices(): readonly [readonly Notice[], (tone: string, text: string) => void] {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const show = useCallback((tone: string, text: string) => {
    const id = performance.now() + Math.random();
    setNotices((now) => [...now.slice(-2), { id, tone, text }]);
    setTimeout(() => setNotices((now) => now.filter((each) => each.id !== id)), STAYS);
  }, []);
  return [notices, show];
}
