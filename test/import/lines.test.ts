import { describe, expect, test } from 'vitest';
import { type Block, splitBlocks } from '../../src/import/bulk/blocks.ts';
import { indexCategories, indexOwners } from '../../src/import/bulk/directory.ts';
import { readHeader } from '../../src/import/bulk/fields.ts';
import { detectLayout } from '../../src/import/bulk/formats.ts';
import { createCustomerReader } from '../../src/import/bulk/read-customer.ts';
import { readHeaders, readRecords } from '../../src/import/bulk/records.ts';
import { settleDoubled } from '../../src/import/bulk/settle.ts';

async function cut(
  text: string | Buffer,
  chunk: number,
  options: { quotes?: boolean; longest?: number; most?: number; bytes?: number } = {},
) {
  const bytes = Buffer.from(text);
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  const blocks: Block[] = [];
  for await (const block of splitBlocks(chunks(), {
    from: { offset: 0, line: 1 },
    quotes: options.quotes ?? false,
    mostRecords: options.most ?? 3,
    longest: options.longest ?? 30,
    ...(options.bytes === undefined ? {} : { mostBytes: options.bytes }),
  }))
    blocks.push(block);
  const records = blocks.flatMap(({ bytes: own, starts, ends, lines }) =>
    lines.map(
      (line, index) => [line, Buffer.from(own.subarray(starts[index], ends[index])).toString()] as const,
    ),
  );
  return { blocks, records, tooLong: blocks.flatMap((block) => block.tooLong), end: blocks.at(-1)?.next };
}

describe('cutting a file into records', () => {
  const cases = [1, 2, 3, 7, 1_000];

  test.each(cases)('chunks of %i bytes: empty lines, both line ends, none at the end', async (chunk) => {
    const { records, end } = await cut('a\r\n\nbb\nccc\r\n\r\nd', chunk);
    expect(records).toEqual([
      [1, 'a'],
      [3, 'bb'],
      [4, 'ccc'],
      [6, 'd'],
    ]);
    expect(end?.offset).toBe(15);
  });

  test.each(cases)('chunks of %i bytes: long records make small blocks', async (chunk) => {
    const { records, blocks, tooLong } = await cut(`aaaaaa\nbbbbbb\n${'x'.repeat(50)}\nc\nd\n`, chunk, {
      bytes: 10,
    });
    expect(records.map(([line, text]) => line + text)).toEqual(['1aaaaaa', '2bbbbbb', '4c', '5d']);
    expect(tooLong).toEqual([3]);
    expect(blocks[0]?.lines).toEqual([1, 2]);
    expect(blocks.map(({ next }) => next.offset)).toEqual([
      ...new Set(blocks.map(({ next }) => next.offset)),
    ]);
    expect(blocks.at(-1)?.next).toEqual({ offset: 69, line: 6 });
  });

  test.each(cases)('chunks of %i bytes: a line that is too long costs itself', async (chunk) => {
    const long = 'x'.repeat(100);
    const { records, tooLong, end, blocks } = await cut(`a\n${long}\nb\n${long}`, chunk);
    expect(records).toEqual([
      [1, 'a'],
      [3, 'b'],
    ]);
    expect(tooLong).toEqual([2, 4]);
    expect(end?.offset).toBe(205);
    // Whatever was held at once stayed small.
    expect(Math.max(...blocks.map(({ bytes }) => bytes.length))).toBeLessThan(1_100);
  });

  test.each(cases)(
    'chunks of %i bytes: quotes hold line feeds, and an open one costs its line',
    async (chunk) => {
      const quoted = await cut('a,"1\n2"\nb\n', chunk, { quotes: true });
      expect(quoted.records).toEqual([
        [1, 'a,"1\n2"'],
        [3, 'b'],
      ]);
      const open = await cut(`a,"1\nb\n${'c\n'.repeat(40)}d`, chunk, { quotes: true, most: 100 });
      expect(open.tooLong).toEqual([1]);
      expect(open.records.at(0)).toEqual([2, 'b']);
      expect(open.records.at(-1)).toEqual([43, 'd']);
    },
  );

  test('a file can be gone on with behind every block', async () => {
    const text = 'a\n"b\nb"\nc\nd\ne\nf\n';
    const { blocks } = await cut(text, 4, { quotes: true, most: 2 });
    for (const { next } of blocks.slice(0, -1)) {
      const rest = await cut(text.slice(next.offset), 4, { quotes: true });
      expect(rest.records.length).toBeGreaterThan(0);
      expect(text.slice(0, next.offset).split('\n').length).toBe(next.line);
    }
  });
});

