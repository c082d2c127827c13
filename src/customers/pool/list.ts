import type { Button, Card, CardBlock, ListItem } from '../../chat/card.ts';
import type { RawValues } from '../../chat/spec.ts';
import { formatDate } from '../../kernel/dates.ts';
import { cleanText, cutText } from '../../kernel/text/clean.ts';
import { localDateOf } from '../../kernel/zones.ts';
import type { Context } from '../../people/context.ts';
import { mayUse } from '../../people/rights.ts';
import { auditEntry } from '../../store/audit.ts';
import { answer, commitAll, type Done } from '../../store/commit.ts';
import { noticeCard } from '../cards.ts';
import { countPool, listPool, type PoolCustomer, type PoolPart } from './list-store.ts';
import { endCoolDown } from './rules.ts';
import { loadPoolSettings, type PoolSettings } from './settings.ts';
import { poolText as t } from './text.ts';

/** On one card. */
const PAGE = 6;
/** Whoever has not found one by then should say what they look for. */
const LAST_PAGE = 50;

/** `customer pool`: whom one may claim, the best first. */
export async function showPool(context: Context, values: RawValues): Promise<Done> {
  const where = cleanText(values.where ?? '', 60);
  const card = await drawPool(context, where, 0);
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

/** The buttons that turn pages. What they carry is `<page>.<city or category>`. */
export async function turnPool(context: Context, target: string): Promise<Done> {
  const { roles, lang } = context.actor;
  if (!mayUse(roles, 'customer.see', 'pool')) {
    const entry = auditEntry(context, {
      action: 'command.refused',
      entity: 'command',
      entityId: 'customer pool',
    });
    const card = noticeCard(t.poolTitle[lang], t.poolRefused[lang]);
    return commitAll(context, { kind: 'card', card, audience: 'asker' }, [entry]);
  }
  const [, page = '0', where = ''] = /^(\d{1,2})\.(.*)$/s.exec(target) ?? [];
  const card = await drawPool(context, cleanText(where, 60), Math.min(Number(page), LAST_PAGE));
  return answer(context, { kind: 'replace', card });
}

async function drawPool(context: Context, where: string, page: number): Promise<Card> {
  const { db, orgId, memberId, actor } = context;
  const { lang } = actor;
  const part = await readPart(context, where);
  const [found, count, settings] = await Promise.all([
    listPool(db, { orgId, memberId, part }, { limit: PAGE + 1, offset: page * PAGE }),
    countPool(db, orgId, part),
    loadPoolSettings(db, orgId),
  ]);
  const title = where === '' ? t.poolTitle[lang] : t.poolOf(where)[lang];
  if (found.length === 0 && page === 0) {
    return where === ''
      ? noticeCard(t.poolEmpty[lang], t.poolEmptyHow[lang], 'plain')
      : noticeCard(title, t.poolNoneWhere(where)[lang], 'plain');
  }
  const items = found.slice(0, PAGE).map((customer) => describe(context, settings, customer));
  const blocks: CardBlock[] = [
    { kind: 'note', text: t.poolCount(count)[lang] },
    { kind: 'list', items },
  ];
  const turns: Button[] = [];
  if (page > 0) turns.push(turn(t.pagePrevious[lang], page - 1, where));
  if (found.length > PAGE && page < LAST_PAGE) turns.push(turn(t.pageNext[lang], page + 1, where));
  if (turns.length > 0) blocks.push({ kind: 'buttons', buttons: turns });
  return { title, tone: 'info', blocks };
}

function turn(label: string, page: number, where: string): Button {
  return { label, action: 'pool.page', target: `${page}.${where}` };
}

/** A word is a category if there is one of that code or name, else a city. */
async function readPart({ db, orgId }: Context, where: string): Promise<PoolPart> {
  if (where === '') return { kind: 'all' };
  const folded = where.toLowerCase();
  const categories = await db.category.findMany({
    where: { orgId },
    select: { id: true, code: true, name: true },
  });
  const category = categories.find(
    ({ code, name }) => code.toLowerCase() === folded || name.toLowerCase() === folded,
  );
  return category ? { kind: 'category', id: category.id } : { kind: 'city', city: where };
}

function describe({ clock, actor, org }: Context, settings: PoolSettings, customer: PoolCustomer): ListItem {
  const { lang, roles } = actor;
  const dayOf = (instant: number): string => formatDate(localDateOf(instant, org.zone), lang);
  const freeAt = customer.lostAt === null ? 0 : endCoolDown(settings, customer.lostAt);
  const waits = clock.now() < freeAt;
  const parts = [
    customer.category ?? '',
    customer.city,
    customer.industry,
    customer.bought ? t.boughtBefore[lang] : '',
    customer.lastContactAt === null ? '' : t.contacted(dayOf(customer.lastContactAt))[lang],
    waits ? t.yoursAgain(dayOf(freeAt))[lang] : t.inPoolSince(dayOf(customer.since))[lang],
  ];
  const show: Button = { label: t.buttonShow[lang], action: 'customer.show', target: customer.id };
  const claim: Button = {
    label: t.buttonClaim[lang],
    action: 'customer.claim',
    target: customer.id,
    style: 'primary',
  };
  return {
    text: [{ text: cutText(customer.name, 80), bold: true }],
    note: parts.filter((part) => part !== '').join(' · '),
    buttons: mayUse(roles, 'customer.claim', 'pool') && !waits ? [claim, show] : [show],
  };
}
