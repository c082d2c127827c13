import { customers } from './customers.ts';
import type { Resource } from './resource.ts';

/**
 * Everything that other systems can feed, in the order in which rows refer to each other: a file that holds all of it is
 * best written in this order. Import it only when somebody feeds: the schemas' library is not small.
 */
export const resources: readonly Resource[] = [customers];
