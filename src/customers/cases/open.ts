import type { Card } from '../../chat/card.ts';
import { buildForm } from '../../chat/form.ts';
import type { CommandSpec, RawValues } from '../../chat/spec.ts';
import { isUuid } from '../../kernel/ids.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import { normalizeName } from '../../kernel/text/normalize.ts';
import { loadCalendar } from '../../people/calendar/store.ts';
import type { Context, CustomerMatch } from '../../people/context.ts';
import { mayUse } from '../../people/rights.ts';
import { auditEntry } from '../../store/audit.ts';
import { answer, commitAll, type Done } from '../../store/commit.ts';
import { insertDraft } from '../../store/drafts.ts';
import { violatedConstraint } from '../../store/errors.ts';
import { outboxEvent } from '../../store/outbox.ts';
import { refuseCustomer, relateToOwner } from '../access.ts';
import { askAgain } from '../ask-again.ts';
import { noticeCard } from '../cards.ts';
import { sayGone } from '../show.ts';
import { findCustomer } from '../store.ts';
import { customerText } from '../text.ts';
import { planReminder } from './rules.ts';
import { findOpenCase, findRefusedName, insertCase, OPEN_CASE_KEY } from './store.ts';
import { caseText as t } from './text.ts';

const STATEMENT_LENGTH = 2_000;
const NAME_LENGTH = 200;
/** For so long a refusal lets somebody open a case from its card. */
const REFUSAL_DAYS = 30;

/** `case.open`, the button on a refusal: the form, if the person was refused this customer and still has no right to it. */
export async function startCase(context: Context, spec: CommandSpec<never>, target: string): Promise<Done> {
  const customer = isUuid(target) ? await findCustomer(context.db, context.orgId, target) : undefined;
  if (customer === undefined) return sayGone(context);
  const checked = await checkClaim(context, customer, {});
  if (checked.kind === 'done') return checked.done;
  const draftId = context.ids.uuid();
  const values = { about: customer.id };
  const fields = spec.fields.filter(({ name }) => name !== 'customer');
  const form = buildForm({ spec: { ...spec, fields }, draftId, lang: context.actor.lang, values });
  return commitAll(context, { kind: 'form', form: { ...form, intro: checked.typedName } }, [
    insertDraft(context, { id: draftId, command: spec.name, values }),
  ]);
}

/** `customer case`: asks whoever manages both sides for a ruling. */
export async function openCase(context: Context, spec: CommandSpec<never>, values: RawValues): Promise<Done> {
  const { db, orgId, today, actor } = context;
  const about = values.about;
  const customer =
    about === undefined
      ? context.customers[0]
      : isUuid(about)
        ? await findCustomer(db, orgId, about)
        : undefined;
  if (customer === undefined) return sayGone(context);
  const checked = await checkClaim(context, customer, values);
  if (checked.kind === 'done') return checked.done;
  if (values.since !== undefined && values.since > today)
    return askAgain(
      context,
      spec,
      { ...values, customer: checked.typedName },
      { since: t.sinceFuture[actor.lang] },
    );
  return write(context, customer, checked, values);
}

interface Claim {
  readonly kind: 'claim';
  readonly typedName: string;
  readonly respondentId: string;
}

/** Whether a case is to be opened at all; if not, what there is to say instead. */
async function checkClaim(
  context: Context,
  customer: CustomerMatch,
  values: RawValues,
): Promise<Claim | { readonly kind: 'done'; readonly done: Done }> {
  const done = async (made: Promise<Done>) => ({ kind: 'done', done: await made }) as const;
  const relation = await relateToOwner(context, customer.ownerId);
  if (customer.ownerId === null || mayUse(context.actor.roles, 'customer.see', relation))
    return done(sayUnneeded(context, customer, relation));
  const typedName = await findTypedName(context, customer, values);
  if (typedName === undefined) {
    // A button that nobody was given must not tell whose customer its id is.
    return done(values.called ? refuseCustomer(context, customer, 'customer.see') : sayGone(context));
  }
  const running = await findOpenCase(context.db, context.orgId, customer.id);
  if (running !== undefined) return done(sayRunning(context, running.claimantId === context.memberId));
  return { kind: 'claim', typedName, respondentId: customer.ownerId };
}

/** What the person calls the customer: as when they were refused, or as they typed it now if that is its name. */
async function findTypedName(context: Context, customer: CustomerMatch, values: RawValues) {
  const { db, orgId, memberId, clock } = context;
  const since = new Date(clock.now() - REFUSAL_DAYS * 86_400_000);
  const refused = await findRefusedName(db, orgId, { memberId, customerId: customer.id, since });
  if (refused !== undefined) return cleanText(refused, NAME_LENGTH);
  const called = values.called ?? '';
  return normalizeName(called) === customer.nameKey ? cleanText(called, NAME_LENGTH) : undefined;
}

async function write(
  context: Context,
  customer: CustomerMatch,
  { typedName, respondentId }: Claim,
  values: RawValues,
): Promise<Done> {
  const { ids, memberId, clock, org, actor } = context;
  const made = {
    id: ids.uuid(),
    customerId: customer.id,
    claimantId: memberId,
    respondentId,
    typedName,
    claimedOn: values.since ?? null,
    statement: cleanText(values.reason ?? '', STATEMENT_LENGTH),
    remindAt: planReminder(clock.now(), org, await loadCalendar(context.db, context.orgId)),
  };
  try {
    const card = openedCard(context, made.id, typedName);
    return await commitAll(context, { kind: 'card', card, audience: 'asker' }, [
      insertCase(context, made),
      auditEntry(context, {
        action: 'case.opened',
        entity: 'collision_case',
        entityId: made.id,
        after: { customerId: customer.id, respondentId, claimedOn: made.claimedOn },
      }),
      outboxEvent(context, { kind: 'case.opened', caseId: made.id }),
    ]);
  } catch (error) {
    if (violatedConstraint(error) !== OPEN_CASE_KEY) throw error;
    return say(context, noticeCard(t.runsOther[actor.lang], t.runsOtherHow[actor.lang]));
  }
}

function openedCard({ actor: { lang } }: Context, caseId: string, typedName: string): Card {
  return {
    title: t.opened[lang],
    tone: 'good',
    blocks: [
      { kind: 'facts', facts: [{ label: t.fieldCustomer[lang], value: typedName }] },
      { kind: 'text', text: t.openedHow[lang] },
      { kind: 'buttons', buttons: [{ label: t.buttonShow[lang], action: 'case.show', target: caseId }] },
    ],
  };
}

function sayUnneeded(context: Context, customer: CustomerMatch, relation: string): Promise<Done> {
  const { lang } = context.actor;
  if (relation === 'pool') {
    const card = noticeCard(t.notNeeded[lang], t.isPool[lang], 'info');
    const button = {
      label: customerText.buttonClaim[lang],
      action: 'customer.claim',
      target: customer.id,
    } as const;
    return say(context, { ...card, blocks: [...card.blocks, { kind: 'buttons', buttons: [button] }] });
  }
  return say(
    context,
    noticeCard(t.notNeeded[lang], (relation === 'own' ? t.isYours : t.isBelow)[lang], 'info'),
  );
}

function sayRunning(context: Context, mine: boolean): Promise<Done> {
  const { lang } = context.actor;
  const card = mine
    ? noticeCard(t.runsMine[lang], t.claimantWaits[lang], 'info')
    : noticeCard(t.runsOther[lang], t.runsOtherHow[lang]);
  return say(context, card);
}

function say(context: Context, card: Card): Promise<Done> {
  return answer(context, { kind: 'card', card, audience: 'asker' });
}
