import type { CommandSpec, FieldSpec, RawValues } from '../../chat/spec.ts';
import { isUuid } from '../../kernel/ids.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import type { Tx } from '../../store/client.ts';
import { answer, commit, type Done } from '../../store/commit.ts';
import type { ActingContext } from '../../store/context.ts';
import { actWithin } from '../../store/within.ts';
import {
  createGroup,
  type NewGroup,
  removeGroupManager,
  reviseGroup,
  type StandingGroup,
  setGroupManager,
} from '../arrange-groups.ts';
import { askAgain, type FieldErrors } from '../ask-again.ts';
import { sentenceCard } from '../cards.ts';
import type { Context } from '../context.ts';
import { isFromEditForm, listChanges, openEditForm } from '../edit-form.ts';
import { type FoundMember, findMember } from '../find-member.ts';
import { listGroups } from '../members/store.ts';
import { findStandingGroup, isGroupBelow, listManagers } from './store.ts';
import { treeText as t } from './text.ts';

const NAME_LENGTH = 100;
/** What stands for no group above. */
export const NO_PARENT = 'none';
const NOBODY = /^(?:none|nobody|无|没有)$/i;
const editable = ['name', 'kind', 'parent', 'managers'] as const;

/** The fields with the groups that the company has today. */
export async function tailorGroups(
  { db, orgId, today }: Context,
  fields: readonly FieldSpec[],
): Promise<readonly FieldSpec[]> {
  const groups = await listGroups(db, orgId, today);
  const choices = groups.map(({ id, name }) => ({ value: id, label: { en: name, zh: name }, aliases: [] }));
  const none = { value: NO_PARENT, label: t.none, aliases: ['没有'] };
  return fields.map((field) => {
    if (field.name === 'group') return { ...field, kind: 'choice', choices };
    return field.name === 'parent' ? { ...field, kind: 'choice', choices: [...choices, none] } : field;
  });
}

/** `group new`: adds a group, with whoever manages it. */
export async function addGroup(context: Context, spec: CommandSpec<never>, values: RawValues): Promise<Done> {
  const { lang } = context.actor;
  const name = cleanText(values.name ?? '', NAME_LENGTH);
  const managers = await findManagers(context, values.managers ?? '');
  const errors: FieldErrors = {
    ...(name === '' ? { name: t.nameNeeded[lang] } : {}),
    ...(managers.unknown === '' ? {} : { managers: t.unknownPeople(managers.unknown)[lang] }),
  };
  if (Object.keys(errors).length > 0) return again(context, spec, values, errors);
  const { from = context.today } = values;
  const kind = (values.kind ?? 'department') as NewGroup['kind'];
  return commit(context, async (tx) => {
    const inside = actWithin(context, tx);
    const groupId = await createGroup(inside, { kind, name, parentId: readParent(values.parent), from });
    await setManagers(inside, tx, groupId, managers.found);
    return done(context, t.added(name)[lang], true);
  });
}

