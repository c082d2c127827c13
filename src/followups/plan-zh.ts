import type { Stretch } from './clauses.ts';
import type { Day } from './find-days.ts';
import type { Plan } from './plan.ts';

const ACTION_ZH =
  '(?:联系|联络|跟进|跟一?[下跟]|打(?=$|[，,。；;\\s])|跟踪|再跟|回访|拜访|沟通|打个?电话|电话(?:会议)?|打给|打过去|再打|回电|回他?过去|见一?面|会面|面谈|开会|演示|催|再谈|谈|再聊|聊|再约|再试|约|上门|勘[查察测]|对接|确认一?下|汇报|培训|[碰看]一?[下面头看]|碰头|再?碰(?=$|[，,。；;\\s])|签约|签字仪式|签合同|签(?![收字])|送样|再去|再来|去[\\u4e00-\\u9fff]{2,4}?[见看谈开]|去一趟|带看|去(?:落实|处理|解决|收[尾款钱]|催款|取|拿|看|聊|做|装|修|测|量|对账|盖章|送|交|办|讲|验|调|换|投标)|提(?:方)?案|讲方案|讲解|述标|讲标|宣讲|线上\\S{0,2}(?:会|评审|交流|培训)|开(?:一[次下]|\\S{0,4}会)|到(?:现场|店里|厂里)|见(?=财务|采购|老板|客户|领导|她|他们?|[\\u4e00-\\u9fff]总)|(?:call|ping|follow|e?mail|send|visit|meet|fu|review)(?![a-z])|去他们?|再说|再问|问(?![题价])|再看|微信|语音|视频(?:会议)?|会议|(?:线上|视频|交流|碰头|沟通|电话|启动|对接|协调)会议?|交流|细谈|详谈|面聊|商谈|洽谈|吃个?饭|喝茶|找(?:[他她]|[\\u4e00-\\u9fff]{1,2}[总工姐哥])|给[他她客对人]\\S{0,4}?(?:回话|回信|答复|回复|消息|准信)|调试|安装|量(?:尺|房)|测量|看(?:现场|房|样|厂)|飞\\S{2,6}?[见看找谈拜]|路演|过去(?![了没])|去(?=$|[，,。；;\\s])|回复[他她客对])';
/** What one does for a customer without speaking to them; said of the customer as well. */
const ERRAND_ZH =
  '(?:送过去|送(?!货)|寄过去|寄|发过去|发(?=[给过他她客方资报合邮样图它]|[\\w])|出(?:方案|报价|图|样))';
const DONE_ZH = '(?![过了完的到])';
const FILLER_ZH =
  '(?:[我你他她]们?|店里|公司|现场|厂里|客户|对方|给|跟|和|与|会|要|还要|去|来|再|再次|继续|到|过去|先|得|必须|应该|准备|可以|一起|在[\\u4e00-\\u9fff]{1,8}?|重新|尽快|直接|顺便|当面|亲自|马上|赶紧|主动|统一|带\\S{0,4}|派人?|\\s|[\\u4e00-\\u9fff]{1,2}[总工]|[老小](?!板)[\\u4e00-\\u9fff])';
const BEHIND_ZH = new RegExp(`^(?:左右|的时候|以后|之后|后|的)?${FILLER_ZH}{0,5}${ACTION_ZH}${DONE_ZH}`, 'u');
const ERRAND_BEHIND_ZH = new RegExp(`^${FILLER_ZH}{0,5}${ERRAND_ZH}${DONE_ZH}`, 'u');
const AGAIN_ZH = new RegExp(`^[^，,。；;]{0,14}[再在](?:次)?${FILLER_ZH}{0,4}${ACTION_ZH}${DONE_ZH}`, 'u');
const NEXT_ZH =
  /(?:下次(?:联系|跟进|回访|拜访|沟通|见面)?(?:时间|日期)?(?:是|为|在|定在|[:：]|\s)*|提醒我?\s*)$/u;
const LEAD_ZH =
  /(?:(?<![大合契签续预节])约(?:了|好|到|上)[^，,。；;\s]{1,12}|(?<![大合契签续])约(?:好|了|在|定|到|的是)*|(?:改期?|推迟|延|延期|推|顺延|挪|提前)[到至在]|改期?|安排(?:在|了)?|定(?:在|了|好)|约定)\s*$/u;
const OTHERS_ZH =
  /(?:付|打款|汇款|到账|上线|开标|截标|投标|交货|交付|发货|出货|送货|到货|到期|截止|验收|开工|完工|开庭|检修|停机|投产|提货|给(?:我|你|我们)?(?:答复|回复|消息|结果)|出结果|有结果|开业|放假|生日)/u;
const NOT_ZH =
  /如果|要是|假如|万一|除非|只要|可能|也许|说不定|不一定|看情况|想约|取消|不用|不必|不要|无需|不再|没约|未约|没有约|暂不|(?<![特级区分])别(?![家人的处])|原[定本]|本来|原计划|要求\S{0,6}前给/u;
