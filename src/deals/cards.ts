import type { Button, Card, CardBlock, ListItem, Text } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import { diffDays, type LocalDate } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { formatBasisPoints, formatMoney } from '../kernel/money.ts';
import { cutText } from '../kernel/text/clean.ts';
import { describeAge, describeSource, noteButton } from './competitors/cards.ts';
import { describeOwn } from './own-fields.ts';
import type { StageRecord } from './rules.ts';
import { dealFacts, estimateProbability, findNextStage, isPast, isStale, type Stage } from './rules.ts';
import type { LostReason } from './stages-store.ts';
import type { DealRow } from './store.ts';
import { factNames, dealText as t } from './text.ts';

/** What every card about deals is written with. */
export interface DealSense {
  readonly lang: Lang;
  readonly currency: string;
  readonly today: LocalDate;
  readonly stages: readonly Stage[];
  readonly records: ReadonlyMap<string, StageRecord>;
  readonly reasons: readonly LostReason[];
}

interface Fact {
  readonly label: string;
  readonly value: Text;
}

const TEXT_SHOWN = 300;

export interface DealCardOptions {
  /** Stands in place of the deal's name. */
  readonly title?: string;
  readonly note?: string;
  /** Whether the reader may work with it; without it there are no buttons that change it. */
  readonly mayWork: boolean;
}

/** A deal with everything about it. */
export function dealCard(deal: DealRow, sense: DealSense, options: DealCardOptions): Card {
  const { lang } = sense;
  const blocks: CardBlock[] = [];
  if (options.note !== undefined) blocks.push({ kind: 'text', text: options.note });
  blocks.push({ kind: 'facts', facts: listFacts(deal, sense) });
  const warning = describeWarnings(deal, sense);
  if (warning !== '') blocks.push({ kind: 'note', text: warning });
  if (deal.state === 'open' && deal.intel.length > 0) {
    blocks.push({ kind: 'text', text: [{ text: t.intel[lang], bold: true }] });
    blocks.push({ kind: 'list', items: deal.intel.map((fact) => describeIntel(fact, sense)) });
  }
  blocks.push({ kind: 'buttons', buttons: listButtons(deal, sense, options.mayWork) });
  return {
    title: options.title ?? nameDeal(deal),
    tone: deal.state === 'won' ? 'good' : deal.state === 'open' && warning !== '' ? 'warn' : 'info',
    blocks: blocks.filter((block) => block.kind !== 'buttons' || block.buttons.length > 0),
  };

  function nameDeal({ title, state }: DealRow): string {
    return state === 'open' ? title : `${title} · ${t[state][lang]}`;
  }
}

function listFacts(deal: DealRow, sense: DealSense): readonly Fact[] {
  const { lang } = sense;
  const told = dealFacts
    .filter((fact) => fact !== 'expectedOn')
    .map((fact) => ({ label: factNames[fact][lang], value: cutText(deal[fact], TEXT_SHOWN) }));
  const facts = [
    { label: t.customer[lang], value: deal.customerName },
    { label: t.amount[lang], value: writeMoney(deal.amount, sense) },
    ...(deal.state === 'open' ? listOpenFacts(deal, sense) : listClosedFacts(deal, sense)),
    ...told,
    ...describeOwn(deal, lang).map(({ label, value }) => ({ label, value: cutText(value, TEXT_SHOWN) })),
    { label: t.competitors[lang], value: deal.competitors.join(lang === 'zh' ? '、' : ', ') },
    { label: t.owner[lang], value: deal.ownerName },
    { label: t.lastContact[lang], value: deal.state === 'open' ? describeContact(deal, lang) : '' },
  ];
  return facts.filter(({ value }) => value !== '');
}

function listOpenFacts(deal: DealRow, sense: DealSense): readonly { label: string; value: string }[] {
  const { lang } = sense;
  const own = deal.overrideBp === null ? '' : formatBasisPoints(deal.overrideBp);
  return [
    {
      label: t.stage[lang],
      value: t.since(nameStage(deal.stage, sense), formatDate(deal.stageSince, lang))[lang],
    },
    { label: t.expected[lang], value: describeExpected(deal, sense) },
    { label: t.probability[lang], value: describeProbability(deal, sense) },
    { label: t.ownEstimate[lang], value: own },
  ];
}

function listClosedFacts(deal: DealRow, sense: DealSense): readonly { label: string; value: string }[] {
  const { lang } = sense;
  const reason = sense.reasons.find(({ code }) => code === deal.reason)?.name[lang] ?? '';
  return [
    { label: t.closed[lang], value: deal.closedOn === null ? '' : formatDate(deal.closedOn, lang) },
    { label: t.stage[lang], value: nameStage(deal.stage, sense) },
    { label: t.reason[lang], value: reason },
    { label: t.lostTo[lang], value: deal.lostTo ?? '' },
    { label: t.note[lang], value: cutText(deal.note, TEXT_SHOWN) },
  ];
}

/** `62% · from 34 deals …`: the figure of history, or the admin's and that it is theirs. */
export function describeProbability(deal: Pick<DealRow, 'stage'>, sense: DealSense): string {
  const stage = sense.stages.find(({ code }) => code === deal.stage);
  if (stage === undefined) return '';
  const { bp, basis, closed } = estimateProbability(stage, sense.records.get(deal.stage));
  const say = basis === 'history' ? t.fromHistory : t.fromAdmin;
  return say(formatBasisPoints(bp), String(closed))[sense.lang];
}

