import type { Lang } from '../../chat/language.ts';
import { formatDate } from '../../kernel/dates.ts';
import { nameZone } from '../../kernel/zone-names.ts';
import { localDateOf, localTimeOf } from '../../kernel/zones.ts';
import type { Context } from '../../people/context.ts';
import { loadFigureSense } from '../../performance/org-store.ts';
import type { PushContent } from '../content.ts';
import { describeReason } from '../reasons.ts';
import { coverSlot } from '../render-scheduled.ts';
import { personalReasons, pushRules } from '../rule-text.ts';
import { findSlotFacts } from '../slot-facts.ts';
import type { Subscription } from '../subscription-store.ts';
import type { KnownMessage } from './message-store.ts';
import {
  defaultReasons,
  describeDelay,
  describeOwn,
  describeSubscriber,
  describeTries,
  whyText as t,
} from './text.ts';

export interface WhyFact {
  readonly label: string;
  readonly value: string;
}

/** Later than this counts as late; what is sent at once takes seconds. */
const LATE_MS = 5 * 60_000;

/** The facts of a push: why it came here, what its figures are as of, and what became of it on its way. */
export async function explainPush(
  context: Context,
  message: KnownMessage,
  content: PushContent,
  subscription: Subscription | undefined,
): Promise<readonly WhyFact[]> {
  const { lang } = context.actor;
  const zone = subscription?.zone ?? context.actor.zone;
  const written = message.settledAt ?? message.createdAt;
  const figures = content.push === 'daily' || content.push === 'ranking';
  return [
    await explainReader(context, content, subscription, zone),
    ...(await explainDays(context, content, subscription)),
    {
      label: (figures ? t.asOf : t.asSent)[lang],
      value: `${formatInstant(written, zone, lang)}${inBrackets(nameZone(zone, lang), lang)}`,
    },
    ...explainWay(message, zone, lang),
  ];
}

/** The rule that a push follows, in one sentence. */
export function explainRule(content: PushContent, lang: Lang): string {
  return pushRules[content.push][lang];
}

/** An aside after a word. */
export function inBrackets(aside: string, lang: Lang): string {
  return lang === 'zh' ? `（${aside}）` : ` (${aside})`;
}

/** A day and a time of day in a zone. */
export function formatInstant(at: Date, zone: string, lang: Lang): string {
  return `${formatDate(localDateOf(at.getTime(), zone), lang)} ${localTimeOf(at.getTime(), zone)}`;
}

async function explainReader(
  context: Context,
  content: PushContent,
  subscription: Subscription | undefined,
  zone: string,
): Promise<WhyFact> {
  const { lang } = context.actor;
  const label = (
    subscription?.conversation === null || subscription === undefined ? t.youLabel : t.hereLabel
  )[lang];
  if (subscription === undefined) {
    return { label, value: personalReasons[content.push]?.[lang] ?? pushRules[content.push][lang] };
  }
  const { orgId, id, kind, state } = subscription;
  const row = await context.db.subscription.findUnique({
    where: { orgId_id: { orgId, id } },
    select: { createdBy: true, createdAt: true, creator: { select: { name: true } } },
  });
  const day = row === null ? '' : formatDate(localDateOf(row.createdAt.getTime(), zone), lang);
  const made =
    row === null || row.createdBy === null
      ? defaultReasons[kind]
      : row.createdBy === context.memberId
        ? describeOwn(day)
        : describeSubscriber(row.creator?.name ?? '', day);
  const now = state === 'active' ? [] : [(state === 'paused' ? t.paused : t.removed)[lang]];
  return { label, value: [made[lang], ...now].join(lang === 'zh' ? '，' : ', ') };
}

async function explainDays(
  context: Context,
  content: PushContent,
  subscription: Subscription | undefined,
): Promise<readonly WhyFact[]> {
  if (content.push !== 'daily' || subscription === undefined) return [];
  const { db, orgId, actor } = context;
  const series = { orgId, kind: content.push, subscriptionId: subscription.id, groupId: content.groupId };
  const slot = await findSlotFacts(db, series, content.day);
  if (slot === undefined) return [];
  const { from, to } = coverSlot(slot, await loadFigureSense(db, orgId));
  const last = localDateOf(Date.parse(`${to}T00:00:00Z`) - 86_400_000, 'UTC');
  const named = [from, ...(last > from ? [last] : [])].map((day) => formatDate(day, actor.lang));
  return [{ label: t.days[actor.lang], value: named.join(' – ') }];
}

/** What the ledger knows: when it was due, when it went out, how late and after how many tries. */
function explainWay(message: KnownMessage, zone: string, lang: Lang): readonly WhyFact[] {
  const { dueAt, eventAt, settledAt, state, attempts, error } = message;
  const wanted = dueAt ?? eventAt;
  const begun =
    wanted === null
      ? []
      : [{ label: (dueAt === null ? t.happened : t.due)[lang], value: formatInstant(wanted, zone, lang) }];
  const delay = settledAt === null || wanted === null ? 0 : settledAt.getTime() - wanted.getTime();
  const notes = [
    ...(delay > LATE_MS ? [describeDelay(Math.round(delay / 60_000))[lang]] : []),
    ...(attempts > 1 ? [describeTries(attempts)[lang]] : []),
    ...(error === null ? [] : [describeReason(error, lang)]),
  ];
  const end = state === 'sent' && settledAt !== null ? formatInstant(settledAt, zone, lang) : t.notSent[lang];
  return [...begun, { label: t.sent[lang], value: [end, ...notes].join(' · ') }];
}
