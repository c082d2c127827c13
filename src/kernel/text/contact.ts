import { ok, type Result, refuse } from '../result.ts';

/** Country or region → calling code, and what people there dial before a number within it. */
const REGIONS = {
  AU: { code: '61', trunk: '0' },
  CN: { code: '86', trunk: '0' },
  DE: { code: '49', trunk: '0' },
  FR: { code: '33', trunk: '0' },
  GB: { code: '44', trunk: '0' },
  HK: { code: '852', trunk: '' },
  IN: { code: '91', trunk: '0' },
  JP: { code: '81', trunk: '0' },
  KR: { code: '82', trunk: '0' },
  MO: { code: '853', trunk: '' },
  MY: { code: '60', trunk: '0' },
  SG: { code: '65', trunk: '' },
  TW: { code: '886', trunk: '0' },
  US: { code: '1', trunk: '1' },
} as const;

export type PhoneRegion = keyof typeof REGIONS;

const CHINESE_MOBILE = /^1[3-9]\d{9}$/;
const EXTENSION = /(?:转|轉|分机|ext\.?|extension|[x#])\s*\d{1,6}$/i;

/** The form in which two e-mail addresses are compared: trimmed, without case. No more, since it decides who is who. */
export function foldEmail(address: string): string {
  return address.trim().toLowerCase();
}

/** Whether this looks like an e-mail address; whether it exists only its owner knows. */
export function isEmailAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}

/**
 * Brings a phone number to E.164 (`+8613800138000`), reading one without a country code as `region`'s. Checks lengths and,
 * for China, the shapes of mobile, landline and 400 / 800 numbers; an extension is dropped. What has no area code or
 * the wrong number of digits is refused.
 */
export function normalizePhone(text: string, region: PhoneRegion = 'CN'): Result<string, 'phone-unreadable'> {
  // Most numbers by far, and an import reads millions.
  if (region === 'CN' && CHINESE_MOBILE.test(text)) return ok(`+86${text}`);
  const plain = text.normalize('NFKC').trim().replace(EXTENSION, '');
  const international = /^\+|^00/.test(plain);
  const digits = plain
    .replace(/^\+|^00/, '')
    .replace(international ? /\(0\)/ : '', '')
    .replace(/[\s().\-–—/·]/g, '');
  const number = /^\d{5,16}$/.test(digits) ? readDigits(digits, international, region) : undefined;
  return number === undefined ? refuse('phone-unreadable', { text }) : ok(`+${number}`);
}

function readDigits(digits: string, international: boolean, region: PhoneRegion): string | undefined {
  if (!international) return region === 'CN' ? readChinese(digits) : readNational(digits, region);
  if (digits.startsWith('86')) return readChinese(digits.slice(2));
  return /^[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
}

function readChinese(digits: string): string | undefined {
  const national = digits.replace(/^86(?=1[3-9]\d{9}$)/, '');
  const isMobile = CHINESE_MOBILE.test(national);
  const isService = /^[48]00\d{7}$/.test(national);
  const landline = /^0?((?:10|2\d)\d{8}|[3-9]\d{2}\d{7,8})$/.exec(national)?.[1];
  if (isMobile || isService) return `86${national}`;
  return landline === undefined ? undefined : `86${landline}`;
}

function readNational(digits: string, region: PhoneRegion): string | undefined {
  const { code, trunk } = REGIONS[region];
  const national = trunk !== '' && digits.startsWith(trunk) ? digits.slice(trunk.length) : digits;
  if (region === 'US' && national.length !== 10) return undefined;
  return national.length >= 6 && code.length + national.length <= 15 ? code + national : undefined;
}
