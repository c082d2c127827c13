import type { Stretch } from './clauses.ts';
import type { Day } from './find-days.ts';

/** What is to be done on a day, and how surely it is a plan of the writer's: 3 said as the next step, 2 surely, 1 likely. */
export interface Plan extends Stretch {
  readonly strength: number;
}

const ACTION_ZH =
  '(?:联系|联络|跟进|跟一?[下跟]|打(?=$|[，,。；;\\s])|跟踪|再跟|回访|拜访|沟通|打电话|电话(?:会议)?|打给|打过去|再打|回电|回他?过去|见一?面|会面|面谈|开会|演示|催|再谈|谈|再聊|聊|再约|再试|约|上门|勘[查察测]|对接|确认一?下|汇报|培训|[碰看]一?[下面头看]|碰头|签约|签合同|签(?![收字])|送样|再去|再来|去[\\u4e00-\\u9fff]{2,4}?[见看谈开]|去一趟|见(?=他们?|[\\u4e00-\\u9fff]总)|(?:call|ping|follow|e?mail|send|visit|meet|fu|review)(?![a-z])|去他们?|再说|再问|问一下|问问|再看|微信|语音|视频(?:会议)?|会议|路演|过去(?![了没])|去(?=$|[，,。；;\\s])|回复[他她客对])';
/** What one does for a customer without speaking to them; said of the customer as well. */
const ERRAND_ZH = '(?:送(?!货)|寄|发(?![货票火])|出(?:方案|报价|图|样))';
const DONE_ZH = '(?![过了完的到])';
const FILLER_ZH =
  '(?:[我你他她]们?|店里|公司|现场|厂里|客户|对方|给|跟|和|与|会|要|还要|去|来|再|再次|继续|到|过去|先|得|必须|应该|准备|可以|一起|带\\S{0,4}|派人?|\\s|[\\u4e00-\\u9fff]{1,2}[总工]|[老小][\\u4e00-\\u9fff])';
const BEHIND_ZH = new RegExp(`^(?:左右|的时候|以后|之后|后|的)?${FILLER_ZH}{0,5}${ACTION_ZH}${DONE_ZH}`, 'u');
const ERRAND_BEHIND_ZH = new RegExp(`^${FILLER_ZH}{0,5}${ERRAND_ZH}${DONE_ZH}`, 'u');
const AGAIN_ZH = new RegExp(`^[^，,。；;]{0,14}[再在](?:次)?${FILLER_ZH}{0,4}${ACTION_ZH}${DONE_ZH}`, 'u');
const NEXT_ZH =
  /(?:下次(?:联系|跟进|回访|拜访|沟通|见面)?(?:时间|日期)?(?:是|为|在|定在|[:：]|\s)*|提醒我?\s*)$/u;
const LEAD_ZH =
  /(?:(?<![大合契签续])约(?:好|了|在|定|到|的是)*|(?:改期?|推迟|延|延期|推|顺延|挪|提前)[到至在]|改期?|安排(?:在|了)?|定在|约定)\s*$/u;
const OTHERS_ZH =
  /(?:付|打款|汇款|到账|上线|开标|交货|发货|到货|到期|截止|给(?:我|你|我们)?(?:答复|回复|消息|结果)|出结果|有结果|开业|放假|生日)/u;
const NOT_ZH =
  /取消|不用|不必|不要|无需|不再|没约|未约|没有约|暂不|(?<![特级区分])别(?![家人的处])|原[定本]|本来|原计划|要求\S{0,6}前给/u;
/** What somebody else said they would do. */
const THEIRS_ZH =
  /(?:[他她]们?|客户|对方|老板|[\u4e00-\u9fff][总工经处局]|采购|财务)\S{0,2}(?:说|称|表示|回复|答应|承诺)/u;
