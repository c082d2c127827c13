import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { CATEGORIES, ownerEmail } from './company.ts';

/** What was written, and what has to come of it. */
export interface MadeFile {
  readonly path: string;
  readonly rows: number;
  /** Lines that say a customer of an earlier line. */
  readonly collisions: number;
}

const HAN =
  '华信达通恒瑞盛世纪东方明珠长安重庆银乐都行金鼎泰和顺丰隆昌永兴万嘉美好新源创联宏图志远科博思维智慧云海天宇星辰光辉日月山川江河春夏秋冬梅兰竹菊龙凤麒麟鹏程飞跃腾越凯旋胜利伟业建国民福禄寿喜康宁静雅文德仁义礼';
const CITIES = [
  '北京',
  '上海',
  '广州',
  '深圳',
  '杭州',
  '南京',
  '苏州',
  '无锡',
  '成都',
  '重庆',
  '武汉',
  '西安',
  '长沙',
  '青岛',
  '大连',
  '厦门',
];
const TRADES = [
  '科技',
  '贸易',
  '实业',
  '信息技术',
  '机械制造',
  '医疗器械',
  '电子商务',
  '物流',
  '建筑工程',
  '文化传媒',
  '新能源',
  '食品',
];
const SYLLABLES = [
  'nor',
  'vi',
  'ka',
  'lum',
  'ter',
  'bra',
  'sol',
  'den',
  'mar',
  'qui',
  'zen',
  'pol',
  'ri',
  'sta',
  'gon',
  'fel',
  'wex',
  'tri',
  'ova',
  'hel',
];
const WORDS = ['Systems', 'Trading', 'Logistics', 'Foods', 'Energy', 'Medical', 'Machinery', 'Media'];
const ENDS = ['Ltd.', 'GmbH', 'Inc.', 'Co., Ltd.'];
const SOURCES = ['exhibition', 'website', '转介绍', '展会', ''];
const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗';

const A_WRITE = 1_000;
/** Divides none of the lists' lengths. */
const A_PRIME = 179_424_673;

/**
 * Writes a file of customers, always the same for the same number of rows: Chinese and Latin names, one phone each, owners by
 * address; one line in a hundred says an earlier customer again in other words, one in two hundred looks much like one.
 */
export async function makeFile(path: string, rows: number): Promise<MadeFile> {
  const out = createWriteStream(path);
  let collisions = 0;
  for (let first = 0; first < rows; first += A_WRITE) {
    const lines: string[] = [];
    for (let number = first; number < Math.min(rows, first + A_WRITE); number += 1) {
      const collides = number % 100 === 99;
      if (collides) collisions += 1;
      lines.push(JSON.stringify(collides ? repeatCustomer(number) : makeCustomer(number)));
    }
    if (!out.write(`${lines.join('\n')}\n`)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
  return { path, rows, collisions };
}

function makeCustomer(number: number) {
  const near = number % 200 === 50 && number > 200;
  const name = nameOf(near ? number - 37 : number, near);
  return {
    externalId: `C${number}`,
    name,
    phone: phoneOf(number),
    contact: `${SURNAMES[number % SURNAMES.length]}${han(number * 7)}`,
    ...(number % 10 === 0 ? {} : { owner: ownerEmail(number) }),
    category: CATEGORIES[number % CATEGORIES.length],
    source: SOURCES[number % SOURCES.length],
    region: 'east',
    city: CITIES[number % CITIES.length],
    industry: TRADES[number % TRADES.length],
  };
}

/** By turns the name in another spelling and the phone under another name. */
function repeatCustomer(number: number) {
  const earlier = number - 48;
  const byName = number % 200 === 99;
  const name = byName
    ? ` ${nameOf(earlier, false).replace('有限公司', '').toUpperCase()} `
    : nameOf(number, false);
  return { externalId: `C${number}`, name, phone: byName ? phoneOf(number) : `+86 ${phoneOf(earlier)}` };
}

/** No two numbers have the same. `suffix`: makes another name of it that looks much like it. */
function nameOf(number: number, suffix: boolean): string {
  if (number % 5 < 3) return `${chineseName(number)}${suffix ? '集团' : ''}有限公司`;
  const mixed = mix(number);
  const parts = [0, 5, 10, 15].map((bits) => SYLLABLES[(mixed >>> bits) % SYLLABLES.length]).join('');
  const word = WORDS[(mixed >>> 20) % WORDS.length];
  const first = `${parts.charAt(0).toUpperCase()}${parts.slice(1)}${number.toString(36)}`;
  return `${first} ${word}${suffix ? ' Group' : ''} ${ENDS[number % ENDS.length]}`;
}

/** A place, three characters and a trade: the digits of a number that runs through all combinations in a jumbled order. */
function chineseName(number: number): string {
  const digits = [CITIES.length, HAN.length, HAN.length, HAN.length, TRADES.length];
  const all = digits.reduce((product, each) => product * each, 1);
  let rest = (number * A_PRIME) % all;
  const [city = 0, first = 0, second = 0, third = 0, trade = 0] = digits.map((base) => {
    const digit = rest % base;
    rest = Math.floor(rest / base);
    return digit;
  });
  return `${CITIES[city]}${HAN[first]}${HAN[second]}${HAN[third]}${TRADES[trade]}`;
}

function phoneOf(number: number): string {
  return `1${3 + (number % 7)}${String(number).padStart(9, '0')}`;
}

function han(number: number): string {
  return HAN.charAt(Math.abs(number) % HAN.length);
}

/** Spreads neighbouring numbers far from each other. */
function mix(number: number): number {
  let value = Math.imul(number + 1, 0x9e3779b1);
  value ^= value >>> 15;
  value = Math.imul(value, 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}
