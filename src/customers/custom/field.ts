import type { Lang } from '../../chat/language.ts';
import type { FieldSpec, RawValues } from '../../chat/spec.ts';
import { isLocalDate } from '../../kernel/calendar.ts';
import { formatDate } from '../../kernel/dates.ts';

/** What an organization may define fields for. */
export const customSubjects = ['customer', 'deal'] as const;
export type CustomSubject = (typeof customSubjects)[number];

export const customKinds = ['text', 'number', 'date', 'choice'] as const;
export type CustomKind = (typeof customKinds)[number];

/** A field as its organization defined it. */
export interface CustomField {
  readonly id: string;
  readonly subject: CustomSubject;
  /** Typed before the equals sign; lower case, without spaces. */
  readonly key: string;
  /** As people read it, in the language of whoever defined it. */
  readonly label: string;
  readonly kind: CustomKind;
  /** Of a choice, in their order; else empty. */
  readonly choices: readonly string[];
}

const NAME = /^own([0-9a-f]{32})$/;

/** The field's name in a form and in a command's values: made of its id, so that it never meets one of ours. */
export function nameCustomField(id: string): string {
  return `own${id.replaceAll('-', '')}`;
}

/** Whether a field's name is one that `nameCustomField` made. */
export function isOwnName(name: string): boolean {
  return NAME.test(name);
}

/** The field as commands and forms know fields; what is filled in is read by its kind like any other. */
export function toFieldSpec({ id, key, label, kind, choices }: CustomField): FieldSpec {
  const folded = foldKey(label);
  return {
    name: nameCustomField(id),
    aliases: key === folded ? [key] : [key, folded],
    label: { en: label, zh: label },
    kind,
    required: false,
    ...(kind === 'choice'
      ? {
          choices: choices.map((choice) => ({
            value: choice,
            label: { en: choice, zh: choice },
            aliases: [],
          })),
        }
      : {}),
  };
}

/** A label as a key: `Company size` is typed `companysize=`. */
export function foldKey(label: string): string {
  return label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_-]/gu, '');
}

/** What of a command's values is about custom fields, by the fields' ids; an empty text clears. */
export function readCustomValues(values: RawValues): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(values)) {
    const hex = NAME.exec(name)?.[1];
    if (hex !== undefined)
      found.set(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'), value);
  }
  return found;
}

/** A value for people: dates with their weekday, numbers with their thousands apart. */
export function showCustomValue(kind: CustomKind, value: string, lang: Lang): string {
  switch (kind) {
    case 'date':
      return isLocalDate(value) ? formatDate(value, lang) : value;
    case 'number':
      return value.replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));
    case 'text':
    case 'choice':
      return value;
  }
}
