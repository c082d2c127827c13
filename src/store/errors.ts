import { DatabaseError } from 'pg';
import { Fault, toFault } from '../kernel/result.ts';

/** What the driver adapter tells about a failed statement. */
interface DriverCause {
  readonly kind?: string;
  readonly originalCode?: string;
  readonly constraint?: { readonly index?: string };
  readonly originalMessage?: string;
}

const LOST = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'TlsConnectionError',
]);
/** Classes 08 (connection), 53 (resources) and 57 (operator intervention) of PostgreSQL's error codes. */
const LOST_CODE = /^(08|53|57P)/;
const LOST_WORDS =
  /ECONNREFUSED|ECONNRESET|EPIPE|Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error|not queryable|Server has closed/i;

/** Name of the unique, check or foreign-key constraint that a statement broke, if that is why it failed. */
export function violatedConstraint(error: unknown): string | undefined {
  const cause = causeOf(error);
  if (cause?.constraint?.index !== undefined) return cause.constraint.index;
  return /constraint "([^"]+)"/.exec(cause?.originalMessage ?? '')?.[1];
}

/** Whether the same transaction, run again, may go through: it lost against another one. */
export function isSerializationFailure(error: unknown): boolean {
  const cause = causeOf(error);
  return (
    cause?.kind === 'TransactionWriteConflict' ||
    cause?.originalCode === '40001' ||
    cause?.originalCode === '40P01'
  );
}

/** Whether the database was away or the connection broke, so that nobody knows if the statement took effect. */
export function isConnectionLoss(error: unknown): boolean {
  const cause = causeOf(error);
  if (cause !== undefined) return LOST.has(cause.kind ?? '') || LOST_CODE.test(cause.originalCode ?? '');
  // Where a name has several addresses, the reason of each is inside.
  if (error instanceof AggregateError) return error.errors.some(isConnectionLoss);
  return error instanceof Error && LOST_WORDS.test(error.message);
}

/** A fault of anything that was thrown; one that goes away with the database's absence can be tried again. */
export function toStoreFault(error: unknown): Fault {
  if (error instanceof Fault || !isConnectionLoss(error)) return toFault(error);
  return new Fault('store-unavailable', { cause: error, retryable: true });
}

function causeOf(error: unknown): DriverCause | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if (error instanceof DatabaseError) return readDatabaseError(error);
  const direct = (error as { cause?: DriverCause }).cause;
  const meta = (error as { meta?: { driverAdapterError?: { cause?: DriverCause } } }).meta;
  return meta?.driverAdapterError?.cause ?? (direct?.kind === undefined ? undefined : direct);
}

/** PostgreSQL's own words, where a statement ran past Prisma. */
function readDatabaseError({ code, constraint, message }: DatabaseError): DriverCause {
  return {
    ...(code === undefined ? {} : { originalCode: code }),
    ...(constraint === undefined ? {} : { constraint: { index: constraint } }),
    originalMessage: message,
  };
}
