import type { Field, Form, PickOption } from '../../../src/chat/card.ts';
import { plainText } from '../../../src/chat/card-text.ts';
import { showChosen } from '../../../src/chat/chosen.ts';
import { cutText } from '../../../src/kernel/text/clean.ts';
import { limits } from '../limits.ts';
import { PICKED } from '../values.ts';
import { callBack, renderOptions } from './buttons.ts';
import { frameCard } from './card.ts';
import { type Json, markdown, paragraph, plain } from './elements.ts';
import { fitsCard } from './fit.ts';
import { renderBold, renderMarkdown } from './markdown.ts';

type PickField = Extract<Field, { kind: 'pick' }>;

/** How much of each part is shown. A form that does not fit is drawn again with less of everything. */
interface Measure {
  readonly intro: number;
  readonly label: number;
  readonly error: number;
  readonly hint: number;
  readonly value: number;
  readonly options: number;
}
const MEASURES: readonly [Measure, ...Measure[]] = [
  { intro: 1_000, label: 100, error: 200, hint: 100, value: limits.inputLength, options: limits.options },
  { intro: 500, label: 60, error: 100, hint: 60, value: 500, options: 30 },
  { intro: 200, label: 40, error: 60, hint: 30, value: 150, options: 10 },
  { intro: 100, label: 30, error: 30, hint: 0, value: 50, options: 0 },
];
const LEAST: Measure = { intro: 0, label: 20, error: 20, hint: 0, value: 20, options: 0 };

/** More fields than this are more than a card holds; no command comes near. */
const MOST_FIELDS = 40;

/** Renders a form as a card with a form container. Total, as cards are. */
export function renderForm(form: Form): Json {
  for (const measure of MEASURES) {
    const card = drawForm(form, measure);
    if (fitsCard(card)) return card;
  }
  return drawForm(form, LEAST);
}

function drawForm(form: Form, measure: Measure): Json {
  const intro = form.intro === undefined ? '' : plainText(form.intro);
  return frameCard(form.title, form.fields.some((field) => field.error !== undefined) ? 'warn' : 'info', [
    ...(intro.trim() === '' || measure.intro === 0 ? [] : [paragraph(intro, measure.intro)]),
    {
      tag: 'form',
      name: 'form',
      elements: [
        ...form.fields.slice(0, MOST_FIELDS).flatMap((field) => renderField(field, measure)),
        {
          tag: 'button',
          name: '_submit',
          text: plain(form.submit, limits.buttonText),
          type: 'primary_filled',
          width: 'fill',
          form_action_type: 'submit',
          behaviors: callBack({ a: form.action, t: form.target }),
        },
      ],
    },
    // Outside the container: inside it a button either submits or resets.
    {
      tag: 'button',
      text: plain(form.cancel, limits.buttonText),
      type: 'text',
      width: 'fill',
      behaviors: callBack({ a: 'draft.cancel', t: form.target }),
    },
  ]);
}

function renderField(field: Field, measure: Measure): Json[] {
  const label = renderBold(cutText(field.label, measure.label));
  const star = field.required ? " <font color='red'>&#42;</font>" : '';
  const error =
    field.error === undefined
      ? ''
      : `\n<font color='red'>⚠ ${renderMarkdown(field.error, measure.error)}</font>`;
  const controls = field.kind === 'pick' ? renderPick(field, measure) : [renderControl(field, measure)];
  return [markdown(`${label}${star}${error}` || '—'), ...controls];
}

/**
 * Colleagues who all have an account here are picked with the person selector: given its people, it does not fall back
 * on the members of the chat, which in private would be nobody. Of customers and orders the likeliest are a select, with
 * a line for whatever is not in it.
 */
function renderPick(field: PickField, measure: Measure): Json[] {
  const options = field.options.slice(0, measure.options);
  const known = findKnown(field, options);
  if (options.length === 0) return [renderPickInput(field, measure, field.required)];
  const accounts = options.flatMap(({ account }) => (account === undefined ? [] : [account]));
  if (field.from === 'member' && accounts.length === field.options.length) {
    const people = {
      ...base('select_person', field, measure),
      options: accounts.map((value) => ({ value })),
      ...(known?.account === undefined ? {} : { initial_option: known.account }),
    };
    return [people];
  }
  const select = {
    ...base('select_static', field, measure),
    name: `${field.name}${PICKED}`,
    required: false,
    options: renderOptions(options, Math.min(limits.optionText, measure.label)),
    ...(known === undefined ? {} : { initial_option: known.value }),
  };
  return [select, renderPickInput(known === undefined ? field : omitValue(field), measure, false)];
}

/** The option that a field's value stands for, be it picked or written out. */
function findKnown({ value }: PickField, options: PickField['options']): PickOption | undefined {
  if (value === undefined) return undefined;
  const exact = options.find((option) => option.value === value);
  if (exact !== undefined) return exact;
  const called = options.filter(({ label }) => label === showChosen(value));
  return called.length === 1 ? called[0] : undefined;
}

function renderPickInput(field: PickField, measure: Measure, required: boolean): Json {
  const shown = field.value === undefined ? {} : { value: showChosen(field.value) };
  return {
    ...renderInput({ ...field, ...shown }, measure, false, undefined),
    required,
    placeholder: plain(field.other, limits.placeholder),
  };
}

function omitValue({ value: _value, ...field }: PickField): PickField {
  return field;
}

function renderControl(field: Exclude<Field, PickField>, measure: Measure): Json {
  switch (field.kind) {
    case 'text':
      return renderInput(field, measure, field.long ?? false, field.maxLength);
    case 'date':
      return {
        ...base('date_picker', field, measure),
        ...(isDate(field.value) ? { initial_date: field.value } : {}),
      };
    case 'choice':
      return renderChoice(field, measure);
  }
}

function renderInput(field: Field, measure: Measure, long: boolean, maxLength: number | undefined): Json {
  const most = Math.max(1, Math.min(maxLength ?? limits.inputLength, limits.inputLength));
  const value = cutText(field.value ?? '', Math.min(measure.value, most));
  return {
    ...base('input', field, measure),
    max_length: most,
    ...(long ? { input_type: 'multiline_text', rows: 3, auto_resize: true, max_rows: 8 } : {}),
    ...(value === '' ? {} : { default_value: value }),
  };
}

/** A choice with more options than there is room for is typed instead: its words are understood as well. */
function renderChoice(field: Extract<Field, { kind: 'choice' }>, measure: Measure): Json {
  if (field.options.length === 0 || field.options.length > measure.options)
    return renderInput(field, measure, false, undefined);
  const options = renderOptions(field.options, Math.min(limits.optionText, measure.label));
  const chosen = (field.value ?? '')
    .split(',')
    .filter((value) => value !== '' && field.options.some((option) => option.value === value));
  if (field.several) {
    const known = chosen.length === 0 ? {} : { selected_values: chosen };
    return { ...base('multi_select_static', field, measure), options, ...known };
  }
  const known = chosen[0] === undefined ? {} : { initial_option: chosen[0] };
  return { ...base('select_static', field, measure), options, ...known };
}

function base(tag: string, field: Field, measure: Measure): Json {
  const hint = field.hint?.trim() ?? '';
  return {
    tag,
    name: field.name,
    required: field.required,
    width: 'fill',
    ...(hint === '' || measure.hint === 0
      ? {}
      : { placeholder: plain(hint, Math.min(limits.placeholder, measure.hint)) }),
  };
}

function isDate(value: string | undefined): value is string {
  return value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value);
}
