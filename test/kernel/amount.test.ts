import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LARGEST_AMOUNT, parseAmount, parsePercent } from '../../src/kernel/amount.ts';
import { parseChineseNumber } from '../../src/kernel/chinese-numbers.ts';
import { formatMoney } from '../../src/kernel/money.ts';

describe('parseAmount', () => {
  it.each([
    ['30万', 30_000_000n],
    ['1.2亿', 12_000_000_000n],
    ['300k', 30_000_000n],
    ['300 K', 30_000_000n],
    ['1.5m', 150_000_000n],
    ['¥1,200.50', 120_050n],
    ['30w', 30_000_000n],
    ['30W元', 30_000_000n],
    ['三十万', 30_000_000n],
    ['两万五', 2_500_000n],
    ['1万5', 1_500_000n],
    ['3万5000', 3_500_000n],
    ['十二万三千', 12_300_000n],
    ['12万3千', 12_300_000n],
    ['8万', 8_000_000n],
    ['80000', 8_000_000n],
    ['80,000.00元', 8_000_000n],
    ['１２００．５', 120_050n],
    ['￥300', 30_000n],
    ['一百零五', 10_500n],
    ['一百二', 12_000n],
    ['一万零五', 1_000_500n],
    ['十万零五百', 10_050_000n],
    ['三点五万', 350_0000n],
    ['一个亿', 10_000_000_000n],
    ['3亿5000万', 35_000_000_000n],
    ['百万', 100_000_000n],
    ['壹拾贰万叁仟元整', 12_300_000n],
    ['30万人民币', 30_000_000n],
    ['RMB 300', 30_000n],
    ['cny300', 30_000n],
    ['300CNY', 30_000n],
    ['+300', 30_000n],
    ['.5', 50n],
    ['0', 0n],
  ])('reads %s', (text, minor) => {
    expect(parseAmount(text, 'CNY')).toEqual({ kind: 'ok', value: minor });
  });

  it.each([
    ['$300', 'CNY', 'amount-currency'],
    ['300美元', 'CNY', 'amount-currency'],
    ['usd300', 'CNY', 'amount-currency'],
    ['HK$300', 'CNY', 'amount-currency'],
    ['300k eur', 'CNY', 'amount-currency'],
    ['¥300', 'USD', 'amount-currency'],
    ['三百元', 'USD', 'amount-currency'],
    ['US$300', 'CAD', 'amount-currency'],
    ['1.005', 'CNY', 'amount-decimals'],
    ['0.5', 'JPY', 'amount-decimals'],
    ['1.000001k', 'CNY', 'amount-decimals'],
    ['-300', 'CNY', 'amount-negative'],
    ['－300', 'CNY', 'amount-negative'],
    ['¥-300', 'CNY', 'amount-negative'],
    ['-¥300', 'CNY', 'amount-negative'],
    ['负三百', 'CNY', 'amount-negative'],
    ['99999999亿', 'CNY', 'amount-too-large'],
    ['', 'CNY', 'amount-unreadable'],
    ['abc', 'CNY', 'amount-unreadable'],
    ['1constructor', 'CNY', 'amount-unreadable'],
    ['万', 'CNY', 'amount-unreadable'],
    ['¥', 'CNY', 'amount-unreadable'],
    ['1,20', 'CNY', 'amount-unreadable'],
    ['1.200,50', 'CNY', 'amount-unreadable'],
    ['1.2.3', 'CNY', 'amount-unreadable'],
    ['三四万', 'CNY', 'amount-unreadable'],
    ['几十万', 'CNY', 'amount-unreadable'],
    ['五百三千', 'CNY', 'amount-unreadable'],
    ['1.5万3千', 'CNY', 'amount-unreadable'],
    ['30多万', 'CNY', 'amount-unreadable'],
    ['1e5', 'CNY', 'amount-unreadable'],
    ['0x10', 'CNY', 'amount-unreadable'],
  ])('refuses %s in %s with %s', (text, currency, code) => {
    expect(parseAmount(text, currency)).toEqual({ kind: 'refusal', code, facts: { text, currency } });
  });

  it('does not search long text for an amount', () => {
    expect(parseAmount('9'.repeat(5000), 'CNY')).toMatchObject({ code: 'amount-unreadable' });
  });

  it('takes a bare dollar sign for the organization’s own dollar', () => {
    expect(parseAmount('$300', 'CAD')).toEqual({ kind: 'ok', value: 30_000n });
    expect(parseAmount('¥300', 'JPY')).toEqual({ kind: 'ok', value: 300n });
    expect(parseAmount('1.234', 'KWD')).toEqual({ kind: 'ok', value: 1234n });
  });

  it('reads back what formatMoney writes', () => {
    const currencies = fc.constantFrom('CNY', 'USD', 'JPY', 'KWD', 'EUR', 'CHF', 'HKD', 'GBP', 'TWD');
    const minors = fc.bigInt({ min: 0n, max: LARGEST_AMOUNT });
    fc.assert(
      fc.property(minors, currencies, fc.constantFrom('en', 'zh'), (minor, currency, lang) => {
        fc.pre(!(currency === 'JPY' && lang === 'zh'));
        expect(parseAmount(formatMoney(minor, currency, lang), currency)).toEqual({
          kind: 'ok',
          value: minor,
        });
      }),
      { numRuns: 2000 },
    );
  });

  it('answers any text, and never with more than the largest amount', () => {
    const pieces = fc.constantFrom(
      '1',
      '0',
      '.',
      ',',
      '万',
      '亿',
      '千',
      '十',
      '零',
      '二',
      '点',
      '半',
      'w',
      'k',
      '¥',
      '$',
      '-',
      '元',
      '个',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 12 }).map((each) => each.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const amount = parseAmount(text, 'CNY');
        if (amount.kind === 'ok') expect(amount.value >= 0n && amount.value <= LARGEST_AMOUNT).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('Chinese numbers', () => {
  /** Writes a number the way it is read out, after rules of its own. */
  function sayChinese(value: number): string {
    const digits = '零一二三四五六七八九';
    for (const [size, unit] of [
      [100_000_000, '亿'],
      [10_000, '万'],
    ] as const) {
      if (value < size) continue;
      const rest = value % size;
      const gap = rest === 0 ? '' : rest < size / 10 ? '零' : '';
      return sayChinese(Math.floor(value / size)) + unit + gap + (rest === 0 ? '' : sayChinese(rest));
    }
    let said = '';
    let gap = false;
    for (const [size, unit] of [
      [1000, '千'],
      [100, '百'],
      [10, '十'],
      [1, ''],
    ] as const) {
      const digit = Math.floor(value / size) % 10;
      if (digit === 0) gap = said !== '';
      else {
        said += `${gap ? '零' : ''}${digits.charAt(digit)}${unit}`;
        gap = false;
      }
    }
    return said;
  }

  it('reads every number as it is said', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 2_000_000_000 })),
        (value) => {
          expect(parseChineseNumber(sayChinese(value))).toEqual({ digits: BigInt(value), scale: 0 });
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('parsePercent', () => {
  it.each([
    ['5个点', 500],
    ['五个点', 500],
    ['0.5个点', 50],
    ['5%', 500],
    ['12.5％', 1250],
    ['百分之五', 500],
    ['3 percent', 300],
    ['50bp', 50],
    ['5', 500],
    ['150%', 15_000],
  ])('reads %s', (text, basisPoints) => {
    expect(parsePercent(text)).toEqual({ kind: 'ok', value: basisPoints });
  });

  it.each([
    ['', 'percent-unreadable'],
    ['-5%', 'percent-unreadable'],
    ['几个点', 'percent-unreadable'],
    ['1.234%', 'percent-decimals'],
  ])('refuses %j with %s', (text, code) => {
    expect(parsePercent(text)).toEqual({ kind: 'refusal', code, facts: { text } });
  });
});
