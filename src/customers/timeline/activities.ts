import { cutText } from '../../kernel/text/clean.ts';
import { Prisma } from '../../store/client.ts';
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
    SELECT p.created_at AS at, p.id, jsonb_build_object('name', p.name, 'title', p.title) AS facts
    FROM contacts p JOIN customers c ON c.org_id = p.org_id AND c.id = p.customer_id AND c.created_at < p.created_at
    WHERE p.org_id = ${query.orgId}::uuid AND p.customer_id = ${query.customerId}::uuid
      AND ${isBefore(Prisma.sql`p.created_at`, Prisma.sql`p.id`, query)}
    ORDER BY p.created_at DESC, p.id DESC LIMIT ${query.limit}::int`,
  describe: ({ name, title }, { actor: { lang } }) => ({
    text: [
      { text: t.contactAdded[lang], bold: true },
      { text: ` ${[name, title].filter(Boolean).join(' · ')}` },
    ],
    by: '',
  }),
};

/** What happens to a customer itself. */
export const customerActivities: readonly ActivitySource[] = [owners, contacts];
