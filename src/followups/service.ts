import { writeChosen } from '../chat/chosen.ts';
import { buildForm, FIXED } from '../chat/form.ts';
import type { CommandSpec, RawValues } from '../chat/spec.ts';
import { mayWith, refuseCustomer } from '../customers/access.ts';
import { noticeCard } from '../customers/cards.ts';
import { sayGone } from '../customers/show.ts';
import { findCustomer } from '../customers/store.ts';
import { formatDate } from '../kernel/dates.ts';
import { isUuid } from '../kernel/ids.ts';
import { cleanText } from '../kernel/text/clean.ts';
import { localDateOf } from '../kernel/zones.ts';
import type { Context } from '../people/context.ts';
import { listMembersBelow } from '../people/groups.ts';
import { answer, commit, commitAll, type Done } from '../store/commit.ts';
import { insertDraft } from '../store/drafts.ts';
import { auditClosed } from './service-audit.ts';
import { casesCard, closedCard } from './service-cards.ts';
import {
  finishReminder,
  listCasesOf,
  listOpenCases,
  loadCase,
  markClosed,
  type ServiceCase,
} from './service-store.ts';
import { serviceText as t } from './service-text.ts';

const SHOWN = 8;
const OUTCOME_LENGTH = 2_000;

/** `service list`: open cases of one's own, of one's customers, and of the groups that one manages. */
export async function listServices(context: Context): Promise<Done> {
  const { db, orgId, memberId, today, actor } = context;
  const isManager = actor.roles.includes('manager');
  const below = isManager ? await listMembersBelow(db, orgId, memberId, today) : [];
  const members = actor.roles.includes('admin') ? null : [memberId, ...below];
  const cases = await listOpenCases(db, orgId, members, SHOWN + 1);
  const shown = cases.slice(0, SHOWN);
  const title = cases.length > SHOWN ? t.listTitle[actor.lang] : t.count(shown.length)[actor.lang];
  const card = casesCard(context, shown, { title, more: cases.length > SHOWN });
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

/** The button *close*: asks what came of the case. */
export function pressClose(context: Context, spec: CommandSpec<never>, target: string): Promise<Done> {
  return withCase(context, target, (each) => {
    const draftId = context.ids.uuid();
    const customer = writeChosen(each.customerId, each.customerName);
    const values = { case: each.id, customer, [FIXED]: 'customer' };
    const form = buildForm({ spec, draftId, lang: context.actor.lang, values });
    return commitAll(context, { kind: 'form', form }, [
      insertDraft(context, { id: draftId, command: spec.name, values }),
    ]);
  });
}

/** `service close`: the customer's one open case, or a choice between several. */
export async function closeService(context: Context, values: RawValues): Promise<Done> {
  const outcome = cleanText(values.outcome ?? '', OUTCOME_LENGTH);
  if (values.case !== undefined)
    return withCase(context, values.case, (each) => close(context, each, outcome));
  const [customer] = context.customers;
  if (customer === undefined) return sayGone(context);
  if (!(await mayWith(context, customer.ownerId, 'customer.work'))) {
    return refuseCustomer(context, customer, 'customer.work');
  }
  const cases = await listCasesOf(context.db, context.orgId, customer.id);
  const [only] = cases;
  if (only !== undefined && cases.length === 1) return close(context, only, outcome);
  const title = t.which(customer.name)[context.actor.lang];
  const card = casesCard(context, cases, { title, more: false });
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

function close(context: Context, each: ServiceCase, outcome: string): Promise<Done> {
  return commit(context, async (tx) => {
    const changed = await tx.$executeRaw(markClosed(context, each.id, outcome));
    if (changed === 0) return { kind: 'card', card: toldBefore(context, each), audience: 'asker' };
    await tx.$executeRaw(finishReminder(context, each.id));
    await tx.$executeRaw(auditClosed(context, each.id, outcome));
    return { kind: 'card', card: closedCard(each, outcome, context), audience: 'same' };
  });
}

/** Finds an open case that the person may work on: they opened it, or they work with its customer. */
async function withCase(
  context: Context,
  target: string,
  work: (each: ServiceCase) => Promise<Done>,
): Promise<Done> {
  const { db, orgId, memberId, actor } = context;
  const each = isUuid(target) ? await loadCase(db, orgId, target) : undefined;
  if (each === undefined) {
    return answer(context, { kind: 'card', card: noticeCard(t.gone[actor.lang], ''), audience: 'asker' });
  }
  if (each.authorId !== memberId && !(await mayWith(context, each.ownerId, 'customer.work'))) {
    const customer = await findCustomer(db, orgId, each.customerId);
    return customer ? refuseCustomer(context, customer, 'customer.work') : sayGone(context);
  }
  if (each.closedAt !== null) {
    return answer(context, { kind: 'card', card: toldBefore(context, each), audience: 'asker' });
  }
  return work(each);
}

function toldBefore({ actor, org }: Context, each: ServiceCase) {
  const day =
    each.closedAt === null ? '' : formatDate(localDateOf(each.closedAt.getTime(), org.zone), actor.lang);
  const text = [day === '' ? '' : t.closedBefore(day)[actor.lang], each.outcome].filter(Boolean).join(' ');
  return noticeCard(t.closed(each.customerName)[actor.lang], text);
}
