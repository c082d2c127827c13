import type { Card, Field, Form, PickSource } from '../../../src/chat/card.ts';
import { formToText, showValue } from '../../../src/chat/card-text.ts';
import { showChosen } from '../../../src/chat/chosen.ts';
import { cutText } from '../../../src/kernel/text/clean.ts';
import { limits } from '../limits.ts';
import { renderOptions } from './buttons.ts';
import { renderCard, type SlackContent } from './card.ts';
import { plain, richElements, richText } from './text.ts';

type Json = Readonly<Record<string, unknown>>;

/** What a modal remembers of where it was opened: it comes back with the submission, signed by Slack. */
export interface ViewOrigin {
  readonly target: string;
  readonly conversation: string;
  /** Opened from the home tab, which is then shown anew. */
  readonly home?: true;
}

/** The one element of each input block. */
export const INPUT = 'value';

/** Renders a form as a modal. */
export function renderView(form: Form, origin: ViewOrigin): Json {
  const intro = form.intro === undefined ? [] : [richText(richElements(form.intro, limits.sectionText))];
  return {
    type: 'modal',
    callback_id: form.action,
    private_metadata: JSON.stringify(origin),
    title: plain(form.title, limits.viewTitle),
    submit: plain(form.submit, limits.viewButton),
    close: plain(form.cancel, limits.viewButton),
    blocks: [...intro, ...form.fields.map(renderField)].slice(0, limits.viewBlocks),
  };
}

/** Renders a home tab: card after card, in at most as many blocks as a view takes. */
export function renderHome(cards: readonly Card[]): Json {
  const blocks = cards.flatMap((card, index) => [
    ...(index === 0 ? [] : [{ type: 'divider' }]),
    ...renderCard(card).blocks,
  ]);
  return { type: 'home', blocks: blocks.slice(0, limits.viewBlocks) };
}

/** A form in a message: Slack opens modals only for somebody who presses something. */
export function renderFormMessage(form: Form): SlackContent {
  const card: Card = {
    title: form.title,
    tone: 'info',
    blocks: [
      ...(form.intro === undefined ? [] : [{ kind: 'text', text: form.intro } as const]),
      { kind: 'facts', facts: describeKnown(form) },
      {
        kind: 'buttons',
        buttons: [{ label: form.open, action: 'form.open', target: form.target, style: 'primary' }],
      },
    ],
  };
  return { ...renderCard(card), text: cutText(formToText(form), limits.messageText) };
}

function describeKnown(form: Form) {
  return form.fields
    .filter((field) => field.value !== undefined || field.error !== undefined)
    .map((field) => ({
      label: field.label,
      value: [showValue(field), field.error].filter(Boolean).join(' — '),
    }));
}

function renderField(field: Field): Json {
  const hint = field.error ?? field.hint;
  return {
    type: 'input',
    block_id: field.name,
    optional: !field.required,
    label: plain(field.label, limits.inputLabel),
    ...(hint === undefined
      ? {}
      : { hint: plain(field.error === undefined ? hint : `⚠ ${hint}`, limits.inputHint) }),
    element: renderElement(field),
  };
}

function renderElement(field: Field): Json {
  switch (field.kind) {
    case 'text':
      return {
        type: 'plain_text_input',
        action_id: INPUT,
        multiline: field.long ?? false,
        max_length: Math.min(field.maxLength ?? limits.inputLength, limits.inputLength),
        ...(field.value ? { initial_value: cutText(field.value, limits.inputLength) } : {}),
      };
    case 'date': {
      const known = field.value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(field.value);
      return { type: 'datepicker', action_id: INPUT, ...(known ? { initial_date: field.value } : {}) };
    }
    case 'choice':
      return renderChoice(field);
    case 'pick':
      return renderPick(field);
  }
}

const PICK = 'pick ';

/** What a menu asks for by its action id; undefined for one that is not ours. */
export function readPickSource(actionId: string): PickSource | undefined {
  if (!actionId.startsWith(PICK)) return undefined;
  const named = actionId.slice(PICK.length);
  return (['customer', 'member', 'order'] as const).find((source) => source === named);
}

/** A menu whose options are loaded from us as somebody types. */
function renderPick(field: Extract<Field, { kind: 'pick' }>): Json {
  const { value } = field;
  const known = value !== undefined && value !== '' && value.length <= limits.optionValue;
  const initial = known ? renderOptions([{ label: showChosen(value), value }])[0] : undefined;
  return {
    type: 'external_select',
    action_id: `${PICK}${field.from}`,
    min_query_length: 0,
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
}

function renderChoice(field: Extract<Field, { kind: 'choice' }>): Json {
  const options = renderOptions(field.options);
  const chosen = (field.value ?? '').split(',');
  const initial = options.filter((option) => chosen.includes(option.value));
  if (field.several) {
    return {
      type: 'multi_static_select',
      action_id: INPUT,
      options,
      ...(initial.length > 0 ? { initial_options: initial } : {}),
    };
  }
  return {
    type: 'static_select',
    action_id: INPUT,
    options,
    ...(initial[0] ? { initial_option: initial[0] } : {}),
  };
}
