import { createRequire } from 'node:module';

export type Sdk = typeof import('@larksuiteoapi/node-sdk');
export type SdkClient = InstanceType<Sdk['Client']>;

const require = createRequire(import.meta.url);

/**
 * Loads Feishu's SDK, when it is called and not before: it is 6 MB of source. `require`, because `import` of a CommonJS file
 * this large first reads all of it for its export names, which doubles both the time (200 ms) and the memory (35 MB).
 */
export function loadSdk(): Sdk {
  return require('@larksuiteoapi/node-sdk') as Sdk;
}

/** The SDK's own log lines hold tokens and whole messages; ours say what matters under our own rules. */
export const quietLogger = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  trace: () => {},
};
