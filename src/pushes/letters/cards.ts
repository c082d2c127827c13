import type { Button, Card, CardBlock, ListItem } from '../../chat/card.ts';
import type { Lang } from '../../chat/language.ts';
import { formatDate } from '../../kernel/dates.ts';
import { localDateOf, localTimeOf } from '../../kernel/zones.ts';
import type { DeliveryCounts } from '../deliveries.ts';
import { describeReason } from '../reasons.ts';
import { pushText } from '../text.ts';
import { explainCause } from './causes.ts';
import type { Letter, LetterGroup, LetterStep, OpenedLetter } from './store.ts';
import { stateNames, letterText as t } from './text.ts';
import { nameKind, nameLetter, namePlace, namePlatform, nameSubject } from './words.ts';

/** Whose language and organization's zone a card is made for. */
export interface Sense {
  readonly lang: Lang;
  readonly zone: string;
}

/** Where a list of groups or letters stands. `more`: there is a page behind it. */
export interface Page {
  readonly number: number;
  readonly more: boolean;
}

/** What became of the last day's messages, and what waits for an admin, by what mends it. */
export function deliveriesCard(
  counts: DeliveryCounts,
  groups: readonly LetterGroup[],
  page: Page,
  sense: Sense,
): Card {
  const { lang } = sense;
  const facts = (['sent', 'waiting', 'held', 'skipped', 'dead'] as const).flatMap((name) =>
    name === 'held' && counts.held === 0
      ? []
      : [{ label: pushText[name][lang], value: String(counts[name]) }],
  );
  const waiting: readonly CardBlock[] =
    groups.length === 0
      ? [{ kind: 'text', text: pushText.nothingFailed[lang] }]
      : [
          { kind: 'text', text: [{ text: t.waits[lang], bold: true }] },
          { kind: 'list', items: groups.map((group) => describeGroup(group, sense)) },
        ];
  return {
    title: pushText.deliveriesTitle[lang],
    tone: groups.length === 0 ? 'good' : 'warn',
    blocks: [
      { kind: 'note', text: pushText.lastDay[lang] },
      { kind: 'facts', facts },
      { kind: 'divider' },
      ...waiting,
      ...turn(page, 'g', lang),
    ],
  };
}

function describeGroup(group: LetterGroup, sense: Sense): ListItem {
  const { lang } = sense;
  const { sample, count, since, places } = group;
  const cause = explainCause(sample.error);
  const head =
    count === 1
      ? [nameKind(sample, lang), namePlace(sample, lang)]
      : [
          t.count(count)[lang],
          places > 1
            ? [namePlatform(sample, lang), t.places(places)[lang]].join(' · ')
            : namePlace(sample, lang),
        ];
  const note = [
    `${cause.why[lang]}${lang === 'en' ? ' ' : ''}${cause.todo[lang]}`,
    t.since(tellTime(since, sense))[lang],
  ].join('\n');
  const open: Button =
    count === 1
      ? { label: t.open[lang], action: 'command.run', target: `deliveries show ${sample.id}` }
      : { label: t.list[lang], action: 'delivery.page', target: `l.${sample.id}.0` };
  return {
    text: [{ text: head.filter((part) => part !== '').join(' · '), bold: true }],
    note,
    buttons: sample.state === 'held' ? [open] : [retryButton(group, lang), open],
  };
}

function retryButton({ sample, count }: LetterGroup, lang: Lang): Button {
  return count === 1
    ? { label: t.retry[lang], action: 'delivery.retry', target: sample.id }
    : { label: t.retryAll(count)[lang], action: 'delivery.retry-like', target: sample.id };
}

/** Tells an admin that messages could not be sent: the largest causes, each with what to do. */
export function newsCard(
  groups: readonly LetterGroup[],
  { count, more }: { readonly count: number; readonly more: number },
  sense: Sense,
): Card {
  const { lang } = sense;
  const items = groups.map((group): ListItem => {
    const { buttons: _, ...item } = describeGroup(group, sense);
    return item;
  });
  return {
    title: t.newsTitle(count)[lang],
    tone: 'warn',
    blocks: [
      { kind: 'list', items },
      ...(more > 0 ? [{ kind: 'note', text: t.newsMore(more)[lang] } as const] : []),
      {
        kind: 'buttons',
        buttons: [{ label: t.look[lang], action: 'command.run', target: 'deliveries', style: 'primary' }],
      },
      { kind: 'note', text: t.newsOnce[lang] },
    ],
  };
}

/** The messages that one cure would mend, one by one. */
export function lettersCard(letters: readonly Letter[], page: Page, sense: Sense): Card {
  const { lang } = sense;
  const [first] = letters;
  const cause = explainCause(first?.error ?? '');
  const about: readonly CardBlock[] =
    first === undefined
      ? [{ kind: 'text', text: pushText.nothingFailed[lang] }]
      : [
          { kind: 'text', text: `${cause.why[lang]}${lang === 'en' ? ' ' : ''}${cause.todo[lang]}` },
          { kind: 'list', items: letters.map((letter) => describeLetter(letter, sense)) },
        ];
  return {
    title: pushText.deliveriesTitle[lang],
    tone: first === undefined ? 'good' : 'warn',
    blocks: [...about, ...turn(page, `l.${first?.id ?? ''}`, lang, [backButton(lang)])],
  };
}