const TOGETHER_ZH = /^(?:签约|签合同|见面|面谈|会面|演示|吃饭)/u;
const PART_OF_TODAY_ZH = /^(?:以后|之后|后)?(?:再|会|要|还|约|我?再|去|签|给[他她客对])/u;

const VERB_EN =
  '(?:(?:call|talk|speak|try|meet|ping|ring|visit|chase)\\s+(?:(?:him|her|them)\\s+)?again|call(?:ing)?(?:\\s*back)?|callback|ring|phone|fu|f\\/u|in touch|follow(?:ing)?(?:[ -]?ups?)?(?: up)?|get back|check(?:ing)?(?: back| in)?|reach out|touch base|catch up|meet|meeting|visit|revisit|talk|speak|contact|e-?mail|write|ping|chase|nudge|circle back|swing by|stop by|drop by|demo|reconnect|ask|(?:we|i|ill|we will|i will) (?:reply|respond|answer)|remind(?: me)?|try(?:ing)?|again|lunch|dinner|coffee|appointment|sign(?:ing)?|next (?:contact|call|step|visit|meeting|time))';
const VERBS_EN = new RegExp(`\\b${VERB_EN}\\b`, 'giu');
/** Words between the verb and its day: `call accounting about the invoice on`. */
const MOST_BETWEEN = 6;
const BEHIND_EN = new RegExp(
  `^\\s*[:,]?\\s*(?:(?:I|we|will|i'll|we'll|to|again|video|zoom|phone)\\s+)*${VERB_EN}\\b(?!\\s+(?:moved|cancel))`,
  'iu',
);
const NEXT_EN =
  /\bnext (?:contact|call|step|visit|meeting|time)\b|\bremind me\b|\bfollow(?:ing)?[ -]?up\b|\bcall\s?back\b/iu;
const MOVED_EN =
  /\b(?:moved|rescheduled|postponed|pushed|shifted|delayed)\b.*\b(?:to|till|until)\s*$|\bre(?:booked|scheduled|arranged)\s+(?:for|on|at)\s*$/iu;
const NOT_EN =
  /\b(?:don'?t|do not|not|no need|cancel\w*|never|won'?t|since|until|till|til|valid|due|after|before)\b|n['’]t\b/iu;
const THEIRS_EN =
  /\b(?:he|she|they|client|customer|boss|secretary|who|[A-Z][a-z]+)(?:\s+(?:will|would|is going to|promised to|wants? us)|'ll|’ll|'d)\b[^,;]*$/u;
const PAST_EN =
  /\b(?:called|rang|met|visited|emailed|sent|spoke|talked|phoned|held|had|was|were|paid|bought)\b/iu;

/** What one does while speaking to a customer. */
const DONE_EN = /^(?:(?:and|i|we)\s+)?quoted\b/iu;

const ERRAND = 0.5;
/** What stands farther off in a clause says nothing of a day. */
const FAR = 160;

/** Whether what stands around a day in its clause makes it the day of the next contact. */
export function judgePlan(text: string, clause: Stretch, day: Day, others: readonly Day[]): Plan | undefined {
  const nearest = others.filter(({ end }) => end <= day.start).at(-1);
  const before = text.slice(Math.max(nearest?.end ?? clause.start, day.start - FAR), day.start);
  const behind = text
    .slice(day.end, others.find(({ start }) => start >= day.end)?.start ?? clause.end)
    .replace(/^[\s，,）)]+/u, '');
  const whole = { start: clause.start, end: clause.end };
  return (
    judgeChinese(text, before, behind, day, whole) ??
    judgeEnglish(
      text.slice(Math.max(clause.start, day.start - FAR), day.start),
      before,
      behind,
      day,
      whole,
    ) ??
    judgeAlone(text, clause, day)
  );
}

