import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertCustomField } from '../../src/customers/custom/store.ts';
import { importFile } from '../../src/import/bulk/import-file.ts';
import { takeImportLock } from '../../src/import/bulk/run-store.ts';
import { openSession } from '../../src/import/bulk/session.ts';
import { defuseCell, restoreCell } from '../../src/import/export/defuse.ts';
import { type ExportRequest, exportRows } from '../../src/import/export/export-rows.ts';
import type { Company } from '../fixtures/company.ts';
import { speakAs } from '../fixtures/company.ts';
import { type ApiStage, createApiStage } from '../http/stage.ts';

let stage: ApiStage;
let folder: string;

beforeAll(async () => {
  stage = await createApiStage();
  folder = mkdtempSync(join(tmpdir(), 'dealbell-export-'));
});

afterAll(async () => {
  await stage.close();
  rmSync(folder, { recursive: true, force: true });
});

async function prepareCompany(suffix: string): Promise<Company> {
  const company = await stage.addCompany(suffix);
  const { db, ids } = stage.store;
  const context = speakAs(stage.store, company, 'sunYue');
  await db.category.create({
    data: { orgId: company.orgId, id: ids.uuid(), code: 'A', name: '重点', cadenceDays: 7 },
  });
  const field = {
    id: ids.uuid(),
    subject: 'customer',
    key: 'size',
    label: '规模',
    kind: 'number',
    choices: [],
  } as const;
  await db.$executeRaw(insertCustomField(context, field));
  return company;
}

async function take(
  company: Company,
  request: Omit<ExportRequest, 'out' | 'lang' | 'keys'> & Partial<ExportRequest>,
) {
  let text = '';
  const out = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      text += chunk.toString();
      done();
    },
  });
  await exportRows(speakAs(stage.store, company, 'sunYue'), { lang: 'zh', keys: false, out, ...request });
  return text;
}

async function feed(company: Company, name: string, text: string, type = 'customers') {
  const path = join(folder, name);
  writeFileSync(path, text);
  const request = { path, type, reportPath: `${path}.report`, lang: 'en' } as const;
  const result = await importFile(speakAs(stage.store, company, 'sunYue'), databaseUrl(), request);
  if (result.kind !== 'ok') throw new Error(result.code);
  return { ...result.value.counts, report: readFileSync(request.reportPath, 'utf8') };
}

function databaseUrl(): string {
  return stage.databaseUrl;
}

const rows = [
  {
    externalId: 'C1',
    name: '=HYPERLINK("http://x") 公司',
    phone: '13800138000,075528780808',
    contact: '任先生',
    email: 'ren@huawei.test',
    owner: 'li.wei@acme.test',
    category: 'A',
    city: '@深圳',
    tags: ['VIP', '华南'],
    custom: { size: '-5' },
    contacts: [{ name: 'Ann "A"', title: 'CEO', phones: ['+8613900139000'], email: 'ann@x.test' }],
  },
  { name: "'=quoted", source: 'line 1, "two"' },
  { name: 'Birch', registration: '91440300279583285X', phone: '+4930123456' },
];

