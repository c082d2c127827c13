import type { Reply } from '../../chat/reply.ts';
import type { CommandSpec, RawValues } from '../../chat/spec.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import type { Context } from '../../people/context.ts';
import { isFromEditForm, listChanges, openEditForm } from '../../people/edit-form.ts';
import { auditEntry } from '../../store/audit.ts';
import { answer, commit, type Done } from '../../store/commit.ts';
import { violatedConstraint } from '../../store/errors.ts';
import { askAgain, type FieldErrors } from '../ask-again.ts';
import { noticeCard } from '../cards.ts';
import { categoriesCard } from './cards.ts';
import { readCadence, readCode } from './rules.ts';
import {
  type Category,
  deleteCategory,
  insertCategory,
  listCategories,
  listUsedCategories,
  lockCategory,
  updateCategory,
} from './store.ts';
import { categoryText as t } from './text.ts';

const NAME_LENGTH = 60;
const NOTE_LENGTH = 500;
const CODE_TAKEN = 'categories_org_id_code_key';
const IN_USE = ['customers_org_id_category_id_fkey', 'tag_rules_org_id_category_id_fkey'];

/** `settings categories`: all of them. */
export async function showCategories(context: Context): Promise<Done> {
  const categories = await listUsedCategories(context.db, context.orgId);
  return answer(context, show(categoriesCard(categories, context)));
}

/** What stands, in a line for the overview of all settings. */
export async function summarizeCategories({ db, orgId, actor }: Context): Promise<string> {
  const categories = await listCategories(db, orgId);
  return categories.map(({ code, cadenceDays }) => t.brief(code, cadenceDays)[actor.lang]).join(' · ');
}

/** `settings categories add`: one code, one category, by the database. */
export async function addCategory(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  const { lang } = context.actor;
  const code = readCode(values.code ?? '');
  const cadenceDays = readCadence(values.cadence ?? '');
  if (code === undefined || cadenceDays === undefined) {
    const errors: FieldErrors = {
      ...(code === undefined ? { code: t.codeUnreadable[lang] } : {}),
      ...(cadenceDays === undefined ? { cadence: t.cadenceUnreadable[lang] } : {}),
    };
    return askAgain(context, spec, values, errors);
  }
  const category: Category = {
    id: context.ids.uuid(),
    code,
    name: cleanText(values.name ?? '', NAME_LENGTH) || code,
    cadenceDays,
    approachNote: cleanText(values.note ?? '', NOTE_LENGTH),
  };
  try {
    return await commit(context, async (tx) => {
      await tx.$executeRaw(insertCategory(context, category));
      const { id: entityId, ...after } = category;
      const entry = auditEntry(context, { action: 'category.added', entity: 'category', entityId, after });
      await tx.$executeRaw(entry);
      const all = await listUsedCategories(tx, context.orgId);
      return show(categoriesCard(all, context, t.added(code)[lang], 'good'));
    });
  } catch (error) {
    if (violatedConstraint(error) !== CODE_TAKEN) throw error;
    return askAgain(context, spec, values, { code: t.taken(code)[lang] });
  }
}

const EDITABLE = ['name', 'cadence', 'note'] as const;

/** `settings categories edit`: with the code alone its form, filled with what stands; else the changes. */
export async function editCategory(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  const { lang } = context.actor;
  const code = readCode(values.code ?? '') ?? '';
  const changes = listChanges(EDITABLE, values);
  if (Object.keys(changes).length === 0 && !isFromEditForm(values)) {
    const stands = (await listCategories(context.db, context.orgId)).find((each) => each.code === code);
    return stands === undefined
      ? sayUnknown(context, values.code ?? '')
      : openEditForm(context, spec, { key: { code }, name: code, standing: writeCategory(stands) });
  }
  if (changes.cadence !== undefined && readCadence(changes.cadence) === undefined)
    return askAgain(context, spec, values, { cadence: t.cadenceUnreadable[lang] });
  return commit(context, async (tx) => {
    const before = await lockCategory(tx, context.orgId, code);
    if (before === undefined) return unknownReply(context, values.code ?? '');
    const after = applyChanges(before, changes);
    const differs = JSON.stringify(after) !== JSON.stringify(before);
    if (differs) {
      await tx.$executeRaw(updateCategory(context, after));
      await tx.$executeRaw(
        auditEntry(context, {
          action: 'category.changed',
          entity: 'category',
          entityId: before.id,
          before: writeCategory(before),
          after: writeCategory(after),
        }),
      );
    }
    const title = (differs ? t.changed(code) : t.unchanged(code))[lang];
    const all = await listUsedCategories(tx, context.orgId);
    return show(categoriesCard(all, context, title, differs ? 'good' : 'plain'));
  });
}

function applyChanges(before: Category, { name, cadence, note }: RawValues): Category {
  return {
    ...before,
    ...(name === undefined ? {} : { name: cleanText(name, NAME_LENGTH) || before.code }),
    ...(cadence === undefined ? {} : { cadenceDays: readCadence(cadence) ?? before.cadenceDays }),
    ...(note === undefined ? {} : { approachNote: cleanText(note, NOTE_LENGTH) }),
  };
}

/** A category as its form's fields hold it, and as the audit log keeps it. */
function writeCategory({ name, cadenceDays, approachNote }: Category): RawValues {
  return { name, cadence: String(cadenceDays), note: approachNote };
}

/** `settings categories remove`: the customers' foreign key refuses one that is in use, whoever assigns it meanwhile. */
export async function removeCategory(context: Context, values: RawValues): Promise<Done> {
  const { lang } = context.actor;
  const code = readCode(values.code ?? '') ?? '';
  try {
    return await commit(context, async (tx) => {
      const category = await lockCategory(tx, context.orgId, code);
      if (category === undefined) return unknownReply(context, values.code ?? '');
      await tx.$executeRaw(deleteCategory(context, category.id));
      const { id: entityId, ...before } = category;
      const entry = auditEntry(context, { action: 'category.removed', entity: 'category', entityId, before });
      await tx.$executeRaw(entry);
      const card = categoriesCard(
        await listUsedCategories(tx, context.orgId),
        context,
        t.removed(code)[lang],
        'good',
      );
      // Pressed on the page, the page without it takes its place.
      return isOnCard(context) ? { kind: 'replace', card } : show(card);
    });
  } catch (error) {
    if (!IN_USE.includes(violatedConstraint(error) ?? '')) throw error;
    return answer(context, show(noticeCard(t.inUse(code)[lang], t.inUseHow[lang])));
  }
}

function isOnCard({ inbound }: Context): boolean {
  return inbound.kind === 'press' && inbound.surface === 'card';
}

function sayUnknown(context: Context, typed: string): Promise<Done> {
  return answer(context, unknownReply(context, typed));
}

function unknownReply(context: Context, typed: string): Reply {
  return show(noticeCard(t.unknown(cleanText(typed, 20))[context.actor.lang], ''));
}

function show(card: ReturnType<typeof categoriesCard>): Reply {
  return { kind: 'card', card, audience: 'asker' };
}