/** What somebody else said they would do. */
const THEIRS_ZH =
  /(?:[他她]们?|客户|对方|老板|[\u4e00-\u9fff][总工经处局]|采购|财务)\S{0,2}(?:说|称|表示|回复|答应|承诺)/u;
const TOGETHER_ZH =
  /^[^，,。；;]{0,8}?(?:签约|签合同|见面|见一?面|面谈|会面|演示|吃饭|联系|联络|沟通|打电话|打给我|通话|电话|视频|再聊|再谈|再约|碰|跟进|回访|拜访|来我们)/u;
/** Somebody else stands before the day as the one who does it, not as the one it is done with. */
const THEIR_SUBJECT_ZH =
  /(?:[他她它]们?|客户|对方|甲方|业主|人家|老板|领导|总部|集团|公司|财务|法务|采购|董事会|董事长|[\u4e00-\u9fff](?:[总工局处科]|经理|主任|主管|处长|科长|局长|院长|校长|厂长|店长|书记|老师|姐|哥|博士?|教授)|(?:^|[，,。；;\s])[小老][\u4e00-\u9fff]|[\u4e00-\u9fff](?:部|局|院|厂|方|会))(?:那边|那里|这边|内部)?$/u;
const THEIR_SUBJECT_BEHIND_ZH =
  /^(?:[他她它]们|客户|对方|甲方|业主|人家|老板|领导|总部|集团|财务|法务|采购|董事会|[\u4e00-\u9fff](?:[总工局处科]|经理|主任))(?:那边|那里|这边|内部)?(?!公司|厂|店|那)/u;
const WITH_ZH =
  /(?:约|跟|和|与|给|找|见|催|联系|拜访|带|陪|请|同|对|告诉|通知|提醒|[叫喊]上?|让我?)[^，,。；;\s]{0,6}$/u;
/** What is set for a day without us: `验收定在12月18号`. */
const SET_ZH =
  /(?:验收|交货|交付|发货|出货|到货|上线|开标|截标|投标|招标|开业|开工|完工|竣工|停机|检修|付款|打款|生产|投产|评审|开庭|考试|放假|体检|发布会?|活动|入场|进场|安装|年会|董事会|股东会|内部会|立项|审批|终审|盘点|审计|施工|搬家?|婚礼|培训)[^，,。；;]{0,4}$/u;
/** What leads on to a day of ours: `让我`, `说`, `先`, the end of another thought where nobody types commas. */
const OURS_ZH =
  /(?:派[\u4e00-\u9fff]{0,4}|电话|微信|邮件|拜访|[我咱]们?|[让请叫说讲约改等先到在于再就要得会能并且那]|可以|答应|要求|同意|安排|推迟|提前|大概|准备|打算|计划|需要|必须|应该|然后|所以|记得|提醒|[了好错行完过着的吧啊呢嘛元万块钱后前时])$/u;
/** What is set, where nothing follows: `下次拜访定在12月2日`. */
const OUR_MEETING_ZH =
  /(?:见面|拜访|演示|签约|签合同|电话|面谈|会面|沟通|交流|洽谈|谈判|参观|考察|回访|联系|时间)(?:时间|日期)?(?:也|就|已经?|都|最[终后])?$/u;
/** We ourselves, and what we are then busy with. */
const WE_BEFORE_ZH = /(?:^|[^给跟和找约])我$/u;
const WE_BEHIND_ZH = /^我(?![们方司])/u;
const AWAY_ZH =
  /^(?:我们?)?(?:要|得|会|就|再|先)?\S{0,2}(?:出差|休假|请假|放假|不在|没空|没时间|回老家|开会|考试|搬|结婚|体检|有事|忙)/u;
const PART_OF_TODAY_ZH = /^(?:以后|之后|后)?(?:再|会|要|还|约|我?再|去|签|给[他她客对])/u;
/** What is told of a part of today as done: `下午去投标现场，报了1286万`. */
const TOLD_ZH = /^.{0,24}?[报谈见聊签交拿送看量开收]了/u;
const ANY_ACTION_ZH = new RegExp(ACTION_ZH, 'u');
const SEND_ZH = /^发(?=$|[，,。；;\s])/u;
const ERRAND = 0.5;

