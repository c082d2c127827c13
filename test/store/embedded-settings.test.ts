import { describe, expect, it } from 'vitest';
import { listSettings } from '../../src/store/embedded/settings.ts';

const GB = 1024 ** 3;
const keep = (memory: number) =>
  listSettings('durable', 5432, memory).filter((setting) => /shared_buffers|cache_size/.test(setting));

describe('the settings of the embedded server', () => {
  it('leave three quarters of a small machine and all but a gigabyte of a large one to others', () => {
    expect(keep(0.25 * GB)).toEqual(['shared_buffers=128MB', 'effective_cache_size=128MB']);
    expect(keep(2 * GB)).toEqual(['shared_buffers=512MB', 'effective_cache_size=1024MB']);
    expect(keep(64 * GB)).toEqual(['shared_buffers=1024MB', 'effective_cache_size=32768MB']);
  });

  it('give up safety for tests alone', () => {
    expect(listSettings('durable', 5432)).not.toContain('fsync=off');
    expect(listSettings('throwaway', 5432)).toContain('fsync=off');
  });
});
