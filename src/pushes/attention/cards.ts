import type { Button, Card } from '../../chat/card.ts';
import type { Bilingual, Lang } from '../../chat/language.ts';
import type { Attention } from './store.ts';
import { describeHours, attentionText as t } from './text.ts';

/** Whose settings a card is about, as its buttons name them. */
export type Whose = 'me' | 'here';

export interface ShownAttention {
  readonly whose: Whose;
  readonly zone: string;
  readonly attention: Attention;
  /** Messages that went there today; absent where there is nothing to count. */
  readonly today?: number;
  readonly isChangeable: boolean;
  /** The organization's defaults, for admins. */
  readonly company?: { readonly people: Attention; readonly channels: Attention; readonly zone: string };
  /** What could not be understood. */
  readonly unread?: Bilingual;
}

/** Quiet hours and limit of a person or conversation, with the usual choices as buttons. */
export function attentionCard(shown: ShownAttention, lang: Lang): Card {
  const { whose, zone, attention, company, unread } = shown;
  const { isOwnQuiet, isOwnBudget } = attention;
  const facts = [
    { label: t.quiet[lang], value: own(nameQuiet(attention, zone)[lang], isOwnQuiet, lang) },
    { label: t.limit[lang], value: own(nameBudget(attention, lang), isOwnBudget, lang) },
    ...(shown.today === undefined
      ? []
      : [{ label: t.today[lang], value: t.messages(String(shown.today))[lang] }]),
  ];
  return {
    title: (whose === 'me' ? t.title : t.titleHere)[lang],
    tone: unread === undefined ? 'plain' : 'warn',
    blocks: [
      ...(unread === undefined ? [] : [{ kind: 'text', text: unread[lang] } as const]),
      { kind: 'facts', facts },
      ...(shown.isChangeable ? [listButtons(whose, attention, lang)] : []),
      { kind: 'note', text: t.explain[lang] },
      ...(company === undefined ? [] : listCompany(company, lang)),
    ],
  };
}

export function refusedCard(why: Bilingual, title: Bilingual, lang: Lang): Card {
  return { title: title[lang], tone: 'warn', blocks: [{ kind: 'text', text: why[lang] }] };
}

function listCompany(
  { people, channels, zone }: NonNullable<ShownAttention['company']>,
  lang: Lang,
): Card['blocks'] {
  const describe = (each: Attention) =>
    [nameQuiet(each, zone)[lang], nameBudget(each, lang)].join(lang === 'zh' ? '，' : ', ');
  return [
    { kind: 'divider' },
    { kind: 'text', text: [{ text: t.company[lang], bold: true }] },
    {
      kind: 'facts',
      facts: [
        { label: t.companyPeople[lang], value: describe(people) },
        { label: t.companyChannels[lang], value: describe(channels) },
      ],
    },
    { kind: 'note', text: t.explainCompany[lang] },
  ];
}

function listButtons(whose: Whose, { quiet, budget, isOwnQuiet, isOwnBudget }: Attention, lang: Lang) {
  const setQuiet = (label: string, value: string): Button => ({
    label,
    action: 'attention.quiet',
    target: `${whose}|${value}`,
  });
  const setLimit = (label: string, value: string): Button => ({
    label,
    action: 'attention.limit',
    target: `${whose}|${value}`,
  });
  const hours = ['21:00-08:00', '22:00-07:00'].filter((each) => each !== quiet);
  const limits = ['10', '20', '40'].filter((each) => each !== String(budget));
  const buttons = [
    ...hours.map((each) => setQuiet(each.replace('-', '–'), each)),
    ...(quiet === 'off' ? [] : [setQuiet(t.turnOff[lang], 'off')]),
    ...(isOwnQuiet ? [setQuiet(t.asDefault[lang], 'default')] : []),
  ];
  const more = [
    ...limits.map((each) => setLimit(t.limitTo(each)[lang], each)),
    ...(budget === 0 ? [] : [setLimit(t.limitOff[lang], 'off')]),
    ...(isOwnBudget ? [setLimit(t.asDefault[lang], 'default')] : []),
  ].map(({ label, action, target }) => ({ label, action, target }));
  return { kind: 'buttons', buttons, more } as const;
}

function nameQuiet({ quiet }: Attention, zone: string): Bilingual {
  return quiet === 'off' ? t.off : describeHours(quiet, zone);
}

function nameBudget({ budget }: Attention, lang: Lang): string {
  return (budget === 0 ? t.noLimit : t.messages(String(budget)))[lang];
}

function own(value: string, isOwn: boolean, lang: Lang): string {
  return isOwn ? value : t.asCompany(value)[lang];
}
