import { expect, test } from 'vitest';
import { renderForm } from '../../../adapters/feishu/render/form.ts';
import type { Form } from '../../../src/chat/card.ts';
import { bodyOf, collect, listOf } from './look.ts';

const form: Form = {
  title: 'Follow-up',
  action: 'form.submit',
  target: 'd1',
  intro: 'Almost there',
  submit: 'Save',
  cancel: 'Cancel',
  open: 'Open',
  fields: [
    {
      kind: 'text',
      name: 'text',
      label: 'Text',
      required: true,
      long: true,
      value: 'called',
      hint: 'What was said',
    },
    {
      kind: 'date',
      name: 'next',
      label: 'Next',
      required: false,
      value: '2026-12-01',
      error: 'Not a <date>',
    },
    { kind: 'date', name: 'then', label: 'Then', required: false, value: 'soon' },
    {
      kind: 'choice',
      name: 'kind',
      label: 'Kind',
      required: true,
      value: 'call',
      options: [{ label: 'Call', value: 'call' }],
    },
    {
      kind: 'choice',
      name: 'tags',
      label: 'Tags',
      required: false,
      several: true,
      value: 'a,x',
      options: [{ label: 'A', value: 'a' }],
    },
    { kind: 'pick', from: 'member', name: 'to', label: 'To', required: true, options: [], other: 'Name' },
    {
      kind: 'pick',
      from: 'member',
      name: 'with',
      label: 'With',
      required: true,
      options: [{ label: 'Fang', value: 'm1', account: 'ou_fang' }],
      value: 'm1',
      other: 'Name',
    },
    {
      kind: 'pick',
      from: 'customer',
      name: 'customer',
      label: 'Customer',
      required: true,
      options: [{ label: 'Acme', value: 'c1' }],
      value: 'Globex',
      other: 'Not in the list?',
    },
  ],
};

test('a form is a container with named inputs, filled in, with errors at their fields', () => {
  const card = renderForm(form);
  const [container] = collect(card, 'form');
  const named = listOf(container, 'elements').filter((element) => 'name' in element);
  expect(named).toMatchObject([
    {
      tag: 'input',
      name: 'text',
      required: true,
      input_type: 'multiline_text',
      default_value: 'called',
      max_length: 1000,
    },
    { tag: 'date_picker', name: 'next', initial_date: '2026-12-01' },
    { tag: 'date_picker', name: 'then' },
    { tag: 'select_static', name: 'kind', initial_option: 'call', required: true },
    { tag: 'multi_select_static', name: 'tags', selected_values: ['a'] },
    { tag: 'input', name: 'to', required: true },
    { tag: 'select_person', name: 'with', options: [{ value: 'ou_fang' }], initial_option: 'ou_fang' },
    { tag: 'select_static', name: 'customer_picked', required: false },
    { tag: 'input', name: 'customer', required: false, default_value: 'Globex' },
    {
      tag: 'button',
      name: '_submit',
      form_action_type: 'submit',
      behaviors: [{ type: 'callback', value: { a: 'form.submit', t: 'd1' } }],
    },
  ]);
  expect(named[2]).not.toHaveProperty('initial_date');
  expect(JSON.stringify(container)).toContain("**Next**\\n<font color='red'>⚠ Not a &#60;date&#62;</font>");
  expect(bodyOf(card).at(-1)).toMatchObject({
    tag: 'button',
    behaviors: [{ type: 'callback', value: { a: 'draft.cancel', t: 'd1' } }],
  });
});

test('a choice with more options than a card holds is typed instead', () => {
  const options = Array.from({ length: 150 }, (_, index) => ({
    label: `Option ${index}`,
    value: `o${index}`,
  }));
  const card = renderForm({
    ...form,
    fields: [{ kind: 'choice', name: 'which', label: 'Which', required: true, options, value: 'o3' }],
  });
  expect(collect(card, 'select_static')).toEqual([]);
  expect(collect(card, 'input')).toMatchObject([{ name: 'which', default_value: 'o3' }]);
});
