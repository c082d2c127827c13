import type { Button, CardBlock, Option } from '../../../src/chat/card.ts';
import { limits } from '../limits.ts';
import { plain } from './text.ts';

type Json = Readonly<Record<string, unknown>>;

type MenuEntry = Pick<Button, 'label' | 'action' | 'target'>;

/**
 * Rows of buttons, what is wanted less often in a menu behind them. Slack wants every action id of a row to differ, so each
 * carries its place.
 */
export function renderButtons(buttons: readonly Button[], more: readonly MenuEntry[] = []): Json[] {
  const inMenu = more.filter((entry) => writeMenuEntry(entry).length <= limits.optionValue);
  const shown = [...buttons, ...more.filter((entry) => !inMenu.includes(entry))];
  const elements = [
    ...shown.map((button, place) => renderButton(button, place)),
    ...renderMenus(inMenu, shown.length),
  ];
  const rows: Json[] = [];
  for (let start = 0; start < elements.length; start += limits.actionsElements)
    rows.push({ type: 'actions', elements: elements.slice(start, start + limits.actionsElements) });
  return rows;
}

/** As many menus as it takes: each has room for a few entries only. */
function renderMenus(entries: readonly MenuEntry[], place: number): Json[] {
  if (entries.length === 0) return [];
  const options = entries.slice(0, limits.overflowOptions).map((entry) => ({
    text: plain(entry.label, limits.optionText),
    value: writeMenuEntry(entry),
  }));
  const menu = { type: 'overflow', action_id: `${MENU} ${place}`, options };
  return [menu, ...renderMenus(entries.slice(limits.overflowOptions), place + 1)];
}

/** The action of a menu whose entries each carry an action of their own. */
export const MENU = 'menu';

function writeMenuEntry({ action, target }: MenuEntry): string {
  return `${action} ${target}`;
}

/** What an entry of such a menu presses. */
export function readMenuEntry(value: string): { readonly action: string; readonly target: string } {
  const [action = '', ...rest] = value.split(' ');
  return { action, target: rest.join(' ') };
}

/** A select whose block carries what it is about, because an option has no room for it. */
export function renderSelect(select: Extract<CardBlock, { kind: 'select' }>): Json {
  const options = renderOptions(select.options);
  return {
    type: 'actions',
    block_id: encodeBlock(select.target),
    elements: [
      {
        type: 'static_select',
        action_id: `${select.action} ${select.name}`,
        placeholder: plain(select.placeholder, limits.placeholder),
        options,
      },
    ],
  };
}

/** The options of a menu. */
export function renderOptions(options: readonly Option[]): { readonly text: Json; readonly value: string }[] {
  return options.slice(0, limits.options).map((option) => ({
    text: plain(option.label, limits.optionText),
    value: option.value.slice(0, limits.optionValue),
  }));
}

function renderButton(button: Button, place: number): Json {
  return {
    type: 'button',
    action_id: `${button.action} ${place}`,
    text: plain(button.label, limits.buttonText),
    value: button.target.slice(0, limits.buttonValue),
    ...(button.style ? { style: button.style } : {}),
    ...(button.confirm
      ? {
          confirm: {
            title: plain(button.confirm.title, limits.confirmTitle),
            text: plain(button.confirm.text, limits.confirmText),
            confirm: plain(button.confirm.yes, limits.confirmButton),
            deny: plain(button.confirm.no, limits.confirmButton),
          },
        }
      : {}),
  };
}

const BLOCK_PREFIX = 'target ';

function encodeBlock(target: string): string {
  return `${BLOCK_PREFIX}${target}`;
}

/** What a select's block is about, or undefined for a block of Slack's own naming. */
export function decodeBlock(blockId: string): string | undefined {
  return blockId.startsWith(BLOCK_PREFIX) ? blockId.slice(BLOCK_PREFIX.length) : undefined;
}
