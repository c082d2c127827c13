const N = '[\\d零〇一二两三四五六七八九十百]+';
const WEEK_ZH = '(?:周|星期|礼拜)';
const STEP_ZH = '(?:下下|上上|下|上|这|本)';
const PART_ZH = '(?:凌晨|清晨|早上|早晨|上午|中午|午后|下午|傍晚|晚上|晚间)';
const HOUR_ZH = '(?:\\d{1,2}|[一二两三四五六七八九十]{1,3})';
const CLOCK_ZH = `(?:(?!(?<=[^\\d上中下午晚早晨天日周号一二三四五六末]|^)一点(?!半|钟|整|[一三]刻|\\d))${HOUR_ZH}(?:点(?!多|左右)(?:半|[一三]刻|(?:\\d{1,2}|[一二三四五]?十[一二三四五六七八九]?)分?)?(?:钟|整)?|[:：]\\d{2}))`;
const TIME_ZH = `(?:${PART_ZH}\\s?${CLOCK_ZH}?|${CLOCK_ZH})`;
const YEAR_ZH = '(?:\\d{4}年|[今明后去前]年)';
const TURN_ZH = '(?:以后|之后|后|内|以前|之前|前)';

/** Behind a day: until it, or not before it. */
const BY_ZH = '(?:以前|之前|前|以后|之后|过后|后(?![续面台天]))';
const FEAST_ZH =
  '(?:元旦|春节|过年|除夕|年三十|元宵节?|情人节|清明节?|五一|劳动节|端午节?|中秋节?|国庆节?|十一假期|圣诞节?|双(?:十一|11|十二|12)|小年|腊八|寒假|暑假|长假|假期|放假|[年节](?=[后前]))(?:期间|假期?)?(?:[以之过]?[前后])?';

/** One of several days, or some time within many. */
const LOOSE_ZH = [
  `(?:${STEP_ZH}个?)?${WEEK_ZH}[一二三四五六日天]{2,3}(?!点|[:：]|个)`,
  `(?:${N}月份?)?${N}[日号]?[到至~\\-–—、或]${N}[日号]`,
  `(?:农历|阴历)${N}月(?:初?${N})?`,
  `(?:正月|腊月)(?:初?${N})?|大年初?${N}|初[一二三四五六七八九十](?![中次步])`,
  '[今明后]年(?:上半年|下半年|开春|春天?|夏天?|秋天?|冬天?)',
];

const DAYS_ZH = [
  ...LOOSE_ZH,
  FEAST_ZH,
  '明后天|这两天|过[两几]天',
  `[今明昨后](?:早|晚)(?:上)?(?:\\s?${CLOCK_ZH})?`,
  '大?[后前]天|[今明昨]天|[今明昨]日|[今明]儿',
  `${STEP_ZH}个?${WEEK_ZH}(?:[一二三四五六日天末]|[1-7](?![\\d.]))`,
  `(?<![每一两几\\d])${WEEK_ZH}(?:[一二三四五六日天末]|[1-7](?![\\d.]))`,
  `${STEP_ZH}个?${WEEK_ZH}(?:初|内|之内)?`,
  `(?:\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2})(?![\\d\\-])`,
  `${YEAR_ZH}?${N}月份?(?:(?:底|末|初|中旬?|上旬|下旬)|${N}[日号]|\\d{1,2}(?![\\d.万千元台个%]))`,
  `${YEAR_ZH}?(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?(?!${TURN_ZH}|[\\d])`,
  `${STEP_ZH}个?月(?:底|末|初|中旬?|${N}[日号])?`,
  '月[底末初中]',
  '[今明后去]年年[底初中末]|[今明后去]?年[底初中]',
  '[今明后去前]年(?:第?[一二三四1-4]季度|[Qq][1-4])?',
  `(?<![\\d月年A-Za-z.\\-])${N}[日号](?![线楼店门机厂院])`,
  `(?:再?过)?(?:${N}|半)个?半?(?:天|日|周|星期|礼拜|月|年|小时|钟头|分钟|刻钟)${TURN_ZH}`,
  `再?过${N}个?(?:天|周|星期|礼拜|月|小时|分钟)`,
];
const WEEKDAY =
  '(?:mon(?:day)?|tues?(?:day)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)';
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const COUNT =
  '(?:half an?|an?|one|two|three|four|five|six|seven|eight|nine|ten|a couple(?: of)?|couple of|\\d{1,3})';
const SPAN = '(?:min(?:ute)?s?|h(?:ou)?rs?|days?|fortnights?|weeks?|wks?|months?|mths?|mos?|years?|yrs?)';
const CLOCK_EN = '(?:\\d{1,2}(?:[:.]\\d{2})?\\s?(?:am|pm)|\\d{1,2}:\\d{2}|noon)';
const TIME_EN = `(?:\\s*,?\\s*(?:at\\s+|@\\s*)?${CLOCK_EN}|\\s+at\\s+\\d{1,2}(?![\\d/%.,]|\\s?[kwm]\\b)|\\s+(?:in the\\s+)?(?:morning|afternoon|evening|night)|\\s+[ap]m\\b)`;

