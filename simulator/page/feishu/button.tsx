import { useState } from 'preact/hooks';
import { isRecord, type Json, textOf } from '../../common/json.ts';
import { useWords } from '../wording.ts';
import { pointAt, useCard, useFeishu, wordsOf } from './surface.ts';

/** A button: it reports, sends the form around it, or empties that form. */
export function FeishuButton({ component }: { readonly component: Json }) {
  const { t } = useWords();
  const { act, ask } = useFeishu();
  const { messageId, form } = useCard();
  const [isBusy, setBusy] = useState(false);
  const go = async (): Promise<void> => {
    setBusy(true);
    if (form !== undefined && component.form_action_type === 'reset') form.reset();
    else if (form !== undefined && component.form_action_type === 'submit') await form.submit(component);
    else await act({ kind: 'press', message: messageId, which: pointAt(component) });
    setBusy(false);
  };
  const { confirm } = component;
  const start = (): void => {
    if (!isRecord(confirm)) return void go();
    const question = {
      title: wordsOf(confirm, 'title'),
      text: wordsOf(confirm, 'text'),
      yes: t.confirm,
      no: t.cancel,
    };
    ask({ ...question, go: () => void go() });
  };
  const look = [
    'card-button',
    `type-${textOf(component, 'type') ?? 'default'}`,
    `size-${textOf(component, 'size') ?? 'medium'}`,
    component.width === 'fill' ? 'is-wide' : '',
  ].join(' ');
  return (
    <button
      type="button"
      class={look}
      disabled={isBusy || component.disabled === true}
      aria-busy={isBusy}
      onClick={start}
    >
      {wordsOf(component, 'text')}
    </button>
  );
}
