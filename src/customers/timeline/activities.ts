import type { Bilingual } from '../../chat/language.ts';
import { cutText } from '../../kernel/text/clean.ts';
import { Prisma, type Sql } from '../../store/client.ts';
import { mergeText } from '../merge/text.ts';
import { changeActivities } from './changes.ts';
import { type ActivityFacts, type ActivitySource, isBefore } from './source.ts';
import { ownerReasons, timelineText as t } from './text.ts';

/** Creation and every change of owner, from the ledger of owners. */
const owners: ActivitySource = {
  name: 'owner',
  deed: 'customer.see',
  select: (query) => Prisma.sql`
    SELECT h.changed_at AS at, h.id, jsonb_build_object('from', a.name, 'to', b.name, 'by', m.name,
      'reason', COALESCE(NULLIF(h.note, ''), h.reason)) AS facts
    FROM ownership_changes h
    LEFT JOIN members a ON a.org_id = h.org_id AND a.id = h.from_id
    LEFT JOIN members b ON b.org_id = h.org_id AND b.id = h.to_id
    LEFT JOIN members m ON m.org_id = h.org_id AND m.id = h.changed_by
    WHERE h.org_id = ${query.orgId}::uuid AND h.customer_id = ANY(${[...query.family]}::uuid[])
      AND (h.customer_id = ${query.customerId}::uuid OR h.reason NOT IN ('merged', 'unmerged'))
      AND ${isBefore(Prisma.sql`h.changed_at`, Prisma.sql`h.id`, query)}
    ORDER BY h.changed_at DESC, h.id DESC LIMIT ${query.limit}::int`,
  describe: (facts, { actor: { lang } }) => {
    const { from, to, by, reason } = facts;
    if (reason === 'created') {
      const owner = to ? t.createdFor(to)[lang] : t.createdInPool[lang];
      return { text: [{ text: t.created[lang], bold: true }, { text: owner }], by: by ?? '' };
    }
    const move = t.ownerMove(from ?? t.pool[lang], to ?? t.pool[lang])[lang];
    const why = describeReason(reason, lang);
    return { text: [{ text: t.ownerChanged[lang], bold: true }, { text: move + why }], by: by ?? '' };
  },
};

function describeReason(reason: ActivityFacts[string], lang: 'en' | 'zh'): string {
  if (!reason) return '';
  const words = ownerReasons[reason]?.[lang] ?? cutText(reason, 120);
  return lang === 'zh' ? `（${words}）` : ` (${words})`;
}

/** Contacts that were added later; the first one came with the customer. */
const contacts: ActivitySource = {
  name: 'contact',
  deed: 'customer.see',
  select: (query) => Prisma.sql`
    SELECT p.created_at AS at, p.id, jsonb_build_object('name', p.name, 'title', p.title, 'by', (
      SELECT m.name FROM audit_entries e JOIN members m ON m.org_id = e.org_id AND m.id = e.actor_id
      WHERE e.org_id = p.org_id AND e.entity = 'contact' AND e.entity_id = p.id::text AND e.action = 'contact.added'
      LIMIT 1)) AS facts
    FROM contacts p JOIN customers c ON c.org_id = p.org_id AND c.id = p.customer_id AND c.created_at < p.created_at
    WHERE p.org_id = ${query.orgId}::uuid AND p.customer_id = ${query.customerId}::uuid
      AND ${isBefore(Prisma.sql`p.created_at`, Prisma.sql`p.id`, query)}
    ORDER BY p.created_at DESC, p.id DESC LIMIT ${query.limit}::int`,
  describe: ({ name, title, by }, { actor: { lang } }) => ({
    text: [
      { text: t.contactAdded[lang], bold: true },
      { text: ` ${[name, title].filter(Boolean).join(' · ')}` },
    ],
    by: by ?? '',
  }),
};

/** Records that were merged into this one, and those that were taken out again. */
const merges = describeMerges(
  'merge',
  Prisma.sql`g.merged_at`,
  Prisma.sql`g.merged_by`,
  mergeText.mergedOnce,
);
const unmerges = describeMerges(
  'unmerge',
  Prisma.sql`g.undone_at`,
  Prisma.sql`g.undone_by`,
  mergeText.unmerged,
);

function describeMerges(name: string, at: Sql, by: Sql, title: Bilingual): ActivitySource {
  return {
    name,
    deed: 'customer.see',
    select: (query) => Prisma.sql`
      SELECT ${at} AS at, g.id, jsonb_build_object('from', f.name, 'into', i.name, 'by', m.name) AS facts
      FROM customer_merges g JOIN customers f ON f.org_id = g.org_id AND f.id = g.from_id
      JOIN customers i ON i.org_id = g.org_id AND i.id = g.into_id
      JOIN members m ON m.org_id = g.org_id AND m.id = ${by}
      WHERE g.org_id = ${query.orgId}::uuid AND g.into_id = ANY(${[...query.family]}::uuid[])
        AND ${isBefore(at, Prisma.sql`g.id`, query)}
      ORDER BY ${at} DESC, g.id DESC LIMIT ${query.limit}::int`,
    describe: ({ from, into, by: who }, { actor: { lang } }) => ({
      text: [{ text: title[lang], bold: true }, { text: t.ownerMove(from ?? '', into ?? '')[lang] }],
      by: who ?? '',
    }),
  };
}

/** Collision cases: that one was opened, and what became of it. What the sides wrote stays between them and who decided. */
const cases: ActivitySource = {
  name: 'case',
  deed: 'customer.see',
  select: (query) => Prisma.sql`
    SELECT COALESCE(k.closed_at, k.opened_at) AS at, k.id, jsonb_build_object('state', k.state, 'claimant', p.name,
      'owner', w.name, 'by', COALESCE(d.name, p.name)) AS facts
    FROM collision_cases k JOIN members p ON p.org_id = k.org_id AND p.id = k.claimant_id
    LEFT JOIN members w ON w.org_id = k.org_id AND w.id = k.owner_id
    LEFT JOIN members d ON d.org_id = k.org_id AND d.id = k.decided_by
    WHERE k.org_id = ${query.orgId}::uuid AND k.customer_id = ANY(${[...query.family]}::uuid[])
      AND ${isBefore(Prisma.sql`COALESCE(k.closed_at, k.opened_at)`, Prisma.sql`k.id`, query)}
    ORDER BY COALESCE(k.closed_at, k.opened_at) DESC, k.id DESC LIMIT ${query.limit}::int`,
  describe: ({ state, claimant, owner, by }, { actor: { lang } }) => {
    const what =
      state === 'ruled'
        ? t.caseRuled(owner ?? '')
        : state === 'open'
          ? t.caseOpened(claimant ?? '')
          : t.caseWithdrawn;
    return { text: [{ text: t.caseTitle[lang], bold: true }, { text: what[lang] }], by: by ?? '' };
  },
};

/** What happens to a customer itself. */
export const customerActivities: readonly ActivitySource[] = [
  owners,
  contacts,
  merges,
  unmerges,
  cases,
  ...changeActivities,
];
