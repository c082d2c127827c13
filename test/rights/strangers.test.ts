import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { read } from '../fixtures/talk.ts';
import { type Ask, describeAsk, platformOf } from './ask.ts';
import { type Line, lines } from './matrix.ts';
import { partOf, type Row, startRow } from './rows.ts';
import { fillIn, listParts, write } from './walk.ts';
import { createWorld, type World } from './world.ts';

/** Colleagues are called alike in both companies, and what is called alike may be made in both. */
const foreign = lines.filter(
  (line) => line.name !== 'customer new' && !listParts(line).includes('memberName'),
);
/** What does not go together in one row. */
const APART = ['merge', 'lost'];
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

describe('whoever does not belong here', () => {
  let world: World;
  const shelf = new Map<string, Row>();
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());

  /** The line about a row of the other organization, and the same about something that nowhere is. */
  async function twins(line: Line): Promise<readonly [Ask, Ask] | undefined> {
    const place = listParts(line).join(' ');
    const row = shelf.get(place) ?? startRow(world, 'wang');
    shelf.set(place, row);
    const real = await fillIn(world, line, row, world.others);
    if (real === undefined) return undefined;
    const nothing = startRow(world, 'wang');
    const values = new Map<string, string>();
    for (const part of listParts(line)) {
      const value = (await partOf(world, row, part, world.others)) ?? '';
      const renamed = row.secrets.reduce(
        (text, word, index) => text.replaceAll(word, nothing.secrets[index] ?? ''),
        value.replace(UUID, () => world.store.ids.uuid()).replaceAll(row.word, nothing.word),
      );
      values.set(part, renamed);
    }
    return [real, write(line.ask, (part) => values.get(part) ?? '')];
  }

  test.each(foreign.map((line, place) => [describeAsk(line.ask), line, place] as const))(
    'another organization’s row is as if it did not exist: %s',
    async (_what, line, place) => {
      const both = await twins(line);
      if (both === undefined) return;
      // Whoever sees everything here, and whoever sees least.
      for (const who of place % 2 === 0 ? (['sun'] as const) : (['li'] as const)) {
        await world.drain();
        const [real, none] = both;
        const seen = [];
        for (const ask of [real, none]) {
          const reply = await world.ask(who, ask, { platform: platformOf(seen.length) });
          seen.push(blur(ask, read(reply)));
        }
        expect(seen[0]).toBe(seen[1]);
        expect((await world.drain()).tables.filter((table) => table !== 'deliveries')).toEqual([]);
      }
    },
  );

  /** What was said without what was asked about, so that only the answer is left. */
  function blur(ask: Ask, said: string): string {
    const words = JSON.stringify(ask).match(/Q[0-9a-z]{5,}|HT-2026-\d+|Rival[0-9a-z]+/g) ?? [];
    return words.reduce(
      (text, word) => text.replaceAll(word, '…'),
      said.replace(UUID, 'id').replace(/(\.{0,3}id|[0-9a-f]{8}-[0-9a-f-]+…)/g, 'id'),
    );
  }

  test('accounts of nobody, of a leaver, and that wait to be confirmed get one and the same answer, and do nothing', async () => {
    const { store, people } = world;
    const { orgId, slack } = people.company;
    const base = { orgId, workspaceId: slack.id, linkedAt: new Date(0) };
    const left = store.ids.uuid();
    await store.db.member.create({
      data: {
        orgId,
        id: left,
        name: 'Gone',
        email: 'gone@acme.test',
        emailFolded: 'gone@acme.test',
        roles: ['admin'],
        active: false,
        createdAt: new Date(0),
      },
    });
    await store.db.chatIdentity.createMany({
      data: [
        { ...base, id: store.ids.uuid(), memberId: left, externalUser: 'ULEFT', confirmedAt: new Date(0) },
        { ...base, id: store.ids.uuid(), memberId: people.of.sun.id, externalUser: 'UWAITS' },
        {
          ...base,
          id: store.ids.uuid(),
          memberId: people.of.sun.id,
          externalUser: 'UGONE',
          confirmedAt: new Date(0),
          goneAt: new Date(0),
        },
      ],
    });
    const row = startRow(world, 'li');
    const asks: Ask[] = [];
    for (const line of lines) {
      if (listParts(line).some((part) => APART.includes(part))) continue;
      const ask = await fillIn(world, line, row);
      if (ask) asks.push(ask);
    }
    await world.drain();
    for (const user of ['UNOBODY', 'ULEFT', 'UWAITS', 'UGONE']) {
      const answers = new Set<string>();
      for (const ask of asks) answers.add(read(await world.askAs('slack', 'T1', user, ask)));
      expect([...answers].length).toBeLessThanOrEqual(2);
      expect([...answers].join('\n')).not.toMatch(new RegExp(row.word));
      const { tables } = await world.drain();
      expect(tables.filter((table) => !['newcomers', 'outbox_events'].includes(table))).toEqual([]);
    }
  });
});
