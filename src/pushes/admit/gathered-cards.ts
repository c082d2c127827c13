import type { Button, Card, CardBlock } from '../../chat/card.ts';
import type { Lang } from '../../chat/language.ts';
import { formatMoney } from '../../kernel/money.ts';
import { localTimeOf } from '../../kernel/zones.ts';
import { deliveryKindNames, topicNames } from '../text.ts';
import type { GatheredSense, PartCount, SalesSum } from './gathered-store.ts';
import { admitText } from './text.ts';

/** A message among several on one card. */
export interface GatheredEntry {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  /** Epoch ms at which it would have come. */
  readonly at: number;
}

export interface Gathered {
  readonly entries: readonly GatheredEntry[];
  /** All that belong here, those of `entries` among them. */
  readonly counts: readonly PartCount[];
  /** What its sales come to. */
  readonly sales?: SalesSum;
  /** Where the next ones begin; absent: these are all. */
  readonly more?: string;
}

/** Messages that waited, as one: why they did, what each is about, and a button that opens it. */
export function gatheredCard(gathered: Gathered, sense: GatheredSense): Card {
  const { counts, entries } = gathered;
  const { lang } = sense;
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const reasons = Object.entries(admitText.reasons).filter(([code]) =>
    counts.some(({ reason }) => reason === code),
  );
  const kinds = [...new Set(counts.map(({ kind }) => kind))];
  const [only, ...others] = kinds;
  const name = only !== undefined && others.length === 0 ? deliveryKindNames[only] : undefined;
  const title = name ? admitText.burstTitle(String(total), name) : admitText.title(String(total));
  const isBudget = reasons.some(([code]) => code === 'budget');
  const left = total - entries.length;
  return {
    title: title[lang],
    tone: 'info',
    blocks: [
      { kind: 'note', text: reasons.map(([, sentence]) => sentence[lang]).join(lang === 'zh' ? '' : ' ') },
      ...listFacts(kinds, gathered, lang),
      { kind: 'list', items: entries.map((entry) => describeEntry(entry, sense, kinds.length > 1)) },
      ...(left > 0 ? [{ kind: 'note', text: admitText.others(String(left))[lang] } as const] : []),
      ...listButtons(gathered.more, isBudget, lang),
    ],
  };
}

/** The following ones of the same message. */
export function moreCard(gathered: Gathered, sense: GatheredSense): Card {
  const { lang } = sense;
  return {
    title: admitText.moreTitle[lang],
    tone: 'info',
    blocks: [
      { kind: 'list', items: gathered.entries.map((entry) => describeEntry(entry, sense, true)) },
      ...listButtons(gathered.more, false, lang),
    ],
  };
}

/** What was to be opened is not there any more, or not to be seen from here. */
export function closedCard(sentence: string, lang: Lang): Card {
  return { title: admitText.goneTitle[lang], tone: 'plain', blocks: [{ kind: 'text', text: sentence }] };
}

/** How many of each kind, and what sales come to; nothing where the entries tell all there is to it. */
function listFacts(kinds: readonly string[], { counts, sales }: Gathered, lang: Lang): readonly CardBlock[] {
  const sums = sales === undefined ? [] : listSums(sales, lang);
  const others = kinds.length > 1 ? kinds.filter((kind) => kind !== 'sales' || sums.length === 0) : [];
  const facts = others.map((kind) => ({
    label: deliveryKindNames[kind]?.[lang] ?? kind,
    value: String(counts.reduce((sum, each) => sum + (each.kind === kind ? each.count : 0), 0)),
  }));
  return sums.length + facts.length === 0 ? [] : [{ kind: 'facts', facts: [...sums, ...facts] }];
}

function listSums(
  sales: SalesSum,
  lang: Lang,
): readonly { readonly label: string; readonly value: string }[] {
  const { orders, orderAmount, payments, paymentAmount, deals, currency } = sales;
  const sum = (count: number, amount: bigint) =>
    admitText.sum(String(count), formatMoney(amount, currency, lang))[lang];
  return [
    ...(orders > 1 ? [{ label: topicNames.orders[lang], value: sum(orders, orderAmount) }] : []),
    ...(payments > 1 ? [{ label: topicNames.payments[lang], value: sum(payments, paymentAmount) }] : []),
    ...(deals > 1 ? [{ label: admitText.deals[lang], value: admitText.count(String(deals))[lang] }] : []),
  ];
}

function describeEntry(
  { id, kind, title, at }: GatheredEntry,
  { lang, zone }: GatheredSense,
  named: boolean,
) {
  const name = named ? deliveryKindNames[kind]?.[lang] : undefined;
  return {
    text: title,
    note: [localTimeOf(at, zone), ...(name === undefined ? [] : [name])].join(' · '),
    buttons: [{ label: admitText.open[lang], action: 'delivery.open', target: id } as const],
  };
}

function listButtons(more: string | undefined, isBudget: boolean, lang: Lang): readonly CardBlock[] {
  const buttons: Button[] = [];
  if (more !== undefined)
    buttons.push({ label: admitText.more[lang], action: 'delivery.more', target: more });
  if (isBudget) buttons.push({ label: admitText.change[lang], action: 'command.run', target: 'quiet' });
  return buttons.length === 0 ? [] : [{ kind: 'buttons', buttons }];
}
