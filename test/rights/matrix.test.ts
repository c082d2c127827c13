import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actions, commands } from '../../src/app/registry.ts';
import { actionNames } from '../../src/chat/actions.ts';
import { describeAsk } from './ask.ts';
import { listLines, rolesAlone } from './lists.ts';
import { columns, lines } from './matrix.ts';
import { type Shelf, walkCell, walkList, walkRole } from './walk.ts';
import { createWorld, type World } from './world.ts';

/** What the dispatcher does itself for whatever stands behind it. */
const DISPATCHED = ['home', 'help'];

test('every command and every action has its line', () => {
  const known = new Set([...lines, ...listLines, ...rolesAlone].map(({ name }) => name));
  const wanted = [
    ...commands.map(({ name }) => name),
    ...actions.map(({ action }) => action),
    ...actionNames,
    ...DISPATCHED,
  ];
  expect([...new Set(wanted)].filter((name) => !known.has(name))).toEqual([]);
});

describe('who may do what to whose rows', () => {
  let world: World;
  const shelf: Shelf = new Map();
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());

  test('lists show what everybody may see, and nothing else', async () => {
    const seen = await walkList(world, listLines);
    expect(seen).toEqual(Object.fromEntries(listLines.map((line) => [describeAsk(line.ask), line.cells])));
  });

  test.each(rolesAlone.map((line) => [describeAsk(line.ask), line] as const))('%s', async (_what, line) => {
    const cells = await walkRole(world, line);
    expect(cells).toBe(line.cells);
  });

  test.each(lines.map((line) => [describeAsk(line.ask), line] as const))('%s', async (_what, line) => {
    const groups: string[] = [];
    for (const { who, rows } of columns) {
      let cells = '';
      for (const [place, owner] of rows.entries())
        cells += await walkCell(world, shelf, line, who, owner, place % 2 === 0 ? 'slack' : 'feishu');
      groups.push(cells);
    }
    expect(groups.join(' ')).toBe(line.cells);
  });
});
