import { languageOf } from '../chat/language.ts';
import type { CommandSpec, FieldSpec, RawValues } from '../chat/spec.ts';
import { formatMoney } from '../kernel/money.ts';
import { Fault } from '../kernel/result.ts';
import type { Context } from '../people/context.ts';
import { isFromEditForm, listChanges, openEditForm } from '../people/edit-form.ts';
import { auditEntry } from '../store/audit.ts';
import { answer, commit, type Done } from '../store/commit.ts';
import { drawSubscriptions } from './change-subscription.ts';
import { isScheduledKind } from './kinds.ts';
import { drawSubscription, withSubscription } from './show-subscription.ts';
import { findHome, type Showing } from './show-subscriptions.ts';
import { describeSet, readDays, readKind } from './subscribe.ts';
import { nothingToStopCard } from './subscription-cards.ts';
import { kindField, listSettings } from './subscription-fields.ts';
import {
  findSubscription,
  listSubscriptions,
  type Subscription,
  type SubscriptionChange,
  updateSubscription,
} from './subscription-store.ts';
import { kindNames, pushText } from './text.ts';

/** Under this name the form keeps which subscription it is about. */
export const idField: FieldSpec = {
  name: 'id',
  aliases: [],
  label: pushText.fieldId,
  kind: 'text',
  required: false,
};

const EDITABLE = ['at', 'days', 'zone', 'lang', 'min', 'only'] as const;

/** The form of a known subscription asks only what its kind can be told. */
export function tailorEdit(values: RawValues): readonly FieldSpec[] {
  return [kindField, ...listSettings(values.kind), idField];
}

/** `subscribe edit`: what is named changes; with nothing named the form opens with what stands. */
export async function editSubscription(
  context: Context,
  command: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  const found = await findMeant(context, values);
  if (typeof found !== 'string') return found;
  return withSubscription(context, found, async (subscription, showing) => {
    const isForm = isFromEditForm(values);
    const changes = listChanges(EDITABLE, values);
    if (Object.keys(changes).length === 0 && !isForm) return open(context, command, subscription);
    return save(context, showing, subscription, applyChanges(subscription, changes));
  });
}

/** The button of the same. */
export function pressEdit(context: Context, command: CommandSpec<never>, target: string): Promise<Done> {
  return withSubscription(context, target, (subscription) => open(context, command, subscription));
}

/** The id of the one that is meant here; a typed line names it by its kind. */
async function findMeant(context: Context, values: RawValues): Promise<string | Done> {
  if (values.id !== undefined) return values.id;
  const kind = readKind(values);
  const home = await findHome(context);
  if (home === undefined) throw new Fault('workspace-missing');
  const here = await listSubscriptions(context.db, context.orgId, home);
  const [only, ...others] = here.filter((each) => each.kind === kind);
  if (only !== undefined && others.length === 0) return only.id;
  const card =
    only === undefined
      ? nothingToStopCard(kind, context.actor.lang)
      : await drawSubscriptions(context, context.db);
  return answer(context, { kind: 'card', card, audience: 'same' });
}

function open(context: Context, command: CommandSpec<never>, subscription: Subscription): Promise<Done> {
  const { id, kind } = subscription;
  const key = { id, kind };
  const spec = { ...command, fields: tailorEdit(key) };
  return openEditForm(context, spec, {
    key,
    name: kindNames[kind][context.actor.lang],
    standing: writeStanding(context, subscription),
  });
}

/** What stands, as somebody would type it. */
function writeStanding(context: Context, subscription: Subscription): RawValues {
  const { kind, localTime, days, zone, lang, minAmount, topics } = subscription;
  const timed = isScheduledKind(kind) ? { at: localTime ?? '', days, zone } : {};
  const min = minAmount === null ? '' : formatMoney(minAmount, context.org.currency, 'en');
  return { ...timed, lang, ...(kind === 'sales' ? { min, only: topics.join(',') } : {}) };
}

/** What is changed in it. An amount that was emptied falls away; a time, language or zone that was emptied stays. */
export function applyChanges(subscription: Subscription, changes: RawValues): SubscriptionChange {
  const { kind, localTime, days, zone, lang, minAmount, topics } = subscription;
  const isTimed = isScheduledKind(kind);
  const isSales = kind === 'sales';
  const { min, only } = changes;
  return {
    localTime: isTimed ? changes.at || localTime : localTime,
    days: isTimed && changes.days ? readDays(changes.days) : days,
    zone: changes.zone || zone,
    lang: changes.lang ? languageOf(changes.lang) : lang,
    minAmount:
      !isSales || min === undefined || !/^\d*$/.test(min) ? minAmount : min === '' ? null : BigInt(min),
    topics: !isSales || only === undefined ? topics : only.split(',').filter((topic) => topic !== ''),
  };
}

function save(
  context: Context,
  showing: Showing,
  subscription: Subscription,
  to: SubscriptionChange,
): Promise<Done> {
  const { lang } = context.actor;
  const before = describeSet(subscription);
  const after = describeSet({ ...subscription, ...to });
  const isSame = JSON.stringify(before) === JSON.stringify(after);
  return commit(context, async (tx) => {
    if (!isSame) {
      await tx.$executeRaw(updateSubscription(subscription, to, context.clock.now()));
      const home = subscription.memberId ?? subscription.conversation;
      await tx.$executeRaw(
        auditEntry(context, {
          action: 'subscription.set',
          entity: 'subscription',
          entityId: subscription.id,
          before: { ...before, home },
          after: { ...after, home },
        }),
      );
    }
    const stored = (await findSubscription(tx, context.orgId, subscription.id)) ?? subscription;
    const card = await drawSubscription(context, showing, stored);
    return {
      kind: 'replace',
      card,
      notice: (isSame ? pushText.unchangedNotice : pushText.changedNotice)[lang],
    };
  });
}
