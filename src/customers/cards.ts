import type { Button, Card, CardBlock, ListItem } from '../chat/card.ts';
import { writeChosen } from '../chat/chosen.ts';
import type { Bilingual, Lang } from '../chat/language.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { formatBasisPoints, formatMoney } from '../kernel/money.ts';
import { cutText } from '../kernel/text/clean.ts';
import { normalizeName } from '../kernel/text/normalize.ts';
import { localDateOf } from '../kernel/zones.ts';
import type { Context, CustomerMatch } from '../people/context.ts';
import { type Deed, mayUse, type Relation } from '../people/rights.ts';
import { measureCadence } from './cadence.ts';
import type { CreditedShare } from './cases/rules.ts';
import { contactKindNames, isContactKind } from './contact-kinds.ts';
import { showCustomValue } from './custom/field.ts';
import type { SearchHit } from './search.ts';
import type { Collision, CustomerDetails } from './store.ts';
import { sharedKeyNames, customerText as t } from './text.ts';

/** What a card has to know of who reads it. */
export type Reading = Pick<Context, 'org' | 'actor'>;

/** The day of the last contact, for people; a word where there was none. */
export function describeLastContact(at: number | null, { org, actor }: Reading): string {
  return at === null ? t.never[actor.lang] : formatDate(localDateOf(at, org.zone), actor.lang);
}

/** The same as a phrase of its own, where no label stands before it. */
export function tellLastContact(at: number | null, reading: Reading): string {
  const { lang } = reading.actor;
  return at === null ? t.notContacted[lang] : `${t.lastContact[lang]} ${describeLastContact(at, reading)}`;
}

function describeOwner(customer: Pick<CustomerMatch, 'ownerName'>, lang: Lang): string {
  return customer.ownerName ?? t.pool[lang];
}

/** All about a customer, for somebody who may see it. `relation` decides which buttons are worth showing. */
export function customerCard(
  customer: CustomerDetails,
  relation: Relation,
  reading: Reading & Pick<Context, 'today'>,
  split: readonly CreditedShare[] = [],
): Card {
  const { lang } = reading.actor;
  const seesDeals = mayUse(reading.actor.roles, 'deal.see', relation);
  const deals = seesDeals ? customer.deals : { count: 0, amount: 0n, nextOn: null };
  const facts = listFacts({ ...customer, deals }, split, reading);
  const blocks: CardBlock[] = [{ kind: 'facts', facts }];
  if (customer.category?.note) {
    blocks.push({ kind: 'note', text: t.approach(cutText(customer.category.note, 300))[lang] });
  }
  if (customer.followUps.length > 0) {
    blocks.push({ kind: 'text', text: [{ text: t.lately[lang], bold: true }] });
    blocks.push({ kind: 'list', items: customer.followUps.map((each) => describeFollowUp(each, lang)) });
  }
  blocks.push({ kind: 'buttons', ...listButtons({ ...customer, deals }, relation, reading) });
  return { title: customer.name, tone: 'info', blocks };
}

function listFacts(
  customer: CustomerDetails,
  split: readonly CreditedShare[],
  reading: Reading & Pick<Context, 'today'>,
) {
  const { lang } = reading.actor;
  const origin = [customer.region, customer.city, customer.industry, customer.source]
    .filter((each) => each !== '')
    .join(' · ');
  const contacts = customer.contacts
    .map(({ name, title, phone }) => [name, title, phone ?? ''].filter((each) => each !== '').join(' '))
    .join('\n');
  const facts = [
    { label: t.owner[lang], value: describeOwner(customer, lang) },
    { label: t.fieldCategory[lang], value: describeCategory(customer, reading) },
    { label: t.tags[lang], value: describeTags(customer, lang) },
    { label: t.contacts[lang], value: contacts },
    { label: t.lastContact[lang], value: describeLastContact(customer.lastContactAt, reading) },
    { label: t.next[lang], value: customer.nextOn === null ? '' : formatDate(customer.nextOn, lang) },
    { label: t.deals[lang], value: describeDeals(customer.deals, reading) },
    { label: t.orders[lang], value: describeOrders(customer.orders, reading) },
    { label: t.defaultSplit[lang], value: describeSplit(split, lang) },
    { label: t.about[lang], value: origin },
    ...customer.own.map(({ label, kind, value }) => ({
      label,
      value: showCustomValue(kind, cutText(value, 200), lang),
    })),
  ];
  return facts.filter(({ value }) => value !== '');
}

