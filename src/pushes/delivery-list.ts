import { type Db, Prisma } from '../store/client.ts';

export const deliveryStates = ['pending', 'sending', 'sent', 'held', 'unknown', 'dead', 'skipped'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** A message of the ledger as an admin may know it: where to and what became of it, not what it says. */
export interface ListedDelivery {
  readonly id: string;
  readonly kind: string;
  readonly state: DeliveryState;
  readonly platform: string | null;
  readonly attempts: number;
  readonly error: string | null;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
}

/** The organization's messages, newest first, without tests of the way. `before`: only older ones than that id. */
export function listDeliveries(
  db: Pick<Db, '$queryRaw'>,
  orgId: string,
  filter: {
    readonly id?: string;
    readonly state?: DeliveryState | undefined;
    readonly before?: string | undefined;
  },
  limit: number,
): Promise<readonly ListedDelivery[]> {
  const { id, state, before } = filter;
  return db.$queryRaw<ListedDelivery[]>`
    SELECT d.id, d.kind, d.state, d.address->>'platform' AS platform, d.attempts, d.last_error AS error,
      d.created_at AS "createdAt", d.settled_at AS "settledAt"
    FROM deliveries d WHERE d.org_id = ${orgId}::uuid AND d.kind <> 'canary'
      ${id === undefined ? Prisma.empty : Prisma.sql`AND d.id = ${id}::uuid`}
      ${state === undefined ? Prisma.empty : Prisma.sql`AND d.state = ${state}`}
      ${before === undefined ? Prisma.empty : Prisma.sql`AND d.id < ${before}::uuid`}
    ORDER BY d.id DESC LIMIT ${limit}::int`;
}
