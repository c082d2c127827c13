import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const IV_BYTES = 16;

/** Encrypts as Feishu does: AES-256-CBC under the key's SHA-256, the initial vector in front, in base64. */
export function encrypt(
  encryptKey: string,
  plain: string | Buffer,
  iv: Buffer = randomBytes(IV_BYTES),
): string {
  const cipher = createCipheriv('aes-256-cbc', hashKey(encryptKey), iv);
  return Buffer.concat([iv, cipher.update(Buffer.from(plain)), cipher.final()]).toString('base64');
}

/** The reverse. @throws Error when it was encrypted under another key */
export function decrypt(encryptKey: string, encrypted: string): string {
  const bytes = Buffer.from(encrypted, 'base64');
  const decipher = createDecipheriv('aes-256-cbc', hashKey(encryptKey), bytes.subarray(0, IV_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES)), decipher.final()]).toString('utf8');
}

/**
 * The value of X-Lark-Signature: a plain hash, not an HMAC, over the bytes as they are sent.
 * @param timestamp seconds since the epoch, as sent in X-Lark-Request-Timestamp
 */
export function signRequest(encryptKey: string, timestamp: string, nonce: string, body: string): string {
  return createHash('sha256').update(`${timestamp}${nonce}${encryptKey}${body}`).digest('hex');
}

function hashKey(encryptKey: string): Buffer {
  return createHash('sha256').update(encryptKey).digest();
}
