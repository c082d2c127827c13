import { relative } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { faultRows } from '../faults/rows.ts';

/** After the tests of faults: for each promise what is done, the target, and what was measured. */
export default class FaultSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const byFile = new Map(modules.map((each) => [placeOf(each), [...each.children.allTests()]] as const));
    const lines = faultRows.flatMap((row) => {
      const files = row.files.map((file) => ({ file, tests: byFile.get(file) ?? [] }));
      const all = files.flatMap(({ tests }) => tests);
      const failed = all.some((test) => test.result().state === 'failed');
      const figures = all.flatMap((test) =>
        (test.meta().figures ?? []).filter((each) => each.row === row.row),
      );
      const others = files.filter(({ file }) => !file.startsWith('faults/'));
      const measured = [
        ...figures.map(({ line }) => line),
        ...others.map(({ file, tests }) => `test/${file}: ${countPassed(tests)}`),
      ];
      const ran = files.every(({ tests, file }) => tests.length > 0 || !file.startsWith('faults/'));
      const sign = failed ? '✗' : !ran ? '–' : all.length > 0 ? '✓' : '·';
      return [
        '',
        `${String(row.row).padStart(2)} ${sign} ${row.what}`,
        `     target    ${row.target}`,
        ...measured.map((line, place) => `     ${place === 0 ? 'measured' : '        '}  ${line}`),
      ];
    });
    process.stdout.write(
      `\nWhat is promised when things break, and what was measured:\n${lines.join('\n')}\n\n`,
    );
  }
}

function countPassed(tests: readonly TestCase[]): string {
  if (tests.length === 0) return 'part of npm test';
  const passed = tests.filter((test) => test.result().state === 'passed').length;
  return `${passed} of ${tests.length} tests passed`;
}

/** `faults/kills.test.ts` */
function placeOf({ moduleId, project }: TestModule): string {
  return relative(`${project.config.root}/test`, moduleId);
}
