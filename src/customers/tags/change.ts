import { writeChosen } from '../../chat/chosen.ts';
import type { Reply } from '../../chat/reply.ts';
import type { CommandSpec, RawValues } from '../../chat/spec.ts';
import { isUuid } from '../../kernel/ids.ts';
import type { Context, CustomerMatch } from '../../people/context.ts';
import { mayUse } from '../../people/rights.ts';
import { auditEntry } from '../../store/audit.ts';
import type { Tx } from '../../store/client.ts';
import { answer, commit, type Done } from '../../store/commit.ts';
import { mayWith, refuseCustomer, relateToOwner } from '../access.ts';
import { askAgain } from '../ask-again.ts';
import { sayGone } from '../show.ts';
import { findCustomer } from '../store.ts';
import { tagsCard } from './card.ts';
import { readTags } from './names.ts';
import { ensureTag, findTag, listOtherTags, listTagsOf, putTags, type Tag, takeTags } from './store.ts';
import { tagText as t } from './text.ts';

/** `customer tag`: puts tags on a customer; without any it shows which ones there are. */
export async function tagCustomer(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  const [customer] = context.customers;
  if (customer === undefined) return sayGone(context);
  if (values.tags === undefined) return showTags(context, customer);
  return changeTags(context, spec, values, customer, async (tx, names) => {
    const tags: Tag[] = [];
    // One after another: each may have to be made.
    for (const name of names) tags.push(await ensureTag(tx, context, name));
    return putTags(tx, context, customer.id, tags);
  });
}

/** `customer untag`: takes tags off that were set by hand. */
export async function untagCustomer(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  const [customer] = context.customers;
  if (customer === undefined) return sayGone(context);
  return changeTags(context, spec, values, customer, async (tx, names) => {
    const found = await Promise.all(names.map((name) => findTag(tx, context.orgId, { name })));
    const tags = found.flatMap((tag) => (tag === undefined ? [] : [tag]));
    return takeTags(tx, context.orgId, customer.id, tags);
  });
}

async function changeTags(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
  customer: CustomerMatch,
  change: (tx: Tx, names: readonly string[]) => Promise<readonly string[]>,
): Promise<Done> {
  if (!(await mayWith(context, customer.ownerId, 'customer.work')))
    return refuseCustomer(context, customer, 'customer.work');
  const names = readTags(values.tags ?? '');
  if (names === undefined || names.length === 0) {
    const row = writeChosen(customer.id, customer.name);
    return askAgain(
      context,
      spec,
      { ...values, customer: row },
      { tags: t.tagUnreadable[context.actor.lang] },
    );
  }
  const removes = spec.name === 'customer untag';
  return commit(context, (tx) => apply(tx, context, customer, removes, (inner) => change(inner, names)));
}

/** Changes tags, writes down which, and shows the customer's tags as they are then. */
async function apply(
  tx: Tx,
  context: Context,
  customer: CustomerMatch,
  removes: boolean,
  change: (tx: Tx) => Promise<readonly string[]>,
): Promise<Reply> {
  const { lang } = context.actor;
  const changed = await change(tx);
  if (changed.length > 0) {
    const facts = removes ? { before: { tags: changed } } : { after: { tags: changed } };
    const action = removes ? 'customer.untagged' : 'customer.tagged';
    await tx.$executeRaw(
      auditEntry(context, { action, entity: 'customer', entityId: customer.id, ...facts }),
    );
  }
  const words = changed.join(lang === 'zh' ? '、' : ', ');
  const title =
    changed.length === 0
      ? t.unchanged(customer.name)
      : (removes ? t.untagged : t.tagged)(customer.name, words);
  const [tags, others] = [
    await listTagsOf(tx, context.orgId, customer.id),
    await listOtherTags(tx, context.orgId, customer.id),
  ];
  const tone = changed.length === 0 ? 'plain' : 'good';
  const card = tagsCard({ customerId: customer.id, tags, others, title: title[lang], tone }, context);
  const { inbound } = context;
  return inbound.kind === 'press' && inbound.surface === 'card'
    ? { kind: 'replace', card }
    : { kind: 'card', card, audience: 'asker' };
}

async function showTags(context: Context, customer: CustomerMatch): Promise<Done> {
  const { db, orgId, actor } = context;
  const relation = await relateToOwner(context, customer.ownerId);
  if (!mayUse(actor.roles, 'customer.see', relation))
    return refuseCustomer(context, customer, 'customer.see');
  const changeable = mayUse(actor.roles, 'customer.work', relation);
  const [tags, others] = await Promise.all([
    listTagsOf(db, orgId, customer.id),
    changeable ? listOtherTags(db, orgId, customer.id) : undefined,
  ]);
  const title = t.of(customer.name)[actor.lang];
  const card = tagsCard({ customerId: customer.id, tags, others, title, tone: 'info' }, context);
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

/** The button that shows a customer's tags. */
export async function pressTags(context: Context, target: string): Promise<Done> {
  const customer = await findTarget(context, target);
  return customer ? showTags(context, customer) : sayGone(context);
}

/** The choice that adds one of the organization's tags. */
export function pressAddTag(context: Context, target: string, values: RawValues): Promise<Done> {
  return pressChange(context, target, values.tag ?? '', false);
}

/** The button that removes one; its target is `<customer id>.<tag id>`. */
export function pressRemoveTag(context: Context, target: string): Promise<Done> {
  const [customerId = '', tagId = ''] = target.split('.');
  return pressChange(context, customerId, tagId, true);
}

async function pressChange(
  context: Context,
  customerId: string,
  tagId: string,
  removes: boolean,
): Promise<Done> {
  const customer = await findTarget(context, customerId);
  const tag = isUuid(tagId) ? await findTag(context.db, context.orgId, { id: tagId }) : undefined;
  if (customer === undefined || tag === undefined) return sayGone(context);
  if (!(await mayWith(context, customer.ownerId, 'customer.work')))
    return refuseCustomer(context, customer, 'customer.work');
  return commit(context, (tx) =>
    apply(tx, context, customer, removes, (inner) =>
      removes
        ? takeTags(inner, context.orgId, customer.id, [tag])
        : putTags(inner, context, customer.id, [tag]),
    ),
  );
}

async function findTarget(context: Context, id: string): Promise<CustomerMatch | undefined> {
  return isUuid(id) ? findCustomer(context.db, context.orgId, id) : undefined;
}
