import type { Button, CardBlock, Option } from '../../../src/chat/card.ts';
import { limits } from '../limits.ts';
import { flow, type Json, plain } from './elements.ts';

/** What a component of ours sends back: the action, what it is about, and the name of the value that it chooses. */
interface Press {
  readonly a: string;
  readonly t: string;
  readonly n?: string;
}

type ButtonSize = 'small' | 'medium';

const BUTTON_TYPES = { primary: 'primary_filled', danger: 'danger' } as const;

type MenuEntry = Pick<Button, 'label' | 'action' | 'target'>;

/** A row of buttons, what is wanted less often in a menu at its end. */
export function renderButtons(
  buttons: readonly Button[],
  size: ButtonSize = 'medium',
  more: readonly MenuEntry[] = [],
): Json[] {
  const elements = [...buttons.map((button) => renderButton(button, size)), ...renderMenu(more)];
  return elements.length === 0 ? [] : [flow(elements)];
}

/** Each entry carries an action of its own, which comes back as what was chosen. */
function renderMenu(entries: readonly MenuEntry[]): Json[] {
  if (entries.length === 0) return [];
  const options = entries.slice(0, limits.options).map(({ label, action, target }) => ({
    text: plain(label, limits.optionText),
    value: `${action} ${target}`,
  }));
  return [{ tag: 'overflow', options, behaviors: callBack({ a: MENU, t: '' }) }];
}

/** The action of a menu whose entries each carry an action of their own. */
export const MENU = 'menu';

/** One button, as large as said. */
export function renderButton(button: Button, size: ButtonSize = 'medium'): Json {
  return {
    tag: 'button',
    text: plain(button.label, limits.buttonText),
    type: button.style === undefined ? 'default' : BUTTON_TYPES[button.style],
    size,
    ...(button.confirm
      ? {
          confirm: {
            title: plain(button.confirm.title, limits.confirmTitle),
            text: plain(button.confirm.text, limits.confirmText),
          },
        }
      : {}),
    behaviors: callBack({ a: button.action, t: button.target }),
  };
}

/** A choice that presses as soon as it is made; nothing where there is nothing to choose. */
export function renderSelect(select: Extract<CardBlock, { kind: 'select' }>): Json[] {
  const options = renderOptions(select.options.slice(0, limits.options), limits.optionText);
  if (options.length === 0) return [];
  const choice = {
    tag: 'select_static',
    width: 'fill',
    placeholder: plain(select.placeholder, limits.placeholder),
    options,
    behaviors: callBack({ a: select.action, t: select.target, n: select.name }),
  };
  return [choice];
}

/** The options of a choice; one without a value could not be told from no choice at all. */
export function renderOptions(options: readonly Option[], limit: number): Json[] {
  return options
    .filter((option) => option.value !== '')
    .map((option) => ({ text: plain(option.label, limit), value: option.value }));
}

/** Makes a component report to us when it is used. */
export function callBack(press: Press): Json[] {
  return [{ type: 'callback', value: press }];
}
