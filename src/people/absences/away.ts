import { writeChosen } from '../../chat/chosen.ts';
import { buildForm } from '../../chat/form.ts';
import type { CommandSpec, RawValues } from '../../chat/spec.ts';
import { addDays, type LocalDate } from '../../kernel/calendar.ts';
import { formatDate } from '../../kernel/dates.ts';
import { isUuid } from '../../kernel/ids.ts';
import { auditEntry } from '../../store/audit.ts';
import { commitAll, type Done } from '../../store/commit.ts';
import { insertDraft } from '../../store/drafts.ts';
import { sentenceCard } from '../cards.ts';
import type { Context } from '../context.ts';
import { listMembersBelow } from '../groups.ts';
import { cancelAbsence, findAbsence, insertAbsence } from './store.ts';
import { absenceText as t } from './text.ts';

const LONGEST = 366;

/** `away`: notes days on which somebody is not there: oneself; a manager for their groups, an admin for anybody. */
export async function noteAbsence(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  const { actor, ids } = context;
  const memberId = values.member ?? actor.memberId;
  const name = await nameOf(context, memberId);
  const refused = await refuse(context, memberId, name);
  if (refused) return refused;
  const from = values.from ?? context.today;
  const to = values.to ?? from;
  const error = to < from ? t.order : to > addDays(from, LONGEST) ? t.tooLong : undefined;
  if (error) return askAgain(context, spec, { ...values, ...nameMember(values, name) }, error[actor.lang]);
  const absence = { id: ids.uuid(), memberId, from, to };
  const { lang } = actor;
  const card = sentenceCard(t.noted(name)[lang], t.how[lang], 'good');
  const blocks = [
    { kind: 'facts', facts: [{ label: t.days[lang], value: describeDays(from, to, lang) }] } as const,
    ...card.blocks,
    {
      kind: 'buttons',
      buttons: [{ label: t.buttonCancel[lang], action: 'away.cancel', target: absence.id }],
    } as const,
  ];
  return commitAll(context, { kind: 'card', card: { ...card, blocks }, audience: 'asker' }, [
    insertAbsence(context, absence),
    auditEntry(context, {
      action: 'absence.noted',
      entity: 'absence',
      entityId: absence.id,
      after: { memberId, from, to },
    }),
  ]);
}

/** The button that takes it back. */
export async function pressCancel(context: Context, target: string): Promise<Done> {
  const { lang } = context.actor;
  const absence = isUuid(target) ? await findAbsence(context.db, context.orgId, target) : undefined;
  if (absence === undefined) {
    return commitAll(context, { kind: 'replace', card: sentenceCard(t.gone[lang], '', 'plain') }, []);
  }
  const name = await nameOf(context, absence.memberId);
  const refused = await refuse(context, absence.memberId, name);
  if (refused) return refused;
  const { memberId, from, to } = absence;
  const entry = auditEntry(context, {
    action: 'absence.cancelled',
    entity: 'absence',
    entityId: absence.id,
    before: { memberId, from, to },
  });
  const card = sentenceCard(t.cancelled(name)[lang], describeDays(absence.from, absence.to, lang), 'plain');
  return commitAll(context, { kind: 'replace', card }, [cancelAbsence(context, absence.id), entry]);
}

async function refuse(context: Context, memberId: string, name: string): Promise<Done | undefined> {
  const { actor, db, orgId, today } = context;
  if (memberId === actor.memberId || actor.roles.includes('admin')) return undefined;
  const below = actor.roles.includes('manager')
    ? await listMembersBelow(db, orgId, actor.memberId, today)
    : new Set<string>();
  if (below.has(memberId)) return undefined;
  const card = sentenceCard(t.notYours[actor.lang], t.notBelow(name)[actor.lang], 'warn');
  const entry = auditEntry(context, {
    action: 'absence.refused',
    entity: 'member',
    entityId: memberId,
    after: { deed: 'absence.note' },
  });
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [entry]);
}

function askAgain(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
  error: string,
): Promise<Done> {
  const draftId = context.ids.uuid();
  const form = buildForm({ spec, draftId, lang: context.actor.lang, values, errors: { to: error } });
  return commitAll(context, { kind: 'form', form }, [
    insertDraft(context, { id: draftId, command: spec.name, values }),
  ]);
}

function nameMember({ member }: RawValues, name: string): RawValues {
  return member === undefined ? {} : { member: writeChosen(member, name) };
}

async function nameOf({ db, orgId }: Context, memberId: string): Promise<string> {
  const row = await db.member.findUnique({
    where: { orgId_id: { orgId, id: memberId } },
    select: { name: true },
  });
  return row?.name ?? '';
}

function describeDays(from: LocalDate, to: LocalDate, lang: 'en' | 'zh'): string {
  return from === to ? formatDate(from, lang) : `${formatDate(from, lang)} – ${formatDate(to, lang)}`;
}
