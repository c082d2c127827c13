import { Socket } from 'node:net';
import { Client, Query, type QueryResult, type QueryResultRow } from 'pg';
import { isConnectionLoss } from './errors.ts';

/** A few connections on which statements are sent without waiting for the answers of those before. */
export interface Lanes {
  /** Runs one statement as a transaction of its own; its rows. Rejects with the driver's error. */
  readonly run: <Row extends QueryResultRow>(statement: NamedStatement) => Promise<readonly Row[]>;
  readonly close: () => Promise<void>;
}

export interface NamedStatement {
  /** PostgreSQL plans each name once per connection; one name has one text for ever. */
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

export interface LanesOptions {
  readonly url: string;
  /** Settings of each session, as `postgres -c` takes them. */
  readonly settings: string;
  /** After this many milliseconds without an answer a connection is given up, with everything that waits on it. */
  readonly timeoutMs: number;
}

/** More bring nothing: a lane takes any number of statements, and each lane less means fewer sleeping servers to wake. */
const LANES = 2;
const CONNECT_TIMEOUT_MS = 5_000;

interface Lane {
  readonly client: Client;
  readonly socket: Socket;
  readonly opened: Promise<unknown>;
  ready: boolean;
  /** Statements without an answer so far. */
  waiting: number;
  gathering: boolean;
}

/**
 * What is asked in the same turn of the event loop goes out in one write, and while a server works it is sent more instead
 * of another one being woken: each write to a sleeping server costs as much processor time as a third of all the rest of
 * a request. Every statement stays a transaction of its own, so one that fails takes no other along; only if a connection
 * breaks, all that were under way on it reject, as after any loss of a connection.
 */
export function createLanes(options: LanesOptions): Lanes {
  const lanes = new Set<Lane>();

  function choose(): Lane {
    let least: Lane | undefined;
    for (const lane of lanes) if (least === undefined || lane.waiting < least.waiting) least = lane;
    if (least === undefined || (least.waiting > 0 && lanes.size < LANES)) return open();
    return least;
  }

  function open(): Lane {
    const lane = openLane(options);
    const forget = () => void lanes.delete(lane);
    lanes.add(lane);
    lane.opened.catch(forget);
    // Unheard, the loss of a connection would end the process. The next statement opens another one.
    lane.client.on('error', forget);
    lane.client.on('end', forget);
    return lane;
  }

  return {
    run: async <Row extends QueryResultRow>(statement: NamedStatement) => {
      const lane = choose();
      lane.waiting += 1;
      try {
        if (!lane.ready) await lane.opened;
        gather(lane);
        return await ask<Row>(lane.client, statement);
      } catch (error) {
        // Its end may be told a little later, and nothing may be asked on it meanwhile.
        if (isConnectionLoss(error)) lanes.delete(lane);
        throw error;
      } finally {
        lane.waiting -= 1;
      }
    },
    close: async () => void (await Promise.allSettled([...lanes].map((lane) => lane.client.end()))),
  };
}

/** The driver's own promise would copy the statement's description, and catch and throw each error once more. */
function ask<Row extends QueryResultRow>(client: Client, statement: NamedStatement): Promise<readonly Row[]> {
  return new Promise((resolve, reject) => {
    const query = new Query(
      statement.text,
      statement.values,
      (error: Error | undefined, result: QueryResult<Row>) => (error ? reject(error) : resolve(result.rows)),
    );
    client.query(Object.assign(query, { name: statement.name }));
  });
}

function openLane({ url, settings, timeoutMs }: LanesOptions): Lane {
  const socket = new Socket();
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: timeoutMs,
    options: settings,
    pipeline: true,
    stream: () => socket,
  });
  const lane: Lane = { client, socket, opened: client.connect(), ready: false, waiting: 0, gathering: false };
  lane.opened.then(
    () => {
      lane.ready = true;
    },
    () => {},
  );
  return lane;
}

/** Holds what is written back until the event loop has read everything that came in. */
function gather(lane: Lane): void {
  if (lane.gathering) return;
  lane.gathering = true;
  lane.socket.cork();
  setImmediate(() => {
    lane.gathering = false;
    lane.socket.uncork();
  });
}
