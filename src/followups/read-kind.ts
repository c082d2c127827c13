import type { ContactKind } from '../customers/contact-kinds.ts';

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

const kinds = (Object.entries(kindWords) as [ContactKind, readonly string[]][])
  .filter(([kind]) => kind !== 'other')
  .flatMap(([kind, words]) => words.map((word) => ({ kind, word })))
  .sort((a, b) => b.word.length - a.word.length);

const HAN = /\p{Script=Han}/u;
/** What may stand before the kind: when it was, or who did it. */
const BEFORE =
  '^(?:(?:i|we|just|today|yesterday|had a|刚才?|已经?|今天|昨天|上午|下午|早上|晚上|我们?|再次)\\s*)*';
/** What may follow a Chinese word so that it still says how: the end, a sign, or what was done by it. */
const BEHIND_ZH =
  '(?=$|[\\s,，.。:：;；、!！(（]|[了过给时中后里上说问谈聊约催回向与跟和]|沟通|联系|交流|讨论|通知|确认|告知|跟进|客户|对方|\\p{Lu})';

const leading = kinds.map(({ kind, word }) => ({
  kind,
  pattern: new RegExp(`${BEFORE}${word}${HAN.test(word) ? BEHIND_ZH : '\\b(?!-)'}`, 'iu'),
}));
const trailing = kinds.map(({ kind, word }) => ({
  kind,
  pattern: HAN.test(word)
    ? new RegExp(`(?:^|[\\s,，.。;；、（(])${word}[)）。.]?$`, 'u')
    : new RegExp(`(?:,|;|\\(|\\bby|\\bvia|\\bon the|\\bover)\\s*(?:a\\s+)?${word}\\)?\\.?$`, 'iu'),
}));

/**
 * The kind of contact that a text begins or ends with: `电话 报价30万`, `called, wants a quote`, `asked for a quote by phone`.
 * A word in the middle tells nothing: `asked for a call`.
 */
export function readKind(text: string): ContactKind | undefined {
  const plain = text.trim();
  return (
    leading.find(({ pattern }) => pattern.test(plain))?.kind ??
    trailing.find(({ pattern }) => pattern.test(plain))?.kind
  );
}
