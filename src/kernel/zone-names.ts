/** What people call the clock of a zone in Chinese: by its city. */
const CITIES_ZH: Readonly<Record<string, string>> = {
  Shanghai: '上海',
  Chongqing: '重庆',
  Urumqi: '乌鲁木齐',
  Hong_Kong: '香港',
  Macau: '澳门',
  Taipei: '台北',
  Singapore: '新加坡',
  Kuala_Lumpur: '吉隆坡',
  Bangkok: '曼谷',
  Ho_Chi_Minh: '胡志明市',
  Jakarta: '雅加达',
  Manila: '马尼拉',
  Tokyo: '东京',
  Seoul: '首尔',
  Kolkata: '加尔各答',
  Dubai: '迪拜',
  Riyadh: '利雅得',
  Istanbul: '伊斯坦布尔',
  Moscow: '莫斯科',
  London: '伦敦',
  Dublin: '都柏林',
  Paris: '巴黎',
  Berlin: '柏林',
  Zurich: '苏黎世',
  Vienna: '维也纳',
  Amsterdam: '阿姆斯特丹',
  Brussels: '布鲁塞尔',
  Madrid: '马德里',
  Rome: '罗马',
  Stockholm: '斯德哥尔摩',
  Warsaw: '华沙',
  Cairo: '开罗',
  Lagos: '拉各斯',
  Nairobi: '内罗毕',
  Johannesburg: '约翰内斯堡',
  New_York: '纽约',
  Chicago: '芝加哥',
  Denver: '丹佛',
  Los_Angeles: '洛杉矶',
  Toronto: '多伦多',
  Vancouver: '温哥华',
  Mexico_City: '墨西哥城',
  Sao_Paulo: '圣保罗',
  Buenos_Aires: '布宜诺斯艾利斯',
  Sydney: '悉尼',
  Melbourne: '墨尔本',
  Perth: '珀斯',
  Auckland: '奥克兰',
};

/**
 * A zone of the IANA database as people say it: `Shanghai time`, `上海时间`, `New York time`. A zone without a city (`UTC`,
 * `Etc/GMT+8`) stays as it is.
 */
export function nameZone(zone: string, lang: 'en' | 'zh'): string {
  const city = zone.split('/').at(-1) ?? zone;
  if (!zone.includes('/') || zone.startsWith('Etc/')) return zone;
  const spelled = city.replaceAll('_', ' ');
  if (lang === 'en') return `${spelled} time`;
  const known = CITIES_ZH[city];
  return known === undefined ? `${spelled} 时间` : `${known}时间`;
}
