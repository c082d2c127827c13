import type { ContactKind } from '../customers/contact-kinds.ts';
import { splitClauses } from './clauses.ts';

/** What people type for each kind, both languages; also the aliases of the field. */
export const kindWords: Readonly<Record<ContactKind, readonly string[]>> = {
  call: ['call', 'called', 'phone', 'phoned', 'rang', '电话', '打电话', '通话', '去电', '来电', '致电'],
  visit: ['visit', 'visited', 'onsite', '拜访', '上门', '走访', '登门', '到访', '外勤'],
  message: [
    'message',
    'messaged',
    'texted',
    'wechat',
    'whatsapp',
    'chatted',
    '微信',
    '短信',
    '消息',
    '发微信',
    '私信',
  ],
  email: ['email', 'emailed', 'e-mail', 'mailed', '邮件', '发邮件', '电邮'],
  meeting: ['meeting', 'met', '会议', '开会', '见面', '会面', '面谈', '视频会议', '座谈'],
  service: ['service', 'complaint', 'complained', '投诉', '服务', '售后', '报修', '维修'],
  other: ['other', '其他', '其它'],
};

type SaidKind = Exclude<ContactKind, 'other'>;

/** What may stand before the kind: when it was, or who did it. */
const BEFORE_WORDS_ZH =
  '(?:没(?=接)|嗯+|呃+|那个|然后|就是|哦|好|我们?|今天|昨天|前天|上午|下午|晚上|早上|中午|刚才?|刚刚|已经?|又|再次|去|到|(?:跟|和|与)\\S{1,6}?(?=[开聊见打通碰电微])|给\\S{1,6}?(?=[打发通回])|跟|与|通过|[他她]们?|老板|客户|对方|后来|然后|先|就|\\s)*';
/** Once only: names of any length, repeated, would cost time without end. */
const PERSON_ZH = '(?:[\\u4e00-\\u9fff]{1,3}(?:[总工姐哥长]|经理|主任|老师))?';
const BEFORE_ZH = `^${BEFORE_WORDS_ZH}${PERSON_ZH}${BEFORE_WORDS_ZH}`;
const BEFORE_EN =
  '^\\s*(?:(?:so|ok(?:ay)?|um+|hi|hey|right|well|yeah|yes|i|we|have|just|today|yesterday|had|got|left|did|an?|another|the|then|quick|short|great|good|nice|productive|\\d+(?:st|nd|rd|th)|long|first|second|cold|this morning|this afternoon)\\s+)*';

const HAN = /\p{Script=Han}/u;

