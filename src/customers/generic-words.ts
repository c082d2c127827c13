/** Words that say what a company does, behind the name that tells it apart; those of one line stand in one family. */
const FAMILIES: readonly (readonly string[])[] = [
  `科技 技术 信息 网络 电子 软件 数码 智能 数字 数据 通信 通讯 互联网 计算机 信息技术 信息科技 信息工程 网络科技 网络技术
  电子科技 电子技术 智能科技 智能技术 软件技术 软件科技 数字科技 数据科技 通信技术 通信科技 科技发展 技术服务 科技服务`,
  '贸易 商贸 经贸 工贸 外贸 商务 电子商务 进出口 进出口贸易 国际贸易 商业 供应链 供应链管理',
  '实业 工业 制造 机械 机电 设备 机械设备 机械制造 机电设备 自动化 自动化设备 精密机械 工业设备',
  '咨询 服务 管理 企业管理 管理咨询 企业管理咨询 商务咨询 信息咨询 咨询服务 企业服务',
  '文化 传媒 文化传媒 文化传播 文化发展 广告 广告传媒 影视 影视文化 传播',
  '工程 建设 建筑 建筑工程 建设工程 工程建设 建工 装饰 装饰工程 建筑装饰 工程技术',
  '食品 餐饮 餐饮管理 食品科技 餐饮服务 农业 农业科技 农产品',
  '物流 货运 运输 货运代理 国际物流 国际货运 物流服务 运输服务',
  '投资 控股 投资管理 资产管理 投资控股 资本 投资咨询',
  '医疗 医药 药业 制药 医疗器械 医疗科技 生物 生物科技 生物技术 生物医药',
  '材料 新材料 材料科技 新材料科技 化工 化学 塑料 塑胶',
  '电器 电气 电气设备 电力 电力设备 家电 能源 新能源 能源科技',
].map((words) => words.split(/\s+/));

/** A name that is nothing but a place tells nobody apart: 上海科技 and 上海贸易 have nothing in common. */
const PLACES =
  `中国 中华 全国 国际 环球 亚洲 北京 上海 天津 重庆 广东 江苏 浙江 山东 河南 河北 四川 湖北 湖南 福建 安徽 江西 陕西 山西
  辽宁 吉林 黑龙江 云南 贵州 广西 海南 甘肃 青海 宁夏 新疆 西藏 内蒙古 香港 澳门 台湾 深圳 广州 杭州 南京 苏州 成都 武汉 西安
  长沙 郑州 青岛 宁波 无锡 佛山 东莞 合肥 福州 厦门 济南 大连 沈阳 长春 哈尔滨 昆明 贵阳 南宁 南昌 石家庄 太原 兰州 常州 嘉兴
  温州 烟台 珠海 中山 惠州 泉州 徐州 南通 绍兴 台州 金华 扬州 海口 乌鲁木齐 呼和浩特 银川 西宁 拉萨`.split(
    /\s+/,
  );

const FAMILY_OF = new Map(FAMILIES.flatMap((words, family) => words.map((word) => [word, family] as const)));
const LAST_CHARACTERS = new Set([...FAMILY_OF.keys()].map((word) => word.charAt(word.length - 1)));
const LONGEST_WORD = Math.max(...[...FAMILY_OF.keys()].map(({ length }) => length));
const ONLY_PLACES = new RegExp(
  `^(?:(?:${PLACES.toSorted((a, b) => b.length - a.length).join('|')})[省市区]?)+$`,
);

/** The longest of these words that the name ends in; empty: none. Looked up, not matched: imports take millions apart. */
function findWord(nameKey: string): string {
  if (!LAST_CHARACTERS.has(nameKey.charAt(nameKey.length - 1))) return '';
  for (let length = LONGEST_WORD; length > 1; length -= 1) {
    const word = nameKey.slice(-length);
    if (FAMILY_OF.has(word)) return word;
  }
  return '';
}

/** What tells a company apart, and which line the word behind it is of. */
export interface NameCore {
  readonly core: string;
  readonly family: number;
}

const LEAST_CORE = 2;
/** With so many characters a core is rare enough that companies of different lines may be one. */
const DISTINCT_CORE = 3;

/** Takes a normalized name apart; undefined where it ends in no such word, or is nothing without it. */
export function splitCore(nameKey: string): NameCore | undefined {
  const word = findWord(nameKey);
  const core = nameKey.slice(0, nameKey.length - word.length);
  if (word === '' || [...core].length < LEAST_CORE || ONLY_PLACES.test(core)) return undefined;
  const rest = splitCore(core);
  return { core: rest?.core ?? core, family: FAMILY_OF.get(word) ?? -1 };
}

/** Whether two names are the same but for such a word: 华为科技 and 华为技术; of a longer core also where the lines differ. */
export function sharesCore(one: NameCore, other: NameCore): boolean {
  return one.core === other.core && (one.family === other.family || [...one.core].length >= DISTINCT_CORE);
}

/** What such a company may be called as well: its core with every other word that makes it the same. Empty for other names. */
export function listSiblings(nameKey: string): readonly string[] {
  const split = splitCore(nameKey);
  if (split === undefined) return [];
  const families = [...split.core].length >= DISTINCT_CORE ? FAMILIES : [FAMILIES[split.family] ?? []];
  return families
    .flat()
    .map((word) => `${split.core}${word}`)
    .filter((name) => name !== nameKey);
}
