import type { Button, Card, CardBlock, ListItem } from '../../chat/card.ts';
import { formatDate } from '../../kernel/dates.ts';
import { isUuid } from '../../kernel/ids.ts';
import { localDateOf } from '../../kernel/zones.ts';
import type { ActionHandler, Command, Context, CustomerMatch } from '../../people/context.ts';
import { mayUse, rolesFor } from '../../people/rights.ts';
import { answer, type Done } from '../../store/commit.ts';
import { refuseCustomer, relateToOwner } from '../access.ts';
import { customerAlone } from '../fields.ts';
import { listFamily } from '../merge/store.ts';
import { sayGone } from '../show.ts';
import { findCustomer } from '../store.ts';
import { loadTimeline, NEWEST, type TimelineRow } from './load.ts';
import type { ActivitySource, Moment } from './source.ts';
import { timelineText as t } from './text.ts';

const PAGE = 10;

export interface Timeline {
  readonly commands: readonly Command[];
  readonly actions: readonly ActionHandler[];
}

/** A customer's timeline out of these sources: the command and the button that turns its pages. */
export function createTimeline(sources: readonly ActivitySource[]): Timeline {
  const show = async (context: Context): Promise<Done> => {
    const [customer] = context.customers;
    return customer ? showPage(context, sources, customer, firstPage) : sayGone(context);
  };
  const press = async (context: Context, target: string): Promise<Done> => {
    const { customerId, place } = readTarget(target);
    const customer = isUuid(customerId)
      ? await findCustomer(context.db, context.orgId, customerId)
      : undefined;
    return customer ? showPage(context, sources, customer, place) : sayGone(context);
  };
  return {
    commands: [
      {
        name: 'customer timeline',
        aliases: ['timeline', '客户 动态', '动态', '客户动态', '客户 时间线'],
        title: t.title,
        summary: t.summary,
        example: t.example,
        roles: rolesFor('customer.see'),
        fields: [customerAlone],
        run: show,
      },
    ],
    actions: [{ action: 'customer.timeline', run: press }],
  };
}

/** One page, for somebody who may see the customer now; it leaves out what they may not see of it. */
async function showPage(
  context: Context,
  sources: readonly ActivitySource[],
  customer: CustomerMatch,
  { before, turned }: Place,
): Promise<Done> {
  const { db, orgId, org, actor } = context;
  const relation = await relateToOwner(context, customer.ownerId);
  if (!mayUse(actor.roles, 'customer.see', relation))
    return refuseCustomer(context, customer, 'customer.see');
  const allowed = sources.filter(({ deed }) => mayUse(actor.roles, deed, relation));
  const family = await listFamily(db, orgId, customer.id);
  const query = { orgId, customerId: customer.id, family, before, limit: PAGE + 1, zone: org.zone };
  const rows = await loadTimeline(db, allowed, query);
  const card = drawPage(context, sources, customer, rows, before);
  return answer(context, turned ? { kind: 'replace', card } : { kind: 'card', card, audience: 'asker' });
}

/** `rows` has one more than is shown, if there is more. */
function drawPage(
  context: Context,
  sources: readonly ActivitySource[],
  customer: CustomerMatch,
  rows: readonly TimelineRow[],
  before: Moment,
): Card {
  const { lang } = context.actor;
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  const blocks: CardBlock[] = [];
  if (last) blocks.push({ kind: 'list', items: shown.map((row) => drawRow(context, sources, row)) });
  if (rows.length <= PAGE) {
    const isEmpty = last === undefined && before === NEWEST;
    blocks.push({ kind: 'note', text: (isEmpty ? t.empty : t.end)[lang] });
  }
  const buttons: Button[] = [];
  const button = { action: 'customer.timeline' } as const;
  if (rows.length > PAGE && last)
    buttons.push({ ...button, label: t.older[lang], target: olderThan(customer.id, last) });
  if (before !== NEWEST) buttons.push({ ...button, label: t.newest[lang], target: `${customer.id}.${BACK}` });
  if (buttons.length > 0) blocks.push({ kind: 'buttons', buttons });
  return { title: t.heading(customer.name)[lang], tone: 'info', blocks };
}

function drawRow(context: Context, sources: readonly ActivitySource[], row: TimelineRow): ListItem {
  const { org, actor } = context;
  const source = sources.find(({ name }) => name === row.source);
  const activity = source?.describe(row.facts, context) ?? { text: row.source, by: '' };
  const day = formatDate(localDateOf(row.at.getTime(), org.zone), actor.lang);
  const note = [day, activity.by].filter((part) => part !== '').join(' · ');
  return { text: activity.text, note, ...(activity.buttons ? { buttons: activity.buttons } : {}) };
}

/** Where in the timeline a press leads; `turned`: its card takes the place of the page that was turned. */
interface Place {
  readonly before: Moment;
  readonly turned: boolean;
}

const firstPage: Place = { before: NEWEST, turned: false };
const BACK = 'newest';

/** `<customer>`: a card of its own. `<customer>.newest`, `<customer>.<epoch ms>.<row>`: another page of this one. */
function readTarget(target: string): { readonly customerId: string; readonly place: Place } {
  const [customerId = '', at, id = ''] = target.split('.');
  if (at === undefined) return { customerId, place: firstPage };
  if (/^\d{1,14}$/.test(at) && isUuid(id))
    return { customerId, place: { before: { at: new Date(Number(at)), id }, turned: true } };
  return { customerId, place: { before: NEWEST, turned: true } };
}

function olderThan(customerId: string, { at, id }: Moment): string {
  return `${customerId}.${at.getTime()}.${id}`;
}
