import { describe, expect, it } from 'vitest';
import { readBudget, readHours } from '../../src/pushes/attention/read.ts';

describe('quiet hours as people type them', () => {
  it.each([
    ['21:00-08:00', '21:00-08:00'],
    ['21:00 - 08:00', '21:00-08:00'],
    ['21：00－8：00', '21:00-08:00'],
    ['21-8', '21:00-08:00'],
    ['21:30 to 7:45', '21:30-07:45'],
    ['from 9pm to 8am', '21:00-08:00'],
    ['9:30 pm until 8 am', '21:30-08:00'],
    ['12am-7am', '00:00-07:00'],
    ['12pm-1pm', '12:00-13:00'],
    ['晚9点到早8点', '21:00-08:00'],
    ['晚上10点半到次日7点', '22:30-07:00'],
    ['每天22点至7点', '22:00-07:00'],
    ['中午12点到下午1点半', '12:00-13:30'],
    ['晚上12点到早上8点', '00:00-08:00'],
    ['22:00-24:00', '22:00-00:00'],
    ['21:00 08:00', '21:00-08:00'],
    ['off', 'off'],
    ['关闭', 'off'],
    ['Default', null],
    ['默认', null],
  ])('%s', (typed, value) => {
    expect(readHours(typed)).toEqual({ kind: 'value', value });
  });
  it.each([
    '',
    'later',
    '21:00',
    '21:00-08:00-09:00',
    '25:00-08:00',
    '21:70-08:00',
    '13pm-8am',
    '9-9',
    '21:00 x 08:00',
  ])('not %s', (typed) => {
    expect(readHours(typed)).toEqual({ kind: 'unread' });
  });
});

describe('a limit as people type it', () => {
  it.each([
    ['20', 20],
    ['２０', 20],
    ['20 a day', 20],
    ['20条', 20],
    ['500', 500],
    ['off', 0],
    ['不限', 0],
    ['default', null],
  ])('%s', (typed, value) => {
    expect(readBudget(typed)).toEqual({ kind: 'value', value });
  });
  it.each(['', '0', '-3', '501', '1000', '2.5', 'many'])('not %s', (typed) => {
    expect(readBudget(typed)).toEqual({ kind: 'unread' });
  });
});
