import { createServer, connect as dial, type Socket } from 'node:net';

/** A wire to PostgreSQL that a test can cut at the worst moment. */
export interface Cutter {
  /** The database's address through the wire. */
  readonly url: string;
  /**
   * The next time a client sends bytes that hold `marker`, the server gets them and works on them; nothing of its answer
   * comes back, and once it has answered the connection is broken. Resolves then.
   */
  readonly cutAnswerTo: (marker: string) => Promise<void>;
  /** Breaks all connections and takes no new ones until `restore`. */
  readonly sever: () => void;
  readonly restore: () => void;
  readonly close: () => Promise<void>;
}

interface Trap {
  readonly marker: Buffer;
  readonly sprung: () => void;
}

export async function createCutter(databaseUrl: string): Promise<Cutter> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let trap: Trap | undefined;
  let severed = false;

  const server = createServer((client) => {
    if (severed) return void client.destroy();
    const database = dial(Number(target.port), target.hostname);
    let caught: Trap | undefined;
    const breakOff = (): void => {
      client.destroy();
      database.destroy();
    };
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on('error', breakOff);
      socket.on('close', () => {
        sockets.delete(socket);
        breakOff();
      });
    }
    client.on('data', (bytes) => {
      if (trap !== undefined && bytes.includes(trap.marker)) {
        caught = trap;
        trap = undefined;
      }
      database.write(bytes);
    });
    database.on('data', (bytes) => {
      if (caught === undefined) return void client.write(bytes);
      // `C` CommandComplete and `Z` ReadyForQuery close the answer: what was sent has taken effect.
      if (!isAnswered(bytes)) return;
      caught.sprung();
      breakOff();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(typeof address === 'object' ? (address?.port ?? 0) : 0);
  const breakAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    cutAnswerTo: (marker) =>
      new Promise((resolve) => {
        trap = { marker: Buffer.from(marker), sprung: resolve };
      }),
    sever: () => {
      severed = true;
      breakAll();
    },
    restore: () => {
      severed = false;
    },
    close: async () => {
      breakAll();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** ReadyForQuery of an idle session is `Z`, a length of 5, `I`: the transaction is over. */
function isAnswered(bytes: Buffer): boolean {
  return bytes.includes(Buffer.from([0x5a, 0, 0, 0, 5, 0x49]));
}
