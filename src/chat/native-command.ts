import type { Bilingual } from './language.ts';

/** A command that a platform completes by itself once it has been told. `command`: one word, without the stroke. */
export interface NativeCommand {
  readonly command: string;
  readonly description: Bilingual;
}
