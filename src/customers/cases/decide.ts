import type { Card, Field } from '../../chat/card.ts';
import { buildForm } from '../../chat/form.ts';
import type { Reply } from '../../chat/reply.ts';
import type { CommandSpec, RawValues } from '../../chat/spec.ts';
import { parsePercent } from '../../kernel/amount.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import type { Context } from '../../people/context.ts';
import { auditEntry } from '../../store/audit.ts';
import type { Tx } from '../../store/client.ts';
import { answer, commit, commitAll, type Done } from '../../store/commit.ts';
import { insertDraft } from '../../store/drafts.ts';
import { outboxEvent } from '../../store/outbox.ts';
import { askAgain } from '../ask-again.ts';
import { noticeCard } from '../cards.ts';
import { moveOwner } from '../owners.ts';
import { caseCard } from './cards.ts';
import { insertDefaultSplit } from './default-split.ts';
import { type Reached, reachCase, refuseCase, sayNoCase } from './reach.ts';
import { isSide, type Part, type Ruling, readSides, WHOLE } from './rules.ts';
import { type Case, closeWithRuling, findCase, lockCase } from './store.ts';
import { caseText as t } from './text.ts';

const REASON_LENGTH = 500;

/** `case.decide`: `<case>.holder`, `<case>.claimant`, or `<case>.split`, which opens the form. */
export async function pressDecide(context: Context, spec: CommandSpec<never>, target: string): Promise<Done> {
  const [caseId = '', way] = target.split('.');
  const reached = await reachCase(context, caseId);
  if (reached === undefined || reached.part !== 'decider') return refuseDecision(context, reached);
  if (isSide(way)) return rule(context, reached.about, { side: way, ownerBasisPoints: WHOLE, reason: '' });
  if (reached.about.state !== 'open') return answer(context, tellClosed(context, reached.about));
  return openForm(context, spec, reached.about);
}

/** `customer case decide`, typed or as the form. */
export async function decideCase(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  const { lang } = context.actor;
  const reached = await reachCase(context, values.caseId);
  if (reached === undefined) {
    const card = noticeCard(t.gone[lang], t.noneOfCustomer[lang]);
    return answer(context, { kind: 'card', card, audience: 'asker' });
  }
  if (reached.part !== 'decider') return refuseDecision(context, reached);
  const percent = parsePercent(values.share ?? '100%');
  const share = percent.kind === 'ok' ? percent.value : 0;
  if (share < 1 || share > WHOLE || !isSide(values.owner)) {
    const typed = { ...values, customer: reached.about.customerName };
    return askAgain(context, spec, typed, { share: t.shareUnreadable[lang] });
  }
  const reason = cleanText(values.reason ?? '', REASON_LENGTH);
  return rule(context, reached.about, { side: values.owner, ownerBasisPoints: share, reason });
}

function openForm(context: Context, spec: CommandSpec<never>, about: Case): Promise<Done> {
  const { lang } = context.actor;
  const draftId = context.ids.uuid();
  const values = { caseId: about.id };
  const fields = spec.fields.filter(({ name }) => name !== 'customer');
  const form = buildForm({ spec: { ...spec, fields }, draftId, lang, values: { ...values, share: '100' } });
  const named = form.fields.map((field) => nameSides(field, about, lang));
  return commitAll(context, { kind: 'form', form: { ...form, intro: about.customerName, fields: named } }, [
    insertDraft(context, { id: draftId, command: spec.name, values }),
  ]);
}

/** In the form of one case the two sides are called by their names. */
function nameSides(field: Field, about: Case, lang: 'en' | 'zh'): Field {
  if (field.kind !== 'choice' || field.name !== 'owner') return field;
  const options = [
    { value: 'holder', label: t.sideHolder(about.respondentName)[lang] },
    { value: 'claimant', label: t.sideClaimant(about.claimantName)[lang] },
  ];
  return { ...field, options };
}

/** Of several who decide at once one gets through; the others are told what was decided. */
function rule(context: Context, { id }: Case, ruling: Ruling): Promise<Done> {
  return commit(context, async (tx) => {
    await lockCase(tx, context.orgId, id);
    const about = await findCase(tx, context.orgId, id);
    if (about === undefined) return inPlace(context, noticeCard(t.gone[context.actor.lang], ''));
    if (about.state !== 'open') return tellClosed(context, about);
    const { ownerId } = readSides(about, ruling.side);
    const owner = await tx.member.findUnique({
      where: { orgId_id: { orgId: context.orgId, id: ownerId } },
      select: { name: true, active: true },
    });
    if (!owner?.active)
      return { kind: 'card', card: leftCard(context, owner?.name ?? ''), audience: 'asker' };
    await writeRuling(context, tx, about, ruling);
    const decided = (await findCase(tx, context.orgId, id)) ?? about;
    return inPlace(
      context,
      caseCard(decided, 'decider', [], context.actor.lang),
      t.ruledNotice[context.actor.lang],
    );
  });
}

async function writeRuling(context: Context, tx: Tx, about: Case, ruling: Ruling): Promise<void> {
  const { ownerBasisPoints, reason } = ruling;
  const { ownerId, otherId } = readSides(about, ruling.side);
  const { customerId } = about;
  await tx.$executeRaw(closeWithRuling(context, about.id, { ownerId, ownerBasisPoints, reason }));
  const rest =
    ownerBasisPoints === WHOLE ? [] : [{ memberId: otherId, basisPoints: WHOLE - ownerBasisPoints }];
  const shares = [{ memberId: null, basisPoints: ownerBasisPoints }, ...rest];
  const split = { customerId, caseId: about.id, validFrom: context.today, shares, reason };
  await tx.$executeRaw(insertDefaultSplit(context, split));
  if (about.ownerId !== ownerId)
    await moveOwner(tx, context, { customerId, from: about.ownerId, to: ownerId, reason: 'ruled' });
  await tx.$executeRaw(
    auditEntry(context, {
      action: 'case.ruled',
      entity: 'collision_case',
      entityId: about.id,
      before: { state: about.state, ownerId: about.ownerId },
      after: { state: 'ruled', customerId, ownerId, ownerBasisPoints, otherId, reason },
    }),
  );
  await tx.$executeRaw(outboxEvent(context, { kind: 'case.closed', caseId: about.id }));
}

/** What became of it, for a press that comes too late. */
export function tellClosed(context: Context, about: Case, part: Exclude<Part, 'nobody'> = 'decider'): Reply {
  const { lang } = context.actor;
  const notice =
    about.state === 'ruled' ? t.decidedAlready(about.deciderName ?? '–')[lang] : t.withdrawnAlready[lang];
  return inPlace(context, caseCard(about, part, [], lang), notice);
}

/** A pressed card gives way; a typed command is answered. */
export function inPlace(context: Context, card: Card, notice?: string): Reply {
  if (context.inbound.kind === 'text') return { kind: 'card', card, audience: 'asker' };
  return { kind: 'replace', card, ...(notice === undefined ? {} : { notice }) };
}

function leftCard({ actor: { lang } }: Context, name: string): Card {
  return noticeCard(t.notYours[lang], t.hasLeft(name)[lang]);
}

function refuseDecision(context: Context, reached: Reached | undefined): Promise<Done> {
  if (reached === undefined || reached.part === 'nobody') return sayNoCase(context, reached);
  const { lang } = context.actor;
  const why = reached.part === 'onlooker' ? t.needsManager : t.isParty;
  return refuseCase(context, reached.about, 'case.decide', noticeCard(t.notYours[lang], why[lang]));
}
