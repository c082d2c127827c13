import type { RawValues } from '../../chat/spec.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import { isEmailAddress, normalizePhone } from '../../kernel/text/contact.ts';

const NAME_LENGTH = 100;
const MOST_PHONES = 5;
/** Not at `/` or spaces: both stand inside numbers. */
const BETWEEN_PHONES = /[,，;；、\n]+/;
const EMAIL_WITHIN = /(^|\s)([^\s@]+@[^\s@]+\.[^\s@]+)(?=\s|$)/;

/** What was typed about a contact, read; fields that were not named are absent. */
export interface ContactPatch {
  readonly name?: string;
  readonly title?: string;
  readonly phones?: readonly string[];
  readonly email?: string;
}

export type ContactField = 'name' | 'title' | 'phone' | 'email';

export type ContactReading =
  | { readonly kind: 'contact'; readonly patch: ContactPatch }
  | { readonly kind: 'unreadable'; readonly fields: readonly ContactField[] };

/** Reads a contact's fields. A name has to be something; phones are separated by commas and each has to be whole. */
export function readContact({ name, title, phone, email }: RawValues): ContactReading {
  const phones = phone === undefined ? undefined : readPhones(phone);
  const address = email?.trim();
  const patch: ContactPatch = {
    ...(name === undefined ? {} : { name: cleanText(name, NAME_LENGTH).replace(/\s+/g, ' ') }),
    ...(title === undefined ? {} : { title: cleanText(title, NAME_LENGTH).replace(/\s+/g, ' ') }),
    ...(phones === undefined ? {} : { phones }),
    ...(address === undefined ? {} : { email: cleanText(address, 200) }),
  };
  const fields: ContactField[] = [];
  if (patch.name === '') fields.push('name');
  if (phone !== undefined && phones === undefined) fields.push('phone');
  if (address !== undefined && address !== '' && !isEmailAddress(address)) fields.push('email');
  return fields.length === 0 ? { kind: 'contact', patch } : { kind: 'unreadable', fields };
}

function readPhones(typed: string): readonly string[] | undefined {
  const parts = typed.split(BETWEEN_PHONES).filter((part) => part.trim() !== '');
  const read = parts.map((part) => normalizePhone(part));
  const phones = read.flatMap((each) => (each.kind === 'ok' ? [each.value] : []));
  if (phones.length < parts.length || phones.length > MOST_PHONES) return undefined;
  return [...new Set(phones)];
}

/**
 * Takes a typed line apart behind the first word of the name: what is no number yet belongs to the name (`Ann Lee 138…`), an
 * e-mail address to the e-mail.
 */
export function refineContact(values: RawValues): RawValues {
  const { phone, ...others } = values;
  if (phone === undefined) return values;
  const email = others.email ?? EMAIL_WITHIN.exec(phone)?.[2];
  const rest = others.email === undefined ? phone.replace(EMAIL_WITHIN, '$1') : phone;
  const start = rest.search(/[+(（\d]/);
  const words = (start === -1 ? rest : rest.slice(0, start)).trim();
  const numbers = start === -1 ? '' : rest.slice(start).trim();
  return {
    ...others,
    ...(words === '' ? {} : { name: [others.name, words].filter(Boolean).join(' ') }),
    ...(numbers === '' ? {} : { phone: numbers }),
    ...(email === undefined ? {} : { email }),
  };
}
