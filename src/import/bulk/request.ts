import type { Lang } from '../../chat/language.ts';
import type { Format } from './formats.ts';
import type { Counts } from './run-store.ts';

/** A file to import, and how. */
export interface ImportRequest {
  readonly path: string;
  /** As the caller calls it. */
  readonly fileName?: string;
  /** Of lines that do not say it themselves. */
  readonly type: string;
  readonly format?: Format;
  readonly reportPath: string;
  readonly lang: Lang;
  /** Only says what would happen. */
  readonly dryRun?: boolean;
  /** Also if this very file was imported before. */
  readonly again?: boolean;
  /** Records a block; one is written in one transaction. */
  readonly blockRecords?: number;
  /** How often a block that waits for the one before it looks whether it stands in somebody's way, in ms. */
  readonly patience?: number;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly phase: 'lines' | 'near';
  readonly bytes: number;
  readonly total: number;
  readonly counts: Counts;
}