/** The figure that counts: the member's own where there is one. */
export function findProbability(deal: DealRow, { stages, records }: DealSense): number {
  const stage = stages.find(({ code }) => code === deal.stage);
  if (deal.overrideBp !== null || stage === undefined) return deal.overrideBp ?? 0;
  return estimateProbability(stage, records.get(deal.stage)).bp;
}

function describeExpected({ expectedOn }: DealRow, { lang, today }: DealSense): string {
  if (expectedOn === null) return '';
  const day = formatDate(expectedOn, lang);
  return isPast(expectedOn, today) ? `${day} · ${t.past[lang]}` : day;
}

function describeContact({ lastContactOn }: DealRow, lang: Lang): string {
  return lastContactOn === null ? t.never[lang] : formatDate(lastContactOn, lang);
}

function describeIntel(
  { competitor, text, source, knownOn }: DealRow['intel'][number],
  sense: DealSense,
): ListItem {
  const { lang, today } = sense;
  return {
    text: [{ text: competitor, bold: true }, { text: `  ${cutText(text, TEXT_SHOWN)}` }],
    note: `${describeSource(source, lang)} · ${describeAge(knownOn, today, lang)}`,
  };
}

/** That nobody spoke with the customer for too long, for an open deal. */
function describeWarnings(deal: DealRow, { lang, stages, today }: DealSense): string {
  const stage = stages.find(({ code }) => code === deal.stage);
  if (deal.state !== 'open' || stage === undefined) return '';
  if (!isStale(stage, deal.lastContactOn, deal.openedOn, today)) return '';
  return t.stale(String(diffDays(deal.lastContactOn ?? deal.openedOn, today)))[lang];
}

/** What a stage is called. */
export function nameStage(code: string, { stages, lang }: Pick<DealSense, 'stages' | 'lang'>): string {
  return stages.find((stage) => stage.code === code)?.name[lang] ?? code;
}

export function writeMoney(minor: bigint, { currency, lang }: Pick<DealSense, 'currency' | 'lang'>): string {
  return formatMoney(minor, currency, lang);
}

function listButtons(deal: DealRow, sense: DealSense, mayWork: boolean): readonly Button[] {
  const { lang } = sense;
  const target = `${deal.id}.${deal.step}`;
  const customer: Button = {
    label: t.buttonCustomer[lang],
    action: 'customer.show',
    target: deal.customerId,
  };
  if (!mayWork) return [customer];
  if (deal.state !== 'open') return [...listClosedButtons(deal, lang), customer];
  const next = findNextStage(sense.stages, deal.stage);
  const advance: readonly Button[] =
    next === undefined
      ? []
      : [{ label: t.buttonAdvance(next.name[lang])[lang], action: 'deal.stage', target, style: 'primary' }];
  return [
    ...advance,
    wonButton(deal, lang),
    { label: t.buttonLost[lang], action: 'deal.lost', target },
    { label: t.buttonEdit[lang], action: 'deal.edit', target },
    ...(deal.competitors.length > 0 ? [noteButton(deal.id, lang)] : []),
    { label: t.buttonLog[lang], action: 'followup.start', target: deal.customerId },
    customer,
  ];
}

/** What a won deal leads to: its order, made or to be made. One without can be opened again. */
function listClosedButtons(deal: DealRow, lang: Lang): readonly Button[] {
  const { orderNumber, state, id, step } = deal;
  if (orderNumber !== null)
    return [
      { label: t.buttonOrder(orderNumber)[lang], action: 'command.run', target: `order show ${orderNumber}` },
    ];
  const reopen: Button = { label: t.buttonReopen[lang], action: 'deal.reopen', target: `${id}.${step}` };
  if (state === 'lost') return [reopen];
  return [{ label: t.buttonSign[lang], action: 'order.start', target: id, style: 'primary' }, reopen];
}

function wonButton(deal: DealRow, lang: Lang): Button {
  return {
    label: t.buttonWon[lang],
    action: 'deal.won',
    target: `${deal.id}.${deal.step}`,
    confirm: {
      title: t.wonSure[lang],
      text: t.wonSureText[lang],
      yes: t.buttonWon[lang],
      no: t.notYet[lang],
    },
  };
}

/** One line about a deal: what, how much, how likely, when; whose it is and what is wrong with it below. */
export function describeDeal(deal: DealRow, sense: DealSense, buttons: readonly Button[]): ListItem {
  const { lang } = sense;
  const open = deal.state === 'open';
  const head = [
    writeMoney(deal.amount, sense),
    open ? formatBasisPoints(findProbability(deal, sense)) : t[deal.state === 'won' ? 'won' : 'lost'][lang],
  ];
  const note = [
    deal.title === deal.customerName ? '' : deal.customerName,
    deal.ownerName,
    open ? describeExpected(deal, sense) : deal.closedOn === null ? '' : formatDate(deal.closedOn, lang),
    describeWarnings(deal, sense),
  ];
  return {
    text: [{ text: deal.title, bold: true }, { text: `  ${head.join(' · ')}` }],
    note: note.filter((part) => part !== '').join(' · '),
    buttons,
  };
}

/** Opens a deal's card. */
export function showButton(deal: Pick<DealRow, 'id'>, lang: Lang): Button {
  return { label: t.buttonShow[lang], action: 'deal.show', target: deal.id };
}

/** A title and one sentence. */
export function noteCard(title: string, text: string, blocks: Card['blocks'] = []): Card {
  return { title, tone: 'warn', blocks: [{ kind: 'text', text }, ...blocks] };
}
