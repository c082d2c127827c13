import type { Lang } from '../../chat/language.ts';
import { platformNames } from '../../chat/platform-names.ts';
import { isLocalDate } from '../../kernel/calendar.ts';
import { formatDate } from '../../kernel/dates.ts';
import { deliveryKindNames } from '../text.ts';
import type { Letter } from './store.ts';
import { letterText as t } from './text.ts';

/** A message in a line: what it is, about whom, and where it goes. */
export function nameLetter(letter: Letter, lang: Lang): string {
  const parts = [nameKind(letter, lang), nameSubject(letter, lang), namePlace(letter, lang)];
  return parts.filter((part) => part !== '').join(' · ');
}

/** What a message is called. */
export function nameKind({ kind }: Pick<Letter, 'kind'>, lang: Lang): string {
  return deliveryKindNames[kind]?.[lang] ?? kind;
}

/** Whom or what it tells about: a customer, an order, a day. */
export function nameSubject({ customer, orderNumber, day }: Letter, lang: Lang): string {
  const parts = [
    customer ?? '',
    orderNumber === null ? '' : t.order(orderNumber)[lang],
    day !== null && isLocalDate(day) ? formatDate(day, lang) : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** Where it goes, by the names that people know. */
export function namePlace(letter: Letter, lang: Lang): string {
  const { conversation, reader, platform } = letter;
  if (conversation !== null && reader === null)
    return `${namePlatform(letter, lang)} · ${t.conversation(conversation)[lang]}`;
  if (reader !== null)
    return [namePlatform(letter, lang), t.privateTo(reader)[lang]].filter(Boolean).join(' · ');
  return platform === null ? t.nowhere[lang] : `${namePlatform(letter, lang)} · ${t.somebody[lang]}`;
}

/** Which workspace of which platform; empty where it never had a place. */
export function namePlatform({ platform, workspaceName }: Letter, lang: Lang): string {
  if (platform === null) return '';
  return [
    platformNames[platform]?.[lang] ?? platform,
    ...(workspaceName === null ? [] : [workspaceName]),
  ].join(' ');
}
