import type { Button, Card, CardBlock } from '../../chat/card.ts';
import type { Lang } from '../../chat/language.ts';
import { diffDays, type LocalDate } from '../../kernel/calendar.ts';
import { formatDate } from '../../kernel/dates.ts';
import { formatBasisPoints, formatMoney, roundHalfEven, WHOLE_IN_BASIS_POINTS } from '../../kernel/money.ts';
import { cutText } from '../../kernel/text/clean.ts';
import type { Context } from '../../people/context.ts';
import type { CompetitorFact, CompetitorRow } from './store.ts';
import { competitorText as t } from './text.ts';

const TEXT_SHOWN = 300;
const MONTH = 30;

/** A competitor: won and lost against it, and what is known, each with its source and age. */
export function competitorCard(
  competitor: CompetitorRow,
  facts: readonly CompetitorFact[],
  context: Context,
  title = competitor.name,
): Card {
  const { lang } = context.actor;
  const body: CardBlock =
    facts.length === 0
      ? { kind: 'note', text: t.noFacts[lang] }
      : { kind: 'list', items: facts.map((fact) => describeFact(fact, context)) };
  return {
    title,
    tone: 'info',
    blocks: [
      { kind: 'facts', facts: listRecord(competitor, context) },
      { kind: 'text', text: [{ text: t.facts[lang], bold: true }] },
      body,
      { kind: 'buttons', buttons: [noteButton(competitor.id, lang)] },
    ],
  };
}

function listRecord(competitor: CompetitorRow, { actor, org }: Context) {
  const { lang } = actor;
  const { won, lost, lostTo, lostAmount } = competitor;
  const closed = won + lost;
  const rate = closed === 0 ? 0n : roundHalfEven(BigInt(won) * WHOLE_IN_BASIS_POINTS, BigInt(closed));
  const money = formatMoney(lostAmount, org.currency, lang);
  return [
    { label: t.record[lang], value: describeScore(competitor, lang) },
    {
      label: t.winRate[lang],
      value: closed === 0 ? '' : t.ofClosed(formatBasisPoints(rate), String(closed))[lang],
    },
    { label: t.lostTo[lang], value: lostTo === 0 ? '' : t.lostDeals(String(lostTo), money)[lang] },
  ].filter(({ value }) => value !== '');
}

function describeScore({ won, lost, open }: CompetitorRow, lang: Lang): string {
  return t.score(String(won), String(lost), String(open))[lang];
}

/** One fact: what, then from whom, how old, at which customer. */
function describeFact(fact: CompetitorFact, { actor: { lang }, today }: Context) {
  const note = [
    describeSource(fact.source, lang),
    `${formatDate(fact.knownOn, lang)} (${describeAge(fact.knownOn, today, lang)})`,
    fact.customerName ?? '',
    fact.byName ?? '',
  ];
  return { text: cutText(fact.text, TEXT_SHOWN), note: note.filter((part) => part !== '').join(' · ') };
}

export function describeSource(source: string, lang: Lang): string {
  return source === '' ? t.noSource[lang] : t.source(source)[lang];
}

/** How long ago a day was. */
export function describeAge(day: LocalDate, today: LocalDate, lang: Lang): string {
  const days = diffDays(day, today);
  if (days <= 0) return t.today[lang];
  return days < 2 * MONTH
    ? t.daysAgo(String(days))[lang]
    : t.monthsAgo(String(Math.floor(days / MONTH)))[lang];
}

/** Several competitors, one line each. */
export function competitorListCard(competitors: readonly CompetitorRow[], lang: Lang): Card {
  return {
    title: t.listTitle(String(competitors.length))[lang],
    tone: 'info',
    blocks: [
      {
        kind: 'list',
        items: competitors.map((each) => ({
          text: [{ text: each.name, bold: true }],
          note: describeScore(each, lang),
          buttons: [{ label: t.buttonShow[lang], action: 'competitor.show', target: each.id }],
        })),
      },
    ],
  };
}

/** `target`: a competitor or a deal. */
export function noteButton(target: string, lang: Lang): Button {
  return { label: t.buttonNote[lang], action: 'competitor.note', target };
}
