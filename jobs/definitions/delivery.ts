import { type JobDefinition, rowSchema } from './definition.ts';

/** Tries a message of the ledger once. */
export const deliveryJob: JobDefinition = {
  name: 'delivery',
  schema: rowSchema,
  load: async () => (await import('../handlers/deliver.ts')).deliver,
};
