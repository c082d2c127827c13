import { isRecord, type Json } from '../../common/json.ts';

/** Where blocks are to be shown; some are allowed on some of these only. */
export type Surface = 'message' | 'modal' | 'home';

/** One thing that is wrong: where (a JSON pointer) and why, in the platform's manner of speaking. */
export type Problem = { readonly pointer: string; readonly message: string };

/** One walk over a payload: where it is to be shown, and what was found wrong so far. */
export type Walk = { readonly surface: Surface; readonly problems: Problem[] };

/** Looks at one value and notes what is wrong with it. */
export type Check = (value: unknown, pointer: string, walk: Walk) => void;

/** Notes a problem. */
export function complain(walk: Walk, pointer: string, message: string): void {
  walk.problems.push({ pointer, message });
}

/** A string of `min` to `max` characters. */
export function text(min: number, max: number): Check {
  return (value, pointer, walk) => {
    if (typeof value !== 'string') complain(walk, pointer, 'must be a string');
    else if (value.length < min) complain(walk, pointer, `must be more than ${min - 1} characters`);
    else if (value.length > max) complain(walk, pointer, `must be less than ${max + 1} characters`);
  };
}

/** A string of a given form. */
export function pattern(form: RegExp, described: string): Check {
  return (value, pointer, walk) => {
    if (typeof value !== 'string' || !form.test(value)) complain(walk, pointer, `must be ${described}`);
  };
}

/** A whole number between two borders, both allowed. */
export function whole(min: number, max: number): Check {
  return (value, pointer, walk) => {
    if (!Number.isInteger(value) || Number(value) < min || Number(value) > max) {
      complain(walk, pointer, `must be an integer from ${min} to ${max}`);
    }
  };
}

/** true or false. */
export const flag: Check = (value, pointer, walk) => {
  if (typeof value !== 'boolean') complain(walk, pointer, 'must be a boolean');
};

/** One of the given words. */
export function oneOf(...allowed: readonly string[]): Check {
  return (value, pointer, walk) => {
    if (typeof value !== 'string' || !allowed.includes(value)) {
      complain(walk, pointer, `must be a valid enum value: ${allowed.join(', ')}`);
    }
  };
}

/** A list of `min` to `max` items. */
export function list(item: Check, min: number, max: number): Check {
  return (value, pointer, walk) => {
    if (!Array.isArray(value)) {
      complain(walk, pointer, 'must be an array');
      return;
    }
    if (value.length < min) complain(walk, pointer, `no fewer than ${min} items allowed`);
    if (value.length > max) complain(walk, pointer, `no more than ${max} items allowed`);
    value.forEach((entry, index) => {
      item(entry, `${pointer}/${index}`, walk);
    });
  };
}

/** A property of an object. */
export type Field = { readonly check: Check; readonly required: boolean };

export const must = (check: Check): Field => ({ check, required: true });
export const may = (check: Check): Field => ({ check, required: false });

/**
 * An object with these properties and no others.
 * @param also a rule over several properties, asked when each of them is fine by itself
 */
export function shape(
  fields: Readonly<Record<string, Field>>,
  also?: (value: Json) => string | undefined,
): Check {
  return (value, pointer, walk) => {
    if (!isRecord(value)) {
      complain(walk, pointer, 'must be an object');
      return;
    }
    const before = walk.problems.length;
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(fields, key)) complain(walk, pointer, `no additional properties allowed: ${key}`);
    }
    for (const [key, field] of Object.entries(fields)) {
      if (value[key] !== undefined) field.check(value[key], `${pointer}/${key}`, walk);
      else if (field.required) complain(walk, pointer, `missing required field: ${key}`);
    }
    const wrong = walk.problems.length === before ? also?.(value) : undefined;
    if (wrong !== undefined) complain(walk, pointer, wrong);
  };
}

/** An object that says by its `type` which of the shapes it has. */
export function variants(shapes: Readonly<Record<string, Check>>): Check {
  return (value, pointer, walk) => {
    if (!isRecord(value)) {
      complain(walk, pointer, 'must be an object');
      return;
    }
    const { type, ...rest } = value;
    const check = typeof type === 'string' && Object.hasOwn(shapes, type) ? shapes[type] : undefined;
    if (check === undefined) complain(walk, `${pointer}/type`, `unsupported type: ${String(type)}`);
    else check(rest, pointer, walk);
  };
}
