import type { Bilingual } from '../chat/language.ts';
import { addDays, addMonths, type LocalDate } from '../kernel/calendar.ts';
import { type CurrencyCode, exponentOf } from '../kernel/currency.ts';
import { roundHalfEven, WHOLE_IN_BASIS_POINTS } from '../kernel/money.ts';

/** What a stage may require to be known about a deal in it. */
export const dealFacts = ['expectedOn', 'need', 'decider', 'budget', 'nextStep'] as const;
export type DealFact = (typeof dealFacts)[number];

/** A stage of the organization's sales. */
export interface Stage {
  readonly code: string;
  readonly name: Bilingual;
  /** The admin's own figure for deals in it. */
  readonly probabilityBp: number;
  /** How many days the customer of a deal in it may go without contact. */
  readonly staleDays: number;
  readonly required: readonly DealFact[];
  /** Of the organization's own fields those that it requires too, by their names in forms. */
  readonly requiredOwn: readonly string[];
  /** Retired ones are only for the past. */
  readonly active: boolean;
}

/** How deals that were ever in a stage ended, among those that closed lately. */
export interface StageRecord {
  readonly closed: number;
  readonly won: number;
}

/** Fewer closed deals than this tell nothing, and the admin's figure is used. */
export const ENOUGH_DEALS = 20;
/** How far back closed deals count. */
const RECORD_MONTHS = 24;

/** The first day whose closed deals count today. */
export function recordsSince(today: LocalDate): LocalDate {
  return addMonths(today, -RECORD_MONTHS);
}

/** A win probability in basis points, with what it rests on. */
export interface Probability {
  readonly bp: number;
  /** `history`: the organization's own closed deals; `admin`: the figure set for the stage, as there are too few of them. */
  readonly basis: 'history' | 'admin';
  /** How many closed deals there are. */
  readonly closed: number;
}

/**
 * The win probability of a deal in a stage: of the deals that were ever in it and closed in the last 24 months,
 * (won + 1) / (closed + 2), half to even; with fewer than 20 of them the admin's figure.
 */
export function estimateProbability(
  stage: Pick<Stage, 'probabilityBp'>,
  record: StageRecord | undefined,
): Probability {
  const { closed, won } = record ?? { closed: 0, won: 0 };
  if (closed < ENOUGH_DEALS) return { bp: stage.probabilityBp, basis: 'admin', closed };
  const bp = Number(roundHalfEven(BigInt(won + 1) * WHOLE_IN_BASIS_POINTS, BigInt(closed + 2)));
  return { bp, basis: 'history', closed };
}

/** The stage that a deal goes to from this one; undefined from the last one. A retired stage leads to the first behind it. */
export function findNextStage(stages: readonly Stage[], code: string): Stage | undefined {
  const here = stages.findIndex((stage) => stage.code === code);
  return stages.find((stage, place) => place > here && stage.active);
}

/** What has to be known in a stage: all that it and the stages before it require, in the order in which facts are told. */
export function listRequired(stages: readonly Stage[], code: string): readonly DealFact[] {
  const passed = listPassed(stages, code);
  return dealFacts.filter((fact) => passed.some((stage) => stage.required.includes(fact)));
}

/** The same of the organization's own fields, by their names in forms. */
export function listRequiredOwn(stages: readonly Stage[], code: string): readonly string[] {
  return [...new Set(listPassed(stages, code).flatMap(({ requiredOwn }) => requiredOwn))];
}

function listPassed(stages: readonly Stage[], code: string): readonly Stage[] {
  const here = stages.findIndex((stage) => stage.code === code);
  return stages.filter((stage, place) => place <= here && (stage.active || place === here));
}

export type KnownFacts = Readonly<Record<DealFact, string | null>>;

/** What is still to be told before a deal may be in a stage. */
export function findMissing(stages: readonly Stage[], code: string, known: KnownFacts): readonly DealFact[] {
  return listRequired(stages, code).filter((fact) => (known[fact] ?? '') === '');
}

/**
 * Whether nobody has been in contact with an open deal's customer for longer than its stage allows, by days of the
 * organization. Where there was no contact at all, the day counts on which the deal was opened; no edit does.
 */
export function isStale(
  stage: Pick<Stage, 'staleDays'>,
  lastContactOn: LocalDate | null,
  openedOn: LocalDate,
  today: LocalDate,
): boolean {
  return addDays(lastContactOn ?? openedOn, stage.staleDays) < today;
}

/** Whether an open deal should have been decided before today. */
export function isPast(expectedOn: LocalDate | null, today: LocalDate): boolean {
  return expectedOn !== null && expectedOn < today;
}

/** A million of the currency's whole units is big where the organization says nothing else. */
const BIG = 1_000_000n;

/** From which amount on, in minor units, a deal's change of stage is news. */
export function findBigFrom(set: bigint | null, currency: CurrencyCode): bigint {
  return set ?? BIG * 10n ** BigInt(exponentOf(currency));
}
