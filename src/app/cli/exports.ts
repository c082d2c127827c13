import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { formats } from '../../import/bulk/formats.ts';
import { exportRows } from '../../import/export/export-rows.ts';
import { resourceTypes } from '../../import/resources/resource.ts';
import { actAsAdmin } from './act-as-admin.ts';
import { type CliCommand, done, refused } from './command.ts';

const types = [...resourceTypes, 'audit'] as const;

export const exportCommand: CliCommand = {
  name: 'export',
  usage:
    '[--type customers] [--format ndjson|csv] [--out PATH] [--keys] [--lang en|zh] [--as admin@company.com] [--org ID]',
  summary: 'Write all rows of a type as NDJSON or CSV, to a file or to the standard output.',
  options: {
    type: 'optional',
    format: 'optional',
    out: 'optional',
    keys: 'flag',
    lang: 'optional',
    as: 'optional',
    org: 'optional',
  },
  run: async (context, given) => {
    const { options } = given;
    const type = types.find((each) => each === (options.type ?? 'customers'));
    if (type === undefined) return refused(`No such type. There are: ${types.join(', ')}.`);
    const format = formats.find(
      (each) => each === (options.format ?? (/\.csv$/i.test(options.out ?? '') ? 'csv' : 'ndjson')),
    );
    if (format === undefined) return refused(`A file is one of: ${formats.join(', ')}.`);
    const caller = await actAsAdmin(context, given);
    if ('code' in caller) return caller;
    const { lang } = caller.actor;
    const request = { type, format, lang, keys: options.keys !== undefined };
    if (options.out === undefined) {
      const rows = await exportRows(caller, { ...request, out: process.stdout });
      process.stderr.write(lang === 'zh' ? `已导出 ${rows} 行。\n` : `Wrote ${rows} rows.\n`);
      return { code: 0, text: '', data: undefined };
    }
    const file = createWriteStream(options.out);
    const rows = await exportRows(caller, { ...request, out: file });
    file.end();
    await finished(file);
    const text =
      lang === 'zh' ? `已导出 ${rows} 行：${options.out}` : `Wrote ${rows} rows to ${options.out}.`;
    return done(text, { rows, out: options.out });
  },
};
