import type { LocalDate } from '../kernel/calendar.ts';
import { parseDate } from '../kernel/dates.ts';

/** A next date found in running text, and which part of the text says it. */
export interface NextDate {
  readonly on: LocalDate;
  readonly start: number;
  readonly end: number;
}

const ACTIONS_ZH =
  '联系|联络|跟进|回访|拜访|沟通|打电话|电话|见面|会面|面谈|开会|回复|催|谈|聊|约|上门|签约|签合同|报价|送样|演示';

/** `再联系`, `我去拜访`, `要给他打电话`: what is going to be done, behind its day. */
const PLAN_ZH = new RegExp(
  `(?:再次?|继续|会|要|去|来|我们?|他们?|她|客户|给|跟|和|与|对方|过去|上门|\\s)*(?:${ACTIONS_ZH})(?![过了])`,
  'gu',
);
/** `下次 12月1日`, `约在下周三`: what announces a day before it. */
const LEAD_ZH =
  /(?:下次(?:联系|跟进|回访|拜访|沟通|见面)?(?:时间|日期)?|约(?:好|了|在|定)+|定[在于])(?:是|为|[:：]|\s)*/gu;

const PLAN_EN =
  /\b(?:call|ring|phone|follow(?:ing)?[ -]?up|get back|check back|check in|reach out|touch base|catch up|meet|meeting|visit|talk|speak|contact|e-?mail|write|ping|demo|reconnect|next (?:contact|call|step|visit|meeting|time))\b(?:\s+(?:back|again|him|her|them|us|with|to)\b)*/giu;

const LONGEST_ZH = 14;
const MOST_WORDS = 6;

/**
 * Finds the day on which the customer is to be contacted again: a day that stands right before or behind what is to be
 * done (`下周三再联系`, `call back next wed`), and lies after today. Another day in the text (`下周三付款`, `called yesterday`) is none.
 */
export function readNext(text: string, today: LocalDate): NextDate | undefined {
  return findBeforePlan(text, today) ?? findBehindLead(text, today) ?? findEnglish(text, today);
}

function findBeforePlan(text: string, today: LocalDate): NextDate | undefined {
  for (const found of text.matchAll(PLAN_ZH)) {
    const before = text.slice(0, found.index).trimEnd();
    for (let length = Math.min(LONGEST_ZH, before.length); length > 1; length -= 1) {
      const on = readFuture(before.slice(-length), today);
      if (on !== undefined) return { on, start: before.length - length, end: found.index + found[0].length };
    }
  }
  return undefined;
}

function findBehindLead(text: string, today: LocalDate): NextDate | undefined {
  for (const found of text.matchAll(LEAD_ZH)) {
    const start = found.index + found[0].length;
    for (let length = Math.min(LONGEST_ZH, text.length - start); length > 1; length -= 1) {
      const on = readFuture(text.slice(start, start + length), today);
      if (on !== undefined) return { on, start: found.index, end: start + length };
    }
  }
  return undefined;
}

function findEnglish(text: string, today: LocalDate): NextDate | undefined {
  for (const found of text.matchAll(PLAN_EN)) {
    const end = found.index + found[0].length;
    const behind = findWords(text.slice(end), today);
    if (behind) return { on: behind.on, start: found.index, end: end + behind.length };
    const before = text.slice(0, found.index).trimEnd();
    const words = [...before.matchAll(/\S+/g)].slice(-MOST_WORDS);
    for (const word of words) {
      const on = readFuture(before.slice(word.index), today);
      if (on !== undefined) return { on, start: word.index, end };
    }
  }
  return undefined;
}

/** The longest run of words at the beginning that is a day: ` on 12 Dec about the offer` → 12 Dec. */
function findWords(
  text: string,
  today: LocalDate,
): { readonly on: LocalDate; readonly length: number } | undefined {
  const lead = /^[\s:]*(?:on\s+|by\s+|at\s+)?/iu.exec(text)?.[0].length ?? 0;
  const words = [...text.slice(lead).matchAll(/\S+/g)].slice(0, MOST_WORDS);
  for (const word of words.reverse()) {
    const length = lead + word.index + word[0].length;
    const on = readFuture(text.slice(lead, length).replace(/[.,;!]+$/, ''), today);
    if (on !== undefined) return { on, length };
  }
  return undefined;
}

function readFuture(text: string, today: LocalDate): LocalDate | undefined {
  // Digits alone are rather an amount or a count than a day.
  if (/^\s*[\d.,\s]+$/.test(text) || /^[\s,，.。;；、:：]/.test(text)) return undefined;
  const date = parseDate(text, today);
  return date.kind === 'ok' && date.value > today ? date.value : undefined;
}
