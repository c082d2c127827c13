const SPACED = /\d \p{Script=Han}|\p{Script=Han} [\dQq]/u;
const BEFORE_UNIT = /(?<=\d) (?=[年月日号点周天个万千百亿元块折分台套件人小米吨家])/gu;
const BEHIND_UNIT =
  /(?<=\d ?[年月点]|[下上这本]个?[周月]|周|星期|礼拜|[今明后]年) (?=[\dQq])|(?<=\d ?万) (?=\d(?![\d.]| ?[年月日号点台个%]))/gu;

/** Takes out the spaces that some put around numbers in Chinese: `12 月 6 号`, `20 万`. A space elsewhere begins a new thought. */
export function closeGaps(text: string): string {
  return SPACED.test(text) ? text.replace(BEHIND_UNIT, '').replace(BEFORE_UNIT, '') : text;
}
