import type { Card, CardBlock } from '../../chat/card.ts';
import { addMonths } from '../../kernel/calendar.ts';
import { formatDate } from '../../kernel/dates.ts';
import { isUuid } from '../../kernel/ids.ts';
import { formatBasisPoints, formatMoney } from '../../kernel/money.ts';
import { cutText } from '../../kernel/text/clean.ts';
import type { ActionHandler, Command, Context, CustomerMatch } from '../../people/context.ts';
import { mayUse, rolesFor } from '../../people/rights.ts';
import { auditEntry } from '../../store/audit.ts';
import { answer, commitAll, type Done } from '../../store/commit.ts';
import { relateToOwner } from '../access.ts';
import { noticeCard } from '../cards.ts';
import { customerAlone } from '../fields.ts';
import { sayGone } from '../show.ts';
import { findCustomer } from '../store.ts';
import { findModel, type Model } from './alike.ts';
import { type Rhythm, readRhythm, type WeighedDeal, weighDeals } from './rules.ts';
import type { Purchases, ValueSources } from './sources.ts';
import { valueText as t } from './text.ts';

/** How far back payments count. */
const MONTHS = 24;
const DEALS_SHOWN = 5;

export interface CustomerValue {
  readonly commands: readonly Command[];
  readonly actions: readonly ActionHandler[];
}

/** What a customer is worth, from what other rooms know: the command and the button. */
export function createCustomerValue(sources: ValueSources): CustomerValue {
  return {
    commands: [
      {
        name: 'customer value',
        aliases: ['value', '客户 价值', '客户价值', '价值'],
        title: t.title,
        summary: t.summary,
        example: t.example,
        roles: rolesFor('order.see'),
        fields: [customerAlone],
        run: async (context) => {
          const [customer] = context.customers;
          return customer ? showValue(context, sources, customer) : sayGone(context);
        },
      },
    ],
    actions: [
      {
        action: 'customer.value',
        run: async (context, target) => {
          const { db, orgId } = context;
          const customer = isUuid(target) ? await findCustomer(db, orgId, target) : undefined;
          return customer ? showValue(context, sources, customer) : sayGone(context);
        },
      },
    ],
  };
}

async function showValue(context: Context, sources: ValueSources, customer: CustomerMatch): Promise<Done> {
  const relation = await relateToOwner(context, customer.ownerId);
  if (!mayUse(context.actor.roles, 'order.see', relation)) return refuse(context, customer.id);
  const since = addMonths(context.today, -MONTHS);
  const [purchases, deals, model] = await Promise.all([
    sources.loadPurchases(context, customer.id, since),
    sources.loadDeals(context, customer.id),
    findModel(context, sources, customer.id, since),
  ]);
  const seesDeals = mayUse(context.actor.roles, 'deal.see', relation);
  const card = valueCard(context, customer.name, { purchases, deals, model, seesDeals });
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

interface Worth {
  readonly purchases: Purchases;
  readonly deals: readonly WeighedDeal[];
  readonly model: Model;
  /** Which deals they are, and not only what they come to. */
  readonly seesDeals: boolean;
}

function valueCard(context: Context, name: string, { purchases, deals, model, seesDeals }: Worth): Card {
  const { org, actor, today } = context;
  const { lang } = actor;
  const money = (minor: bigint) => formatMoney(minor, org.currency, lang);
  const rhythm = readRhythm(purchases.days, today);
  const part = (amount: string, how: string) => [{ text: amount, bold: true }, { text: ` · ${how}` }];
  const given = t.givenHow(String(MONTHS), String(purchases.payments))[lang];
  const facts = [
    { label: t.given[lang], value: part(money(purchases.given), given) },
    {
      label: t.potential[lang],
      value: part(
        money(weighDeals(deals)),
        (deals.length === 0 ? t.noDeals : t.potentialHow(String(deals.length)))[lang],
      ),
    },
    { label: t.model[lang], value: describeModel(model, money, lang) },
    ...rhythmFacts(rhythm, lang),
  ];
  const blocks: CardBlock[] = [{ kind: 'facts', facts }];
  if (rhythm?.usualDays !== undefined && rhythm.daysSince > rhythm.usualDays)
    blocks.push({ kind: 'note', text: t.overdue[lang] });
  if (deals.length > 0 && seesDeals) blocks.push(...listDeals(deals, money, lang));
  return { title: t.heading(name)[lang], tone: 'info', blocks };
}

function describeModel(model: Model, money: (minor: bigint) => string, lang: 'en' | 'zh') {
  if (model.yearly === undefined) return t.tooFew[lang];
  const alike = [model.category ?? '', model.industry].filter((word) => word !== '').join(' · ');
  return [
    { text: money(model.yearly), bold: true },
    { text: ` · ${t.modelHow(String(model.count), alike)[lang]}` },
  ];
}

function rhythmFacts(rhythm: Rhythm | undefined, lang: 'en' | 'zh') {
  if (rhythm === undefined) return [{ label: t.lastPurchase[lang], value: t.never[lang] }];
  const last = t.daysAgo(formatDate(rhythm.last, lang), String(rhythm.daysSince))[lang];
  const facts = [{ label: t.lastPurchase[lang], value: last }];
  if (rhythm.usualDays === undefined) return facts;
  return [...facts, { label: t.interval[lang], value: t.every(String(rhythm.usualDays))[lang] }];
}

function listDeals(
  deals: readonly WeighedDeal[],
  money: (minor: bigint) => string,
  lang: 'en' | 'zh',
): readonly CardBlock[] {
  const items = deals.slice(0, DEALS_SHOWN).map((deal) => ({
    text: cutText(deal.title, 80),
    note: t.dealLine(money(deal.amount), formatBasisPoints(deal.basisPoints), money(weighDeals([deal])))[
      lang
    ],
  }));
  return [
    { kind: 'text', text: [{ text: t.deals[lang], bold: true }] },
    { kind: 'list', items },
  ];
}

function refuse(context: Context, customerId: string): Promise<Done> {
  const { lang } = context.actor;
  const card = noticeCard(t.refused[lang], t.refusedHow[lang]);
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
    auditEntry(context, {
      action: 'customer.refused',
      entity: 'customer',
      entityId: customerId,
      after: { deed: 'customer.value' },
    }),
  ]);
}
