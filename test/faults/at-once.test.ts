import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/app/registry.ts';
import { listLines, rolesAlone } from '../rights/lists.ts';
import { columns, type Line, lines } from '../rights/matrix.ts';
import type { Name } from '../rights/people.ts';
import { type Owner, startRow } from '../rights/rows.ts';
import { fillIn } from '../rights/walk.ts';
import { type Crowd, createCrowd } from './crowd.ts';
import { printFigures } from './reckoning.ts';
import { scale } from './scale.ts';

/** Letters of the matrix, from what changes most to what is only shown. Refusals show nothing here. */
const LETTERS = 'yfcs0';

interface Way {
  readonly line: Line;
  readonly who: Name;
  readonly owner: Owner;
}

/** That a request came and what it was answered. */
const KEPT: readonly string[] = ['inbound_events INSERT', 'inbound_events UPDATE', 'deliveries INSERT'];

const { every, copies } = scale.atOnce;
const walked = commands.map(({ name }) => name).filter((_, place) => place % every === 0);

describe('one event that is delivered many times at once', () => {
  let crowd: Crowd;
  beforeAll(async () => {
    crowd = await createCrowd();
  }, 60_000);
  afterAll(() => crowd.close());

  it.each(['slack', 'feishu'] as const)(
    'has one effect and one answer, whichever command it is, on %s',
    async (platform) => {
      const wrong: string[] = [];
      let requests = 0;
      let effects = 0;
      let answers = 0;
      let later = 0;
      for (const name of walked) {
        for (const count of copies) {
          const way = findWay(name);
          const row = startRow(crowd.world, way.owner);
          const ask = await fillIn(crowd.world, way.line, row);
          if (ask?.kind !== 'say') throw new Error(`nothing to say for ${name}`);
          await crowd.drain();
          const before = crowd.countShown();
          const statuses = await crowd.deliver(platform, way.who, ask.text, count);
          const happened = [...(await crowd.drain()).values()];
          const shown = crowd.countShown() - before;
          const changing = happened.filter((changes) => changes.some((what) => !KEPT.includes(what)));
          requests += count;
          effects += changing.length;
          answers += shown;
          // A copy that waited too long for the first is to be delivered again.
          later += statuses.filter((each) => each === 503).length;
          const taken = happened.flat().filter((what) => what === 'inbound_events INSERT').length;
          const isTaken = statuses.includes(200) && statuses.every((each) => each === 200 || each === 503);
          const isRight = changing.length <= 1 && taken === 1 && shown === 1 && isTaken;
          if (!isRight)
            wrong.push(
              `${count} × “${ask.text}”: ${JSON.stringify({ happened, shown, statuses: [...new Set(statuses)] })}`,
            );
        }
      }
      const figures = {
        commands: walked.length,
        copies: copies.join('/'),
        events: walked.length * copies.length,
      };
      printFigures(11, `on ${platform}`, {
        ...figures,
        requests,
        transactionsWithAnEffect: effects,
        toBeDeliveredAgain: later,
        answers,
        wrong: wrong.length,
      });
      expect(wrong).toEqual([]);
    },
    900_000,
  );
});

/** Somebody whom the matrix lets do something with the command, and with whose row. */
function findWay(name: string): Way {
  const ways = [...lines, ...listLines]
    .filter((line) => line.name === name && line.ask.kind === 'say')
    .flatMap((line) => listWays(line));
  const alone = rolesAlone
    .filter((line) => line.name === name && line.ask.kind === 'say')
    .flatMap((line) =>
      [...line.cells].map((letter, place) => ({
        letter,
        line,
        who: columns[place]?.who ?? 'li',
        owner: 'li' as const,
      })),
    );
  const all = [...ways, ...alone].filter(({ letter }) => LETTERS.includes(letter));
  const [best] = all.toSorted((one, other) => LETTERS.indexOf(one.letter) - LETTERS.indexOf(other.letter));
  if (best === undefined) throw new Error(`nobody may “${name}”`);
  return best;
}

function listWays(line: Line): readonly (Way & { readonly letter: string })[] {
  return line.cells.split(' ').flatMap((group, place) => {
    const column = columns[place];
    if (column === undefined) return [];
    return [...group].map((letter, at) => ({
      letter,
      line,
      who: column.who,
      owner: column.rows[at] ?? 'li',
    }));
  });
}
