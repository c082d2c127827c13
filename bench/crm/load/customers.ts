import type pg from 'pg';
import { makeNames } from './names.ts';
import { makeId, type Size, sqlId, sqlPick, sqlRandom } from './size.ts';

const BATCH = 5_000;
const CATEGORIES = [
  ['A', 30, '每月拜访一次，带上技术'],
  ['B', 120, '每季度联系，关注续约'],
  ['C', 365, '每年问候'],
] as const;
const TAGS = [
  'VIP',
  '重点',
  '续约',
  '展会',
  '老客户',
  '华为生态',
  '制造业',
  '待回访',
  '招投标',
  'export',
] as const;

/** The member who has a customer, or had it before it fell into the pool; in SQL, of the customer's number. */
export function ownerOf(size: Size, j: string): string {
  return sqlId('member', size.number, `floor(${sqlRandom(j, 1)} * ${size.sales})`);
}

/** Every twentieth customer is in the pool. */
export function isPooled(j: string): string {
  return `(${sqlRandom(j, 2)} < 0.05)`;
}

/** The names of an organization's customers in a table of their own, with what the application derives from each. */
export async function stageNames(client: pg.Client, size: Size, say: (done: number) => void): Promise<void> {
  await client.query(`CREATE UNLOGGED TABLE bench_names_${size.number} (j bigint, name text, name_key text, grams text,
    pinyin text, initials text, city text, industry text)`);
  let batch: string[][] = [[], [], [], [], [], [], []];
  let from = 0;
  let made = 0;
  const flush = async (): Promise<void> => {
    await client.query(
      `INSERT INTO bench_names_${size.number} SELECT $8::bigint + t.place - 1, t.name, t.name_key, t.grams, t.pinyin, t.initials,
         t.city, t.industry
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) WITH ORDINALITY
         AS t(name, name_key, grams, pinyin, initials, city, industry, place)`,
      [...batch, from],
    );
    batch = [[], [], [], [], [], [], []];
    from = made;
    say(made);
  };
  for await (const each of makeNames(size.customers, size.number)) {
    const { name, nameKey, grams, pinyin, initials, city, industry } = each;
    for (const [at, value] of [name, nameKey, grams.join(' '), pinyin, initials, city, industry].entries()) {
      batch[at]?.push(value);
    }
    made += 1;
    if (made % BATCH === 0) await flush();
  }
  if (made > from) await flush();
}

/** What customers of an organization are made from: categories and tags. */
export async function loadKinds(client: pg.Client, { number }: Size, start: string): Promise<void> {
  const orgId = makeId('org', number, 0);
  for (const [n, [code, days, note]] of CATEGORIES.entries()) {
    await client.query(
      'INSERT INTO categories (org_id, id, code, name, cadence_days, approach_note) VALUES ($1, $2, $3, $3, $4, $5)',
      [orgId, makeId('category', number, n), code, days, note],
    );
  }
  for (const [n, tag] of TAGS.entries()) {
    await client.query(
      'INSERT INTO tags (org_id, id, name, name_key, created_at) VALUES ($1, $2, $3, $4, $5)',
      [orgId, makeId('tag', number, n), tag, tag.toLowerCase(), start],
    );
  }
}

/** A statement that fills a table, and the table's name for whoever waits. */
export type Fill = readonly [table: string, sql: string];

