import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Prisma } from '../../src/store/client.ts';
import { createStatementNames } from '../../src/store/statements.ts';

test('the same text has the same name, whoever put it together and with whichever values', () => {
  const nameStatement = createStatementNames();
  const part = (value: number) => Prisma.sql`b = ${value}`;
  const first = nameStatement(Prisma.sql`SELECT 1 WHERE a = ${1} AND ${part(2)}`);
  expect(first.text).toBe('SELECT 1 WHERE a = $1 AND b = $2');
  expect(nameStatement(Prisma.sql`SELECT 1 WHERE a = ${7} AND b = ${8}`)).toBe(first);
  expect(createStatementNames()(Prisma.sql`SELECT 1 WHERE a = ${0} AND ${part(0)}`)).toEqual(first);
});

test('other texts have other names, however alike their pieces are, and also when very many were seen', () => {
  const nameStatement = createStatementNames();
  const pieces = fc.array(fc.constantFrom('', ' ', 'a', 'b', 'ab'), { minLength: 1, maxLength: 4 });
  const seen = new Map<string, string>();
  fc.assert(
    fc.property(pieces, (strings) => {
      const statement = new Prisma.Sql(
        strings,
        strings.slice(1).map(() => 0),
      );
      const { name, text } = nameStatement(statement);
      expect(text).toBe(statement.text);
      expect(seen.get(text) ?? name).toBe(name);
      seen.set(text, name);
    }),
    { numRuns: 1_000 },
  );
  expect(new Set(seen.values()).size).toBe(seen.size);
  const before = nameStatement(Prisma.sql`SELECT ${1}`);
  for (let count = 0; count < 2_100; count += 1) nameStatement(Prisma.raw(`SELECT ${count}`));
  expect(nameStatement(Prisma.sql`SELECT ${1}`)).toEqual(before);
});
