import { readChosen, writeChosen } from '../../chat/chosen.ts';
import type { CommandSpec, RawValues } from '../../chat/spec.ts';
import { mayWith, refuseCustomer } from '../../customers/access.ts';
import { askAgain } from '../../customers/ask-again.ts';
import { isUuid } from '../../kernel/ids.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import { normalizeName } from '../../kernel/text/normalize.ts';
import type { Command, Context, CustomerMatch } from '../../people/context.ts';
import { mayRun, rolesFor } from '../../people/rights.ts';
import { auditEntry } from '../../store/audit.ts';
import type { Tx } from '../../store/client.ts';
import { commit, type Done } from '../../store/commit.ts';
import { openForm } from '../forms.ts';
import { checkDeal, keepTyped } from '../pick.ts';
import { findDeal, listOpenDeals } from '../store.ts';
import { runAll } from '../write-store.ts';
import { drawOne, refuse } from './show.ts';
import { ensureCompetitor, findCompetitor, insertFact, linkCompetitor } from './store.ts';
import { competitorText as t } from './text.ts';

const TEXT_LENGTH = 2_000;
const SOURCE_LENGTH = 120;

/**
 * `competitor note`: a fact about a competitor, with its source and since when it is known. Told of a customer it is a fact
 * of theirs, and of their open deal if there is just one: the deal is then fought against that competitor.
 */
export async function noteFact(context: Context, spec: CommandSpec<never>, values: RawValues): Promise<Done> {
  const { lang } = context.actor;
  const [customer] = values.customer === undefined ? [] : context.customers;
  if (customer !== undefined && !(await mayWith(context, customer.ownerId, 'customer.work')))
    return refuseCustomer(context, customer, 'customer.work');
  const name = cleanText(values.competitor ?? '');
  const knownOn = values.at ?? context.today;
  const errors = {
    ...(normalizeName(name) === '' ? { competitor: t.nameNeeded[lang] } : {}),
    ...(knownOn > context.today ? { at: t.future[lang] } : {}),
  };
  if (Object.keys(errors).length > 0) return askAgain(context, spec, keepTyped(context, values), errors);
  return commit(context, async (tx) => {
    const competitorId = (await ensureCompetitor(tx, context, name)) ?? '';
    const dealId = customer === undefined ? null : await findFought(context, tx, customer, values);
    const id = context.ids.uuid();
    const text = cleanText(values.text ?? '', TEXT_LENGTH);
    const source = cleanText(values.source ?? '', SOURCE_LENGTH);
    const about = { competitorId, customerId: customer?.id ?? null, dealId };
    await runAll(tx, [
      insertFact(context, { id, ...about, text, source, knownOn }),
      ...(dealId === null ? [] : [linkCompetitor(context, dealId, competitorId)]),
      auditEntry(context, {
        action: 'competitor.noted',
        entity: 'competitor',
        entityId: competitorId,
        after: { ...about, text, source, knownOn },
      }),
    ]);
    const now = await findCompetitor(tx, context.orgId, competitorId);
    if (now === undefined) return { kind: 'nothing' };
    const card = await drawOne(context, tx, now, t.noted(now.name)[lang]);
    return { kind: 'card', card, audience: 'asker' };
  });
}

/** The deal that the form was opened from, else the customer's only open one. */
async function findFought(
  context: Context,
  tx: Tx,
  customer: CustomerMatch,
  values: RawValues,
): Promise<string | null> {
  const named = readChosen(values.deal ?? '')?.id;
  const deal = named === undefined ? undefined : await findDeal(tx, context.orgId, named);
  if (deal?.customerId === customer.id) return deal.id;
  const [only, ...others] = await listOpenDeals(tx, context.orgId, customer.id, 2);
  return only !== undefined && others.length === 0 ? only.id : null;
}

/** `competitor.note`: the form, for the competitor or the deal whose id the button carries. */
export async function startNote(
  context: Context,
  spec: Pick<Command, 'name' | 'title' | 'fields'>,
  target: string,
): Promise<Done> {
  if (!mayRun(context.actor.roles, rolesFor('deal.work')) || !isUuid(target))
    return refuse(context, target, 'deal.work');
  const competitor = await findCompetitor(context.db, context.orgId, target);
  if (competitor !== undefined) return openForm(context, spec, { competitor: competitor.name });
  const checked = await checkDeal(context, target, 'deal.work');
  if (checked.kind === 'done') return checked.done;
  const { id, customerId, customerName, competitors } = checked.deal;
  const [against, ...others] = competitors;
  const known = against !== undefined && others.length === 0 ? { competitor: against } : {};
  const customer = writeChosen(customerId, customerName);
  return openForm(context, spec, { ...known, customer, deal: writeChosen(id) });
}