const openings: readonly (readonly [SaidKind, string])[] = [
  [
    'meeting',
    '视频开会|线上会议?(?![设系室平终])|(?:电话|视频)会议(?![设系室平终])|视频会(?!议)|开[了完过]?\\S{0,6}(?:zoom|teams|(?<![年董股])会(?!员))',
  ],
  [
    'call',
    '(?:[打通接回][^，,。；;]{0,5}电话|打[了过]+[来去]|电话(?!号|费|营销|系统|本))(?!\\s?[是为:：]?\\s?[\\d+（(]|变|换)|语音(?!识别|系统)|打给(?=\\S)|[\\u4e00-\\u9fff]{0,4}来电(?!显)|去电(?![厂站力器信商视子影网])|致电|通[了个]*话|电联|电活',
  ],
  [
    'visit',
    '(?:拜[访防仿]|上门|走访|登门)(?!计划|时间|安排|取消|改|没成|未果)|外勤|到访了|从\\S{1,8}(?:出来|回来)|[去到]了?(?:客户|对方|他们|现场|工地|工厂|\\S{0,3}(?:店|厂|公司|办公室|项目部|仓库|工地|现场))(?!签)',
  ],
  [
    'message',
    '(?:加|发|回)\\S{0,3}(?:微信|短信|消息)|(?:微信|短信)(?!号|公众|群|支付|小程序|商城|平台|接口|[是为:：]\\s?\\w)|私信|钉钉|消息',
  ],
  ['email', '(?:发|回|收到?)\\S{0,3}邮件|(?:邮件|电邮)(?!系统|服务器|地址)'],
  [
    'meeting',
    '开\\S{0,2}(?<![年董股])会(?!员)|会议(?!室|系统|平板)|见到(?!效|成)|见[了过]|见面|会面|面谈|座谈|碰[了个]*[头面]',
  ],
  [
    'service',
    '[\\u4e00-\\u9fff]{0,4}投诉|(?:货|机器|设备|产品|系统)\\S{0,3}(?:错|坏|故障|出问题|死机|登不上|打不开|不转|不亮|漏)|售后|[\\u4e00-\\u9fff]{0,8}报修|维修(?!费|商|厂)|服务(?=$|[\\s,，:：])',
  ],
];
const openingsEn: readonly (readonly [SaidKind, string])[] = [
  [
    'call',
    'had (?:an? |the )?(?:\\S+ ){0,2}call|called|phoned|rang|rung|(?:phone|zoom|video|teams|conf(?:erence)?) call|voicemail|vm|fone call|off the phone|facetime|(?:zoom|teams|webex|google meet)(?=\\s*(?:w/|with\\b))|(?:[a-z]+ ){0,3}picked up|[a-z]+ call(?=\\s+(?:done|went|was|with|w/))|[^,;]{0,30}\\b(?:on|over) the phone|call(?=了|过|&|\\s*(?:$|[,:;.(–-]|w/|with\\b|quoted\\b|re\\b|about\\b|done\\b|was\\b|went\\b|dropped\\b|today\\b|this\\b|they\\b|he\\b|she\\b))|phone(?=\\s*(?:$|[,:;]\\s*[a-z]))|(?:spoke|talked)\\b.{0,24}\\b(?:by|over the|on the) phone',
  ],
  [
    'message',
    'texted|text(?=:| from\\b)|messaged|pinged|dm.?e?d|whatsapp(?:ed)?|wechat|sms|(?<!left an? )(?:linkedin |teams |slack )?message(?=\\s*(?:$|[,:;]|from|to))|linkedin message|chatted(?![^,.;]*\\b(?:at|in person)\\b)',
  ],
  [
    'email',
    '(?:\\w+ ){1,6}?(?:via|by) e-?mail|e-?mail(?:ed)?(?! (?:address|is|system|server))|mailed|(?:replied|wrote) to (?:their|his|her|the) e-?mail',
  ],
  [
    'meeting',
    'met\\b|mtg|had (?:an? )?(?:lunch|coffee|dinner|breakfast|drinks|beers?)|meeting(?=\\s*(?:$|[,:;.–-]|with\\b|w/|notes\\b|went\\b|was\\b|today\\b|about\\b))',
  ],
  [
    'visit',
    'visited|dropped (?:off )?samples|(?:site |onsite )?visit(?=\\s*(?:$|[,:;.]|to\\b|today\\b|at\\b|with\\b|went\\b|was\\b))|(?:dropped|stopped|popped|swung|came|went|drove) (?:by|off|in|round|over|around)|onsite(?=\\s*(?:with|at|today|for|,|:))',
  ],
  [
    'service',
    'complaint|(?:(?:the )?(?:customer|client|they) )?complained|complaining|unhappy\\b|not happy|service(?=\\s*(?:$|[,:;]|ticket|visit|call|case|request))',
  ],
];

const leadingZh = openings.map(([kind, words]) => ({
  kind,
  pattern: new RegExp(`${BEFORE_ZH}(?:${words})`, 'u'),
}));
const leadingEn = openingsEn.map(([kind, words]) => ({
  kind,
  pattern: new RegExp(`${BEFORE_EN}(?:${words})\\b`, 'iu'),
}));
const leading = [...leadingZh, ...leadingEn];
/** A closing word stands within so many characters. */
const CLOSING = 24;
const told = (Object.entries(kindWords) as [ContactKind, readonly string[]][]).filter(
  ([kind]) => kind !== 'other',
);
const kinds = told.map(([kind, words]) => ({ kind, closing: closingPatterns(words) }));
/** Most texts end in no kind at all, and are asked for all of them at once. */
const anyClosing = closingPatterns(told.flatMap(([, words]) => words));

function closingPatterns(words: readonly string[]): readonly RegExp[] {
  const zh = words.filter((word) => HAN.test(word)).join('|');
  const en = words.filter((word) => !HAN.test(word)).join('|');
  return [
    new RegExp(`(?:^|[\\s,，.。;；、（(])(?:${zh})[)）。.]?$`, 'u'),
    new RegExp(`(?:,|;|\\(|\\bby|\\bvia|\\bon the|\\bover)\\s*(?:a\\s+)?(?:${en})\\)?\\.?$`, 'iu'),
  ];
}

/**
 * The kind of contact that a text ends with, or that one of its parts begins with: `asked for a quote by phone`, `电话 报价30万`,
 * `上周五拜访过，今天电话回访`. A word in the middle tells nothing: `asked for a call`.
 */
export function readKind(text: string): ContactKind | undefined {
  const plain = text.trim();
  const end = plain.length > CLOSING ? `\u0001${plain.slice(-CLOSING)}` : plain;
  const ends = (patterns: readonly RegExp[]) => patterns.some((pattern) => pattern.test(end));
  if (ends(anyClosing)) return kinds.find(({ closing }) => ends(closing))?.kind;
  for (const { start, end } of splitClauses(plain, [])) {
    for (const part of plain.slice(start, end).split(/(?<=\p{Script=Han})\s+(?!\d)|\s+(?=\p{Script=Han})/u)) {
      const words = part.trim();
      const kind = (HAN.test(words) ? leading : leadingEn).find(({ pattern }) => pattern.test(words))?.kind;
      if (kind !== undefined) return kind;
    }
  }
  return undefined;
}
