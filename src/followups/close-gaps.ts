const SPACED = /\d \p{Script=Han}|\p{Script=Han} [\dQq]/u;
const BEFORE_UNIT = /(?<=\d) (?=[年月日号点周天个万千百亿元块折分台套件人小米吨家])/gu;
const BEHIND_UNIT =
  /(?<=\d ?[年月点]|[下上这本]个?[周月]|周|星期|礼拜|[今明后]年) (?=[\dQq])|(?<=\d ?万) (?=\d(?![\d.]| ?[年月日号点台个%]))/gu;
/** Who types `12 月` types a space before it too, which begins no new thought. */
const BEFORE_DATE = /(?<=\p{Script=Han}) (?=\d{1,2} [月日号点])/gu;

/** Takes out the spaces that some put around numbers in Chinese: `12 月 6 号`, `20 万`. A space elsewhere begins a new thought. */
export function closeGaps(text: string): string {
  if (!SPACED.test(text)) return text;
  return text.replace(BEFORE_DATE, '').replace(BEHIND_UNIT, '').replace(BEFORE_UNIT, '');
}
