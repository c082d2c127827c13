import { expect, it } from 'vitest';
import { readRedisAddress } from '../../jobs/redis-address.ts';

it.each([
  ['redis://localhost:6379', { kind: 'server', url: 'redis://localhost:6379' }],
  ['rediss://:pw@cache.example/2', { kind: 'server', url: 'rediss://:pw@cache.example/2' }],
  [
    'redis+cluster://ann:p%40ss@h1:7000,h2:7001,h3',
    {
      kind: 'cluster',
      nodes: [
        { host: 'h1', port: 7_000 },
        { host: 'h2', port: 7_001 },
        { host: 'h3', port: 6_379 },
      ],
      access: { username: 'ann', password: 'p@ss' },
    },
  ],
  [
    'rediss+cluster://:pw@10.0.0.1:7000/',
    { kind: 'cluster', nodes: [{ host: '10.0.0.1', port: 7_000 }], access: { password: 'pw', tls: {} } },
  ],
  ['redis+cluster://h1:7000', { kind: 'cluster', nodes: [{ host: 'h1', port: 7_000 }], access: {} }],
])('reads %s', (given, expected) => {
  expect(readRedisAddress(given)).toEqual(expected);
});

it.each([
  'http://redis',
  'redis',
  'redis+cluster://',
  'redis+cluster://h1:7000,,h2',
  'redis+cluster://h1:port',
  '',
])('takes %s for none', (given) => {
  expect(readRedisAddress(given)).toBeUndefined();
});
