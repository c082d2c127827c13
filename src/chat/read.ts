import { parseAmount } from '../kernel/amount.ts';
import { parseDate } from '../kernel/dates.ts';
import { parseNumber } from '../kernel/numbers.ts';
import { parsePeriod } from '../kernel/parse-period.ts';
import { type Refusal, refuse } from '../kernel/result.ts';
import type { CommandSpec, FieldSpec, RawValues } from './spec.ts';

/** What gives typed dates and amounts their meaning. */
export interface ReadingSense {
  readonly today: string;
  readonly currency: string;
  readonly fiscalStartMonth: number;
}

export interface Reading {
  /** By field name: amounts as minor units, numbers as plain decimals, dates YYYY-MM-DD, times HH:mm, choices as their value, periods by name. */
  readonly values: RawValues;
  /** Fields that could not be read, with why. */
  readonly errors: Readonly<Record<string, Refusal>>;
  /** Required fields without a value. */
  readonly missing: readonly FieldSpec[];
}

/** Reads raw values by their fields' kinds. Customers, members and orders are looked up by others and stay as they are. */
export function readValues(spec: CommandSpec<never>, raw: RawValues, sense: ReadingSense): Reading {
  const values: Record<string, string> = {};
  const errors: Record<string, Refusal> = {};
  for (const [name, text] of Object.entries(raw)) {
    const field = spec.fields.find((each) => each.name === name);
    if (field === undefined) values[name] = text;
    else if (text.trim() !== '') {
      const read = readValue(field, text.trim(), sense);
      if (typeof read === 'string') values[name] = read;
      else errors[name] = read;
    }
  }
  const missing = spec.fields.filter(
    (field) => field.required && values[field.name] === undefined && !errors[field.name],
  );
  return { values, errors, missing };
}

function readValue(field: FieldSpec, text: string, sense: ReadingSense): string | Refusal {
  switch (field.kind) {
    case 'amount': {
      const amount = parseAmount(text, sense.currency);
      return amount.kind === 'ok' ? amount.value.toString() : amount;
    }
    case 'number': {
      const number = parseNumber(text);
      return number.kind === 'ok' ? number.value : number;
    }
    case 'date': {
      const date = parseDate(text, sense.today);
      return date.kind === 'ok' ? date.value : date;
    }
    case 'period': {
      const period = parsePeriod(text, sense.today, sense.fiscalStartMonth);
      return period.kind === 'ok' ? period.value.name : period;
    }
    case 'time':
      return readTime(text);
    case 'choice':
      return field.several ? readChoices(field, text) : readChoice(field, text);
    case 'text':
    case 'customer':
    case 'member':
    case 'order':
      return text;
  }
}

function readTime(text: string): string | Refusal {
  const found = /^(\d{1,2})[:：点](\d{2})?$/.exec(text);
  const hour = Number(found?.[1] ?? 99);
  const minute = Number(found?.[2] ?? 0);
  if (hour > 23 || minute > 59) return refuse('time-unreadable', { text });
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** Several with commas between; the first that is no choice is the one that is told. */
function readChoices(field: FieldSpec, text: string): string | Refusal {
  const parts = text.split(/[,，、]/).map((part) => part.trim());
  const read = parts.filter((part) => part !== '').map((part) => readChoice(field, part));
  const wrong = read.find((each) => typeof each !== 'string');
  return wrong ?? [...new Set(read)].join(',');
}

function readChoice(field: FieldSpec, text: string): string | Refusal {
  const folded = text.toLowerCase();
  const found = field.choices?.find(
    (choice) =>
      choice.value.toLowerCase() === folded ||
      choice.aliases.includes(folded) ||
      choice.label.en.toLowerCase() === folded ||
      choice.label.zh === text,
  );
  if (found) return found.value;
  const labels = (field.choices ?? []).map(({ label }) => label);
  return refuse('choice-unknown', {
    text,
    choices: labels.map(({ en }) => en),
    choicesZh: labels.map(({ zh }) => zh),
  });
}
