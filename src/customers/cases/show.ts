import type { ListItem } from '../../chat/card.ts';
import { formatDate } from '../../kernel/dates.ts';
import { localDateOf } from '../../kernel/zones.ts';
import type { Context } from '../../people/context.ts';
import { listMembersBelow } from '../../people/groups.ts';
import { answer, type Done } from '../../store/commit.ts';
import { noticeCard } from '../cards.ts';
import { caseCard } from './cards.ts';
import { reachCase, sayNoCase } from './reach.ts';
import { type Case, listOpenCases, loadEvidence } from './store.ts';
import { caseText as t } from './text.ts';

const MOST_LISTED = 15;

/** `case.show`: the case, as much of it as this person may see. */
export async function showCase(context: Context, target: string): Promise<Done> {
  const reached = await reachCase(context, target);
  if (reached === undefined || reached.part === 'nobody') return sayNoCase(context, reached);
  const { about, part } = reached;
  const evidence = await loadEvidence(context.db, context.orgId, about);
  const card = caseCard(about, part, evidence, context.actor.lang);
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

/** `customer case list`: what runs that the person has a part in. */
export async function listCases(context: Context): Promise<Done> {
  const { db, orgId, memberId, today } = context;
  const { lang, roles } = context.actor;
  const below = await listMembersBelow(db, orgId, memberId, today);
  const all = roles.includes('admin') || roles.includes('executive');
  const cases = await listOpenCases(db, orgId, { memberId, below: [...below], all }, MOST_LISTED);
  const items = cases.map((about) => describeCase(context, about));
  const card =
    items.length === 0
      ? noticeCard(t.noneOpen[lang], t.noneOpenHow[lang], 'plain')
      : ({ title: t.listTitle[lang], tone: 'info', blocks: [{ kind: 'list', items }] } as const);
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

function describeCase({ memberId, actor: { lang } }: Context, about: Case): ListItem {
  const name = about.claimantId === memberId ? about.typedName || t.unnamed[lang] : about.customerName;
  const day = formatDate(localDateOf(about.openedAt, about.zone), lang);
  return {
    text: [{ text: name, bold: true }],
    note: [`${about.claimantName} / ${about.respondentName}`, day].join(' · '),
    buttons: [{ label: t.buttonShow[lang], action: 'case.show', target: about.id }],
  };
}
