import { useWords } from '../wording.ts';
import type { Person } from '../world/api.ts';
import { Avatar } from './avatar.tsx';

type Props = {
  readonly people: readonly Person[];
  readonly chosen: string;
  readonly choose: (key: string) => void;
  /** The platforms remove the person who is played. */
  readonly leave: () => void;
};

/** Whose part is played. */
export function PeopleBar({ people, chosen, choose, leave }: Props) {
  const { t, lang } = useWords();
  return (
    <nav class="people" aria-label={t.playAs}>
      <span class="people-label">{t.playAs}</span>
      <ul>
        {people.map(({ key, name, role }) => (
          <li key={key}>
            <button type="button" class="person" aria-pressed={key === chosen} onClick={() => choose(key)}>
              <Avatar name={name[lang]} />
              <span class="person-words">
                <span class="person-name">{name[lang]}</span>
                <span class="person-role">{role[lang]}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="person-leaves"
        title={t.leavesHow}
        onClick={() => confirm(t.leavesHow) && leave()}
      >
        {t.leaves}
      </button>
    </nav>
  );
}
