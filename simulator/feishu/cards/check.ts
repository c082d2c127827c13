import { isRecord, type Json } from '../../common/json.ts';

/** One thing that is wrong with a card: the platform's code, and where and why in its manner of speaking. */
export type Problem = { readonly code: number; readonly message: string };

/** One walk over a card: where it is, and what was seen and found wrong so far. */
export type Walk = {
  readonly problems: Problem[];
  /** Judges a component; part of the walk, because components hold components. */
  readonly component: Check;
  /** How many containers are around, and which kinds of place this is. */
  readonly depth: number;
  readonly isRoot: boolean;
  readonly isInForm: boolean;
  /** Shared by the whole walk. */
  readonly seen: {
    readonly ids: Set<string>;
    readonly names: Set<string>;
    tables: number;
    markdownTables: number;
  };
};

/** Looks at one value and notes what is wrong with it. */
export type Check = (value: unknown, path: string, walk: Walk) => void;

/** What most faults of a card's JSON are called. */
export const MALFORMED = 200621;

export function complain(walk: Walk, path: string, message: string, code = MALFORMED): void {
  walk.problems.push({ code, message: `${message}, path: ${path}` });
}

/** A string of `min` to `max` characters. */
export function text(min = 0, max = Number.POSITIVE_INFINITY): Check {
  return (value, path, walk) => {
    if (typeof value !== 'string') complain(walk, path, 'must be a string');
    else if (value.length < min) complain(walk, path, `must have at least ${min} characters`);
    else if (value.length > max) complain(walk, path, `must have at most ${max} characters`);
  };
}

/** A string of a given form. */
export function pattern(form: RegExp, described: string): Check {
  return (value, path, walk) => {
    if (typeof value !== 'string' || !form.test(value)) {
      complain(walk, path, `must be ${described}, value: ${String(value)}`);
    }
  };
}

/** A whole number between two borders, both allowed. */
export function whole(min: number, max = Number.MAX_SAFE_INTEGER): Check {
  return (value, path, walk) => {
    if (!Number.isInteger(value) || Number(value) < min || Number(value) > max) {
      complain(walk, path, `must be a whole number from ${min} to ${max}`);
    }
  };
}

export const flag: Check = (value, path, walk) => {
  if (typeof value !== 'boolean') complain(walk, path, 'must be a boolean');
};

/** Any object, whatever is in it. */
export const object: Check = (value, path, walk) => {
  if (!isRecord(value)) complain(walk, path, 'must be an object');
};

/** One of the given words. */
export function oneOf(...allowed: readonly string[]): Check {
  return (value, path, walk) => {
    if (typeof value !== 'string' || !allowed.includes(value)) {
      complain(walk, path, `invalid value: ${String(value)}, it must be one of ${allowed.join(', ')}`);
    }
  };
}

/** A list of at most so many items. */
export function list(item: Check, max = Number.POSITIVE_INFINITY, min = 0): Check {
  return (value, path, walk) => {
    if (!Array.isArray(value)) {
      complain(walk, path, 'must be an array');
      return;
    }
    if (value.length > max) complain(walk, path, `no more than ${max} items are allowed`);
    if (value.length < min) complain(walk, path, `no fewer than ${min} items are allowed`);
    value.forEach((entry: unknown, index) => {
      const tag = isRecord(entry) && typeof entry.tag === 'string' ? `(tag: ${entry.tag})` : '';
      item(entry, `${path} -> [${index}]${tag}`, walk);
    });
  };
}

/** A property of an object. */
export type Property = { readonly check: Check; readonly required: boolean };
export type Properties = Readonly<Record<string, Property>>;

export const must = (check: Check): Property => ({ check, required: true });
export const may = (check: Check): Property => ({ check, required: false });

/** An object with these properties and no others. */
export function shape(properties: Properties): Check {
  return (value, path, walk) => {
    if (!isRecord(value)) complain(walk, path, 'must be an object');
    else checkProperties(value, properties, path, walk);
  };
}

export function checkProperties(value: Json, properties: Properties, path: string, walk: Walk): void {
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(properties, key)) complain(walk, path, `unknown property, property: ${key}`);
  }
  for (const [key, property] of Object.entries(properties)) {
    if (value[key] !== undefined) property.check(value[key], `${path} -> ${key}`, walk);
    else if (property.required) complain(walk, path, `missing property, property: ${key}`);
  }
}
