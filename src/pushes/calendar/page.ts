import type { Button, Card } from '../../chat/card.ts';
import type { Lang } from '../../chat/language.ts';
import { addDays, type LocalDate, partsOf, weekdayOf } from '../../kernel/calendar.ts';
import { chinaDaysSource, listChinaDays } from '../../kernel/china-days.ts';
import {
  buildCalendar,
  type CalendarRow,
  listOwnDays,
  loadCalendarRow,
} from '../../people/calendar/store.ts';
import type { Context } from '../../people/context.ts';
import { settingsButton } from '../../people/settings.ts';
import type { Tx } from '../../store/client.ts';
import { calendarText as t, weekdayNames } from './text.ts';

/** Days in a row that are one thing. */
export interface Stretch {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly kind: 'rest' | 'work';
  readonly name: string;
  readonly isOwn: boolean;
}

/** What differs from the weekdays in a year, by the package and by the organization's own word, which outweighs it. */
export async function listStretches(
  db: Pick<Tx, '$queryRaw'>,
  orgId: string,
  region: string,
  year: number,
  lang: Lang,
): Promise<readonly Stretch[]> {
  const own = await listOwnDays(db, orgId, year);
  const declared = new Set(own.map(({ day }) => day));
  const published = region === 'CN' ? listChinaDays(year).filter(({ day }) => !declared.has(day)) : [];
  const days = [
    ...published.map(({ day, kind, name }) => ({ day, kind, name: name[lang], isOwn: false })),
    ...own.map((each) => ({ ...each, isOwn: true })),
  ].toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const stretches: Stretch[] = [];
  for (const { day, kind, name, isOwn } of days) {
    const last = stretches.at(-1);
    const goesOn =
      last && addDays(last.to, 1) === day && last.kind === kind && last.name === name && last.isOwn === isOwn;
    if (goesOn) stretches.splice(-1, 1, { ...last, to: day });
    else stretches.push({ from: day, to: day, kind, name, isOwn });
  }
  return stretches;
}

/** The calendar of a year, with where each part comes from and what changes it. */
export async function drawCalendar(
  context: Context,
  db: Tx,
  year: number,
  title: string = t.titleOf(String(year))[context.actor.lang],
  tone: Card['tone'] = 'info',
): Promise<Card> {
  const { orgId, actor, today } = context;
  const { lang } = actor;
  const row = await loadCalendarRow(db, orgId);
  const calendar = buildCalendar(row);
  const stretches = await listStretches(db, orgId, row.region, year, lang);
  const thisYear = partsOf(today).year;
  const years = [...new Set([thisYear, thisYear + 1, year])].toSorted((a, b) => a - b);
  const run = (label: string, target: string): Button => ({ label, action: 'command.run', target });
  const known = calendar.isYearKnown(year);
  const hasOwn = stretches.some(({ isOwn }) => isOwn) || row.years.includes(year);
  const other = year === thisYear ? thisYear + 1 : thisYear;
  return {
    title,
    tone: known ? tone : 'warn',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: t.publicHolidays[lang], value: nameRegion(row, lang) },
          { label: t.weekend[lang], value: nameWeekend(row.weekend, lang) },
          { label: t.today[lang], value: (calendar.isWorkday(today) ? t.isWork : t.isRest)[lang] },
          ...years.map((each) => ({ label: String(each), value: tellYear(row, each, lang) })),
        ],
      },
      { kind: 'text', text: [{ text: `${t.daysOff[lang]} ${year}`, bold: true }] },
      { kind: 'text', text: writeStretches(stretches, 'rest', lang) },
      { kind: 'text', text: [{ text: `${t.workdays[lang]} ${year}`, bold: true }] },
      { kind: 'text', text: writeStretches(stretches, 'work', lang) },
      {
        kind: 'buttons',
        buttons: [
          known
            ? run(t.buttonAdd[lang], 'settings calendar add')
            : {
                ...run(t.buttonYear(String(year))[lang], `settings calendar year ${year}`),
                style: 'primary',
              },
          run(t.buttonShow(String(other))[lang], `settings calendar ${other}`),
          run(t.buttonWeekend[lang], 'settings calendar weekend'),
          run(t.buttonRegion[lang], 'settings calendar region'),
        ],
        more: [
          known
            ? run(t.buttonYear(String(year))[lang], `settings calendar year ${year}`)
            : run(t.buttonAdd[lang], 'settings calendar add'),
          ...(hasOwn ? [run(t.buttonRestore(String(year))[lang], `settings calendar remove ${year}`)] : []),
          settingsButton(context),
        ],
      },
    ],
  };
}

