import type { ActionName } from './actions.ts';

/** Literal text. Renderers escape it: nothing in it is ever mark-up, a mention or a link. */
export interface Span {
  readonly text: string;
  readonly bold?: boolean;
  readonly strike?: boolean;
  /** An address of ours that the text leads to. */
  readonly link?: string;
}
export type Text = string | readonly Span[];

export type Tone = 'plain' | 'info' | 'good' | 'warn' | 'bad';

export interface Button {
  readonly label: string;
  readonly action: ActionName;
  /** Opaque id of what the action is about; at most 200 characters. */
  readonly target: string;
  readonly style?: 'primary' | 'danger';
  readonly confirm?: {
    readonly title: string;
    readonly text: string;
    readonly yes: string;
    readonly no: string;
  };
}

export interface Option {
  readonly label: string;
  readonly value: string;
}

/** What a field's value can be picked among. */
export type PickSource = 'customer' | 'member' | 'order';

export interface PickOption extends Option {
  /** For a member: their account in the workspace where the form is shown. */
  readonly account?: string;
}

export interface ListItem {
  readonly text: Text;
  readonly note?: string;
  readonly buttons?: readonly Button[];
}

export type CardBlock =
  | { readonly kind: 'text'; readonly text: Text }
  | { readonly kind: 'note'; readonly text: Text }
  | { readonly kind: 'facts'; readonly facts: readonly { readonly label: string; readonly value: Text }[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly { readonly title: string; readonly align?: 'left' | 'right' }[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'list'; readonly items: readonly ListItem[] }
  /** `basisPoints`: 10 000 is done; more is drawn as full and told as it is. */
  | { readonly kind: 'progress'; readonly label: string; readonly basisPoints: number }
  /** `more`: what is wanted less often, behind a menu; such an entry has no look of its own and asks nothing back. */
  | {
      readonly kind: 'buttons';
      readonly buttons: readonly Button[];
      readonly more?: readonly Pick<Button, 'label' | 'action' | 'target'>[];
    }
  /** Choosing an option presses `action` with `target` and `values[name] = option.value`. */
  | {
      readonly kind: 'select';
      readonly name: string;
      readonly action: ActionName;
      readonly target: string;
      readonly placeholder: string;
      readonly options: readonly Option[];
    }
  | { readonly kind: 'divider' };

/** What a person is shown, on whichever platform. */
export interface Card {
  readonly title: string;
  readonly tone: Tone;
  readonly blocks: readonly CardBlock[];
}

interface FieldBase {
  /** `[a-z][a-zA-Z0-9]*`, unique in its form. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly required: boolean;
  /** What stands in it when it opens; for a date YYYY-MM-DD, for choices option values joined by a comma. */
  readonly value?: string;
  /** Shown at the field: what was wrong with the last try. */
  readonly error?: string;
}
export type Field =
  | (FieldBase & { readonly kind: 'text'; readonly long?: boolean; readonly maxLength?: number })
  | (FieldBase & { readonly kind: 'date' })
  | (FieldBase & { readonly kind: 'choice'; readonly options: readonly Option[]; readonly several?: boolean })
  /** A row of ours: picked (`chosen.ts`), or typed by whoever knows its name. */
  | (FieldBase & {
      readonly kind: 'pick';
      readonly from: PickSource;
      /** The likeliest, for a platform that cannot ask while somebody types; `suggest` of faces.ts gives the same. */
      readonly options: readonly PickOption[];
      /** Says what to do where the list lacks it. */
      readonly other: string;
    });

/**
 * A form: a modal on Slack, a form card on Feishu. `target` is the id of the draft behind it, so that it can be opened
 * again from a button where the platform cannot open it on its own.
 */
export interface Form {
  readonly title: string;
  readonly action: ActionName;
  readonly target: string;
  readonly intro?: Text;
  readonly fields: readonly Field[];
  readonly submit: string;
  readonly cancel: string;
  /** Label of the button that opens it where a button is needed. */
  readonly open: string;
}
