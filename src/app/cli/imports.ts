import { formats } from '../../import/bulk/formats.ts';
import { type ImportSummary, importFile } from '../../import/bulk/import-file.ts';
import { importText as t } from '../../import/bulk/text.ts';
import { resourceTypes } from '../../import/resources/resource.ts';
import { actAsAdmin } from './act-as-admin.ts';
import { type CliCommand, done, PART, refused } from './command.ts';
import { createProgressBar } from './progress.ts';

export const importCommand: CliCommand = {
  name: 'import',
  usage:
    'FILE [--type customers] [--format ndjson|csv] [--report PATH] [--dry-run] [--again] [--lang en|zh] [--as admin@company.com] [--org ID]',
  summary:
    'Import customers and other rows from NDJSON or CSV; started again, it goes on where it was killed.',
  options: {
    type: 'optional',
    format: 'optional',
    report: 'optional',
    'dry-run': 'flag',
    again: 'flag',
    lang: 'optional',
    as: 'optional',
    org: 'optional',
  },
  run: async (context, given) => {
    const { words, options } = given;
    const [path] = words;
    if (path === undefined || words.length > 1) return refused('Name one file: dealbell import FILE');
    const type = resourceTypes.find((each) => each === (options.type ?? 'customers'));
    if (type === undefined) return refused(`No such type. There are: ${resourceTypes.join(', ')}.`);
    const format = formats.find((each) => each === options.format);
    if (options.format !== undefined && format === undefined)
      return refused(`A file is one of: ${formats.join(', ')}.`);
    const caller = await actAsAdmin(context, given);
    if ('code' in caller) return caller;
    const { lang } = caller.actor;
    const reportPath = options.report ?? `${path}.report.ndjson`;
    const bar = createProgressBar(process.stderr, caller.clock.now);
    const result = await importFile(caller, context.databaseUrl, {
      path,
      type,
      reportPath,
      lang,
      ...(format ? { format } : {}),
      dryRun: options['dry-run'] !== undefined,
      again: options.again !== undefined,
      onProgress: bar.show,
    });
    bar.end();
    if (result.kind === 'refusal')
      return refused(t.refusals[result.code](path)[lang], { code: result.code, ...result.facts });
    const summary = result.value;
    const text = describe(summary, reportPath, options['dry-run'] !== undefined)[lang];
    const outcome = done(text, { ...summary, report: reportPath });
    return summary.counts.refused > 0 ? { ...outcome, code: PART } : outcome;
  },
};

function describe(summary: ImportSummary, report: string, dry: boolean) {
  if (summary.before) return t.before(summary.counts);
  const rate = summary.seconds > 0 ? Math.round(summary.linesNow / summary.seconds) : summary.linesNow;
  const lines = [
    t.summary(summary.counts, summary.seconds, rate, dry),
    ...(summary.resumed ? [t.resumed] : []),
    ...(summary.ignoredColumns.length > 0 ? [t.ignored(summary.ignoredColumns)] : []),
    ...(summary.counts.refused + summary.counts.near > 0 ? [t.reportAt(report)] : []),
  ];
  return { en: lines.map(({ en }) => en).join('\n'), zh: lines.map(({ zh }) => zh).join('\n') };
}
