import { Dialog } from './dialog.tsx';

/** A question before a button does what it says. */
export type Question = {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
};

type Props = { readonly question: Question; readonly answer: (yes: boolean) => void };

export function Confirm({ question, answer }: Props) {
  return (
    <Dialog kind="confirm" title={question.title} closeLabel={question.no} onClose={() => answer(false)}>
      <div class="dialog-body">
        <p>{question.text}</p>
      </div>
      <div class="dialog-foot">
        <button type="button" onClick={() => answer(false)}>
          {question.no}
        </button>
        <button type="button" class="primary" onClick={() => answer(true)}>
          {question.yes}
        </button>
      </div>
    </Dialog>
  );
}