/** The same for what is said in Chinese; `before` and `behind` are what its clause says around the day. */
export function judgeChinese(
  text: string,
  before: string,
  behind: string,
  day: Day,
  whole: Stretch,
): Plan | undefined {
  if (!/\p{Script=Han}/u.test(before + behind)) return undefined;
  if (NOT_ZH.test(before) || /^[^，]{0,8}(?:取消|不用|不必|不要)/u.test(behind)) return undefined;
  const said = BEHIND_ZH.exec(behind)?.[0] ?? AGAIN_ZH.exec(behind)?.[0] ?? '';
  // What is said of the plan goes on to the next space: `明天约他见面`.
  const end = day.end + said.length + (said === '' ? 0 : behind.slice(said.length).search(/\s|$/u));
  if (NEXT_ZH.test(before)) return { ...whole, strength: 3 };
  const subject = lastThought(before);
  const isTogether = TOGETHER_ZH.test(behind);
  const isTheirs =
    (THEIR_SUBJECT_ZH.test(subject) && !WITH_ZH.test(subject)) || THEIR_SUBJECT_BEHIND_ZH.test(behind);
  if (isTheirs && !isTogether) return undefined;
  if (AGAIN_ZH.test(behind)) return { start: day.start, end, strength: 3 };
  if (/^(?:有空|有时间|可以|方便|行)?[\s，,]*约(?:好|了|的)/u.test(behind))
    return { start: day.start, end: day.end, strength: 2 };
  // What both do together is a plan whoever said it.
  if (isTheirWord(before.trimEnd().split(/\s+/u).at(-1) ?? '') && !isTogether) return undefined;
  const earlier = text.slice(Math.max(0, whole.start - 16), whole.start).replace(/[，,\s]+$/u, '');
  const led = OTHERS_ZH.test(behind) ? null : LEAD_ZH.exec(before);
  // What stands before it tells of now: `电话约了下周四`.
  if (led !== null && isSetForUs(before.slice(0, led.index) || earlier, led[0], behind))
    return { start: day.start - before.length + led.index, end: Math.max(end, day.end), strength: 2 };
  const named = text.slice(day.start, day.end);
  const isAnswer = /内$/u.test(named) && /^给/u.test(behind);
  if (!BEHIND_ZH.test(behind) || isAnswer) return judgeErrand(subject, behind, day, named);
  // Whoever stands there does it, unless what stands there leads on to us: `质检明天去工厂看`.
  if (!isSaidOfUs(subject) && !isTogether) return undefined;
  // `12月签` tells when they may sign, not when to call.
  if (/月份?$/u.test(named) && /^\s*签/u.test(behind)) return undefined;
  if (day.timeOnly && (!PART_OF_TODAY_ZH.test(behind) || TOLD_ZH.test(text.slice(day.end)))) return undefined;
  return { start: day.start, end, strength: 1 };
}

/** What is to be done for the customer, or what the writer says they themselves will do: `明天寄合同`, `我周四把样品带过去`. */
function judgeErrand(subject: string, behind: string, day: Day, named: string): Plan | undefined {
  const isOthers = /[前内]$/u.test(named) || /(?:客户|对方|[他她]们?|[总工经理])$/u.test(subject);
  if (isOthers || day.timeOnly) return undefined;
  const send = ERRAND_BEHIND_ZH.exec(behind) ?? (/我/u.test(subject) ? SEND_ZH.exec(behind) : null);
  if (send !== null && isSaidOfUs(subject))
    return { start: day.start, end: day.end + send[0].length, strength: ERRAND };
  const isOwn = (WE_BEFORE_ZH.test(subject) || WE_BEHIND_ZH.test(behind)) && !OTHERS_ZH.test(behind);
  return isOwn && /\S/u.test(behind) && !AWAY_ZH.test(behind)
    ? { start: day.start, end: day.end, strength: ERRAND }
    : undefined;
}

/** What they said holds until we speak: `他说先看方案我说那下周四我带过去`. */
function isTheirWord(thought: string): boolean {
  const said = THEIRS_ZH.exec(thought);
  return said !== null && !/我们?[说答想]/u.test(thought.slice(said.index));
}

/** A space begins a new thought, unless it only stands between who does something and when: `客户 下周三 开会`. */
function lastThought(before: string): string {
  const thoughts = before.trimEnd().split(/\s+/u);
  const last = thoughts.at(-1) ?? '';
  return /\s$/u.test(before) && THEIR_SUBJECT_ZH.exec(last)?.index !== 0 ? '' : last;
}

/** `改到周四` and `约了周四` are about us; what is merely set (`定在`, `约定`, `安排在`) must be something that one does with a customer. */
function isSetForUs(before: string, lead: string, behind: string): boolean {
  if (SET_ZH.test(before)) return false;
  const said = behind.split(/[，,。；;\s]/u)[0] ?? '';
  if (!/^(?:约定|定|安排)/u.test(lead)) return true;
  if (said === '') return !/\p{Script=Han}$/u.test(before) || OUR_MEETING_ZH.test(before);
  return ANY_ACTION_ZH.test(said);
}

/** Nobody else is named before the day: `明天发`, `我说明天发`. */
function isSaidOfUs(subject: string): boolean {
  return !/\p{Script=Han}$/u.test(subject) || OURS_ZH.test(subject);
}
