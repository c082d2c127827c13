import type { Button, Card, CardBlock, ListItem } from '../chat/card.ts';
import { formatDate } from '../kernel/dates.ts';
import { cutText } from '../kernel/text/clean.ts';
import { localDateOf, localTimeOf } from '../kernel/zones.ts';
import type { Context } from '../people/context.ts';
import type { Neighbour, Visit } from './visit-store.ts';
import { visitText as t } from './visit-text.ts';

/** Each may have two buttons, and a card holds only so many. */
const ITEMS = 10;

/** The day's visits: one's own to check in and log, those of one's groups to comment on. */
export function visitsCard(context: Context, visits: readonly Visit[]): Card {
  const { lang } = context.actor;
  if (visits.length === 0) {
    return { title: t.none[lang], tone: 'plain', blocks: [{ kind: 'text', text: t.noneHow[lang] }] };
  }
  const done = visits.filter(({ followUpId, checkedInAt }) => followUpId !== null || checkedInAt !== null);
  const blocks: CardBlock[] = [
    { kind: 'list', items: visits.slice(0, ITEMS).map((visit) => drawVisit(context, visit)) },
  ];
  const more = visits.length - ITEMS;
  if (more > 0) blocks.push({ kind: 'note', text: t.more(more)[lang] });
  return { title: t.count(done.length, visits.length)[lang], tone: 'info', blocks };
}

function drawVisit(context: Context, visit: Visit): ListItem {
  const { actor, memberId, org } = context;
  const { lang } = actor;
  const state =
    visit.followUpId !== null ? t.stateDone : visit.checkedInAt !== null ? t.stateThere : t.stateOpen;
  const at =
    visit.checkedInAt === null ? visit.plannedTime : localTimeOf(visit.checkedInAt.getTime(), org.zone);
  const facts = [at ?? '', state[lang], visit.memberId === memberId ? '' : visit.memberName];
  const note = [visit.place, cutText(visit.text ?? '', 120)].filter((part) => part !== '').join(' · ');
  return {
    text: [
      { text: visit.customerName, bold: true },
      { text: ` · ${facts.filter((part) => part !== '').join(' · ')}` },
    ],
    ...(note === '' ? {} : { note }),
    buttons: visit.memberId === memberId ? ownButtons(visit, lang) : othersButtons(visit, lang),
  };
}

function ownButtons(
  { visitId, followUpId, checkedInAt, customerId }: Visit,
  lang: 'en' | 'zh',
): readonly Button[] {
  if (followUpId !== null) return [];
  const log: Button = {
    label: t.buttonLog[lang],
    action: 'followup.start',
    target: `${customerId}.visit`,
  };
  if (visitId === null || checkedInAt !== null) return [{ ...log, style: 'primary' }];
  return [
    { label: t.buttonCheckIn[lang], action: 'visit.checkin', target: visitId, style: 'primary' },
    { label: t.buttonCancel[lang], action: 'visit.cancel', target: visitId },
  ];
}

function othersButtons({ followUpId }: Visit, lang: 'en' | 'zh'): readonly Button[] {
  if (followUpId === null) return [];
  return [{ label: t.buttonComment[lang], action: 'followup.comment', target: followUpId }];
}

/** Who reads it, and whose days count. */
export interface NearbyReader {
  readonly lang: 'en' | 'zh';
  readonly zone: string;
}

/** Others in the same city; nothing where there are none. */
export function neighbourBlocks(
  reader: NearbyReader,
  neighbours: readonly Neighbour[],
): readonly CardBlock[] {
  const { lang } = reader;
  const [first] = neighbours;
  if (first === undefined) return [];
  return [
    { kind: 'divider' },
    { kind: 'text', text: [{ text: t.nearby(first.city)[lang], bold: true }] },
    neighbourList(reader, neighbours),
  ];
}

/** Each with what can be done about it in one tap. */
export function neighbourList(reader: NearbyReader, neighbours: readonly Neighbour[]): CardBlock {
  const { lang } = reader;
  return {
    kind: 'list',
    items: neighbours.map((each) => ({
      text: [{ text: each.name, bold: true }, { text: ` · ${describeNeighbour(reader, each)}` }],
      buttons: [
        { label: t.buttonPlan[lang], action: 'visit.start', target: each.id },
        { label: t.buttonCustomer[lang], action: 'customer.show', target: each.id },
      ],
    })),
  };
}

function describeNeighbour({ lang, zone }: NearbyReader, { ownerId, lastContactAt }: Neighbour): string {
  const last =
    lastContactAt === null
      ? t.never[lang]
      : t.last(formatDate(localDateOf(lastContactAt.getTime(), zone), lang))[lang];
  return ownerId === null ? `${last} · ${t.inPool[lang]}` : last;
}
