import { type Refusal, refuse } from '../../kernel/result.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import { type CustomField, type CustomKind, foldKey } from './field.ts';

const LABEL_LENGTH = 40;
const OPTION_LENGTH = 60;
const KEY = /^[\p{L}\p{N}_-]{1,40}$/u;
/** As many as a form of ours and theirs together still shows well. */
export const MOST_FIELDS = 15;
const MOST_OPTIONS = 50;

export interface FieldTyped {
  readonly label: string;
  readonly kind: CustomKind;
  readonly options: string;
  readonly key: string;
}

/** What is wrong with a definition, by the form's field. */
export type FieldProblems = Readonly<
  Partial<
    Record<'label' | 'key' | 'options', Refusal<'label' | 'key' | 'key-taken' | 'options' | 'no-options'>>
  >
>;

export type FieldReading =
  | { readonly kind: 'field'; readonly field: Omit<CustomField, 'id' | 'subject'> }
  | { readonly kind: 'unreadable'; readonly problems: FieldProblems };

/**
 * Reads the definition of a field. `taken`: words that mean something else before an equals sign, ours and those of other
 * fields; a key that nobody gave is made of the label.
 */
export function readDefinition(typed: FieldTyped, taken: ReadonlySet<string>): FieldReading {
  const label = cleanText(typed.label).replace(/\s+/g, ' ');
  const key =
    typed.key.trim() === ''
      ? foldKey(label).slice(0, LABEL_LENGTH)
      : typed.key.normalize('NFKC').trim().toLowerCase();
  const choices = readOptions(typed.options);
  const problems: FieldProblems = {
    ...(label === '' || label.length > LABEL_LENGTH ? { label: refuse('label') } : {}),
    ...(KEY.test(key) ? {} : { key: refuse('key') }),
    ...(taken.has(key) ? { key: refuse('key-taken', { key }) } : {}),
    ...findOptionProblem(typed.kind, choices),
  };
  if (Object.keys(problems).length > 0) return { kind: 'unreadable', problems };
  return { kind: 'field', field: { key, label, kind: typed.kind, choices } };
}

function findOptionProblem(kind: CustomKind, choices: readonly string[]): FieldProblems {
  if (kind !== 'choice') return choices.length === 0 ? {} : { options: refuse('no-options') };
  const fits = choices.length >= 2 && choices.length <= MOST_OPTIONS;
  return fits ? {} : { options: refuse('options') };
}

/** Options between commas, each once. */
export function readOptions(typed: string): readonly string[] {
  const parts = typed
    .replace(/^\s*["“”](.*)["“”]\s*$/s, '$1')
    .split(/[,，、;；\n]/)
    .map((part) => cleanText(part, OPTION_LENGTH).replace(/\s+/g, ' '));
  return [...new Set(parts.filter((part) => part !== ''))];
}
