import type { Reply } from '../../chat/reply.ts';
import type { CommandSpec, RawValues } from '../../chat/spec.ts';
import { type LocalDate, partsOf } from '../../kernel/calendar.ts';
import { askAgain } from '../../people/ask-again.ts';
import { readDays, readWeekend } from '../../people/calendar/read-days.ts';
import {
  declareDays,
  declareYear,
  forgetYear,
  listOwnDays,
  loadCalendarRow,
  type OwnDay,
  restoreDays,
  restoreYear,
  setCalendar,
} from '../../people/calendar/store.ts';
import type { Context } from '../../people/context.ts';
import { isFromEditForm, openEditForm } from '../../people/edit-form.ts';
import { type AuditFacts, auditEntry } from '../../store/audit.ts';
import type { Sql, Tx } from '../../store/client.ts';
import { answer, commit, type Done } from '../../store/commit.ts';
import { changeCalendar } from './change.ts';
import { drawCalendar, nameWeekend } from './page.ts';
import { calendarText as t } from './text.ts';

type Spec = CommandSpec<never>;

/** `settings calendar`: this year's, or that of the year that is named. */
export async function showCalendar(context: Context, values: RawValues): Promise<Done> {
  const year = readYear(values.year) ?? partsOf(context.today).year;
  return answer(context, {
    kind: 'card',
    card: await drawCalendar(context, context.db, year),
    audience: 'asker',
  });
}

/** `settings calendar add`: days off and workdays of the organization's own. */
export async function addDays(context: Context, spec: Spec, values: RawValues): Promise<Done> {
  const read = readDays(values.days ?? '', partsOf(context.today).year);
  const error = findError(context, read);
  if (error !== undefined) return askAgain(context, spec, values, { days: error });
  const years = [...new Set(read.days.map(({ day }) => partsOf(day).year))];
  return saveDays(context, years, (orgId) => [declareDays(orgId, read.days)]);
}

/** `settings calendar remove`: days, or a whole year, as they are without the organization's word. */
export async function removeDays(context: Context, spec: Spec, values: RawValues): Promise<Done> {
  const typed = values.days ?? '';
  const year = readYear(typed);
  if (year !== undefined)
    return saveDays(context, [year], (orgId) => [restoreYear(orgId, year), forgetYear(orgId, year)]);
  const read = readDays(typed, partsOf(context.today).year);
  const error = findError(context, read);
  if (error !== undefined) return askAgain(context, spec, values, { days: error });
  const years = [...new Set(read.days.map(({ day }) => partsOf(day).year))];
  return saveDays(context, years, (orgId) => [
    restoreDays(
      orgId,
      read.days.map(({ day }) => day),
    ),
  ]);
}

/** `settings calendar year`: everything of a year at once; from then on it is known. */
export async function enterYear(context: Context, spec: Spec, values: RawValues): Promise<Done> {
  const { lang } = context.actor;
  const year = readYear(values.year);
  if (year === undefined) return askAgain(context, spec, values, { year: t.yearUnreadable[lang] });
  const read = readDays(values.days ?? '', year);
  const strange = read.days.filter(({ day }) => partsOf(day).year !== year).map(({ day }) => day);
  const error =
    findError(context, read) ??
    (strange.length > 0 ? t.otherYear(strange.join(', '), String(year))[lang] : undefined);
  if (error !== undefined) return askAgain(context, spec, values, { days: error });
  return saveDays(context, [year], (orgId) => writeYear(orgId, year, read.days, context.clock.now()));
}

/** The statements by which a year's days are exactly these, and it is known. */
export function writeYear(orgId: string, year: number, days: readonly OwnDay[], now: number): readonly Sql[] {
  return [restoreYear(orgId, year), declareDays(orgId, days), declareYear(orgId, year, now)];
}

/** `settings calendar weekend`. */
export async function changeWeekend(context: Context, spec: Spec, values: RawValues): Promise<Done> {
  const { actor } = context;
  const row = await loadCalendarRow(context.db, context.orgId);
  if (values.weekend === undefined && !isFromEditForm(values))
    return openEditForm(context, spec, {
      key: {},
      name: t.weekendSummary[actor.lang],
      standing: { weekend: nameWeekend(row.weekend, actor.lang) },
    });
  const weekend = readWeekend(values.weekend ?? '');
  if (weekend === undefined) return askAgain(context, spec, {}, { weekend: t.weekendUnreadable[actor.lang] });
  return saveCalendar(context, { ...row, weekend });
}

