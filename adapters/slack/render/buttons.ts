import type { Button, CardBlock, Option } from '../../../src/chat/card.ts';
import { limits } from '../limits.ts';
import { plain } from './text.ts';

type Json = Readonly<Record<string, unknown>>;

/** Rows of buttons. Slack wants every action id of a row to differ, so each carries its place. */
export function renderButtons(buttons: readonly Button[]): Json[] {
  const rows: Json[] = [];
  for (let start = 0; start < buttons.length; start += limits.actionsElements) {
    const row = buttons.slice(start, start + limits.actionsElements);
    rows.push({ type: 'actions', elements: row.map((button, index) => renderButton(button, start + index)) });
  }
  return rows;
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