function judgeChinese(
  text: string,
  before: string,
  behind: string,
  day: Day,
  whole: Stretch,
): Plan | undefined {
  if (!/\p{Script=Han}/u.test(before + behind)) return undefined;
  const named = text.slice(day.start, day.end);
  if (NOT_ZH.test(before) || /^[^，]{0,8}(?:取消|不用|不必|不要)/u.test(behind)) return undefined;
  const end = day.end + (BEHIND_ZH.exec(behind)?.[0] ?? AGAIN_ZH.exec(behind)?.[0] ?? '').length;
  if (NEXT_ZH.test(before)) return { ...whole, strength: 3 };
  if (AGAIN_ZH.test(behind)) return { start: day.start, end, strength: 3 };
  // A space begins a new thought; what both do together is a plan whoever said it.
  if (THEIRS_ZH.test(before.trimEnd().split(/\s+/u).at(-1) ?? '') && !TOGETHER_ZH.test(behind))
    return undefined;
  const lead = OTHERS_ZH.test(behind) ? null : LEAD_ZH.exec(before);
  // What stands before it tells of now: `电话约了下周四`.
  if (lead !== null)
    return { start: day.start - before.length + lead.index, end: Math.max(end, day.end), strength: 2 };
  if (!BEHIND_ZH.test(behind)) {
    const isOurs = !/前$/u.test(named) && !/(?:客户|对方|[他她]们?|[总工经理])\s*$/u.test(before);
    const errand = isOurs && !day.timeOnly ? ERRAND_BEHIND_ZH.exec(behind) : null;
    return errand === null
      ? undefined
      : { start: day.start, end: day.end + errand[0].length, strength: ERRAND };
  }
  // `12月签` tells when they may sign, not when to call.
  if (/月份?$/u.test(named) && /^\s*签/u.test(behind)) return undefined;
  if (day.timeOnly && !PART_OF_TODAY_ZH.test(behind)) return undefined;
  return { start: day.start, end, strength: 1 };
}

function judgeEnglish(
  head: string,
  before: string,
  behind: string,
  day: Day,
  whole: Stretch,
): Plan | undefined {
  if (NOT_EN.test(head) || /^\s*(?:is |was |got )?(?:cancel\w*|moved|off)\b/iu.test(behind)) return undefined;
  if (MOVED_EN.test(head)) return { ...whole, strength: 3 };
  const found = [...before.matchAll(VERBS_EN)].at(-1);
  const between = found === undefined ? '' : before.slice(found.index + found[0].length).trim();
  if (found !== undefined && between.split(/\s+/u).length <= MOST_BETWEEN) {
    const lead = head.slice(0, head.length - before.length + found.index);
    if (
      PAST_EN.test(between) ||
      THEIRS_EN.test(lead) ||
      (day.timeOnly && !/^(?:(?:him|her|them|us|back|again)\s*)*$/iu.test(between))
    )
      return undefined;
    // `call quoted 300k next wed`: the verb tells what was done, so that only the day is the plan.
    const start = DONE_EN.test(between) ? day.start : day.start - before.length + found.index;
    return { start, end: day.end, strength: NEXT_EN.test(found[0]) ? 3 : 2 };
  }
  const next = day.timeOnly || PAST_EN.test(head) ? null : BEHIND_EN.exec(behind);
  return next === null ? undefined : { start: day.start, end: day.end + next[0].length, strength: 2 };
}

/** A day that is all a clause says is meant as the next one when nothing comes behind it: `quoted 300k, next wed`. */
function judgeAlone(text: string, clause: Stretch, day: Day): Plan | undefined {
  const isAlone =
    text
      .slice(clause.start, clause.end)
      .trim()
      .replace(/^(?:on|next|now)\s*[:：]?\s+/iu, '') === text.slice(day.start, day.end) ||
    text.slice(clause.start, clause.end).trim() === text.slice(day.start, day.end);
  const isLast = /^[\s.。!！]*$/u.test(text.slice(clause.end));
  return isAlone && isLast && !day.timeOnly ? { start: day.start, end: day.end, strength: 2 } : undefined;
}
