import type { Bilingual } from '../../chat/language.ts';

/** Why a line was not taken, in words. The codes stand in docs/import.md. */
export const problemText = {
  'json-broken': { en: 'This line is no JSON object.', zh: '本行不是有效的 JSON 对象。' },
  'csv-broken': { en: 'This line cannot be read as CSV.', zh: '本行不是有效的 CSV。' },
  'line-too-long': {
    en: 'This line is longer than 64 KB, or a quote in it is never closed.',
    zh: '本行超过 64 KB，或其中的引号没有闭合。',
  },
  'encoding-broken': {
    en: 'This line holds bytes that are no text in the file’s encoding.',
    zh: '本行含有无法按文件编码识别的字节。',
  },
  'type-unknown': { en: 'There is no such type of rows.', zh: '没有这种类型的数据。' },
  'name-missing': { en: 'The name is missing.', zh: '缺少客户名称。' },
  'name-unreadable': { en: 'This is no name.', zh: '客户名称无法识别。' },
  'phone-unreadable': {
    en: 'This is no phone number; write it with its area or country code.',
    zh: '电话号码无法识别，请带上区号或国家代码。',
  },
  'email-unreadable': { en: 'This is no e-mail address.', zh: '邮箱地址无法识别。' },
  'owner-unknown': {
    en: 'No active member has this address, name or key.',
    zh: '没有使用该邮箱、姓名或编号的在职成员。',
  },
  'owner-ambiguous': {
    en: 'Several members have this name; use the e-mail address.',
    zh: '有多位成员同名，请改用邮箱。',
  },
  'owner-does-not-sell': {
    en: 'This member does not sell, and so cannot own customers.',
    zh: '该成员不是销售或经理，不能作为客户负责人。',
  },
  'category-unknown': { en: 'There is no such category.', zh: '没有这个客户分级。' },
  'tags-unreadable': {
    en: 'At most 20 tags of at most 30 characters each.',
    zh: '最多 20 个标签，每个不超过 30 个字符。',
  },
  'custom-unreadable': {
    en: 'This does not fit the field: a number, a date, or one of its options.',
    zh: '与字段类型不符（数字、日期或选项之一）。',
  },
  'external-id-unreadable': {
    en: 'An external id has at most 200 visible characters and does not begin with “id:”.',
    zh: '外部编号不超过 200 个可见字符，且不以“id:”开头。',
  },
  'external-id-missing': {
    en: 'Rows of this type need an external id, by which a second run knows them again.',
    zh: '此类数据必须有外部编号，以便再次导入时识别。',
  },
  'external-id-twice': {
    en: 'An earlier line of this file has the same external id.',
    zh: '本文件前面的行已使用相同的外部编号。',
  },
  'external-id-differs': {
    en: 'A customer with this external id is there already, and what this line says of it differs.',
    zh: '已有使用该外部编号的客户，且资料与本行不同。',
  },
  'row-refused': { en: 'This row was refused.', zh: '本行被拒绝。' },
} as const satisfies Record<string, Bilingual>;

export type ProblemCode = keyof typeof problemText;

const keyNames = {
  name: { en: 'name', zh: '名称' },
  phone: { en: 'phone', zh: '电话' },
  registration: { en: 'registration number', zh: '统一社会信用代码' },
} as const satisfies Record<string, Bilingual>;

/** What the report and the summary say. */
export const bulkText = {
  collision: (kind: keyof typeof keyNames, owner: string | null, day: string | null): Bilingual => ({
    en: `A customer with this ${keyNames[kind].en} is there already; ${owner === null ? 'it is in the pool' : `owner: ${owner}`}, last follow-up: ${day ?? 'none yet'}.`,
    zh: `已有相同${keyNames[kind].zh}的客户，${owner === null ? '在公海中' : `负责人：${owner}`}，最近跟进：${day ?? '暂无'}。`,
  }),
  near: (names: readonly string[]): Bilingual => ({
    en: `Imported. It looks much like: ${names.join(', ')}.`,
    zh: `已导入，与以下客户很像：${names.join('、')}。`,
  }),
  sameLine: (line: number): Bilingual => ({
    en: `Line ${line} of this file is the same customer.`,
    zh: `与本文件第 ${line} 行是同一客户。`,
  }),
} as const;

interface Told {
  readonly lines: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly near: number;
}

const n = (value: number): string => value.toLocaleString('en');

/** What the command line and the API say of an import as a whole. */
export const importText = {
  refusals: {
    'not-found': (path) => ({
      en: `There is no file ${path}, or it may not be read.`,
      zh: `文件 ${path} 不存在或无法读取。`,
    }),
    empty: (path) => ({ en: `${path} is empty.`, zh: `${path} 是空文件。` }),
    'encoding-unknown': (path) => ({
      en: `${path} is not text in UTF-8 or GB18030. In Excel, save it as “CSV UTF-8”.`,
      zh: `${path} 不是 UTF-8 或 GB18030 文本。请在 Excel 中另存为“CSV UTF-8”。`,
    }),
    busy: () => ({
      en: 'Another import into this organization is running. Wait for its end.',
      zh: '该企业正有另一个导入在进行，请等它结束。',
    }),
    'no-name-column': (path) => ({
      en: `The first line of ${path} names no column for the customer’s name (Name, 客户名称).`,
      zh: `${path} 的首行没有客户名称列（客户名称、Name）。`,
    }),
  } satisfies Record<string, (path: string) => Bilingual>,
  summary: (told: Told, seconds: number, rate: number, dry: boolean): Bilingual => ({
    en: `${dry ? 'Nothing was written. ' : ''}${n(told.lines)} lines in ${seconds.toFixed(1)} s (${n(rate)}/s): ${n(told.created)} new, ${n(told.changed)} changed, ${n(told.unchanged)} as they were, ${n(told.refused)} refused, ${n(told.near)} much like others.`,
    zh: `${dry ? '未写入任何数据。' : ''}共 ${n(told.lines)} 行，用时 ${seconds.toFixed(1)} 秒（每秒 ${n(rate)} 行）：新增 ${n(told.created)}，更新 ${n(told.changed)}，未变 ${n(told.unchanged)}，拒绝 ${n(told.refused)}，疑似重复 ${n(told.near)}。`,
  }),
  before: (told: Told): Bilingual => ({
    en: `This very file was imported before (${n(told.created)} new, ${n(told.refused)} refused); nothing was done. Use --again to import it once more.`,
    zh: `同一文件之前已导入（新增 ${n(told.created)}，拒绝 ${n(told.refused)}），本次未做任何操作。如需再导入一次，请加 --again。`,
  }),
  resumed: {
    en: 'It went on where an earlier run of this file had stopped; the figures are of both.',
    zh: '从上次中断处继续，数字为两次合计。',
  },
  ignored: (columns: readonly string[]): Bilingual => ({
    en: `Columns that mean nothing here were left out: ${columns.join(', ')}.`,
    zh: `以下列无法识别，已忽略：${columns.join('、')}。`,
  }),
  reportAt: (path: string): Bilingual => ({ en: `Line by line: ${path}`, zh: `逐行说明：${path}` }),
} as const;
