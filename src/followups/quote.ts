import { writeChosen } from '../chat/chosen.ts';
import { buildForm } from '../chat/form.ts';
import type { CommandSpec, RawValues } from '../chat/spec.ts';
import { noticeCard } from '../customers/cards.ts';
import { findMentioned } from '../customers/mentioned.ts';
import { cleanText } from '../kernel/text/clean.ts';
import { localDateOf } from '../kernel/zones.ts';
import type { Context } from '../people/context.ts';
import { mayRun } from '../people/rights.ts';
import { auditEntry } from '../store/audit.ts';
import { commitAll, type Done } from '../store/commit.ts';
import { insertDraft } from '../store/drafts.ts';
import { refineFollowUp } from './refine.ts';
import { followUpText as t } from './text.ts';

/** A form takes no more. */
const QUOTED = 2_900;

/**
 * Opens the form of a follow-up with what somebody wrote elsewhere in it: read as if it had been typed, with the customer it
 * speaks of and the day on which it was said. Nothing is logged before its person has looked at it.
 * `values.text`: the message; `values.saidAt`: epoch seconds, where known.
 */
export async function quoteFollowUp(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  const { lang, roles } = context.actor;
  if (!mayRun(roles, spec.roles)) {
    const card = noticeCard(t.quoteRefused[lang], t.quoteRefusedHow[lang]);
    return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
      auditEntry(context, { action: 'command.refused', entity: 'command', entityId: spec.name }),
    ]);
  }
  const text = cleanText(values.text ?? '', QUOTED);
  const moment = { now: context.clock.now(), zone: context.actor.zone };
  const known = values.customer ?? (await findNamed(context, text));
  const draft = {
    ...refineFollowUp({ text }, context.today, moment),
    ...(known === undefined ? {} : { customer: known }),
    ...readDay(context, values.saidAt),
  };
  const draftId = context.ids.uuid();
  const form = buildForm({ spec, draftId, lang, values: draft });
  return commitAll(context, { kind: 'form', form }, [
    insertDraft(context, { id: draftId, command: spec.name, values: draft }),
  ]);
}

async function findNamed(context: Context, text: string): Promise<string | undefined> {
  const found = await findMentioned(context, text);
  return found === undefined ? undefined : writeChosen(found.id, cleanText(found.name, 60));
}

/** Said on an earlier day, it happened on that day. */
function readDay({ org, today }: Context, saidAt: string | undefined): RawValues {
  const seconds = Number(saidAt ?? 'none');
  if (!Number.isFinite(seconds) || seconds <= 0) return {};
  const day = localDateOf(seconds * 1_000, org.zone);
  return day < today ? { at: day } : {};
}
