import type { Bilingual } from '../../chat/language.ts';
import type { CustomKind } from '../../customers/custom/field.ts';

/** A column of customers: its name in NDJSON and in the export, and what else a header may call it. */
interface Column {
  readonly label: Bilingual;
  readonly aliases: readonly string[];
}

/** What a line says of a customer. The order is that of the export. */
export const customerColumns = {
  externalId: {
    label: { en: 'External id', zh: '外部编号' },
    aliases: ['id', 'number', 'no', 'code', '编号', '客户编号', '客户编码'],
  },
  name: {
    label: { en: 'Name', zh: '客户名称' },
    aliases: [
      'customer',
      'customername',
      'company',
      'companyname',
      '客户',
      '名称',
      '公司',
      '公司名称',
      '企业名称',
    ],
  },
  phone: {
    label: { en: 'Phone', zh: '电话' },
    aliases: [
      'phones',
      'tel',
      'telephone',
      'mobile',
      '手机',
      '手机号',
      '手机号码',
      '联系电话',
      '电话号码',
      '联系方式',
    ],
  },
  contact: {
    label: { en: 'Contact', zh: '联系人' },
    aliases: ['contactname', 'contactperson', 'person', '联系人姓名'],
  },
  title: { label: { en: 'Title', zh: '职务' }, aliases: ['position', 'jobtitle', '职位', '联系人职务'] },
  email: {
    label: { en: 'E-mail', zh: '邮箱' },
    aliases: ['email', 'mail', '电子邮箱', '电子邮件', '联系人邮箱'],
  },
  owner: {
    label: { en: 'Owner', zh: '负责人' },
    aliases: ['salesperson', 'owneremail', '所属销售', '销售', '业务员', '跟进人', '归属人', '客户负责人'],
  },
  category: {
    label: { en: 'Category', zh: '分级' },
    aliases: ['level', 'grade', '级别', '等级', '客户分级', '客户等级', '客户级别'],
  },
  source: { label: { en: 'Source', zh: '来源' }, aliases: ['客户来源'] },
  region: { label: { en: 'Region', zh: '地区' }, aliases: ['province', 'state', '区域', '省份', '省'] },
  city: { label: { en: 'City', zh: '城市' }, aliases: ['town', '市', '所在城市'] },
  industry: { label: { en: 'Industry', zh: '行业' }, aliases: ['sector', '所属行业', '客户行业'] },
  registration: {
    label: { en: 'Registration no.', zh: '统一社会信用代码' },
    aliases: ['registrationno', 'registrationnumber', 'vat', '信用代码', '税号', '纳税人识别号'],
  },
  tags: { label: { en: 'Tags', zh: '标签' }, aliases: ['tag', 'labels', '客户标签'] },
} as const satisfies Record<string, Column>;

export type CustomerColumn = keyof typeof customerColumns;

/** An own field of the organization, as a column. */
export interface OwnColumn {
  readonly id: string;
  readonly key: string;
  readonly label: string;
  readonly kind: CustomKind;
  readonly choices: readonly string[];
}

/** What a header means. */
export type Meaning =
  | { readonly kind: 'column'; readonly column: CustomerColumn }
  | { readonly kind: 'own'; readonly field: OwnColumn }
  | { readonly kind: 'type' }
  /** Written by the export and of no use to an import. */
  | { readonly kind: 'informative' }
  | { readonly kind: 'unknown' };

const INFORMATIVE = new Set(['createdat', '创建时间', 'lastcontactat', '最近联系', '最近跟进']);

/** A header as it is compared: `Company Name*` and `company_name` are one. */
export function foldHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[（(](?:必填|required)[)）]/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const meanings: ReadonlyMap<string, CustomerColumn> = new Map(
  Object.entries(customerColumns).flatMap(([name, { label, aliases }]) =>
    [name, label.en, label.zh, ...aliases].map(
      (alias) => [foldHeader(alias), name as CustomerColumn] as const,
    ),
  ),
);

/** What each header means; ours come before the organization's own fields, which are known by code and by label. */
export function readHeader(header: string, own: readonly OwnColumn[]): Meaning {
  const folded = foldHeader(header);
  if (folded === 'type' || folded === '数据类型') return { kind: 'type' };
  const column = meanings.get(folded);
  if (column !== undefined) return { kind: 'column', column };
  const field = own.find(({ key, label }) => foldHeader(key) === folded || foldHeader(label) === folded);
  if (field !== undefined) return { kind: 'own', field };
  return { kind: INFORMATIVE.has(folded) ? 'informative' : 'unknown' };
}

/** Makes something of a text once: a file's columns say the same few things again and again. */
export function remember<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly made: T }>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before.made;
    const made = make(text);
    if (known.size < MOST_REMEMBERED) known.set(text, { made });
    return made;
  };
}

const MOST_REMEMBERED = 10_000;

/** Which type of rows a record says it is; empty if it says nothing. */
export type TypeReader = (values: Readonly<Record<string, unknown>>) => string;

export function createTypeReader(): TypeReader {
  const saysType = remember((header) => readHeader(header, []).kind === 'type');
  return (values) => {
    const header = Object.keys(values).find(saysType);
    const typed = header === undefined ? undefined : values[header];
    const type = typeof typed === 'string' ? typed.trim().toLowerCase() : '';
    return type === 'customer' || type === '客户' ? 'customers' : type;
  };
}
