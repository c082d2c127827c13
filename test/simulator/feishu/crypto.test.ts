import { describe, expect, test } from 'vitest';
import { decrypt, encrypt, signRequest } from '../../../simulator/feishu/index.ts';

describe('Feishu’s cryptography', () => {
  test('decrypts the vendor’s own example', () => {
    expect(decrypt('test key', 'P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=')).toBe('hello world');
  });

  test('decrypts what it has encrypted, and nobody else’s', () => {
    const sent = encrypt('test key', '{"name":"王芳"}');
    expect(decrypt('test key', sent)).toBe('{"name":"王芳"}');
    expect(() => decrypt('another key', sent)).toThrow();
    expect(encrypt('test key', '{"name":"王芳"}')).not.toBe(sent);
  });

  test('signs the very bytes, so that a space counts', () => {
    const nonce = '1372904';
    const sign = (body: string): string => signRequest('test key', '1608725989', nonce, body);
    expect(sign('{"encrypt":"P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk="}')).toBe(
      'ba73fd7c1c2f8cda6ee1c36d6661b93212dac1e7e44b5c7bcbb647d3427f5c17',
    );
    expect(sign('{ "encrypt":"x"}')).not.toBe(sign('{"encrypt":"x"}'));
  });
});