describe('how a file is written', () => {
  const gb = Buffer.from([0xbf, 0xcd, 0xbb, 0xa7, 0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0x41, 0x0a]);

  test.each([
    ['{"name":"a"}\n', { format: 'ndjson', encoding: 'utf-8', mark: 0 }],
    ['\uFEFF名称;电话\n', { format: 'csv', encoding: 'utf-8', delimiter: ';', mark: 3 }],
    ['name\tphone\n', { format: 'csv', delimiter: '\t' }],
    [gb, { format: 'csv', encoding: 'gb18030', delimiter: ',' }],
  ])('%j', (sample, expected) => {
    expect(detectLayout(Buffer.from(sample))).toMatchObject(expected);
  });

  test('UTF-16 is nothing that is guessed at', () => {
    expect(detectLayout(Buffer.from('\uFEFFname', 'utf16le'))).toBeUndefined();
  });

  test('headers in both languages, by code and by label', () => {
    const own = [{ id: '1', key: 'size', label: '公司 规模', kind: 'number', choices: [] }] as const;
    const columnOf = (header: string) => {
      const meaning = readHeader(header, own);
      return meaning.kind === 'column' ? meaning.column : meaning.kind;
    };
    expect(
      ['客户名称（必填）', 'Company Name*', '手机号', '所属销售', '客户分级', 'E-Mail', 'external_id'].map(
        columnOf,
      ),
    ).toEqual(['name', 'name', 'phone', 'owner', 'category', 'email', 'externalId']);
    expect(['公司规模', 'Size', '创建时间', '星座', 'type'].map(columnOf)).toEqual([
      'own',
      'own',
      'informative',
      'unknown',
      'type',
    ]);
  });
});

describe('reading records', () => {
  async function read(text: string | Buffer) {
    const bytes = Buffer.from(text);
    const layout = detectLayout(bytes);
    if (layout === undefined) throw new Error('unreadable');
    const { blocks } = await cut(bytes, 1_000, {
      quotes: layout.format === 'csv',
      most: 100,
      longest: 1_000,
    });
    const [block] = blocks;
    if (block === undefined) throw new Error('nothing');
    if (layout.format === 'ndjson') return readRecords(block, layout, []);
    const headers = readHeaders(text.toString().split('\n')[0] ?? '', layout);
    const tail = {
      ...block,
      starts: block.starts.slice(1),
      ends: block.ends.slice(1),
      lines: block.lines.slice(1),
    };
    return readRecords(tail, layout, headers);
  }

  test('what is broken is said with its line and stops nothing', async () => {
    const lines = ['{"name":"a"}', '{"name":', '[1]', '{"name":"b"}'].join('\n');
    expect(
      (await read(Buffer.concat([Buffer.from(lines), Buffer.from([0x0a, 0x22, 0xff, 0x22, 0x0a])]))).map(
        ({ kind, line }) => [line, kind],
      ),
    ).toEqual([
      [1, 'record'],
      [2, 'broken'],
      [3, 'broken'],
      [4, 'record'],
      [5, 'broken'],
    ]);
  });

  test('CSV: short rows, empty rows, too many cells, quotes in the middle', async () => {
    const records = await read('name,phone,city\na\n,,\nb,1,2,3\n"c ""x""","1\n2",z\nd "e" f,,\n');
    expect(records).toEqual([
      { kind: 'record', line: 2, values: { name: 'a' } },
      { kind: 'broken', line: 4, code: 'csv-broken' },
      { kind: 'record', line: 5, values: { name: 'c "x"', phone: '1\n2', city: 'z' } },
      { kind: 'record', line: 7, values: { name: 'd "e" f' } },
    ]);
  });
});

