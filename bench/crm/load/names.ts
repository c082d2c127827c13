import { deriveSearchColumns, type SearchColumns } from '../../../src/customers/names.ts';

/** A customer's name with what the application keeps beside it to find it by. */
export interface MadeName extends SearchColumns {
  readonly name: string;
  readonly city: string;
  readonly industry: string;
}

const CITIES =
  '上海 北京 深圳 广州 杭州 苏州 南京 成都 武汉 重庆 天津 西安 青岛 宁波 无锡 长沙 郑州 东莞 佛山 济南 合肥 福州 厦门 大连 沈阳 昆明 常州 温州 嘉兴 南通'.split(
    ' ',
  );
const BRAND = [
  ...'华润安泰康宏达信诚瑞丰盛鑫源通汇聚恒远博雅德明智创新科腾飞龙凤金银玉兰桂海天星月光辉煌东南西北中正和平永久长春夏秋冬青蓝紫云山川江河湖林森木火土石佳美惠利福禄寿喜仁义礼优品卓越顶尖力量动能联合众邦国民大有余庆吉祥如意顺',
];
/** Word in a name, and the industry; a quarter of all Chinese companies are some kind of 科技. */
const TRADES: readonly (readonly [string, string, number])[] = [
  ['科技', '软件', 24],
  ['贸易', '贸易', 12],
  ['实业', '制造', 8],
  ['机械', '制造', 7],
  ['电子', '电子', 7],
  ['信息技术', '软件', 6],
  ['网络科技', '软件', 6],
  ['建筑工程', '建筑', 5],
  ['物流', '物流', 4],
  ['医疗器械', '医疗', 3],
  ['生物医药', '医疗', 3],
  ['食品', '食品', 3],
  ['教育咨询', '教育', 3],
  ['新能源', '能源', 3],
  ['汽车配件', '汽车', 3],
  ['广告传媒', '传媒', 3],
];
const SUFFIXES = ['有限公司', '有限公司', '有限公司', '有限公司', '股份有限公司', '有限责任公司', '集团'];
const LATIN_FIRST =
  'Acorn Alder Amber Anchor Apex Arbor Aspen Atlas Aurora Avalon Beacon Birch Blue Bolt Bright Canyon Cedar Cinder Clear Cobalt Copper Coral Crest Crown Delta Eagle Echo Ember Falcon Fern Fox Frontier Garnet Glacier Golden Granite Green Grove Harbor Hawk Hazel Heron Horizon Indigo Iron Ivory Jade Juniper Keystone Lark Laurel Lion Lotus Lunar Maple Meridian Mesa Nimbus North Oak Onyx Opal Orchid Osprey Pacific Pearl Phoenix Pine Pioneer Polar Prairie Quartz Raven Red Ridge River Rose Ruby Sage Silver Sky Solar Spruce Star Stone Summit Swift Terra Timber Titan Topaz Union Valley Velvet Vertex Violet Willow Wolf Zenith'.split(
    ' ',
  );
const LATIN_SECOND =
  'Bay Bridge Brook Cliff Coast Creek Dale Field Ford Forge Gate Glen Hall Haven Hill Lake Land Light Mark Mill Path Peak Point Pond Port Rock Shore Spring Stream Ton View Ville Ward Water Way Well Wick Wood Works Yard'.split(
    ' ',
  );
const LATIN_TRADE =
  'Analytics Capital Chemicals Construction Consulting Design Dynamics Electronics Energy Engineering Foods Freight Health Industries Instruments Labs Logistics Machinery Materials Media Medical Motors Networks Optics Packaging Partners Pharma Plastics Retail Robotics Software Solutions Steel Studio Supply Systems Textiles Tools Trading Ventures'.split(
    ' ',
  );
const LATIN_SUFFIX = ['Ltd.', 'Inc.', 'GmbH', 'Co., Ltd.', 'LLC', 'Corp.', '', ''];
const ACRONYMS = 'TCL BYD HTC NEC LG UTS CNC ABB SKF GTE KPM RDX VTS'.split(' ');

/** A number that always is the same for the same two: splitmix32. */
export function mix(number: number, salt: number): number {
  let state = (Math.imul(number, 0x9e3779b1) + Math.imul(salt, 0x85ebca77)) >>> 0;
  state = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
  state = Math.imul(state ^ (state >>> 15), 0x735a2d97);
  return (state ^ (state >>> 15)) >>> 0;
}

function pick<T>(list: readonly T[], number: number, salt: number): T {
  const found = list[mix(number, salt) % list.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

const WEIGHTED = TRADES.flatMap((trade) => Array.from({ length: trade[2] }, () => trade));

function makeChinese(number: number): Omit<MadeName, keyof SearchColumns> {
  const [word, industry] = pick(WEIGHTED, number, 1);
  // The big cities have the most companies.
  const city = CITIES[Math.floor(((mix(number, 2) % 1_000) / 1_000) ** 2 * CITIES.length)] ?? '上海';
  const brand = [3, 4, 5].map((salt) => pick(BRAND, number, salt)).slice(0, 2 + (mix(number, 6) % 2));
  const acronym = mix(number, 8) % 20 === 0 ? pick(ACRONYMS, number, 9) : undefined;
  const front = mix(number, 7) % 10 < 6 ? city : '';
  return {
    name: `${front}${acronym ?? ''}${brand.join('')}${word}${pick(SUFFIXES, number, 10)}`,
    city,
    industry,
  };
}

function makeLatin(number: number): Omit<MadeName, keyof SearchColumns> {
  const trade = pick(LATIN_TRADE, number, 11);
  const middle = mix(number, 16) % 2 === 0 ? pick(LATIN_FIRST, number, 17) : '';
  const first = pick(LATIN_FIRST, number, 12);
  const words = [first, pick(LATIN_SECOND, number, 13), middle, trade, pick(LATIN_SUFFIX, number, 14)];
  const name = words.filter((word) => word !== '').join(' ');
  return { name, city: pick(CITIES, number, 15), industry: trade };
}

/** So many different names, the same ones every time: three of four Chinese. */
export async function* makeNames(count: number, salt: number): AsyncGenerator<MadeName> {
  const known = new Set<string>();
  let made = 0;
  for (let number = salt * 50_000_000; made < count; number += 1) {
    const base = mix(number, 20) % 4 === 0 ? makeLatin(number) : makeChinese(number);
    const columns = await deriveSearchColumns(base.name);
    if (known.has(columns.nameKey)) continue;
    known.add(columns.nameKey);
    made += 1;
    yield { ...base, ...columns };
  }
}
