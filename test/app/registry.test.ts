import { describe, expect, test } from 'vitest';
import { createHelpCommand } from '../../src/app/help.ts';
import { actions, commands } from '../../src/app/registry.ts';
import { actionNames } from '../../src/chat/actions.ts';
import { assignFields, buildVocabulary, listNameCandidates, parseLine } from '../../src/chat/parse.ts';
import { readValues } from '../../src/chat/read.ts';
import { roleNames } from '../../src/people/role-names.ts';

const specs = [...commands, createHelpCommand(commands)];
const vocabulary = buildVocabulary(specs);
const langs = ['en', 'zh'] as const;

/** What the dispatcher does itself, because it is about commands rather than rows. */
const DISPATCHED = [
  'command.run',
  'draft.choose',
  'draft.confirm',
  'draft.cancel',
  'form.open',
  'form.submit',
  'home.open',
  'record.show',
];
/** Slack cuts longer titles of modals. */
const MODAL_TITLE = 24;

test('every action that a button may name is handled in exactly one place', () => {
  const handled = [...DISPATCHED, ...actions.map(({ action }) => action)];
  expect(handled.toSorted()).toEqual([...actionNames].toSorted());
});

test('no two commands share a name', () => {
  const names = specs.flatMap((spec) => [spec.name, ...spec.aliases].map((name) => name.toLowerCase()));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(names.filter((name) => name !== name.trim().replace(/\s+/g, ' '))).toEqual([]);
});

describe.each(specs.map((spec) => [spec.name, spec] as const))('%s', (_name, spec) => {
  test.each(langs)('its example in %s is read as itself, with nothing missing or unreadable', (lang) => {
    const parsed = parseLine(spec.example[lang], vocabulary);
    expect(parsed).toMatchObject({ kind: 'command', spec: { name: spec.name } });
    if (parsed.kind !== 'command') return;
    const today = '2026-11-23';
    const readings = [0, ...listNameCandidates(spec, parsed.line).keys()].map((words) => {
      const raw = assignFields(spec, parsed.line, words + 1);
      const sense = { today, currency: 'CNY', fiscalStartMonth: 1 };
      return readValues(
        spec,
        spec.refine
          ? spec.refine(raw, today, { now: Date.parse('2026-11-23T04:00:00Z'), zone: 'Asia/Shanghai' })
          : raw,
        sense,
      );
    });
    // How many words the customer's name has shows only when it is looked up: some length has to fit.
    const good = readings.filter(
      ({ errors, missing }) => Object.keys(errors).length === 0 && missing.length === 0,
    );
    expect(good.length, JSON.stringify(readings)).toBeGreaterThan(0);
  });

  test('each of its names, in either language, opens it', () => {
    for (const name of [spec.name, ...spec.aliases])
      expect(parseLine(name, vocabulary)).toMatchObject({ kind: 'command', spec: { name: spec.name } });
  });

  test.each(langs)('its title in %s fits over a modal', (lang) => {
    expect(spec.title[lang].length).toBeLessThanOrEqual(MODAL_TITLE);
    expect(spec.title[lang]).not.toBe('');
    expect(spec.summary[lang]).not.toBe('');
  });

  test('its fields have names and keys of their own and a place that can be filled', () => {
    const keys = spec.fields.flatMap(({ name, aliases }) => [...new Set([name.toLowerCase(), ...aliases])]);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    for (const { name, kind, choices, aliases } of spec.fields) {
      expect(name).toMatch(/^[a-z][a-zA-Z0-9]*$/);
      expect(kind === 'choice').toBe(choices !== undefined);
      expect(aliases.filter((alias) => alias !== alias.toLowerCase())).toEqual([]);
    }
    // Whatever stands behind a field that takes the rest of the line would never be reached.
    const rest = spec.fields.findIndex(({ at }) => at === 'rest');
    const later = rest === -1 ? [] : spec.fields.slice(rest + 1).filter(({ at }) => at !== undefined);
    expect(later).toEqual([]);
    if (spec.roles !== 'anyone') expect(spec.roles.every((role) => role in roleNames)).toBe(true);
  });
});
