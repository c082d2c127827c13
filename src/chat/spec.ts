import type { Bilingual } from './language.ts';

export type Role = 'sales' | 'manager' | 'finance' | 'hr' | 'executive' | 'admin';

/** How a field's raw text is read. `order` is an order's number; `choice` one of `choices` or its aliases. */
export type FieldKind =
  | 'text'
  | 'customer'
  | 'amount'
  | 'number'
  | 'date'
  | 'time'
  | 'choice'
  | 'member'
  | 'order'
  | 'period';

export interface ChoiceSpec {
  readonly value: string;
  readonly label: Bilingual;
  /** Other words people type for it, both languages, lower case. */
  readonly aliases: readonly string[];
}

export interface FieldSpec {
  readonly name: string;
  /** Keys accepted before `=`, both languages; `name` itself always is. */
  readonly aliases: readonly string[];
  readonly label: Bilingual;
  readonly hint?: Bilingual;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly choices?: readonly ChoiceSpec[];
  /**
   * Where it stands when typed without a key. `word`: the next word or quoted phrase; for a `customer` field the longest
   * run of words that names a customer is taken. `rest`: everything that is left. Absent: only by key.
   */
  readonly at?: 'word' | 'rest';
  /** Shown as a large box in a form. */
  readonly long?: boolean;
  /** A choice of which several may be taken; the value holds them with commas between. */
  readonly several?: boolean;
}

/** Raw values by field name, as typed or as a form gave them. */
export type RawValues = Readonly<Record<string, string>>;

/** When and where a line was typed, for what is said in minutes and hours. */
export interface Moment {
  /** Epoch ms */
  readonly now: number;
  /** The typist's, IANA. */
  readonly zone: string;
}

/**
 * One command, for both languages and both platforms: its names give parsing, its fields the form for what is missing
 * and the help, its roles who may. `C` is the context that the product runs it in, `D` what a finished run gives.
 */
export interface CommandSpec<C = unknown, D = unknown> {
  /** Canonical: `customer new`. */
  readonly name: string;
  /** Full alternative names, lower case: `客户 新建`, `新客户`, `log`. A name matches whole words. */
  readonly aliases: readonly string[];
  readonly title: Bilingual;
  readonly summary: Bilingual;
  readonly example: Bilingual;
  readonly fields: readonly FieldSpec[];
  /** Anyone who holds one of these may use it at all; which rows is decided by the rules. `anyone`: every linked member. */
  readonly roles: readonly Role[] | 'anyone';
  /** False: help's list leaves it out, because another command's card leads to it. Typing its name works all the same. */
  readonly listed?: false;
  /** Makes sense for a customer that nobody knows yet, who may then be created on the way. */
  readonly takesNewCustomer?: boolean;
  /**
   * What the words behind the customer's name begin with. Such a word is not taken for a part of a name without asking, and in
   * Chinese typed without a space (`华为电话报价30万`) it ends the name.
   */
  readonly opens?: RegExp;
  /** Reads what people write in running text into fields (a kind, a next date); pure. Gets what the parser found. */
  readonly refine?: (values: RawValues, today: string, moment: Moment) => RawValues;
  /**
   * The fields as this organization has them, and as they fit what is known already: choices that it defines, facts that a
   * step asks for. They are what values are read by and what the form shows; `fields` is for parsing, help and checks. A typed
   * key that `fields` lacks is looked for here as well, without anything known.
   */
  readonly tailor?: (context: C, values: RawValues) => Promise<readonly FieldSpec[]>;
  readonly run: (context: C, values: RawValues) => Promise<D>;
}
