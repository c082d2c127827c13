import { isUtf8 } from 'node:buffer';
import { createDecipheriv, hash } from 'node:crypto';

const BLOCK = 16;

/**
 * The text behind `encrypt`: AES-256-CBC under the SHA-256 of the Encrypt Key, the first block being the initial vector.
 * Undefined for anything that was not encrypted with this key.
 */
export function decrypt(encrypted: string, encryptKey: string): string | undefined {
  const bytes = Buffer.from(encrypted, 'base64');
  if (bytes.length < 2 * BLOCK || bytes.length % BLOCK !== 0) return undefined;
  const key = hash('sha256', encryptKey, 'buffer');
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, BLOCK));
    const plain = Buffer.concat([decipher.update(bytes.subarray(BLOCK)), decipher.final()]);
    return isUtf8(plain) ? plain.toString('utf8') : undefined;
  } catch {
    return undefined;
  }
}
