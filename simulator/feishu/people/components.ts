import { isDeepStrictEqual } from 'node:util';
import { isRecord, type Json, recordsOf, textOf } from '../../common/json.ts';

/** A component that people can use, and the form around it. */
export type Usable = { readonly component: Json; readonly form?: Json };

/** Which component is meant; whatever is given has to fit. */
export type Which = {
  /** What stands on a button. */
  readonly text?: string;
  readonly name?: string;
  /** What it calls back with. */
  readonly value?: Json;
  readonly tag?: string;
};

const USABLE = [
  'button',
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'multi_select_person',
  'date_picker',
  'picker_time',
  'picker_datetime',
  'checker',
  'overflow',
  'interactive_container',
];

/** Everything on a card that people can use, from top to bottom. */
export function usablesOf(card: Json): readonly Usable[] {
  return isRecord(card.body) ? within(card.body, undefined) : [];
}

function within(parent: Json, form: Json | undefined): readonly Usable[] {
  return [...recordsOf(parent, 'elements'), ...recordsOf(parent, 'columns')].flatMap((component) => {
    const around = component.tag === 'form' ? component : form;
    const here = { component, ...(around !== undefined && { form: around }) };
    return [...(USABLE.includes(String(component.tag)) ? [here] : []), ...within(component, around)];
  });
}

/** The fields of a form by their names; its buttons are none. */
export function fieldsOf(form: Json): readonly Json[] {
  return within(form, form)
    .map(({ component }) => component)
    .filter(({ tag, name }) => tag !== 'button' && typeof name === 'string');
}

/** @throws Error when no component fits, with what there is */
export function findUsable(card: Json, which: Which): Usable {
  const usables = usablesOf(card);
  const found = usables.find(
    ({ component }) =>
      (which.text === undefined || labelOf(component) === which.text) &&
      (which.name === undefined || component.name === which.name) &&
      (which.tag === undefined || component.tag === which.tag) &&
      (which.value === undefined || isDeepStrictEqual(callbackOf(component), which.value)),
  );
  if (found !== undefined) return found;
  const there = usables.map(
    ({ component }) => labelOf(component) ?? textOf(component, 'name') ?? component.tag,
  );
  throw new Error(`nothing on the card is ${JSON.stringify(which)}; there is ${there.join(', ')}`);
}

export function labelOf(component: Json): string | undefined {
  return isRecord(component.text) ? textOf(component.text, 'content') : undefined;
}

/** What a component calls back with; undefined when it does not call back. */
export function callbackOf(component: Json): Json | undefined {
  const callback = recordsOf(component, 'behaviors').find(({ type }) => type === 'callback');
  return isRecord(callback?.value) ? callback.value : undefined;
}

/** Where a component leads, when it opens a page. */
export function urlOf(component: Json): string | undefined {
  const opening = recordsOf(component, 'behaviors').find(({ type }) => type === 'open_url');
  return opening === undefined ? undefined : textOf(opening, 'default_url');
}
