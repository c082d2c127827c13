import { describe, expect, it } from 'vitest';
import { listUnread } from '../../src/followups/list-unread.ts';
import { refineFollowUp } from '../../src/followups/refine.ts';

// A Monday.
const TODAY = '2026-11-23';

const MOMENT = { now: Date.parse('2026-11-23T04:00:00Z'), zone: 'Asia/Shanghai' };

function read(text: string): Record<string, string | undefined> {
  const { kind, amount, next, text: kept } = refineFollowUp({ text }, TODAY, MOMENT);
  expect(kept).toBe(text);
  return Object.fromEntries(
    Object.entries({ kind, amount, next }).filter(([, value]) => value !== undefined),
  );
}

describe('what a follow-up says in running text', () => {
  it.each([
    ['电话 报价30万 下周三再联系', { kind: 'call', amount: '30万', next: '2026-12-02' }],
    ['微信发了方案，客户很满意', { kind: 'message' }],
    ['微信 发了方案', { kind: 'message' }],
    ['微信沟通，客户要对比三家', { kind: 'message' }],
    ['拜访了王总，预算约120万，12月1日上门签合同', { kind: 'visit', amount: '120万', next: '2026-12-01' }],
    ['客户说下周三付款', {}],
    ['昨天电话沟通，报价3次都嫌贵', { kind: 'call' }],
    ['报价30-40万，待定', {}],
    ['报价30万下周三再联系', { amount: '30万', next: '2026-12-02' }],
    ['报价三十万，月底前给答复，明天上午再打电话', { amount: '三十万', next: '2026-11-24' }],
    ['今天见面，下次 12月8日', { kind: 'meeting', next: '2026-12-08' }],
    ['约在周五下午面谈', { next: '2026-11-27' }],
    ['服务器采购，三天后跟进', { next: '2026-11-26' }],
    ['客户投诉交期，电话', { kind: 'call' }],
    ['投诉 交期晚了', { kind: 'service' }],
    ['电话号码变了', {}],
    ['下周三电话', { next: '2026-12-02' }],
    ['下周三 再联系', { next: '2026-12-02' }],
    ['报价$30万', { amount: '$30万' }],
    ['金额 1,200.50元', { amount: '1,200.50元' }],
    ['已拜访，过两天再说', { kind: 'visit' }],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['called, wants a quote', { kind: 'call' }],
    ['quoted 300k, call back next wed', { amount: '300k', next: '2026-12-02' }],
    ['Visited the plant, follow up on Friday', { kind: 'visit', next: '2026-11-27' }],
    ['asked for a call', {}],
    ['wants the offer by phone', { kind: 'call' }],
    ['met with their CFO; budget of $1.2m', { kind: 'meeting', amount: '$1.2m' }],
    ['quoted 3 options', {}],
    ['quoted 5% less', {}],
    ['quoted 250,000 and they agreed', { amount: '250,000' }],
    ['called yesterday', { kind: 'call' }],
    ['emailed the contract, will call tomorrow morning about it', { kind: 'email', next: '2026-11-24' }],
    ['they pay next wed', {}],
    ['call back in 3 days', { next: '2026-11-26' }],
    ['next contact: 12/8', { next: '2026-12-08' }],
    ['left a message', {}],
    ['service visit needed', { kind: 'service' }],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('leaves alone what was given by key', () => {
    const given = { text: '电话 报价30万 下周三再联系', kind: 'visit', next: '2026-12-01', amount: '5万' };
    expect(refineFollowUp(given, TODAY, MOMENT)).toEqual(given);
  });

  it('takes its time from no text, whatever is repeated in it', () => {
    for (const words of [
      '长',
      '总',
      '给打',
      '周三',
      '约了周',
      '一二三',
      '报价 ',
      '1 月',
      'order 1 ',
      'from 5k to ',
    ])
      expect(refineFollowUp({ text: words.repeat(600) }, TODAY, MOMENT).text).toBe(words.repeat(600));
  });

  it('looks at the ends of a pasted report only, and quickly', () => {
    const long = `电话 ${'一二三四五六七八九十下周三'.repeat(3_000)} 下周三再联系`;
    expect(read(long)).toEqual({ kind: 'call', next: '2026-12-02' });
  });
});

describe('sums in words, of which none is guessed', () => {
  it.each([
    ['they have half a million for it', ['half a million']],
    ['offered 20 grand, maybe a couple of thousand more', ['20 grand', 'a couple of thousand']],
    ['对方说预算半个亿，先做半个百万', ['半个亿', '半个百万']],
    ['报价半个百万', ['半个百万']],
    ['预算几百万，可能上千万', ['几百万', '上千万']],
    ['thanks a million times, one of three is fine', []],
    ['数万人的工厂，见了一位经理', []],
  ])('%s', (text, named) => {
    const sense = { today: TODAY, moment: MOMENT };
    expect(refineFollowUp({ text }, TODAY, MOMENT).amount).toBeUndefined();
    expect(listUnread(text, { amount: null, nextOn: null }, sense)).toEqual(named);
  });
});