/** `settings calendar region`: whose public holidays count. */
export async function changeRegion(context: Context, values: RawValues): Promise<Done> {
  const row = await loadCalendarRow(context.db, context.orgId);
  return saveCalendar(context, { ...row, region: values.region === 'CN' ? 'CN' : 'none' });
}

function saveCalendar(
  context: Context,
  wanted: { readonly region: string; readonly weekend: readonly number[] },
): Promise<Done> {
  const { orgId } = context;
  return commit(context, async (tx): Promise<Reply> => {
    const was = await loadCalendarRow(tx, orgId);
    const year = partsOf(context.today).year;
    const before = { calendarRegion: was.region, weekend: was.weekend.join(',') };
    const after = { calendarRegion: wanted.region, weekend: wanted.weekend.join(',') };
    if (JSON.stringify(before) === JSON.stringify(after)) return tell(context, tx, year, false);
    await changeCalendar(context, tx, [setCalendar(orgId, wanted)]);
    await tx.$executeRaw(auditOf(context, { action: 'calendar.set', before, after }));
    return tell(context, tx, year, true);
  });
}

function saveDays(
  context: Context,
  years: readonly number[],
  write: (orgId: string) => readonly Sql[],
): Promise<Done> {
  return commit(context, async (tx): Promise<Reply> => {
    const changed = await saveOwnDays(context, tx, years, write(context.orgId));
    return tell(context, tx, years[0] ?? partsOf(context.today).year, changed);
  });
}

/** Changes the declared days of years and writes down what they were and are. False if nothing changed. */
export async function saveOwnDays(
  acting: Parameters<typeof changeCalendar>[0],
  tx: Tx,
  years: readonly number[],
  changes: readonly Sql[],
): Promise<boolean> {
  const { orgId } = acting;
  const read = async () => {
    const days = await Promise.all(years.map((year) => listOwnDays(tx, orgId, year)));
    const { years: declared } = await loadCalendarRow(tx, orgId);
    const whole = years.filter((year) => declared.includes(year)).map((year) => `${year} entered`);
    return [...whole, ...days.flat().map(({ day, kind, name }) => `${day} ${kind} ${name}`.trim())];
  };
  const before = await read();
  await changeCalendar(acting, tx, changes);
  const after = await read();
  if (JSON.stringify(before) === JSON.stringify(after)) return false;
  const only = (lines: readonly string[], others: readonly string[]) =>
    lines.filter((line) => !others.includes(line));
  await tx.$executeRaw(
    auditOf(acting, {
      action: 'calendar.days-set',
      before: { days: only(before, after) },
      after: { days: only(after, before) },
    }),
  );
  return true;
}

function auditOf(
  acting: Parameters<typeof auditEntry>[0],
  facts: Pick<AuditFacts, 'action' | 'before' | 'after'>,
): Sql {
  return auditEntry(acting, { ...facts, entity: 'organization', entityId: acting.orgId });
}

async function tell(context: Context, tx: Tx, year: number, changed: boolean): Promise<Reply> {
  const title = (changed ? t.saved : t.unchanged)[context.actor.lang];
  return { kind: 'card', card: await drawCalendar(context, tx, year, title, 'good'), audience: 'asker' };
}

function findError(
  { actor: { lang } }: Context,
  {
    days,
    unread,
  }: { readonly days: readonly { readonly day: LocalDate }[]; readonly unread: readonly string[] },
): string | undefined {
  if (unread.length > 0) return t.unread(unread.slice(0, 3).join(' / '))[lang];
  return days.length === 0 ? t.noDays[lang] : undefined;
}

function readYear(text: string | undefined): number | undefined {
  const year = /^\s*((?:19|20)\d\d)\s*年?\s*$/.exec(text ?? '')?.[1];
  return year === undefined ? undefined : Number(year);
}
