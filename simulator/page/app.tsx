import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { FeishuPanel } from './feishu/panel.tsx';
import { ClockBar } from './parts/clock-bar.tsx';
import { PeopleBar } from './parts/people-bar.tsx';
import { Switch } from './parts/switch.tsx';
import { SlackPanel } from './slack/panel.tsx';
import { type Lang, words } from './text.ts';
import { Wording } from './wording.ts';
import { actOnFeishu, actOnSlack, type State } from './world/api.ts';
import { useKept } from './world/kept.ts';
import { useWorld } from './world/use-world.ts';

type Shown = 'slack' | 'feishu' | 'both';

/** The least width at which two platforms stand side by side. */
const WIDE = '(min-width: 1080px)';

export function App() {
  const [key, setKey] = useKept<string | undefined>('person', undefined);
  const [chosenLang, setLang] = useKept<Lang | undefined>('lang', undefined);
  const [wanted, setShown] = useKept<Shown>('shown', 'both');
  const isWide = useWide();
  const { state, isAway, refresh } = useWorld(key);
  const person = state?.people.find((each) => each.key === state.person);
  const lang = chosenLang ?? person?.lang ?? browserLang();
  const t = words[lang];
  const shown = wanted === 'both' && !isWide ? 'slack' : wanted;

  useEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
    document.title = t.title;
  }, [lang, t]);
  const isChosen = useFirstPerson(state, key, setKey);

  if (state === undefined || !isChosen) {
    return (
      <p class="waiting" role="status">
        {isAway ? t.away : t.loading}
      </p>
    );
  }
  const panel = { person: state.person, commands: state.commands, zone: state.clock.zone, refresh };
  return (
    <Wording.Provider value={{ t, lang }}>
      <header class="top">
        <h1>{t.title}</h1>
        <ClockBar clock={state.clock} refresh={refresh} />
        <div class="top-switches">
          <Switch
            label={t.view}
            value={shown}
            choices={[
              ['slack', t.slack],
              ['feishu', t.feishu],
              ...(isWide ? ([['both', t.both]] as const) : []),
            ]}
            choose={setShown}
          />
          <Switch
            label={t.language}
            value={lang}
            choices={[
              ['en', 'EN'],
              ['zh', '中文'],
            ]}
            choose={setLang}
          />
        </div>
      </header>
      <PeopleBar
        people={state.people}
        chosen={state.person}
        choose={setKey}
        leave={() => removePerson(state.person)}
      />
      {isAway && (
        <p class="away" role="alert">
          {t.away}
        </p>
      )}
      <main class={`stage stage-${shown}`}>
        {shown !== 'feishu' && <SlackPanel key={`s${state.person}`} slack={state.slack} {...panel} />}
        {shown !== 'slack' && <FeishuPanel key={`f${state.person}`} feishu={state.feishu} {...panel} />}
      </main>
    </Wording.Provider>
  );
}

/** Whoever comes for the first time plays somebody who speaks the browser's language. @returns whether that has been settled */
function useFirstPerson(
  state: State | undefined,
  key: string | undefined,
  setKey: (key: string) => void,
): boolean {
  const suitable = useMemo(
    () => state?.people.find(({ lang }) => lang === browserLang()) ?? state?.people[0],
    [state],
  );
  const isKnown = state === undefined || state.people.some((each) => each.key === key);
  useEffect(() => {
    if (!isKnown && suitable !== undefined) setKey(suitable.key);
  }, [isKnown, suitable, setKey]);
  const hasBegun = useRef(false);
  if (state !== undefined && state.person === key) hasBegun.current = true;
  return hasBegun.current;
}

function browserLang(): Lang {
  return navigator.language.startsWith('zh') ? 'zh' : 'en';
}

function useWide(): boolean {
  const [isWide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const query = matchMedia(WIDE);
    const look = (): void => setWide(query.matches);
    query.addEventListener('change', look);
    return () => query.removeEventListener('change', look);
  }, []);
  return isWide;
}

/** Both platforms remove the person; the page shows what came of it when the world changes. */
function removePerson(key: string): void {
  void Promise.all([actOnSlack(key, { kind: 'leave' }), actOnFeishu(key, { kind: 'leave' })]).catch(
    () => undefined,
  );
}
