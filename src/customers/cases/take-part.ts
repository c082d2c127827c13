import { buildForm } from '../../chat/form.ts';
import type { CommandSpec, RawValues } from '../../chat/spec.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import type { Context } from '../../people/context.ts';
import { auditEntry } from '../../store/audit.ts';
import { answer, commit, commitAll, type Done } from '../../store/commit.ts';
import { insertDraft } from '../../store/drafts.ts';
import { outboxEvent } from '../../store/outbox.ts';
import { noticeCard } from '../cards.ts';
import { caseCard } from './cards.ts';
import { inPlace, tellClosed } from './decide.ts';
import { reachCase, sayNoCase } from './reach.ts';
import { findCase, lockCase, withdraw, writeAnswer } from './store.ts';
import { caseText as t } from './text.ts';

const ANSWER_LENGTH = 2_000;

/** `case.answer`: the owner's form for their side. */
export async function startAnswer(context: Context, spec: CommandSpec<never>, target: string): Promise<Done> {
  const reached = await reachCase(context, target);
  if (reached?.part !== 'respondent') return sayNoCase(context, reached, 'onlyOwner');
  const { about } = reached;
  if (about.state !== 'open') return answer(context, tellClosed(context, about, 'respondent'));
  const draftId = context.ids.uuid();
  const values = { caseId: about.id, text: about.answer };
  const fields = spec.fields.filter(({ name }) => name !== 'customer');
  const form = buildForm({ spec: { ...spec, fields }, draftId, lang: context.actor.lang, values });
  return commitAll(context, { kind: 'form', form: { ...form, intro: about.customerName } }, [
    insertDraft(context, { id: draftId, command: spec.name, values: { caseId: about.id } }),
  ]);
}

/** `customer case answer`: the owner tells their side, as often as they like while the case runs. */
export async function answerCase(context: Context, values: RawValues): Promise<Done> {
  const { lang } = context.actor;
  const reached = await reachCase(context, values.caseId);
  if (reached?.part !== 'respondent') return sayNoCase(context, reached, 'onlyOwner');
  const said = cleanText(values.text ?? '', ANSWER_LENGTH);
  return commit(context, async (tx) => {
    const { id } = reached.about;
    await lockCase(tx, context.orgId, id);
    const about = (await findCase(tx, context.orgId, id)) ?? reached.about;
    if (about.state !== 'open') return tellClosed(context, about, 'respondent');
    await tx.$executeRaw(writeAnswer(context, id, said));
    await tx.$executeRaw(
      auditEntry(context, {
        action: 'case.answered',
        entity: 'collision_case',
        entityId: id,
        after: { text: said },
      }),
    );
    return {
      kind: 'card',
      card: noticeCard(t.answered[lang], t.answeredHow[lang], 'good'),
      audience: 'asker',
    };
  });
}

/** `case.withdraw`: the claimant takes it back. */
export async function withdrawCase(context: Context, target: string): Promise<Done> {
  const reached = await reachCase(context, target);
  if (reached?.part !== 'claimant') return sayNoCase(context, reached, 'onlyClaimant');
  return commit(context, async (tx) => {
    const { id } = reached.about;
    await lockCase(tx, context.orgId, id);
    const about = (await findCase(tx, context.orgId, id)) ?? reached.about;
    if (about.state !== 'open') return tellClosed(context, about, 'claimant');
    await tx.$executeRaw(withdraw(context, id));
    await tx.$executeRaw(
      auditEntry(context, {
        action: 'case.withdrawn',
        entity: 'collision_case',
        entityId: id,
        before: { state: 'open' },
        after: { state: 'withdrawn' },
      }),
    );
    await tx.$executeRaw(outboxEvent(context, { kind: 'case.closed', caseId: id }));
    return inPlace(context, caseCard({ ...about, state: 'withdrawn' }, 'claimant', [], context.actor.lang));
  });
}