describe('reading a customer', () => {
  const directory = {
    owners: indexOwners([
      { id: 'li', name: 'Li Wei', email: 'li@acme.test', externalId: 'E7', sells: true },
      { id: 'li2', name: 'Li Wei', email: 'li2@acme.test', externalId: null, sells: true },
      { id: 'chen', name: '陈静', email: 'chen@acme.test', externalId: null, sells: false },
    ]),
    categories: indexCategories([{ id: 'cat-a', code: 'A', name: '重点' }]),
    own: [
      { id: 'f1', key: 'size', label: '规模', kind: 'number', choices: [] },
      { id: 'f2', key: 'rating', label: '评级', kind: 'choice', choices: ['高', '低'] },
    ],
  } as const;
  const reader = createCustomerReader({ directory, today: '2026-11-23', cells: true });

  test('everything that a line may say', async () => {
    const reading = await reader.read({
      客户名称: ' 华为技术有限公司 ',
      电话: '138 0013 8000，0755-28780808',
      联系人: '任先生',
      邮箱: 'ren@huawei.test',
      负责人: 'LI@acme.test',
      分级: '重点',
      标签: 'VIP，华南',
      规模: '1.5万',
      评级: '高',
      编号: 'C-1',
      星座: '狮子',
    });
    expect(reading).toMatchObject({
      kind: 'customer',
      customer: {
        name: '华为技术有限公司',
        nameKey: '华为技术',
        initials: 'hwjs',
        externalId: 'C-1',
        ownerId: 'li',
        categoryId: 'cat-a',
        contacts: [
          { name: '任先生', phones: ['+8613800138000', '+8675528780808'], email: 'ren@huawei.test' },
        ],
        tags: ['VIP', '华南'],
        own: [
          { fieldId: 'f1', value: '15000' },
          { fieldId: 'f2', value: '高' },
        ],
      },
    });
    expect(reader.ignored()).toEqual(['星座']);
  });

  test('everything that may be wrong with it, at once', async () => {
    const reading = await reader.read({
      电话: '12',
      负责人: 'Li Wei',
      分级: 'Z',
      规模: 'many',
      邮箱: 'x',
      id: 'id:1',
    });
    expect(
      reading.kind === 'refused' ? reading.problems.map(({ field, code }) => `${field} ${code}`) : [],
    ).toEqual([
      'name name-missing',
      'externalId external-id-unreadable',
      'phone phone-unreadable',
      'email email-unreadable',
      'category category-unknown',
      'owner owner-ambiguous',
      'size custom-unreadable',
    ]);
    const other = await reader.read({ name: 'A', owner: 'chen@acme.test' });
    expect(other).toMatchObject({ kind: 'refused', problems: [{ code: 'owner-does-not-sell' }] });
  });

  test('nobody and a defused cell', async () => {
    const reading = await reader.read({ name: "'=Acme", owner: '公海', phone: '+86 138 0013 8000' });
    expect(reading).toMatchObject({ kind: 'customer', customer: { name: '=Acme', ownerId: null } });
  });
});

test('of several lines that say the same customer the first one stays, and a refused one takes nothing', () => {
  const phone = { kind: 'phone', lines: [2, 3] } as const;
  const name = { kind: 'name', lines: [1, 2] } as const;
  expect([...settleDoubled([phone, name], new Set())]).toEqual([[2, { kind: 'name', line: 1 }]]);
  expect([...settleDoubled([phone, name], new Set([1]))]).toEqual([[3, { kind: 'phone', line: 2 }]]);
});
