import type { Button, Card, CardBlock, ListItem } from '../../chat/card.ts';
import type { Reply } from '../../chat/reply.ts';
import type { CommandSpec, RawValues } from '../../chat/spec.ts';
import { isUuid } from '../../kernel/ids.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import type { Context } from '../../people/context.ts';
import { settingsButton } from '../../people/settings.ts';
import { auditEntry } from '../../store/audit.ts';
import { answer, commit, type Done } from '../../store/commit.ts';
import { askAgain, type FieldErrors } from '../ask-again.ts';
import { noticeCard } from '../cards.ts';
import { readCadence } from '../categories/rules.ts';
import { readCategory, readFact } from '../facts/read.ts';
import { customerText } from '../text.ts';
import { foldTag, readTags } from './names.ts';
import { endTagRules, insertTagRule, listTagRules, type TagConditions, type TagRule } from './rule-store.ts';
import { describeRule } from './rules.ts';
import { ensureTag } from './store.ts';
import { tagText as t } from './text.ts';

/** `settings tags`: all rules. */
export async function showTagRules(context: Context): Promise<Done> {
  const rules = await listTagRules(context.db, context.orgId);
  const card = rulesCard(rules, context, t.pageTitle[context.actor.lang], 'info');
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

/** What stands, in a line for the overview of all settings. */
export async function summarizeTagRules({ db, orgId, actor }: Context): Promise<string> {
  const rules = await listTagRules(db, orgId);
  if (rules.length === 0) return '';
  const names = [...new Set(rules.map(({ tagName }) => tagName))].slice(0, 5);
  return [t.rules(rules.length)[actor.lang], ...names].join(' · ');
}

/** `settings tags add`: a rule that is applied to all customers soon after, and every day from then on. */
export async function addTagRule(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  const { lang } = context.actor;
  const names = readTags(`${values.tag ?? ''},`) ?? [];
  const reading = await readConditions(context, values);
  const [name] = names;
  if (name === undefined || names.length > 1 || reading.kind === 'unreadable') {
    const errors: FieldErrors = {
      ...(name === undefined || names.length > 1 ? { tag: t.tagUnreadable[lang] } : {}),
      ...(reading.kind === 'unreadable' ? reading.errors : {}),
    };
    return askAgain(context, spec, values, errors);
  }
  return commit(context, async (tx) => {
    const tag = await ensureTag(tx, context, name);
    const id = context.ids.uuid();
    await tx.$executeRaw(insertTagRule(context, { ...reading.conditions, id, tagId: tag.id }));
    const after = { tag: tag.name, ...writeConditions(reading.conditions) };
    await tx.$executeRaw(
      auditEntry(context, { action: 'tag-rule.added', entity: 'tag_rule', entityId: id, after }),
    );
    const rules = await listTagRules(tx, context.orgId);
    const card = rulesCard(rules, context, t.ruleAdded(tag.name)[lang], 'good', t.ruleAddedHow[lang]);
    return { kind: 'card', card, audience: 'asker' };
  });
}

/** `settings tags remove`: the rule with this id, as a button names it, or all of a tag. */
export async function removeTagRule(context: Context, values: RawValues): Promise<Done> {
  const { lang } = context.actor;
  const wanted = values.tag ?? '';
  return commit(context, async (tx) => {
    const rules = await listTagRules(tx, context.orgId);
    const meant = rules.filter(({ id, tagName }) =>
      isUuid(wanted) ? id === wanted : foldTag(tagName) === foldTag(wanted),
    );
    const [first] = meant;
    if (first === undefined) return unknownRule(context, wanted);
    await tx.$executeRaw(
      endTagRules(
        context,
        meant.map(({ id }) => id),
      ),
    );
    for (const rule of meant) {
      const before = { tag: rule.tagName, ...writeConditions(rule) };
      await tx.$executeRaw(
        auditEntry(context, { action: 'tag-rule.removed', entity: 'tag_rule', entityId: rule.id, before }),
      );
    }
    const left = rules.filter((rule) => !meant.includes(rule));
    const card = rulesCard(left, context, t.rulesRemoved(first.tagName)[lang], 'good');
    const { inbound } = context;
    return inbound.kind === 'press' && inbound.surface === 'card'
      ? { kind: 'replace', card }
      : { kind: 'card', card, audience: 'asker' };
  });
}

function unknownRule({ actor }: Context, typed: string): Reply {
  const name = isUuid(typed) ? '…' : cleanText(typed, 30);
  return { kind: 'card', card: noticeCard(t.ruleUnknown(name)[actor.lang], ''), audience: 'asker' };
}

type Conditions =
  | { readonly kind: 'conditions'; readonly conditions: TagConditions }
  | { readonly kind: 'unreadable'; readonly errors: FieldErrors };

async function readConditions(context: Context, values: RawValues): Promise<Conditions> {
  const { lang } = context.actor;
  const category = await readCategory(context, values.category);
  const quietDays = values.quiet === undefined ? null : readCadence(values.quiet);
  if (category.kind === 'unknown' || quietDays === undefined) {
    const errors: FieldErrors = {
      ...(category.kind === 'unknown'
        ? { category: customerText.categoryUnknown(category.codes)[lang] }
        : {}),
      ...(quietDays === undefined ? { quiet: t.quietUnreadable[lang] } : {}),
    };
    return { kind: 'unreadable', errors };
  }
  const conditions: TagConditions = {
    categoryId: category.category?.id ?? null,
    region: readFact(values.region) || null,
    city: readFact(values.city) || null,
    industry: readFact(values.industry) || null,
    source: readFact(values.source) || null,
    minPaid: values.paid === undefined ? null : BigInt(values.paid),
    quietDays,
  };
  if (Object.values(conditions).every((condition) => condition === null))
    return { kind: 'unreadable', errors: { category: t.conditionMissing[lang] } };
  return { kind: 'conditions', conditions };
}

/** Conditions as the audit log keeps them: only those that are set, amounts as text. */
function writeConditions({
  categoryId,
  region,
  city,
  industry,
  source,
  minPaid,
  quietDays,
}: TagConditions): Readonly<Record<string, unknown>> {
  const all = { categoryId, region, city, industry, source, minPaid: minPaid?.toString() ?? null, quietDays };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

const SHOWN = 20;

function rulesCard(
  rules: readonly TagRule[],
  context: Context,
  title: string,
  tone: Card['tone'],
  how?: string,
): Card {
  const { lang } = context.actor;
  const body: CardBlock =
    rules.length === 0
      ? { kind: 'text', text: t.noRules[lang] }
      : { kind: 'list', items: rules.slice(0, SHOWN).map((rule) => describeItem(rule, context)) };
  const said: readonly CardBlock[] = how === undefined ? [] : [{ kind: 'note', text: how }];
  const add: Button = { label: t.buttonAdd[lang], action: 'command.run', target: 'settings tags add' };
  return {
    title,
    tone,
    blocks: [...said, body, { kind: 'buttons', buttons: [add, settingsButton(context)] }],
  };
}

function describeItem(rule: TagRule, context: Context): ListItem {
  const { lang } = context.actor;
  return {
    text: [{ text: rule.tagName, bold: true }],
    note: describeRule(rule, context),
    buttons: [
      {
        label: t.buttonRemoveRule[lang],
        action: 'command.run',
        target: `settings tags remove ${rule.id}`,
        style: 'danger',
        confirm: {
          title: t.removeSure(rule.tagName)[lang],
          text: t.removeSureHow[lang],
          yes: t.buttonRemoveRule[lang],
          no: t.no[lang],
        },
      },
    ],
  };
}
