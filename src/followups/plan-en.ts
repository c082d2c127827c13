import type { Stretch } from './clauses.ts';
import type { Day } from './find-days.ts';
import type { Plan } from './plan.ts';

const VERB_EN =
  '(?:(?:call|talk|speak|try|meet|ping|ring|visit|chase)\\s+(?:(?:him|her|them)\\s+)?again|call(?:ing)?(?:\\s*back)?|callback|ring(?:ing)?|text(?:ing)?(?! from\\b|:)|phone|fu|f\\/u|in touch|follow(?:ing)?(?:[ -]?ups?)?(?: up)?|get back|check(?:ing)?(?: back| in)?|reach out|touch base|catch up|meet|meeting|visit|revisit|talk|speak|contact|(?<!\\b(?:an?|the|their|his|her|my|our|your|via|by|per|got|from)\\s)e-?mail(?!\\s+(?:it|the|an?|over|this|that|quote|pricing|docs?)\\b)|write|ping|chase|nudge|circle back|swing by|stop by|drop (?:by|in)|come (?:by|over)|go(?:ing)? back|(?:site )?walk|tour|breakfast|drinks|sync|viewing|see (?:him|her|them)|come back|zoom|skype|site measure|(?:site )?inspection|regroup|chat|appt|pop (?:by|in|over)|go (?:back|see (?:him|her|them))|demo|site survey|survey|walk-?through|workshop|pitch|presentation|webinar|sit[- ]down|reconnect|ask|(?:we|i|ill|we will|i will) (?:reply|respond|answer)|remind(?:er)?(?: me)?|try(?:ing)?|again|lunch|dinner|coffee|appointment|sign(?:ing)?|next (?:contact|one|call|step|visit|meeting|time))';
const VERBS_EN = new RegExp(`\\b${VERB_EN}\\b`, 'giu');
/** Words between the verb and its day: `call accounting about the invoice on`. */
const MOST_BETWEEN = 6;
const BEHIND_EN = new RegExp(
  `^\\s*[:,]?\\s*(?:(?:I|we|will|i'll|we'll|to|again|video|zoom|phone)\\s+)*${VERB_EN}\\b(?!\\s+(?:moved|cancel))`,
  'iu',
);
const NEXT_EN =
  /\bnext (?:contact|call|step|visit|meeting|time)\b|\bremind me\b|\breminder\b|\bfollow(?:ing)?[ -]?up\b|\bcall\s?back\b/iu;
const MOVED_EN =
  /\b(?:mov(?:ed?|ing)|reschedul(?:ed|ing)|postpon(?:ed|ing)|push(?:ed|ing)|shift(?:ed|ing)|delayed|bumped|changed)\b.*\b(?:to|till|until)\s*$|\bre(?:booked|scheduled|arranged)\s+(?:(?:for|on|at)\s*)?$/iu;
const NOT_EN =
  /\b(?:if(?! (?:no|nothing|not)\b)|unless|in case|whether|hopefully|maybe|might|perhaps|possibly|supposed to|should have|forgot to|no (?:call|meeting|demo|visit)|don'?t|do not|not|no need|cancel\w*|never|won'?t|since|until|till|til|valid|due|after|before)\b|n['’]t\b/iu;
const THEIRS_EN =
  /\b(?:he|she|they|client|customer|boss|secretary|who|[A-Z][a-z]+)(?:\s+(?:will|would|is going to|promised to|wants? us)|'ll|’ll|'d)\b[^,;]*$/u;
const PAST_EN =
  /\b(?:called|rang|met|visited|emailed|sent|spoke|talked|phoned|held|had|was|were|paid|bought)\b/iu;

const MOVING_EN = /\b(?:mov(?:ed?|ing)|reschedul|postpon|push|shift|delay|bump|chang|re(?:book|arrang))/iu;
const OUR_MEETING_EN =
  /\b(?:meetings?|mtg|calls?|demo|visit|lunch|dinner|coffee|appt|appointment|session|walk\w*|survey|presentation|pitch|review|sync|chat|zoom|training|workshop|it|us|we|our|i)\b/iu;
/** It is off, or nobody knows whether it is on. */
const UNSURE_BEHIND_EN =
  /^\s*(?:is |was |got )?(?:cancel\w*|moved|off)\b|^[^,;.]{0,12}\b(?:hopefully|maybe|probably|or so|if (?:they|he|she|it))\b/iu;
/** They meet, sign or talk among themselves. */
const THEIR_OWN_EN =
  /\b(?:they|he|she|who|client|customer|boss|board|committee|council|management|steering|their|his|team|everyone|adjuster|inspector|auditor|tech|technician|engineer|installer|crew|contractor|doctor|vendor|consultant|investor)(?:['’](?:s|re)|\s+(?:is|are))?(?:\s+(?:all|both|usually|then|next|weekly|monthly|internal))?\s*$/iu;
/** Behind `had a`, a call is no plan any more. */
const HAD_EN =
  /\b(?:had|took|attended|missed|held|did|got|after|since|following|from)\s+(?:an?|the|our|my|another|their|his|her)?\s*(?:\w+\s+)?$/iu;
/** Between what is to be done and its day somebody else does something. */
const OTHER_VERB_EN =
  /\b(?:opens?|starts?|begins?|ends?|closes?|launch(?:es)?|goes|arrives?|expires?|is|are|comes?|ships?|due|delivers?|pays?|returns?|leaves?|meets?|decides?|that|which|who|because|once|moves?|wants?|said|says|happens?|runs?)\b/iu;

/** What one does while speaking to a customer. */
const DONE_EN = /^(?:(?:and|i|we)\s+)?quoted\b/iu;

/** The same for what is said in English; `head` is all of the clause before the day, `before` what stands behind its neighbour. */
export function judgeEnglish(
  head: string,
  before: string,
  behind: string,
  day: Day,
  whole: Stretch,
): Plan | undefined {
  if (NOT_EN.test(head) || UNSURE_BEHIND_EN.test(behind)) return undefined;
  if (MOVED_EN.test(head) && isOurMeeting(head)) return { ...whole, strength: 3 };
  const found = [...before.matchAll(VERBS_EN)].at(-1);
  const between = found === undefined ? '' : before.slice(found.index + found[0].length).trim();
  if (found !== undefined && between.split(/\s+/u).length <= MOST_BETWEEN) {
    const lead = head.slice(0, head.length - before.length + found.index);
    if (
      PAST_EN.test(between) ||
      OTHER_VERB_EN.test(between) ||
      (/^me\b/iu.test(between) && !/\b(?:said|says|asked)\b/iu.test(head + behind)) ||
      HAD_EN.test(lead) ||
      THEIR_OWN_EN.test(lead) ||
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

/** `moved to thursday` is said of a meeting, `shipping delayed to Dec 14` is not. */
function isOurMeeting(head: string): boolean {
  const before = head.slice(0, head.search(MOVING_EN)).trim();
  return before === '' || OUR_MEETING_EN.test(before);
}