/** The category with its cadence, and how the last contact stands to it: `Key accounts · every 30 days (12 days now)`. */
function describeCategory(
  { category, lastContactAt, ownedSince }: CustomerDetails,
  { org, actor, today }: Reading & Pick<Context, 'today'>,
): string {
  if (category === null) return '';
  const { name, cadenceDays } = category;
  const lastOn = lastContactAt === null ? null : localDateOf(lastContactAt, org.zone);
  const standing = measureCadence(lastOn, localDateOf(ownedSince, org.zone), today, cadenceDays);
  return `${name} · ${t.cadence(cadenceDays, standing)[actor.lang]}`;
}

/** Those set by hand, then those that rules set, told apart. */
function describeTags({ tags }: CustomerDetails, lang: Lang): string {
  return tags.map(({ name, hand }) => (hand ? name : t.tagByRule(name)[lang])).join(' · ');
}

/** `2 open · ¥800,000.00 · next Thu 31 Dec 2026` */
function describeDeals(
  { count, amount, nextOn }: CustomerDetails['deals'],
  { org, actor: { lang } }: Reading,
): string {
  if (count === 0) return '';
  const parts = [t.openDeals(count)[lang], formatMoney(amount, org.currency, lang)];
  return [...parts, ...(nextOn === null ? [] : [t.dealsNext(formatDate(nextOn, lang))[lang]])].join(' · ');
}

/** What a ruling set: orders copy it. */
function describeSplit(split: readonly CreditedShare[], lang: Lang): string {
  const shares = split.map(({ name, basisPoints }) => `${name} ${formatBasisPoints(basisPoints)}`);
  return shares.join(lang === 'zh' ? '，' : ', ');
}

function describeOrders({ count, unpaid }: CustomerDetails['orders'], { org, actor }: Reading): string {
  if (count === 0) return '';
  if (unpaid <= 0n) return t.allPaid(count)[actor.lang];
  const money = formatMoney(unpaid, org.currency, actor.lang);
  return t.unpaid(count, money)[actor.lang];
}

function describeFollowUp(
  followUp: { readonly kind: string; readonly text: string; readonly on: LocalDate; readonly author: string },
  lang: Lang,
): ListItem {
  const kind = isContactKind(followUp.kind) ? contactKindNames[followUp.kind][lang] : followUp.kind;
  // That the way of contact is not known says nothing.
  const known = followUp.kind === 'other' ? [] : [kind];
  return {
    text: cutText(followUp.text, 160),
    note: [formatDate(followUp.on, lang), ...known, followUp.author].join(' · '),
  };
}

/** What a day needs first; what is wanted less often stands in a menu: a phone shows few buttons at once. */
function listButtons(
  { id, deals }: Pick<CustomerDetails, 'id' | 'deals'>,
  relation: Relation,
  { actor }: Reading,
): { readonly buttons: readonly Button[]; readonly more: readonly Button[] } {
  const { lang, roles } = actor;
  const may = (deed: Deed): boolean => mayUse(roles, deed, relation);
  const button = (allowed: boolean, label: Bilingual, action: Button['action'], target = id): Button[] =>
    allowed ? [{ label: label[lang], action, target }] : [];
  const [log] = button(may('customer.work'), t.buttonLog, 'followup.start');
  const hasDeals = deals.count > 0;
  const newDeal = button(may('deal.work'), t.buttonDeal, 'deal.new');
  return {
    buttons: [
      ...(log === undefined ? [] : [{ ...log, style: 'primary' } as const]),
      ...button(may('customer.claim'), t.buttonClaim, 'customer.claim'),
      ...button(hasDeals, t.buttonDeals(deals.count), 'command.run', `deal show ${writeChosen(id)}`),
      ...(hasDeals ? [] : newDeal),
      ...button(may('order.sign'), t.buttonOrder, 'order.start'),
      ...button(true, t.buttonTimeline, 'customer.timeline'),
      ...button(may('customer.work'), t.buttonEdit, 'customer.edit'),
    ],
    more: [
      ...button(true, t.buttonContacts, 'customer.contacts'),
      ...button(true, t.buttonTags, 'customer.tags'),
      ...button(may('order.see'), t.buttonValue, 'customer.value'),
      ...(hasDeals ? newDeal : []),
      ...button(may('customer.release') && relation === 'own', t.buttonRelease, 'customer.release'),
    ],
  };
}

