import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../wording.ts';
import { moveClock, type State } from '../world/api.ts';
import { dayOf, hourOf } from '../world/time.ts';

type Props = { readonly clock: State['clock']; readonly refresh: () => Promise<void> };

/** The one time of both platforms, and a few times to go on to. */
export function ClockBar({ clock, refresh }: Props) {
  const { t, lang } = useWords();
  const [isMoving, setMoving] = useState(false);
  const now = useTicking(clock.now);
  const [problem, setProblem] = useState<string>();
  const go = async (to: string): Promise<void> => {
    setMoving(true);
    setProblem(undefined);
    try {
      await moveClock(to);
      await refresh();
    } catch (error) {
      setProblem(t.notDone(error instanceof Error ? error.message : String(error)));
    }
    setMoving(false);
  };
  const moves = [
    ['09:00', '9:00'],
    ['18:00', '18:00'],
    ['next-monday', t.nextMonday],
  ] as const;
  return (
    <section class="clock" aria-label={t.clock}>
      <output class="clock-now">
        {dayOf(now, clock.zone, lang)} <b>{hourOf(now, clock.zone)}</b>
      </output>
      <span class="clock-label">{isMoving ? t.moving : t.letItBe}</span>
      {moves.map(([to, label]) => (
        <button key={to} type="button" class="small" disabled={isMoving} onClick={() => void go(to)}>
          {label}
        </button>
      ))}
      {problem !== undefined && <span role="alert">{problem}</span>}
    </section>
  );
}

/** The time goes on between two looks at the server. */
function useTicking(told: number): number {
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const since = performance.now();
    setPassed(0);
    const timer = setInterval(() => setPassed(performance.now() - since), 5_000);
    return () => clearInterval(timer);
  }, [told]);
  return told + passed;
}
