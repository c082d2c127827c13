import { resolve } from 'node:path';
import pg from 'pg';
import { type Binaries, findBinaries } from './embedded/binaries.ts';
import { prepareCluster, ROLE } from './embedded/cluster.ts';
import { lockHome } from './embedded/home-lock.ts';
import { stopOrphan } from './embedded/orphan.ts';
import { choosePlace, type Place } from './embedded/place.ts';
import { type Server, startServer } from './embedded/server.ts';

export { StartProblem, type StartProblemCode } from './embedded/problem.ts';

/** Where the start tells what it found; any pino logger fits. */
export type EmbeddedLog = { readonly info: (line: string) => void; readonly warn: (line: string) => void };

/** What the embedded server is made from. `home` may be relative; `ephemeral` trades safety for speed, for tests. */
export type EmbeddedOptions = {
  readonly home: string;
  readonly log: EmbeddedLog;
  readonly ephemeral?: boolean;
  /** Where data go when root's stand-in cannot enter the home; default /var/lib/dealbell. */
  readonly sharedRoot?: string;
};

/** A running embedded PostgreSQL; `place` is a sentence that tells where the data are and who runs it. */
export type EmbeddedPostgres = {
  readonly url: string;
  readonly dataDir: string;
  readonly place: string;
  readonly pid: number;
  /** Stops cleanly and gives the home back; may be called twice. */
  readonly stop: () => Promise<void>;
};

const DATABASE = 'dealbell';

/**
 * Starts the PostgreSQL that comes with npm on a free port of 127.0.0.1, with its data under `home`.
 * One instance a home; a server that outlived a killed start is stopped, and killed starts are repaired.
 *
 * @throws StartProblem with one sentence and an exit code for everything a person can mend.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const home = resolve(options.home);
  const durability = options.ephemeral === true ? 'throwaway' : 'durable';
  const place = await choosePlace(home, options.sharedRoot);
  const lock = await lockHome(home);
  try {
    const binaries = await findBinaries(place);
    const orphan = await stopOrphan(place.dataDir);
    if (orphan !== undefined)
      options.log.warn(`Stopped a PostgreSQL (process ${orphan}) that an earlier start left.`);
    const password = await prepareCluster(home, place, binaries, durability === 'durable');
    const server = await startServer(place, binaries, durability);
    try {
      const url = await openDatabase(server.port, password);
      const supervisor = superviseServer(
        server,
        () => startServer(place, binaries, durability, server.port),
        options.log,
      );
      for (const dir of place.forgotten)
        options.log.warn(`An earlier home of the same path left its data in ${dir}.`);
      const stop = async (): Promise<void> => {
        await supervisor.stop();
        await lock.release();
      };
      return { url, dataDir: place.dataDir, place: describePlace(place, binaries), pid: server.pid, stop };
    } catch (error) {
      await server.stop();
      throw error;
    }
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openDatabase(port: number, password: string): Promise<string> {
  const address = (database: string): string =>
    `postgresql://${ROLE}:${password}@127.0.0.1:${port}/${database}`;
  const client = new pg.Client({ connectionString: address('postgres') });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
  return address(DATABASE);
}

/** Starts the server again on its port when it ends without being asked to: clients reconnect by themselves. */
function superviseServer(
  first: Server,
  restart: () => Promise<Server>,
  log: EmbeddedLog,
): { stop: () => Promise<void> } {
  let current: Promise<Server | undefined> = Promise.resolve(first);
  let stopping = false;
  const watch = (server: Server): Server => {
    void server.ended.then(() => {
      if (stopping) return;
      log.warn('PostgreSQL ended unexpectedly and is started again.');
      current = restart().then(watch, (error: unknown) => {
        log.warn(error instanceof Error ? error.message : String(error));
        return undefined;
      });
    });
    return server;
  };
  watch(first);
  return {
    stop: async () => {
      stopping = true;
      await (await current)?.stop();
    },
  };
}

function describePlace(place: Place, binaries: Binaries): string {
  const who = place.account === undefined ? '' : `, run by the user ${place.account.name}`;
  const why = place.elsewhere ? ' (that user cannot enter the home)' : '';
  const copied = binaries.copied ? `; its programs were copied to ${place.dir}` : '';
  return `PostgreSQL ${binaries.major}, data in ${place.dataDir}${who}${why}${copied}`;
}
