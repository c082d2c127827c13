// Starts an embedded server in a process of its own, for tests that kill it: says how it went on one line, then waits.
import { StartProblem, startEmbeddedPostgres } from '../../src/store/embedded.ts';

const [home, sharedRoot] = process.argv.slice(2);
const log = { info: () => undefined, warn: () => undefined };
try {
  const server = await startEmbeddedPostgres({ home, log, ...(sharedRoot ? { sharedRoot } : {}) });
  const { url, pid, dataDir, place } = server;
  process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)));
  console.log(JSON.stringify({ kind: 'started', url, pid, dataDir, place }));
  setInterval(() => undefined, 60_000);
} catch (error) {
  if (!(error instanceof StartProblem)) throw error;
  const { code, exitCode, message } = error;
  console.log(JSON.stringify({ kind: 'problem', code, exitCode, sentence: message }));
}
