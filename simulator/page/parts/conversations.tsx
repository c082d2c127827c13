import { useWords } from '../wording.ts';

export type Entry = {
  readonly id: string;
  readonly name: string;
  /** `#` for a channel. */
  readonly mark: string;
  readonly unread: number;
};

type Props = {
  readonly entries: readonly Entry[];
  readonly open: string;
  readonly choose: (id: string) => void;
};

/** What somebody can look into on one platform. */
export function Conversations({ entries, open, choose }: Props) {
  const { t } = useWords();
  return (
    <nav class="conversations" aria-label={t.conversations}>
      <ul>
        {entries.map(({ id, name, mark, unread }) => (
          <li key={id}>
            <button
              type="button"
              class={unread > 0 ? 'conversation is-unread' : 'conversation'}
              aria-current={id === open}
              onClick={() => choose(id)}
            >
              <span class="conversation-mark" aria-hidden="true">
                {mark}
              </span>
              <span class="conversation-name">{name}</span>
              {unread > 0 && (
                <span class="badge">
                  <span aria-hidden="true">{unread}</span>
                  <span class="unseen">{t.unread(unread)}</span>
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