describe('what is exported is read back', () => {
  test.each(['ndjson', 'csv'] as const)('customers as %s', async (format) => {
    const [from, to] = [await prepareCompany(`${format}1`), await prepareCompany(`${format}2`)];
    const counts = await feed(from, `${format}-in.ndjson`, rows.map((row) => JSON.stringify(row)).join('\n'));
    expect(counts).toMatchObject({ created: 3, refused: 0 });
    const first = await take(from, { type: 'customers', format });
    expect(await feed(to, `${format}-out.${format}`, first)).toMatchObject({ created: 3, refused: 0 });
    expect(await take(to, { type: 'customers', format })).toBe(first);
    if (format === 'csv') {
      expect(first.split('\r\n')[0]).toBe(
        '\uFEFF外部编号,客户名称,电话,联系人,职务,邮箱,负责人,分级,来源,地区,城市,行业,统一社会信用代码,标签,规模,contacts,创建时间,最近联系',
      );
      expect(first).toContain(`"'=HYPERLINK(""http://x"") 公司"`);
      expect(first).toContain(',-5,');
      expect(first).toContain(',+4930123456,');
    }
    const entries = await stage.store.db.auditEntry.count({
      where: { orgId: from.orgId, action: 'data.exported' },
    });
    expect(entries).toBe(1);
  });

  test.each(['ndjson', 'csv'] as const)('rows of other types as %s, with our ids as keys', async (format) => {
    const [from, to] = [await stage.addCompany(`${format}3`), await stage.addCompany(`${format}4`)];
    const categories = ['A', 'B'].map((code) =>
      JSON.stringify({ type: 'categories', externalId: code, code, name: `Class ${code}`, cadenceDays: 7 }),
    );
    const contact = {
      type: 'contacts',
      externalId: 'P1',
      customer: 'C1',
      name: 'Ann',
      phones: ['+8613900139000'],
    };
    const all = [
      ...categories,
      JSON.stringify({ externalId: 'C1', name: 'Acme', category: 'A' }),
      JSON.stringify(contact),
    ];
    expect(await feed(from, `${format}-mixed.ndjson`, all.join('\n'))).toMatchObject({
      created: 4,
      refused: 0,
    });
    const exported = await take(from, { type: 'categories', format, keys: true });
    expect(await feed(to, `${format}-categories.${format}`, exported, 'categories')).toMatchObject({
      created: 2,
      refused: 0,
      report: expect.any(String),
    });
    expect(await take(to, { type: 'categories', format, keys: true })).toBe(exported);
    const audit = await take(from, { type: 'audit', format });
    expect(audit).toContain('customer.imported');
  });

  test('a cell is defused unless it is a number or phones, and restored', () => {
    const dangerous = ['=1+1', '+SUM(A1)', '-2+3', '@x', '\tx', "'=x", '＝x', '+86 138;=x'];
    for (const cell of dangerous) expect(defuseCell(cell)).toBe(`'${cell}`);
    const plain = ['-5', '-1,200.50', '+8613800138000', '+86138, +4930', "'tis", '5', '', 'a=b'];
    for (const cell of plain) expect(defuseCell(cell)).toBe(cell);
    for (const cell of [...dangerous, ...plain]) expect(restoreCell(defuseCell(cell))).toBe(cell);
  });
});

describe('POST /api/v1/import', () => {
  test('takes a stream, tells progress, refused lines and the figures; for admins alone', async () => {
    const company = await stage.addCompany('http');
    const send = async (who: 'sunYue' | 'liWei', type: string) => {
      const response = await fetch(`${stage.address}/api/v1/import`, {
        method: 'POST',
        body: 'name,phone\nAcme,13800138001\nBirch,1\n',
        headers: { authorization: `Bearer ${await stage.giveKey(company, who)}`, 'content-type': type },
      });
      return {
        status: response.status,
        lines: (await response.text())
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as object),
      };
    };
    expect((await send('liWei', 'text/csv')).status).toBe(403);
    expect((await send('sunYue', 'application/json')).status).toBeGreaterThanOrEqual(400);
    const { status, lines } = await send('sunYue', 'text/csv; charset=utf-8');
    expect(status).toBe(200);
    expect(lines[0]).toMatchObject({ progress: { phase: 'lines' } });
    expect(lines.at(-2)).toMatchObject({ line: 3, code: 'phone-unreadable' });
    expect(lines.at(-1)).toMatchObject({ summary: { counts: { created: 1, refused: 1 } } });
    expect((await send('sunYue', 'text/csv')).lines.at(-1)).toMatchObject({ summary: { before: true } });
  });

  test('runs one at a time in an organization: the second is told so, and nothing is doubled', async () => {
    const company = await stage.addCompany('twice');
    const key = await stage.giveKey(company, 'sunYue');
    const post = async (body: string) => {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'text/csv' };
      const response = await fetch(`${stage.address}/api/v1/import`, { method: 'POST', body, headers });
      return { status: response.status, said: await response.text() };
    };
    const count = () => stage.store.db.customer.count({ where: { orgId: company.orgId } });
    const session = await openSession(stage.databaseUrl);
    try {
      expect(await takeImportLock(session.client, company.orgId)).toBe(true);
      const second = await post('name\nAspen\n');
      expect(second.status).toBe(409);
      expect(JSON.parse(second.said)).toMatchObject({ code: 'busy' });
      expect(await count()).toBe(0);
    } finally {
      await session.close();
    }
    const rows = Array.from({ length: 300 }, (_, n) => `Aspen ${n}`).join('\n');
    const both = await Promise.all([post(`name\n${rows}\n`), post(`name\n${rows}\n`)]);
    expect(both.map(({ status }) => status).filter((status) => status !== 200 && status !== 409)).toEqual([]);
    expect(both.some(({ status }) => status === 200)).toBe(true);
    expect(await count()).toBe(300);
  });
});