/**
 * Tells about a customer that the asker may not see: whose it is and when it was last contacted, nothing more.
 * `refused`: they wanted to work with it. `taken`: they wanted to create it.
 */
export function takenCard(
  customer: Pick<CustomerMatch, 'name' | 'ownerName' | 'lastContactAt'> & {
    readonly kind: 'refused' | 'taken';
  },
  reading: Reading,
): Card {
  const { lang } = reading.actor;
  const inPool = customer.ownerName === null;
  return {
    title: (inPool ? t.takenInPool : t.takenTitle)[lang],
    tone: 'warn',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: t.fieldCustomer[lang], value: customer.name },
          { label: t.owner[lang], value: describeOwner(customer, lang) },
          { label: t.lastFollowUp[lang], value: describeLastContact(customer.lastContactAt, reading) },
        ].filter(({ value }) => value !== ''),
      },
      { kind: 'note', text: (customer.kind === 'refused' ? t.refusedHow : t.takenHow)[lang] },
    ],
  };
}

/**
 * Says that a customer was not created because there is one with the same name, phone or registration number. Who may not
 * see that one learns its owner and last contact only; its name too if that is what they typed.
 */
export function collisionCard(
  collision: Collision,
  maySee: boolean,
  typedName: string,
  reading: Reading,
): Card {
  const { lang } = reading.actor;
  if (!maySee) {
    const name = nameKnown(collision, typedName);
    const card = takenCard({ ...collision, name, kind: 'taken' }, reading);
    return {
      ...card,
      blocks: [
        { kind: 'text', text: sharedKeyNames[collision.sharedKey][lang] },
        ...card.blocks,
        {
          kind: 'buttons',
          buttons: [{ label: t.buttonCase[lang], action: 'case.open', target: collision.id }],
        },
      ],
    };
  }
  return {
    title: t.knownTitle[lang],
    tone: 'warn',
    blocks: [
      { kind: 'text', text: `${sharedKeyNames[collision.sharedKey][lang]} ${t.knownHow[lang]}` },
      { kind: 'list', items: [describeHit(collision, true, reading)] },
    ],
  };
}

/** What somebody who collided with a customer may call it: its name if that is what they typed, else their own word. */
export function nameKnown(collision: Collision, typedName: string): string {
  const isName = collision.sharedKey === 'name' && normalizeName(typedName) === collision.nameKey;
  return isName ? collision.name : typedName;
}

/** One line about a customer: name, whose, last contact; with a button where the asker may open it. */
export function describeHit(
  customer: CustomerMatch & Partial<Pick<SearchHit, 'contactName'>>,
  maySee: boolean,
  reading: Reading,
): ListItem {
  const { lang } = reading.actor;
  const parts = [
    customer.contactName ?? '',
    describeOwner(customer, lang),
    tellLastContact(customer.lastContactAt, reading),
  ];
  const buttons: readonly Button[] = maySee
    ? [{ label: t.buttonShow[lang], action: 'customer.show', target: customer.id }]
    : [];
  return {
    text: [{ text: customer.name, bold: true }],
    note: parts.filter((part) => part !== '').join(' · '),
    buttons,
  };
}

/** A plain card of one sentence. */
export function noticeCard(title: string, text: string, tone: Card['tone'] = 'warn'): Card {
  return { title, tone, blocks: text === '' ? [] : [{ kind: 'text', text }] };
}
