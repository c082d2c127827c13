import { writeChosen } from '../chat/chosen.ts';
import { buildForm, isAsked } from '../chat/form.ts';
import type { PressInbound } from '../chat/inbound.ts';
import type { Reply } from '../chat/reply.ts';
import type { RawValues } from '../chat/spec.ts';
import type { Command, Context } from '../people/context.ts';
import { findAnswer } from '../store/answers.ts';
import { auditEntry } from '../store/audit.ts';
import { answer, commitAll, type Done, findFinished } from '../store/commit.ts';
import { BEGUN_BY, closeDraft, type Draft, findDraft } from '../store/drafts.ts';
import { draftCancelledCard, draftGoneCard } from './refusal.ts';
import { draftKey, runCommand, tailorCommand } from './run-command.ts';
import type { DispatchTables } from './tables.ts';

/** Goes on with a command that waited for its person: a form, a choice, a question. */
export async function runDraft(tables: DispatchTables, context: Context, press: PressInbound): Promise<Done> {
  const [draftId = '', choice = ''] = press.target.split('.');
  const draft = await findDraft(context, draftId);
  // A form posted into a group can be pressed by anybody; only the one whose command it is goes on with it.
  if (draft !== undefined && draft.memberId !== context.memberId) return refuseDraft(context, draft.id);
  const command = tables.commands.find((each) => each.name === draft?.command);
  if (draft === undefined || command === undefined) {
    return answer(context, { kind: 'replace', card: draftGoneCard(context.actor.lang) });
  }
  const spec = await tailorCommand(context, command, draft.values);
  const { lang } = context.actor;
  switch (press.action) {
    case 'form.open':
      return answer(context, {
        kind: 'form',
        form: buildForm({ spec, draftId, lang, values: draft.values }),
      });
    case 'draft.cancel':
      return commitAll(context, { kind: 'replace', card: draftCancelledCard(spec.title[lang], lang) }, [
        closeDraft(context, draft.id),
      ]);
    default: {
      const earlier = await findFinished({ ...context, inbound: { ...press, key: draftKey(draft.id) } });
      if (earlier) return earlier;
      const shape = (reply: Reply) => context.shape?.(takePlace(reply)) ?? takePlace(reply);
      const amending = await amendAnswer({ ...context, shape }, draft.values);
      return runCommand(amending, command, mergeValues(draft, spec, press, choice), { draftId });
    }
  }
}

/** Where the press itself cannot carry the answer, it takes the place of what the message that began it was answered with. */
async function amendAnswer(context: Context, values: RawValues): Promise<Context> {
  const begunBy = values[BEGUN_BY];
  if (begunBy === undefined || context.inbound.answers.includes('replace')) return context;
  const confirmation = (await findAnswer(context.db, context.orgId, begunBy))?.ref ?? undefined;
  return confirmation === undefined ? context : { ...context, confirmation };
}

/** What comes of a choice or a question takes the place of the card that asked, so that it cannot be answered twice. */
function takePlace(reply: Reply): Reply {
  return reply.kind === 'card' ? { kind: 'replace', card: reply.card } : reply;
}

function mergeValues(draft: Draft, spec: Command, press: PressInbound, choice: string): RawValues {
  switch (press.action) {
    case 'draft.choose': {
      const field = draft.values.choosing ?? 'customer';
      return { ...draft.values, [field]: writeChosen(choice) };
    }
    case 'draft.confirm':
      return { ...draft.values, confirmed: 'yes' };
    default:
      return { ...draft.values, ...readFields(spec, draft.values, press.values) };
  }
}

/** What a form says about the command's fields and nothing else: that a question was answered is not for it to say. */
function readFields(spec: Command, known: RawValues, values: RawValues): RawValues {
  const names = new Set(spec.fields.map(({ name }) => name).filter((name) => isAsked(name, known)));
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}

/** Tells of somebody else's form or question as of none, and writes the attempt down. */
function refuseDraft(context: Context, id: string): Promise<Done> {
  return commitAll(context, { kind: 'replace', card: draftGoneCard(context.actor.lang) }, [
    auditEntry(context, {
      action: 'access.refused',
      entity: 'draft',
      entityId: id,
      after: { deed: 'draft.press' },
    }),
  ]);
}
