import type { Card } from '../../chat/card.ts';
import { writeChosen } from '../../chat/chosen.ts';
import { buildForm } from '../../chat/form.ts';
import type { CommandSpec, RawValues } from '../../chat/spec.ts';
import { formatDate } from '../../kernel/dates.ts';
import { isUuid } from '../../kernel/ids.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import { localDateOf } from '../../kernel/zones.ts';
import type { Context, CustomerMatch } from '../../people/context.ts';
import { auditEntry } from '../../store/audit.ts';
import { answer, commit, commitAll, type Done } from '../../store/commit.ts';
import { insertDraft } from '../../store/drafts.ts';
import { mayWith, refuseCustomer } from '../access.ts';
import { askAgain } from '../ask-again.ts';
import { noticeCard } from '../cards.ts';
import { moveOwner } from '../owners.ts';
import { sayGone } from '../show.ts';
import { findCustomer } from '../store.ts';
import { endCoolDown } from './rules.ts';
import { loadPoolSettings } from './settings.ts';
import { listProtections } from './store.ts';
import { protectionNames, releaseReasonNames, poolText as t } from './text.ts';

/**
 * `customer release`: the owner, or a manager above, gives a customer back to the pool and says why. Whoever leaves
 * something open with it is asked once more.
 */
export async function releaseCustomer(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  const [customer] = context.customers;
  if (customer === undefined) return sayGone(context);
  const { lang } = context.actor;
  if (customer.ownerId === null) {
    return say(context, noticeCard(t.inPoolAlready(customer.name)[lang], '', 'plain'));
  }
  if (!(await mayWith(context, customer.ownerId, 'customer.release'))) {
    return refuseCustomer(context, customer, 'customer.release');
  }
  const note = cleanText(values.note ?? '', 300);
  if (values.reason === 'other' && note === '') {
    return askAgain(
      context,
      spec,
      { ...values, customer: writeChosen(customer.id, customer.name) },
      { note: t.noteMissing[lang] },
    );
  }
  const open = await listProtections(context.db, context, customer.id);
  if (open.length > 0 && values.confirmed !== 'yes')
    return askOnceMore(context, spec, customer, values, open);
  return release(context, customer, describeReason(values.reason, note, lang));
}

/** The button of the same: its form, with the customer filled in. */
export async function startRelease(
  context: Context,
  spec: CommandSpec<never>,
  target: string,
): Promise<Done> {
  const customer = isUuid(target) ? await findCustomer(context.db, context.orgId, target) : undefined;
  if (customer === undefined) return sayGone(context);
  if (!(await mayWith(context, customer.ownerId, 'customer.release'))) {
    return refuseCustomer(context, customer, 'customer.release');
  }
  const draftId = context.ids.uuid();
  const values = { customer: writeChosen(customer.id, customer.name) };
  const form = buildForm({ spec, draftId, lang: context.actor.lang, values });
  return commitAll(context, { kind: 'form', form }, [
    insertDraft(context, { id: draftId, command: spec.name, values }),
  ]);
}

function describeReason(reason: string | undefined, note: string, lang: 'en' | 'zh'): string {
  const name = Object.entries(releaseReasonNames).find(([key]) => key === reason)?.[1];
  const parts = [reason === 'other' ? '' : (name?.[lang] ?? ''), note];
  return parts.filter((part) => part !== '').join(lang === 'zh' ? '：' : ': ');
}

function askOnceMore(
  context: Context,
  spec: CommandSpec<never>,
  customer: CustomerMatch,
  values: RawValues,
  open: readonly string[],
): Promise<Done> {
  const { lang } = context.actor;
  const draftId = context.ids.uuid();
  const what = open.map((kind) => protectionNames[kind]?.[lang] ?? kind).join(lang === 'zh' ? '、' : ' and ');
  const card: Card = {
    title: t.stillOpen(customer.name)[lang],
    tone: 'warn',
    blocks: [
      { kind: 'text', text: t.stillOpenHow(what)[lang] },
      {
        kind: 'buttons',
        buttons: [
          { label: t.buttonReleaseAnyway[lang], action: 'draft.confirm', target: draftId, style: 'danger' },
          { label: t.buttonKeep[lang], action: 'draft.cancel', target: draftId },
        ],
      },
    ],
  };
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
    insertDraft(context, {
      id: draftId,
      command: spec.name,
      values: { ...values, customer: writeChosen(customer.id, customer.name) },
    }),
  ]);
}

function release(context: Context, customer: CustomerMatch, note: string): Promise<Done> {
  const { lang } = context.actor;
  return commit(context, async (tx) => {
    const settings = await loadPoolSettings(tx, context.orgId);
    const move = { customerId: customer.id, from: customer.ownerId, to: null, reason: 'released', note };
    if (!(await moveOwner(tx, context, move))) {
      const card = noticeCard(t.releaseTitle[lang], t.changedMeanwhile[lang]);
      return { kind: 'card', card, audience: 'asker' };
    }
    await tx.$executeRaw(
      auditEntry(context, {
        action: 'customer.released',
        entity: 'customer',
        entityId: customer.id,
        before: { ownerId: customer.ownerId },
        after: { ownerId: null, note },
      }),
    );
    const now = context.clock.now();
    const freeOn = localDateOf(endCoolDown(settings, now), context.org.zone);
    const how =
      settings.coolDownDays === 0 || customer.ownerId !== context.memberId
        ? t.releasedHowFree[lang]
        : t.releasedHow(formatDate(freeOn, lang))[lang];
    const card = releasedCard(t.released(customer.name)[lang], how, note, lang);
    return { kind: 'card', card, audience: 'same' };
  });
}

function releasedCard(title: string, how: string, note: string, lang: 'en' | 'zh'): Card {
  return {
    title,
    tone: 'good',
    blocks: [
      { kind: 'facts', facts: [{ label: t.fieldWhy[lang], value: note }] },
      { kind: 'note', text: how },
    ],
  };
}

function say(context: Context, card: Card): Promise<Done> {
  return answer(context, { kind: 'card', card, audience: 'asker' });
}
