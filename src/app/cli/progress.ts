import type { Progress } from '../../import/bulk/request.ts';

const WIDTH = 24;
const EVERY_MS = 100;

interface Terminal {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
}

/** Shows how far an import is on one line of a terminal; nothing where there is none. `now`: epoch ms. */
export function createProgressBar(
  terminal: Terminal,
  now: () => number,
): { readonly show: (progress: Progress) => void; readonly end: () => void } {
  if (terminal.isTTY !== true) return { show: () => {}, end: () => {} };
  const began = now();
  let first: Progress | undefined;
  let shownAt = 0;
  return {
    show: (progress) => {
      first ??= progress;
      if (now() - shownAt < EVERY_MS && progress.bytes < progress.total) return;
      shownAt = now();
      terminal.write(`\r\u001b[K${describeProgress(progress, first, (now() - began) / 1_000)}`);
    },
    end: () => {
      if (first !== undefined) terminal.write('\n');
    },
  };
}

/** `[████░░░░] 42 %  84 of 200 MB  420,000 lines  4,100/s  1:12 left`; `first`: what was done before this run's first step. */
export function describeProgress(progress: Progress, first: Progress, seconds: number): string {
  const { bytes, total, counts, phase } = progress;
  const share = total === 0 ? 1 : bytes / total;
  const full = Math.round(share * WIDTH);
  const bar = `[${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}] ${Math.floor(share * 100)} %`;
  const lines = counts.lines.toLocaleString('en');
  if (phase === 'near') return `${bar}  ${lines} lines  looking for near matches`;
  const done = bytes - first.bytes;
  const rate = seconds > 0 ? Math.round((counts.lines - first.counts.lines) / seconds) : 0;
  const left = done > 0 ? ((total - bytes) / done) * seconds : 0;
  const parts = [bar, `${megabytes(bytes)} of ${megabytes(total)} MB`, `${lines} lines`];
  if (done > 0) parts.push(`${rate.toLocaleString('en')}/s`, `${clock(left)} left`);
  return parts.join('  ');
}

function megabytes(bytes: number): string {
  const value = bytes / 1_048_576;
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}

function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  const minutes = Math.floor(whole / 60);
  return `${minutes}:${String(whole % 60).padStart(2, '0')}`;
}
