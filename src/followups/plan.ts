import type { Stretch } from './clauses.ts';

/** What is to be done on a day, and how surely it is a plan of the writer's: 3 said as the next step, 2 surely, 1 likely. */
export interface Plan extends Stretch {
  readonly strength: number;
}