const ORDINAL = '(?:first|second|third|fourth|last|1st|2nd|3rd|4th)';
const LOOSE_EN = [
  `(?:an?|one|two|three|four|\\d) weeks? (?:from|after|on) (?:(?:next|this) )?(?:${WEEKDAY}|tomorrow|today)`,
  `${WEEKDAY} (?:week|after next)`,
  `${ORDINAL} ${WEEKDAY}(?: (?:of|in) (?:the |next )?\\w+)?`,
  `(?:every|each|most|any) (?:other )?(?:${WEEKDAY}|day|week|month)`,
  'mid[- ](?:next[- ]|this[- ])?week|(?:the )?week after(?: next| that)?|later (?:this|next) (?:week|month)|next (?:week|month) or so',
  `in ${COUNT}\\s?${SPAN} or (?:two|three|so|more)`,
  `${MONTH}\\.? \\d{1,2} ?[-–] ?\\d{1,2}|\\d{1,2} ?[-–] ?\\d{1,2} ${MONTH}`,
  'the day (?:after|before)(?! (?:tomorrow|tmr|yesterday))|the (?:next|following) day',
];

const DAYS_EN = [
  ...LOOSE_EN,
  'in q[1-4](?: 20\\d{2})?',
  '(?:after|before|until|till|by|over) (?:the )?(?:holidays?|xmas|christmas|thanksgiving|new year.?s?(?: day| eve)?|easter|cny|chinese new year|lunar new year|spring festival|diwali|eid|ramadan|labou?r day|super bowl|summer|winter|spring|fall|autumn)',
  `(?:(?:this|next|last|coming)\\s+)?${WEEKDAY}`,
  `(?:(?:early|late|end of)\\s+)?(?:this|next|last) week(?:\\s+${WEEKDAY})?`,
  '(?:start of |beginning of |end of )?(?:this|next|last) (?:month|year)',
  'day after (?:tomorrow|tmr?w?)|tomorrow|tmr?w|tmr|tomorow|tommorr?ow|today|tonight|yesterday',
  `\\d{1,2}(?:st|nd|rd|th)?(?:\\s+of)?\\s+${MONTH}\\.?(?:,?\\s+20\\d{2})?`,
  `${MONTH}\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s+20\\d{2})?(?![\\d.:]|\\s?[kwm%])`,
  'the \\d{1,2}(?:st|nd|rd|th)(?!\\s+(?:floor|time|one|unit|option|round|phase|quarter|half|call|meeting|visit|stage|site|batch|order|shipment|version|draft|quote|line|shift|week|year|month)\\b)',
  `week of (?:the )?(?:${MONTH}\\.?\\s*)?\\d{1,2}(?:st|nd|rd|th)?(?:\\s+${MONTH}|/\\d{1,2})?`,
  `(?:mid|early|late|end of|start of|beginning of|in)[ -]${MONTH}(?: 20\\d{2})?`,
  `(?:first|second|third|last) week (?:of|in) ${MONTH}`,
  '(?:the )?end of (?:the |this )?(?:week|month|year)|eow|eom|eoy|month[- ]end|eod|(?:the )?end of (?:the )?day|close of (?:business|play)|cob',
  `in ${COUNT}\\s?${SPAN}`,
  `${COUNT}\\s?${SPAN} (?:from now|later|ago)`,
  '\\d{1,2}/\\d{1,2}(?:/20\\d{2})?(?![\\d/%])',
];

const ZH = `(?:${DAYS_ZH.join('|')})(?:${BY_ZH})?(?:\\s?${TIME_ZH})?|${TIME_ZH}`;
const EN = `(?:\\b|(?<=[^\\d/.\\-]))(?:${CLOCK_EN}\\s+(?:on\\s+)?)?(?:${DAYS_EN.join('|')})\\b${TIME_EN}?\\b|\\b\\d{1,2}(?:[:.]\\d{2})?\\s?[ap]m\\b|\\bthis (?:morning|afternoon|evening)\\b|\\bat \\d{1,2}(?::\\d{2})?(?:\\s?[ap]m)?\\b(?![\\d/%.,]\\d|\\s?[kwm]\\b)`;

/** Whether what was found is no single day. */
export const LOOSE = new RegExp(
  `^(?:明后天|这两天|过[两几]天|[上下这本]*个?${WEEK_ZH}末|${LOOSE_ZH.join('|')}|${FEAST_ZH}|${LOOSE_EN.join('|')}|(?:after|before|until|till|by|over) )`,
  'i',
);

/** Everything in a text that may name a day or a time of day, in Chinese or in English; whether it does is read later. */
export const DAY = new RegExp(
  `${ZH}|(?<![\\w/.\\-])(?:${EN})|(?<![\\w.\\-])(?:1[0-2]|0?[1-9])[.-](?:[12]\\d|3[01]|0?[1-9])(?=\\s?[再去约见打])`,
  'gi',
);
