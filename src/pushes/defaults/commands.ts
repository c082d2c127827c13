import type { Card, ListItem } from '../../chat/card.ts';
import type { Lang } from '../../chat/language.ts';
import type { FieldSpec, RawValues, Role } from '../../chat/spec.ts';
import type { Command, Context } from '../../people/context.ts';
import { isFromEditForm, listChanges, openEditForm } from '../../people/edit-form.ts';
import { roles as allRoles, roleNames } from '../../people/role-names.ts';
import { type SettingsPage, settingsButton } from '../../people/settings.ts';
import { answer, commit, type Done } from '../../store/commit.ts';
import { dayNames } from '../days.ts';
import { isScheduledKind } from '../kinds.ts';
import { readDays, readKind } from '../subscribe.ts';
import { atField, daysField, kindField } from '../subscription-fields.ts';
import { kindNames } from '../text.ts';
import { listGrantable, listUngrantable, type PushDefault, usualDefault } from './rules.ts';
import { listDefaults, putDefault } from './store.ts';
import { describeUngrantable, defaultText as t } from './text.ts';

const NOBODY = 'nobody';
const EDITABLE = ['roles', 'at', 'days'] as const;

const rolesField: FieldSpec = {
  name: 'roles',
  aliases: ['role', 'for', '角色', '给'],
  label: t.fieldRoles,
  hint: t.fieldRolesHint,
  kind: 'choice',
  several: true,
  required: false,
  choices: [
    ...allRoles.map((role) => ({ value: role, label: roleNames[role], aliases: [] })),
    { value: NOBODY, label: t.nobody, aliases: ['none', 'off', '无', '不发', '没有'] },
  ],
};

const base = { roles: ['admin'], listed: false } as const;

const page: Command = {
  ...base,
  name: 'settings pushes',
  aliases: ['settings push', '设置 推送', '默认推送', '推送设置'],
  title: t.pageTitle,
  summary: t.pageSummary,
  example: t.pageExample,
  fields: [],
  run: async (context) => {
    const card = drawPage(context, await listDefaults(context.db, context.orgId));
    return answer(context, { kind: 'card', card, audience: 'asker' });
  },
};

const set: Command = {
  ...base,
  name: 'settings pushes set',
  aliases: ['settings pushes edit', '设置 推送 修改', '修改默认推送'],
  title: t.setTitle,
  summary: t.setSummary,
  example: t.setExample,
  fields: [kindField, rolesField, atField, daysField],
  tailor: (_, values) => Promise.resolve(tailor(values)),
  run: setDefault,
};

/** The page where admins decide who gets which push without asking. */
export const defaultsPage: SettingsPage = {
  command: page,
  summarize: async ({ db, orgId, actor: { lang } }) => {
    const all = await listDefaults(db, orgId);
    const given = all.filter(({ roles }) => roles.length > 0);
    return given.map(({ kind }) => kindNames[kind][lang]).join(lang === 'zh' ? '、' : ', ');
  },
};

export const defaultCommands: readonly Command[] = [page, set];

/** Of a known push only what it can be told. */
function tailor({ kind }: RawValues): readonly FieldSpec[] {
  const timed = kind === undefined || isScheduledKind(kind) ? [atField, daysField] : [];
  return [kindField, rolesField, ...timed];
}

/** `settings pushes set`: with the push alone its form, else what is named changes. */
async function setDefault(context: Context, values: RawValues): Promise<Done> {
  const { lang } = context.actor;
  const kind = readKind(values);
  const all = await listDefaults(context.db, context.orgId);
  const before = all.find((each) => each.kind === kind) ?? usualDefault(kind);
  const changes = listChanges(EDITABLE, values);
  if (Object.keys(changes).length === 0 && !isFromEditForm(values)) return open(context, before);
  const after = applyChanges(before, changes);
  const [wrong] = listUngrantable(kind, after.roles);
  if (wrong !== undefined) {
    const text = describeUngrantable(kindNames[kind], roleNames[wrong])[lang];
    return answer(context, {
      kind: 'card',
      card: notice(t.setTitle[lang], text, context),
      audience: 'asker',
    });
  }
  const saved = await writeDefault(context, before, after);
  return saved;
}

function open(context: Context, before: PushDefault): Promise<Done> {
  const { kind, roles, localTime, days } = before;
  const grantable = listGrantable(kind);
  const fields = tailor({ kind }).map((field) =>
    field.name === 'roles'
      ? {
          ...field,
          choices: (field.choices ?? []).filter(
            ({ value }) => value === NOBODY || grantable.some((role) => role === value),
          ),
        }
      : field,
  );
  const timed = isScheduledKind(kind) ? { at: localTime ?? '', days } : {};
  return openEditForm(
    context,
    { ...set, fields },
    {
      key: { kind },
      name: kindNames[kind][context.actor.lang],
      standing: { roles: roles.length === 0 ? NOBODY : roles.join(','), ...timed },
    },
  );
}

/** What is changed in it; a time that was emptied stays. */
export function applyChanges(before: PushDefault, { roles, at, days }: RawValues): PushDefault {
  const isTimed = isScheduledKind(before.kind);
  return {
    kind: before.kind,
    roles: roles === undefined ? before.roles : readRoles(roles),
    localTime: isTimed ? at || before.localTime : null,
    days: isTimed && days ? readDays(days) : before.days,
  };
}

function readRoles(text: string): readonly Role[] {
  const named = text.split(',');
  return allRoles.filter((role) => named.includes(role));
}

/** Writes the decision and what follows from it for those who made none of their own. */
export function writeDefault(context: Context, before: PushDefault, after: PushDefault): Promise<Done> {
  const { lang } = context.actor;
  return commit(context, async (tx) => {
    const changed = await putDefault(context, tx, before, after);
    const card = drawPage(context, await listDefaults(tx, context.orgId));
    const note = { kind: 'note', text: (changed ? t.saved : t.unchanged)[lang] } as const;
    return { kind: 'card', card: { ...card, blocks: [note, ...card.blocks] }, audience: 'asker' };
  });
}

function drawPage(context: Context, all: readonly PushDefault[]): Card {
  const { lang } = context.actor;
  const items = all.map(
    (each): ListItem => ({
      text: [{ text: kindNames[each.kind][lang], bold: true }],
      note: describeDefault(each, lang),
      buttons: [{ label: t.change[lang], action: 'command.run', target: `settings pushes set ${each.kind}` }],
    }),
  );
  return {
    title: t.pageTitle[lang],
    tone: 'info',
    blocks: [
      { kind: 'note', text: t.intro[lang] },
      { kind: 'list', items },
      { kind: 'buttons', buttons: [settingsButton(context)] },
    ],
  };
}

function describeDefault({ roles, localTime, days }: PushDefault, lang: Lang): string {
  const names = roles.map((role) => roleNames[role][lang]).join(lang === 'zh' ? '、' : ', ');
  if (names === '') return t.nobody[lang];
  if (localTime === null) return names;
  const when = lang === 'zh' ? `${dayNames[days].zh} ${localTime}` : `${localTime}, ${dayNames[days].en}`;
  return `${names} · ${when}`;
}

function notice(title: string, text: string, context: Context): Card {
  return {
    title,
    tone: 'warn',
    blocks: [
      { kind: 'text', text },
      { kind: 'buttons', buttons: [settingsButton(context)] },
    ],
  };
}
