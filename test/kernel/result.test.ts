import { describe, expect, it } from 'vitest';
import { Fault, ok, refuse, toFault } from '../../src/kernel/result.ts';

it('results are plain values', () => {
  expect(ok(3)).toEqual({ kind: 'ok', value: 3 });
  expect(ok()).toEqual({ kind: 'ok', value: undefined });
  expect(refuse('pool-full', { limit: 5 })).toEqual({
    kind: 'refusal',
    code: 'pool-full',
    facts: { limit: 5 },
  });
});

describe('a fault', () => {
  it('has an id that can be read out, a code and its cause', () => {
    const cause = new Error('connection reset');
    const fault = new Fault('database-away', { cause, retryable: true });
    expect(fault.id).toMatch(/^[2-9A-HJKMNP-TV-Z]{8}$/);
    expect(fault).toMatchObject({ name: 'Fault', code: 'database-away', cause, retryable: true });
    expect(new Fault('x').id).not.toBe(fault.id);
  });

  it('is not tried again unless it says so', () => {
    expect(new Fault('broken').retryable).toBe(false);
  });

  it('is made of whatever was thrown, once', () => {
    const fault = new Fault('broken', { id: 'ABCD2345' });
    expect(toFault(fault)).toBe(fault);
    expect(toFault('oops')).toMatchObject({ code: 'unexpected', message: 'oops' });
    const error = new TypeError('no such method');
    expect(toFault(error, 'bug')).toMatchObject({ code: 'bug', message: 'no such method', cause: error });
  });
});