/** `group edit`: with the group alone the form with what stands; else the changes, each audited. */
export async function editGroup(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
): Promise<Done> {
  const { db, orgId, actor } = context;
  const id = values.group ?? '';
  const before = isUuid(id) ? await findStandingGroup(db, orgId, id) : undefined;
  if (before === undefined) {
    const card = sentenceCard(t.editTitle[actor.lang], t.gone[actor.lang], 'warn');
    return answer(context, { kind: 'card', card, audience: 'asker' });
  }
  const changes = listChanges(editable, values);
  if (Object.keys(changes).length === 0 && !isFromEditForm(values))
    return openForm(context, spec, id, before);
  const managers = changes.managers === undefined ? undefined : await findManagers(context, changes.managers);
  const parentId = changes.parent === undefined ? before.parentId : readParent(changes.parent);
  const name = changes.name === undefined ? before.name : cleanText(changes.name, NAME_LENGTH);
  const circle = parentId !== null && (await isGroupBelow(db, orgId, parentId, id));
  const errors: FieldErrors = {
    ...(name === '' ? { name: t.nameNeeded[actor.lang] } : {}),
    ...(circle ? { parent: t.circle[actor.lang] } : {}),
    ...(managers === undefined || managers.unknown === ''
      ? {}
      : { managers: t.unknownPeople(managers.unknown)[actor.lang] }),
  };
  if (Object.keys(errors).length > 0) return again(context, spec, values, errors);
  const kind = (changes.kind ? changes.kind : before.kind) as NewGroup['kind'];
  return commit(context, async (tx) => {
    const inside = actWithin(context, tx);
    // Held, so that of two who edit at once the second starts from what the first wrote.
    await tx.$executeRaw`SELECT 1 FROM sales_groups WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
    const standing = (await findStandingGroup(tx, orgId, id)) ?? before;
    const next = { kind, name, parentId, from: values.from ?? context.today };
    const revised = await reviseGroup(inside, id, standing, next);
    const managed = managers !== undefined && (await setManagers(inside, tx, id, managers.found));
    return done(context, (revised || managed ? t.saved(name) : t.unchanged)[actor.lang], revised || managed);
  });
}

async function openForm(
  context: Context,
  spec: CommandSpec<never>,
  id: string,
  { name, kind, parentId }: StandingGroup,
): Promise<Done> {
  const { db, orgId, actor } = context;
  const managers = (await listManagers(db, orgId, id)).map((each) => each.name);
  const fields = await tailorGroups(context, spec.fields);
  const standing = {
    name,
    kind,
    parent: parentId ?? NO_PARENT,
    managers: managers.join(actor.lang === 'zh' ? '、' : ', '),
  };
  return openEditForm(context, { ...spec, fields }, { key: { group: id }, name, standing });
}

async function again(
  context: Context,
  spec: CommandSpec<never>,
  values: RawValues,
  errors: FieldErrors,
): Promise<Done> {
  return askAgain(context, { ...spec, fields: await tailorGroups(context, spec.fields) }, values, errors);
}

function readParent(value: string | undefined): string | null {
  return value === undefined || value === '' || value === NO_PARENT ? null : value;
}

interface Managers {
  readonly found: readonly FoundMember[];
  /** Names that fit nobody, with commas between. */
  readonly unknown: string;
}

async function findManagers(context: Context, typed: string): Promise<Managers> {
  const names = typed.split(/[,，、;；\n]+/).map((name) => name.trim());
  const wanted = names.filter((name) => name !== '' && !NOBODY.test(name));
  const people = await Promise.all(wanted.map((name) => findMember(context, name)));
  const unknown = wanted.filter((_, place) => people[place] === undefined);
  return {
    found: people.filter((person) => person !== undefined),
    unknown: unknown.join(context.actor.lang === 'zh' ? '、' : ', '),
  };
}

/** Makes these all who manage a group; whether that changed anything. */
async function setManagers(
  context: ActingContext,
  tx: Tx,
  groupId: string,
  wanted: readonly FoundMember[],
): Promise<boolean> {
  const standing = await listManagers(tx, context.orgId, groupId);
  const added = wanted.filter(({ id }) => !standing.some((each) => each.id === id));
  const gone = standing.filter(({ id }) => !wanted.some((each) => each.id === id));
  for (const { id } of added) await setGroupManager(context, { groupId, memberId: id });
  for (const { id } of gone) await removeGroupManager(context, { groupId, memberId: id });
  return added.length + gone.length > 0;
}

function done({ actor }: Context, title: string, changed: boolean) {
  const all = { label: t.all[actor.lang], action: 'command.run', target: 'group list' } as const;
  return {
    kind: 'card',
    card: { title, tone: changed ? 'good' : 'plain', blocks: [{ kind: 'buttons', buttons: [all] }] },
    audience: 'asker',
  } as const;
}
