import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { searchCustomers } from '../../src/customers/search.ts';
import { importFile } from '../../src/import/bulk/import-file.ts';
import type { ImportRequest } from '../../src/import/bulk/request.ts';
import { createManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany, speakAs } from '../fixtures/company.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let store: StoreContext;
let company: Company;
let folder: string;
let made = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  const clock = createManualClock(Date.parse('2026-11-23T01:00:00Z'));
  store = { db: createDb({ url: database.url, poolSize: 3 }), clock, ids: createIds(clock) };
  folder = mkdtempSync(join(tmpdir(), 'dealbell-import-'));
});

beforeEach(async () => {
  made += 1;
  company = await createCompany(store, { suffix: String(made) });
});

afterAll(async () => {
  await store.db.$disconnect();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, lines: readonly (string | object)[]): string {
  const path = join(folder, `${made}-${name}`);
  writeFileSync(
    path,
    `${lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')}\n`,
  );
  return path;
}

async function run(path: string, more: Partial<ImportRequest> = {}) {
  const request = {
    path,
    type: 'customers',
    reportPath: `${path}.report.ndjson`,
    lang: 'en',
    ...more,
  } as const;
  const result = await importFile(speakAs(store, company, 'sunYue'), database.url, request);
  if (result.kind === 'refusal') return { refusal: result.code, report: [], summary: undefined };
  const report = readFileSync(request.reportPath, 'utf8').split('\n').filter(Boolean);
  return { summary: result.value, report: report.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

function count(
  table: 'customer' | 'customerKey' | 'contact' | 'ownershipChange' | 'importLine' | 'externalId',
) {
  return (store.db[table] as { count: (given: object) => Promise<number> }).count({
    where: { orgId: company.orgId },
  });
}

describe('customers', () => {
  test('a CSV file as Excel writes it in Chinese makes customers that are like any other', async () => {
    await store.db.category.create({
      data: { orgId: company.orgId, id: store.ids.uuid(), code: 'A', name: '重点客户', cadenceDays: 7 },
    });
    const path = write('excel.csv', [
      '\uFEFF客户名称;电话;联系人;负责人;客户分级;标签;城市;统一社会信用代码;客户编号;备注',
      '华为技术有限公司;138 0013 8000、0755-28780808;任先生;li.wei@acme.test;重点客户;"VIP,华南";深圳;91440300279583285X;C1;x',
      '红枫教育;;;公海;;;上海;;C2;',
    ]);
    const { summary, report } = await run(path);
    expect(summary?.counts).toEqual({ lines: 2, created: 2, changed: 0, unchanged: 0, refused: 0, near: 0 });
    expect(summary?.ignoredColumns).toEqual(['备注']);
    expect(report).toEqual([]);
    const [row] = await store.db.customer.findMany({
      where: { orgId: company.orgId, name: '华为技术有限公司' },
      include: {
        category: true,
        contactCustomer: { include: { phones: true } },
        customerTagCustomer: { include: { tag: true } },
      },
    });
    expect(row).toMatchObject({
      initials: 'hwjs',
      city: '深圳',
      ownerId: company.members.liWei.id,
      // A list that somebody imports is nobody's new business.
      createdBy: null,
      category: { code: 'A' },
      contactCustomer: [
        { name: '任先生', phone: '+8613800138000', phones: [{ position: 2, phone: '+8675528780808' }] },
      ],
    });
    expect(row?.customerTagCustomer.map(({ tag }) => tag.name).toSorted()).toEqual(['VIP', '华南']);
    const hits = await searchCustomers(store.db, 'hwjs', {
      orgId: company.orgId,
      sight: { all: true, owners: [] },
      limit: 5,
    });
    expect(hits.map(({ name }) => name)).toEqual(['华为技术有限公司']);
    expect(await store.db.outboxEvent.count({ where: { orgId: company.orgId } })).toBe(0);
  });

  test('collisions with what is there, inside the file and across blocks, are refused with owner and day alone', async () => {
    const first = await run(
      write('first.ndjson', [{ name: 'Acme Ltd', phone: '13800138001', owner: 'Wang Fang' }]),
    );
    expect(first.summary?.counts.created).toBe(1);
    await store.db.customer.updateMany({
      where: { orgId: company.orgId },
      data: { lastContactAt: new Date('2026-11-01T18:00:00Z') },
    });
    const { summary, report } = await run(
      write('second.ndjson', [
        { name: 'ACME' },
        { name: 'Other', phone: '+86 138 0013 8001' },
        { name: 'Birch', phone: '13800138002' },
        { name: 'Cedar', phone: '13800138002' },
        { name: 'Cedar' },
        { name: 'Dune', registration: '91440300279583285x' },
        { name: 'Elm', registration: '91440300279583285X' },
      ]),
    );
    expect(summary?.counts).toMatchObject({ lines: 7, created: 3, refused: 4 });
    expect(
      report.map(({ line, code, owner, lastFollowUp, otherLine }) => [
        line,
        code,
        owner,
        lastFollowUp,
        otherLine,
      ]),
    ).toEqual([
      [1, 'collision-name', 'Wang Fang', '2026-11-02', undefined],
      [2, 'collision-phone', 'Wang Fang', '2026-11-02', undefined],
      [4, 'collision-phone', null, null, 3],
      [7, 'collision-registration', null, null, 6],
    ]);
    expect(await count('customerKey')).toBe(7);
    expect(await count('ownershipChange')).toBe(4);
  });

  test('near matches are taken and told, those of an earlier line too', async () => {
    await run(write('known.ndjson', [{ name: '北京华信科技有限公司', phone: '13812345678' }]));
    const { summary, report } = await run(
      write('near.ndjson', [
        { name: '上海华信科技' },
        { name: '北京华鑫科技' },
        { name: 'Birch Trading', phone: '13912345678' },
        { name: '青松物流' },
        { name: 'Birch Trading Group' },
      ]),
    );
    expect(summary?.counts).toMatchObject({ created: 5, near: 4 });
    const near = report.map(({ line, near: matches }) => [
      line,
      (matches as { name: string }[]).map(({ name }) => name),
    ]);
    expect(near).toEqual([
      [1, ['北京华信科技有限公司']],
      [2, ['北京华信科技有限公司']],
      [3, ['北京华信科技有限公司']],
      [5, ['Birch Trading']],
    ]);
  });

  test('the same file again does nothing; the same customers in another file are as they were', async () => {
    const rows = [
      {
        externalId: 'C1',
        name: 'Acme',
        phone: '13800138001',
        city: 'Wuxi',
        tags: ['VIP'],
        owner: 'li.wei@acme.test',
      },
      { externalId: 'C2', name: 'Birch' },
    ];
    const path = write('once.ndjson', rows);
    await run(path);
    expect((await run(path)).summary).toMatchObject({ before: true, counts: { created: 2 } });
    const again = await run(path, { again: true });
    expect(again.summary?.counts).toMatchObject({ created: 0, unchanged: 2, refused: 0 });
    const changed = await run(
      write('twice.ndjson', [
        { ...rows[0], city: 'Suzhou' },
        rows[1] ?? {},
        { externalId: 'C3', name: 'Acme' },
      ]),
    );
    expect(changed.summary?.counts).toMatchObject({ created: 0, changed: 1, unchanged: 1, refused: 1 });
    expect(
      await store.db.customer.findFirst({ where: { orgId: company.orgId, name: 'Acme' } }),
    ).toMatchObject({ city: 'Suzhou' });
    expect(await count('customer')).toBe(2);
  });

  test('a dry run says the same and writes nothing', async () => {
    const path = write('dry.csv', ['name,phone', 'Acme,13800138001', 'Birch,13800138001', 'Cedar,1']);
    const dry = await run(path, { dryRun: true });
    expect(dry.summary?.counts).toMatchObject({ lines: 3, created: 1, refused: 2 });
    expect(dry.report.map(({ line, code }) => [line, code])).toEqual([
      [3, 'collision-phone'],
      [4, 'phone-unreadable'],
    ]);
    expect(await count('customer')).toBe(0);
    expect((await run(path)).report.map(({ line, code }) => [line, code])).toEqual(
      dry.report.map(({ line, code }) => [line, code]),
    );
  });

  test.each([
    ['latin.txt', 'phone,city\n1,2\n', 'no-name-column'],
    ['empty.csv', '\n \n', 'empty'],
    ['utf16.csv', Buffer.from('\uFEFFname', 'utf16le'), 'encoding-unknown'],
  ])('%s is refused as a whole', async (name, content, code) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    expect((await run(path)).refusal).toBe(code);
    expect((await run(join(folder, 'nowhere.csv'))).refusal).toBe('not-found');
  });
});

describe('a run that ends before its time', () => {
  const rows = Array.from({ length: 900 }, (_, index) => ({
    name: index % 100 === 99 ? `Firm ${index - 5}` : `Firm ${index}`,
    phone: `138${String(index).padStart(8, '0')}`,
  }));

  test('goes on behind the last block that was committed, with one report of all', async () => {
    const path = write('long.ndjson', rows);
    const stop = new Error('stopped');
    await expect(
      run(path, {
        blockRecords: 400,
        onProgress: ({ counts }) => {
          if (counts.lines >= 400) throw stop;
        },
      }),
    ).rejects.toBe(stop);
    expect(await count('customer')).toBe(396);
    // What was told after that commit is not there yet; a torn line of it would be cut off.
    writeFileSync(`${path}.report.ndjson`, `${readFileSync(`${path}.report.ndjson`, 'utf8')}{"line":99`);
    const { summary, report } = await run(path);
    expect(summary).toMatchObject({
      resumed: true,
      linesNow: 500,
      counts: { lines: 900, created: 891, refused: 9 },
    });
    const refused = report.filter(({ kind }) => kind === 'collision').map(({ line }) => line);
    expect(refused).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((each) => each * 100));
    expect(await count('customer')).toBe(891);
    expect(await count('importLine')).toBe(891);
    expect(await count('customerKey')).toBe(2 * 891);
  });

  test('somebody who creates the same customer meanwhile: one of both, and no circle', async () => {
    const other = new Client({ connectionString: database.url });
    await other.connect();
    const id = store.ids.uuid();
    await other.query('BEGIN');
    await other.query(
      `INSERT INTO customers (org_id, id, name, name_key, bigrams, created_at) VALUES ($1, $2, 'Acme', 'acme', '{ac}', now())`,
      [company.orgId, id],
    );
    await other.query(`INSERT INTO customer_keys VALUES ($1, 'name', 'acme', $2)`, [company.orgId, id]);
    const importing = run(write('race.ndjson', [{ name: 'Acme' }, { name: 'Birch' }]));
    await waitForLock();
    await other.query('COMMIT');
    await other.end();
    const { summary, report } = await importing;
    expect(summary?.counts).toMatchObject({ created: 1, refused: 1 });
    expect(report).toMatchObject([{ line: 1, code: 'collision-name' }]);
    expect(await count('customer')).toBe(2);
  });

  test('a block that is written beside one that somebody holds up gives way, and comes after it', async () => {
    const other = new Client({ connectionString: database.url });
    await other.connect();
    const id = store.ids.uuid();
    await other.query('BEGIN');
    await other.query(
      `INSERT INTO customers (org_id, id, name, name_key, bigrams, created_at) VALUES ($1, $2, 'Acme', 'acme', '{ac}', now())`,
      [company.orgId, id],
    );
    await other.query(`INSERT INTO customer_keys VALUES ($1, 'name', 'acme', $2)`, [company.orgId, id]);
    const path = write('beside.ndjson', [
      { name: 'Acme' },
      { name: 'Birch' },
      { name: 'birch' },
      { name: 'Cedar' },
    ]);
    const importing = run(path, { blockRecords: 1, patience: 50 });
    await waitForLock();
    await waitForSession("state = 'idle'");
    await other.query('COMMIT');
    await other.end();
    const { summary, report } = await importing;
    expect(summary?.counts).toMatchObject({ lines: 4, created: 2, refused: 2 });
    expect(report).toMatchObject([
      { line: 1, code: 'collision-name' },
      { line: 3, code: 'collision-name', otherLine: 2 },
    ]);
    expect(await count('customerKey')).toBe(3);
  });
});

const waitForLock = () => waitForSession("wait_event_type = 'Lock'");

async function waitForSession(state: string): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const sessions = await store.db.$queryRawUnsafe<unknown[]>(
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'dealbell import' AND ${state}`,
    );
    if (sessions.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`no session was seen with ${state}`);
}
