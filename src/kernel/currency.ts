/** An ISO 4217 code of three capital letters. */
export type CurrencyCode = string;

// Written down rather than asked of Intl, whose answers (ICU's) leave ISO 4217 for some currencies (IQD, UGX) and
// may change with the Node version: an amount in the database must never change its size.
const WITHOUT_DECIMALS = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF';
const WITH_THREE_DECIMALS = 'BHD IQD JOD KWD LYD OMR TND';
const WITH_TWO_DECIMALS = `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD
  CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF
  IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN
  MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD
  SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG`;

const EXPONENTS: ReadonlyMap<CurrencyCode, number> = new Map(
  [WITHOUT_DECIMALS, '', WITH_TWO_DECIMALS, WITH_THREE_DECIMALS].flatMap((codes, exponent) =>
    codes.split(/\s+/).flatMap((code): [string, number][] => (code === '' ? [] : [[code, exponent]])),
  ),
);

const SYMBOLS: ReadonlyMap<CurrencyCode, string> = new Map([
  ['AUD', 'A$'],
  ['BRL', 'R$'],
  ['CAD', 'C$'],
  ['CNY', '¥'],
  ['EUR', '€'],
  ['GBP', '£'],
  ['HKD', 'HK$'],
  ['ILS', '₪'],
  ['INR', '₹'],
  ['JPY', '¥'],
  ['KRW', '₩'],
  ['MOP', 'MOP$'],
  ['NZD', 'NZ$'],
  ['PHP', '₱'],
  ['RUB', '₽'],
  ['SGD', 'S$'],
  ['THB', '฿'],
  ['TRY', '₺'],
  ['TWD', 'NT$'],
  ['UAH', '₴'],
  ['USD', '$'],
  ['VND', '₫'],
]);

/** Whether this is a currency that an organization can be kept in: in force, with 0, 2 or 3 decimals. */
export function isCurrencyCode(code: string): code is CurrencyCode {
  return EXPONENTS.has(code);
}

/** How many decimals one unit has: 0, 2 or 3. Throws a RangeError for a code that `isCurrencyCode` denies. */
export function exponentOf(currency: CurrencyCode): number {
  const exponent = EXPONENTS.get(currency);
  if (exponent === undefined) throw new RangeError(`not a currency: ${currency}`);
  return exponent;
}

/** What is written before an amount: `¥`, `$`, `HK$`; the code and a space where no sign is common: `CHF `. */
export function symbolOf(currency: CurrencyCode): string {
  return SYMBOLS.get(currency) ?? `${currency} `;
}

/** The currencies whose amounts are written with this sign: `¥` → CNY and JPY. */
export function currenciesOfSymbol(symbol: string): readonly CurrencyCode[] {
  return [...SYMBOLS].filter(([, own]) => own === symbol).map(([code]) => code);
}