/** Customers with their keys, contacts, tags and ledger of owners, from the staged names and the loaded follow-ups. */
export function fillCustomers(size: Size, start: string): readonly Fill[] {
  const { number: n } = size;
  const org = `'${makeId('org', n, 0)}'::uuid`;
  const id = sqlId('customer', n, 'j');
  const category = `CASE WHEN ${sqlRandom('j', 11)} < 0.05 THEN ${sqlId('category', n, '0')}
    WHEN ${sqlRandom('j', 11)} < 0.2 THEN ${sqlId('category', n, '1')}
    WHEN ${sqlRandom('j', 11)} < 0.8 THEN ${sqlId('category', n, '2')} END`;
  const owner = `CASE WHEN NOT ${isPooled('j')} THEN ${ownerOf(size, 'j')} END`;
  const phone = (salt: string) =>
    `'+8613' || lpad(mod((j + ${salt}) * 7919 + 12345, 999999937)::text, 9, '0')`;
  const chinese = `name_key ~ '[一-龥]'`;
  const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗'];
  const given = [...'伟芳敏静磊洋艳勇军杰娟涛超明霞平刚英华玉萍红波辉丽强健琳倩鹏浩宇欣怡嘉俊晨雪梅婷'];
  const contactName = (salt: number) => `CASE WHEN ${chinese}
    THEN ${sqlPick(surnames, 'j', salt)} || ${sqlPick(given, 'j', salt + 1)} || ${sqlPick(given, 'j', salt + 2)}
    ELSE ${sqlPick('Ann Ben Carl Dana Emma Frank Grace Henry Ivy Jack Kate Leo Mia Noah Olga Paul Rosa Sam Tina Victor'.split(' '), 'j', salt)}
      || ' ' || ${sqlPick('Adams Baker Clark Davis Evans Fisher Green Hughes Irwin Jones King Lewis Moore Nelson Owens Parker Quinn Reed Smith Turner'.split(' '), 'j', salt + 1)} END`;
  const made = `LEAST(f.first, '${start}'::timestamptz + ${sqlRandom('j', 12)} * interval '1090 days')`;
  return [
    [
      'customers',
      `INSERT INTO customers (org_id, id, name, name_key, bigrams, pinyin, initials, source, region, city, industry, category_id,
         owner_id, owned_since, last_contact_at, created_at, created_by)
       SELECT ${org}, ${id}, name, name_key, string_to_array(grams, ' '), pinyin, initials,
         ${sqlPick(['官网', '展会', '转介绍', '电话', ''], 'j', 13)}, ${sqlPick(['华东', '华南', '华北', '西南', ''], 'j', 14)},
         city, industry, ${category}, ${owner}, ${made}, f.last, ${made}, ${ownerOf(size, 'j')}
       FROM bench_names_${n} LEFT JOIN bench_last_${n} f USING (j) ORDER BY j`,
    ],
    [
      'customer_keys',
      `INSERT INTO customer_keys (org_id, kind, value, customer_id)
       SELECT ${org}, 'name', name_key, ${id} FROM bench_names_${n}
       UNION ALL SELECT ${org}, 'phone', ${phone('0')}, ${id} FROM bench_names_${n} WHERE ${sqlRandom('j', 15)} < 0.8
       UNION ALL SELECT ${org}, 'registration', '91' || lpad((j * 37 + ${n})::text, 16, '0'), ${id} FROM bench_names_${n}
         WHERE ${sqlRandom('j', 16)} < 0.2`,
    ],
    [
      'customers',
      `UPDATE customers c SET registration_number = k.value FROM customer_keys k
       WHERE c.org_id = ${org} AND k.org_id = c.org_id AND k.customer_id = c.id AND k.kind = 'registration'`,
    ],
    [
      'contacts',
      `INSERT INTO contacts (org_id, id, customer_id, name, title, phone, email, created_at)
       SELECT ${org}, ${sqlId('contact', n, 'j * 2')}, ${id}, ${contactName(17)}, ${sqlPick(['采购经理', '总经理', 'CTO', '工程师', ''], 'j', 20)},
         ${phone('0')}, CASE WHEN ${sqlRandom('j', 21)} < 0.3 THEN 'c' || j || '@customer' || ${n} || '.example' END, '${start}'::timestamptz
       FROM bench_names_${n} WHERE ${sqlRandom('j', 15)} < 0.8
       UNION ALL SELECT ${org}, ${sqlId('contact', n, 'j * 2 + 1')}, ${id}, ${contactName(22)}, '财务', NULL, NULL, '${start}'::timestamptz
       FROM bench_names_${n} WHERE ${sqlRandom('j', 25)} < 0.2`,
    ],
    [
      'contact_phones',
      `INSERT INTO contact_phones (org_id, contact_id, position, phone)
       SELECT ${org}, ${sqlId('contact', n, 'j * 2')}, 2, '+8615' || lpad(mod(j * 7919 + 777, 999999937)::text, 9, '0')
       FROM bench_names_${n} WHERE ${sqlRandom('j', 15)} < 0.05`,
    ],
    [
      'customer_tags',
      `INSERT INTO customer_tags (org_id, tag_id, customer_id, source, added_at, added_by)
       SELECT ${org}, ${sqlId('tag', n, `floor(power(${sqlRandom('j', 26)}, 3) * ${TAGS.length})`)}, ${id}, 'hand', '${start}'::timestamptz, ${ownerOf(size, 'j')}
       FROM bench_names_${n} WHERE ${sqlRandom('j', 27)} < 0.2`,
    ],
    [
      'ownership_changes',
      `INSERT INTO ownership_changes (org_id, id, customer_id, from_id, to_id, reason, changed_at, changed_by)
       SELECT ${org}, ${sqlId('change', n, 'j * 2')}, c.id, NULL, ${ownerOf(size, 'j')}, 'created', c.created_at, ${ownerOf(size, 'j')}
       FROM bench_names_${n} JOIN customers c ON c.org_id = ${org} AND c.id = ${id}
       UNION ALL SELECT ${org}, ${sqlId('change', n, 'j * 2 + 1')}, ${id}, ${ownerOf(size, 'j')}, NULL, 'released',
         '${start}'::timestamptz + interval '1000 days', ${ownerOf(size, 'j')}
       FROM bench_names_${n} WHERE ${isPooled('j')}`,
    ],
  ];
}
