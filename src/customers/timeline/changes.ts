import type { Bilingual, Lang } from '../../chat/language.ts';
import { cutText } from '../../kernel/text/clean.ts';
import { Prisma } from '../../store/client.ts';
import { factFields } from '../facts/fields.ts';
import { customerText } from '../text.ts';
import { type ActivitySource, isBefore } from './source.ts';
import { timelineText as t } from './text.ts';

const SHOWN = 60;
const LABELS: Readonly<Record<string, Bilingual>> = {
  name: customerText.fieldName,
  phone: customerText.fieldPhone,
  ...Object.fromEntries(factFields.map(({ name, label }) => [name, label])),
};

/** What people changed of a customer: its facts, its category among them, and its tags. */
const edits: ActivitySource = {
  name: 'edit',
  deed: 'customer.see',
  select: (query) => Prisma.sql`
    SELECT e.at, e.id, jsonb_build_object('action', e.action, 'before', e.before::text, 'after', e.after::text,
      'by', m.name) AS facts
    FROM audit_entries e LEFT JOIN members m ON m.org_id = e.org_id AND m.id = e.actor_id
    WHERE e.org_id = ${query.orgId}::uuid AND e.entity = 'customer' AND e.entity_id = ANY(${[...query.family]}::text[])
      AND e.action IN ('customer.changed', 'customer.tagged', 'customer.untagged')
      AND ${isBefore(Prisma.sql`e.at`, Prisma.sql`e.id`, query)}
    ORDER BY e.at DESC, e.id DESC LIMIT ${query.limit}::int`,
  describe: ({ action, before, after, by }, { actor: { lang } }) => {
    const [was, is] = [readJson(before), readJson(after)];
    if (action === 'customer.changed')
      return {
        text: [{ text: t.edited[lang], bold: true }, { text: listChanges(was, is, lang) }],
        by: by ?? '',
      };
    const isAdded = action === 'customer.tagged';
    const tags = isAdded ? is.tags : was.tags;
    const names = Array.isArray(tags) ? tags.join(lang === 'zh' ? '、' : ', ') : '';
    return {
      text: [{ text: (isAdded ? t.tagged : t.untagged)[lang], bold: true }, { text: ` ${names}` }],
      by: by ?? '',
    };
  },
};

/** Tags that a rule gave; the rule is nobody in particular. */
const ruled: ActivitySource = {
  name: 'tag-rule',
  deed: 'customer.see',
  select: (query) => Prisma.sql`
    SELECT s.added_at AS at, s.tag_id AS id, jsonb_build_object('name', g.name) AS facts
    FROM customer_tags s JOIN tags g ON g.org_id = s.org_id AND g.id = s.tag_id
    WHERE s.org_id = ${query.orgId}::uuid AND s.customer_id = ${query.customerId}::uuid AND s.source = 'rule'
      AND ${isBefore(Prisma.sql`s.added_at`, Prisma.sql`s.tag_id`, query)}
    ORDER BY s.added_at DESC, s.tag_id DESC LIMIT ${query.limit}::int`,
  describe: ({ name }, { actor: { lang } }) => ({
    text: [{ text: t.tagged[lang], bold: true }, { text: ` ${name ?? ''}${t.byRule[lang]}` }],
    by: '',
  }),
};

/** Contacts that were changed or taken away. */
const contacts: ActivitySource = {
  name: 'contact-edit',
  deed: 'customer.see',
  select: (query) => Prisma.sql`
    SELECT e.at, e.id, jsonb_build_object('action', e.action, 'name', COALESCE(e.after, e.before) ->> 'name',
      'by', m.name) AS facts
    FROM audit_entries e LEFT JOIN members m ON m.org_id = e.org_id AND m.id = e.actor_id
    WHERE e.org_id = ${query.orgId}::uuid AND e.entity = 'contact' AND e.action IN ('contact.changed', 'contact.removed')
      AND COALESCE(e.after, e.before) ->> 'customerId' = ANY(${[...query.family]}::text[])
      AND ${isBefore(Prisma.sql`e.at`, Prisma.sql`e.id`, query)}
    ORDER BY e.at DESC, e.id DESC LIMIT ${query.limit}::int`,
  describe: ({ action, name, by }, { actor: { lang } }) => ({
    text: [
      { text: (action === 'contact.removed' ? t.contactRemoved : t.contactEdited)[lang], bold: true },
      { text: ` ${name ?? ''}` },
    ],
    by: by ?? '',
  }),
};

/** `: City Wuxi → Suzhou, Category – → A`; a field that the organization defined under its own name. */
function listChanges(was: Facts, is: Facts, lang: Lang): string {
  const shown = (value: unknown) => (typeof value === 'string' && value !== '' ? cutText(value, SHOWN) : '–');
  const parts = Object.keys(is).map((key) => {
    const label = LABELS[key]?.[lang] ?? key;
    return `${label} ${shown(was[key])} → ${shown(is[key])}`;
  });
  return lang === 'zh' ? `：${parts.join('，')}` : `: ${parts.join(', ')}`;
}

type Facts = Readonly<Record<string, unknown>>;

function readJson(text: string | null | undefined): Facts {
  const value: unknown = JSON.parse(text ?? '{}');
  return typeof value === 'object' && value !== null ? (value as Facts) : {};
}

/** What the audit log tells of a customer's changes. */
export const changeActivities: readonly ActivitySource[] = [edits, ruled, contacts];