function describeLetter(letter: Letter, sense: Sense): ListItem {
  const { lang } = sense;
  return {
    text: [{ text: nameLetter(letter, lang), bold: true }],
    note: `${tellTime(letter.createdAt, sense)} · ${tellAttempts(letter.attempts, lang)}`,
    buttons: [
      { label: t.open[lang], action: 'command.run', target: `deliveries show ${letter.id}` },
      { label: t.retry[lang], action: 'delivery.retry', target: letter.id },
    ],
  };
}

/** One message: what it is, why it waits, what to do, and all that happened to it. `notice`: what was just done. */
export function letterCard(letter: OpenedLetter, sense: Sense, notice?: string): Card {
  const { lang } = sense;
  const cause = letter.waits ? explainCause(letter.error) : undefined;
  const subject = nameSubject(letter, lang);
  const facts = [
    { label: t.what[lang], value: nameKind(letter, lang) },
    ...(subject === '' ? [] : [{ label: t.about[lang], value: subject }]),
    { label: t.to[lang], value: namePlace(letter, lang) },
    { label: t.state[lang], value: tellState(letter, lang) },
    ...(cause === undefined
      ? []
      : [
          { label: t.why[lang], value: cause.why[lang] },
          { label: t.todo[lang], value: cause.todo[lang] },
          { label: t.code[lang], value: letter.error },
        ]),
    { label: t.attempts[lang], value: tellAttempts(letter.attempts, lang) },
  ];
  const steps = [`${tellTime(letter.createdAt, sense)} ${t.made[lang]}`, ...tellSteps(letter.history, sense)];
  return {
    title: notice ?? t.showTitle[lang],
    tone: letter.waits ? 'warn' : 'info',
    blocks: [
      { kind: 'facts', facts },
      { kind: 'text', text: [{ text: t.history[lang], bold: true }] },
      { kind: 'note', text: steps.join('\n') },
      { kind: 'buttons', buttons: [...letterButtons(letter, lang), backButton(lang)] },
      { kind: 'note', text: t.number(letter.id)[lang] },
    ],
  };
}

function letterButtons(
  { id, waits, state, mayBePosted, error }: OpenedLetter,
  lang: Lang,
): readonly Button[] {
  if (!waits) return [];
  const uncertain = mayBePosted && (state === 'held' || /unread|unsettled|too-many/.test(error));
  const there: Button = { label: t.there[lang], action: 'delivery.there', target: id, style: 'primary' };
  const again: Button = { label: t.retry[lang], action: 'delivery.retry', target: id };
  return [
    ...(uncertain ? [there, again] : [{ ...again, style: 'primary' as const }]),
    { label: t.drop[lang], action: 'command.run', target: `deliveries drop ${id}` },
  ];
}

function tellSteps(steps: readonly LetterStep[], sense: Sense): readonly string[] {
  const { lang } = sense;
  return steps.map(({ at, kind, attempt, word, by }) => {
    const said = kind === 'attempt' ? t.attempt(attempt, word)[lang] : t.steps[kind][lang];
    const whom = by === null ? '' : t.byWhom(by)[lang];
    const reason = kind === 'dropped' && word !== '' ? (lang === 'zh' ? `：${word}` : `: ${word}`) : '';
    return `${tellTime(at, sense)} ${said}${whom}${reason}`;
  });
}

function tellState({ state, error, waits }: OpenedLetter, lang: Lang): string {
  if (state === 'held' && waits) return t.held[lang];
  const name = stateNames[state]?.[lang] ?? state;
  return state === 'skipped' && error !== '' ? `${name} · ${describeReason(error, lang)}` : name;
}

function tellAttempts(times: number, lang: Lang): string {
  return (times === 0 ? t.never : t.tried(times))[lang];
}

function tellTime(at: Date, { lang, zone }: Sense): string {
  const instant = at.getTime();
  return `${formatDate(localDateOf(instant, zone), lang)} ${localTimeOf(instant, zone)}`;
}

function turn(
  { number, more }: Page,
  stem: string,
  lang: Lang,
  others: readonly Button[] = [],
): readonly CardBlock[] {
  const next: readonly Button[] = more
    ? [{ label: t.more[lang], action: 'delivery.page', target: `${stem}.${number + 1}` }]
    : [];
  const buttons = [...next, ...others];
  return buttons.length === 0 ? [] : [{ kind: 'buttons', buttons }];
}

function backButton(lang: Lang): Button {
  return { label: t.back[lang], action: 'command.run', target: 'deliveries' };
}
