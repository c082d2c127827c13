import { useState } from 'preact/hooks';
import { isRecord, type Json, recordsOf, textOf } from '../../common/json.ts';
import { Dialog } from '../parts/dialog.tsx';
import { useWords } from '../wording.ts';
import type { SlackView } from '../world/api.ts';
import { Blocks } from './blocks.tsx';
import { type Choice, On, presetOf, type Surface, useSlack, wordsOf, writable } from './surface.ts';

/** A form over the panel. What was entered stays when the bot shows the form anew. */
export function SlackModal({ view }: { readonly view: SlackView }) {
  const { t } = useWords();
  const { act } = useSlack();
  const [values, setValues] = useState<Readonly<Record<string, Choice>>>({});
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [isBusy, setBusy] = useState(false);
  const surface: Surface = {
    press: async (block, element, choice) => {
      await act({
        kind: 'press',
        on: { view: view.id },
        block: textOf(block, 'block_id'),
        element: textOf(element, 'action_id') ?? '',
        ...(choice !== undefined && { choice: writable(choice) }),
      });
    },
    valueOf: (block, element) => values[idOf(block)] ?? (idOf(block) in values ? null : presetOf(element)),
    change: (block, _element, choice) => {
      setValues((now) => ({ ...now, [idOf(block)]: choice }));
      setMissing((now) => now.filter((each) => each !== idOf(block)));
    },
    suggest: async (element, typed) =>
      (
        await act({
          kind: 'suggest',
          on: { view: view.id },
          element: textOf(element, 'action_id') ?? '',
          typed,
        })
      ).options ?? [],
    errorOf: (block) => (missing.includes(idOf(block)) ? t.required : view.errors[idOf(block)]),
  };
  const submit = async (): Promise<void> => {
    setBusy(true);
    const fields = view.blocks.filter((block) => block.type === 'input' && isRecord(block.element)).map(idOf);
    const sent = Object.entries(values).filter(([id]) => fields.includes(id));
    const acted = await act({
      kind: 'submit',
      view: view.id,
      values: Object.fromEntries(sent.map(([id, choice]) => [id, writable(choice)])),
    });
    setMissing(acted.missing ?? []);
    setBusy(false);
  };
  const close = (): void => void act({ kind: 'close', view: view.id });
  const hasSubmit = isRecord(view.content.submit) || recordsOf(view.content, 'blocks').some(isInput);
  return (
    <Dialog title={wordsOf(view.content, 'title')} closeLabel={t.close} onClose={close}>
      <form
        class="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div class="dialog-body">
          <On.Provider value={surface}>
            <Blocks blocks={view.blocks} />
          </On.Provider>
        </div>
        <div class="dialog-foot">
          <button type="button" onClick={close}>
            {wordsOf(view.content, 'close') || t.cancel}
          </button>
          {hasSubmit && (
            <button type="submit" class="primary" disabled={isBusy} aria-busy={isBusy}>
              {wordsOf(view.content, 'submit') || t.confirm}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

const isInput = (block: Json): boolean => block.type === 'input';
const idOf = (block: Json): string => textOf(block, 'block_id') ?? '';