/** What stands, in a line for the overview of all settings. */
export async function summarizeCalendar({ db, orgId, actor, today }: Context): Promise<string> {
  const { lang } = actor;
  const row = await loadCalendarRow(db, orgId);
  const next = partsOf(today).year + 1;
  return [nameRegion(row, lang), nameWeekend(row.weekend, lang), `${next} ${tellYear(row, next, lang)}`].join(
    ' · ',
  );
}

function nameRegion({ region }: CalendarRow, lang: Lang): string {
  return region === 'CN' ? t.chinaFrom(nameSource())[lang] : t.nobody[lang];
}

function nameSource(): string {
  return `${chinaDaysSource.name} ${chinaDaysSource.version}`;
}

/** The days of rest of every week, by name. */
export function nameWeekend(weekend: readonly number[], lang: Lang): string {
  if (weekend.length === 0) return t.noWeekend[lang];
  return weekend.map((day) => weekdayNames[day - 1]?.[lang] ?? '').join(lang === 'zh' ? '、' : ', ');
}

function tellYear(row: CalendarRow, year: number, lang: Lang): string {
  if (row.years.includes(year)) return t.yearOwn[lang];
  if (row.region !== 'CN') return t.yearNone[lang];
  return (listChinaDays(year).length > 0 ? t.yearPackage(nameSource()) : t.yearUnknown)[lang];
}

function writeStretches(stretches: readonly Stretch[], kind: 'rest' | 'work', lang: Lang): string {
  const lines = stretches.filter((each) => each.kind === kind).map((each) => writeStretch(each, lang));
  return lines.length === 0 ? t.none[lang] : lines.join('\n');
}

/** `Fri 24 – Sun 26 Dec · Christmas`; the year stands above. */
export function writeStretch({ from, to, name, isOwn }: Stretch, lang: Lang): string {
  const days = from === to ? writeDay(from, lang) : `${writeDay(from, lang)} – ${writeDay(to, lang)}`;
  return `${days}${name === '' ? '' : ` · ${name}`}${isOwn ? t.own[lang] : ''}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function writeDay(date: LocalDate, lang: Lang): string {
  const { month, day } = partsOf(date);
  const weekday = weekdayNames[weekdayOf(date) - 1]?.[lang] ?? '';
  return lang === 'zh' ? `${month}月${day}日 ${weekday}` : `${weekday} ${day} ${MONTHS[month - 1] ?? ''}`;
}

/** Asks an admin for a year whose days off nobody knows yet. */
export function unknownYearCard(year: number, lang: Lang): Card {
  const enter: Button = {
    label: t.buttonYear(String(year))[lang],
    action: 'command.run',
    target: `settings calendar year ${year}`,
    style: 'primary',
  };
  const show: Button = {
    label: t.buttonShow(String(year))[lang],
    action: 'command.run',
    target: `settings calendar ${year}`,
  };
  return {
    title: t.unknownTitle(String(year))[lang],
    tone: 'warn',
    blocks: [
      { kind: 'text', text: t.unknownHow(String(year))[lang] },
      { kind: 'buttons', buttons: [enter, show] },
      { kind: 'note', text: t.unknownAgain[lang] },
    ],
  };
}

/** Says on what depends on a year that nobody knows yet that its weekdays count. */
export function noteUnknownYear(card: Card, year: number, lang: Lang): Card {
  return { ...card, blocks: [...card.blocks, { kind: 'note', text: t.unknownNote(String(year))[lang] }] };
}
