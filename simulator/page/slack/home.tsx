import { useMemo } from 'preact/hooks';
import { textOf } from '../../common/json.ts';
import { useWords } from '../wording.ts';
import type { SlackState } from '../world/api.ts';
import { Blocks } from './blocks.tsx';
import { On, presetOf, type Surface, useSlack, writable } from './surface.ts';

/** The bot's home tab, as it was last published for this person. */
export function SlackHome({ home }: { readonly home: SlackState['home'] }) {
  const { t } = useWords();
  const { act } = useSlack();
  const id = home?.id ?? '';
  const surface = useMemo(
    (): Surface => ({
      press: async (block, element, choice) => {
        await act({
          kind: 'press',
          on: { view: id },
          block: textOf(block, 'block_id'),
          element: textOf(element, 'action_id') ?? '',
          ...(choice !== undefined && { choice: writable(choice) }),
        });
      },
      valueOf: (_block, element) => presetOf(element),
      change: () => {},
      errorOf: () => undefined,
      suggest: async () => [],
    }),
    [act, id],
  );
  if (home === undefined) return <p class="faint">{t.emptyHome}</p>;
  return (
    <div class="slack-home">
      <On.Provider value={surface}>
        <Blocks blocks={home.blocks} />
      </On.Provider>
    </div>
  );
}
