import { type JobDefinition, rowSchema } from './definition.ts';

/** Works an event of the outbox off: who hears of it is written into the ledger. */
export const eventJob: JobDefinition = {
  name: 'event',
  schema: rowSchema,
  load: async () => (await import('../handlers/expand-outbox-event.ts')).expandOutboxEvent,
};
