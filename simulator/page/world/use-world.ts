import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { fetchState, listen, type State } from './api.ts';

/** What is before the person that is played, always as it is now. */
export type World = {
  /** Undefined until the first answer. */
  readonly state: State | undefined;
  readonly isAway: boolean;
  readonly refresh: () => Promise<void>;
};

/** @param person whose screens; undefined for whoever the server names first */
export function useWorld(person: string | undefined): World {
  const [state, setState] = useState<State>();
  const [isAway, setAway] = useState(false);
  const wanted = useRef(person);
  const turn = useRef(0);
  wanted.current = person;

  const refresh = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    try {
      const found = await fetchState(wanted.current);
      // Only the newest question counts: answers may overtake each other.
      if (mine === turn.current) setState(found);
      setAway(false);
    } catch {
      if (mine === turn.current) setAway(true);
    }
  }, []);

  useEffect(() => void refresh(), [person, refresh]);
  useEffect(
    () =>
      listen(
        () => void refresh(),
        (yes) => setAway(!yes),
      ),
    [refresh],
  );
  return { state, isAway, refresh };
}
