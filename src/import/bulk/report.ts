import { type FileHandle, open } from 'node:fs/promises';
import type { Lang } from '../../chat/language.ts';
import type { KeyKind } from '../../customers/store.ts';
import type { Problem } from './read-customer.ts';
import { bulkText, problemText } from './text.ts';

/** What is told of a line. Of a colliding customer its owner and the day of its last follow-up, and nothing more. */
export type Finding =
  | { readonly kind: 'refused'; readonly line: number; readonly problems: readonly Problem[] }
  | {
      readonly kind: 'rejected';
      readonly line: number;
      readonly code: string;
      readonly fields: readonly { readonly field: string; readonly message: string }[];
      readonly message: string;
    }
  | {
      readonly kind: 'collision';
      readonly line: number;
      readonly sharedKey: KeyKind;
      /** Null: in the pool. */
      readonly owner: string | null;
      readonly lastFollowUp: string | null;
      /** Where it is an earlier line of the same block. */
      readonly otherLine?: number;
    }
  | { readonly kind: 'near'; readonly line: number; readonly near: readonly NearMatch[] };

export interface NearMatch {
  readonly name: string;
  readonly owner: string | null;
  readonly lastFollowUp: string | null;
}

/** Writes findings one a line behind what is settled already. */
export interface Report {
  /** Bytes, from the beginning, with everything added so far. */
  readonly length: () => number;
  /** Takes back what was added behind this length. */
  readonly rewind: (length: number) => void;
  readonly add: (findings: readonly Finding[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens the report of a run; what stands behind `settled` bytes belongs to nothing that was committed, and goes. */
export async function openReport(path: string, settled: number, lang: Lang): Promise<Report> {
  const format = /\.csv$/i.test(path) ? formatCsv : formatJson;
  const file = await openAt(path, settled);
  let length = Math.min(settled, (await file.stat()).size);
  if (length === 0 && format === formatCsv)
    length = await write(file, '\uFEFFline,kind,field,code,message\r\n', 0);
  return {
    length: () => length,
    rewind: (to) => {
      length = to;
    },
    add: async (findings) => {
      if (findings.length > 0)
        length = await write(file, findings.map((each) => format(each, lang)).join(''), length);
    },
    close: async () => {
      await file.truncate(length);
      await file.close();
    },
  };
}

async function openAt(path: string, settled: number): Promise<FileHandle> {
  if (settled > 0) {
    try {
      return await open(path, 'r+');
    } catch {
      // It was moved or removed: what follows is written into a new one.
    }
  }
  return open(path, 'w');
}

async function write(file: FileHandle, text: string, at: number): Promise<number> {
  const { bytesWritten } = await file.write(text, at, 'utf8');
  return at + bytesWritten;
}

/** The sentence about a finding. */
export function describeFinding(finding: Finding, lang: Lang): string {
  switch (finding.kind) {
    case 'refused':
      return finding.problems
        .map(({ field, code }) => (field === '' ? '' : `${field}: `) + problemText[code][lang])
        .join(' ');
    case 'rejected':
      return [finding.message, ...finding.fields.map(({ field, message }) => `${field}: ${message}`)].join(
        ' ',
      );
    case 'collision':
      return finding.otherLine === undefined
        ? bulkText.collision(finding.sharedKey, finding.owner, finding.lastFollowUp)[lang]
        : bulkText.sameLine(finding.otherLine)[lang];
    case 'near':
      return bulkText.near(finding.near.map(({ name }) => name))[lang];
  }
}

function formatJson(finding: Finding, lang: Lang): string {
  const { kind, line, ...facts } = finding;
  return `${JSON.stringify({ line, kind, code: codeOf(finding), message: describeFinding(finding, lang), ...facts })}\n`;
}

function formatCsv(finding: Finding, lang: Lang): string {
  const field = finding.kind === 'refused' ? finding.problems.map((each) => each.field).join(' ') : '';
  const cells = [finding.line, finding.kind, field, codeOf(finding), describeFinding(finding, lang)];
  return `${cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/** A word for programs. */
function codeOf(finding: Finding): string {
  switch (finding.kind) {
    case 'refused':
      return finding.problems[0]?.code ?? 'row-refused';
    case 'rejected':
      return finding.code;
    case 'collision':
      return `collision-${finding.sharedKey}`;
    case 'near':
      return 'near';
  }
}
