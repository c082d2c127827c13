import { type ActivitySource, instantOf, isBefore } from '../customers/timeline/source.ts';
import { formatDate } from '../kernel/dates.ts';
import { formatMoney } from '../kernel/money.ts';
import { cutText } from '../kernel/text/clean.ts';
import { Prisma } from '../store/client.ts';
import { activityText as t } from './activity-text.ts';

/** Signed orders, in their customer's timeline. */
const orders: ActivitySource = {
  name: 'order',
  deed: 'order.see',
  select: (query) => Prisma.sql`
    SELECT o.at, o.id, jsonb_build_object('number', o.number, 'amount', o.amount::text, 'state', o.state,
      'by', m.name) AS facts
    FROM (SELECT n.*, ${instantOf(Prisma.sql`n.signed_on`, Prisma.sql`n.created_at`, query)} AS at FROM current_orders n
      WHERE n.org_id = ${query.orgId}::uuid AND n.customer_id = ${query.customerId}::uuid) o
    LEFT JOIN members m ON m.org_id = o.org_id AND m.id = o.created_by
    WHERE ${isBefore(Prisma.sql`o.at`, Prisma.sql`o.id`, query)}
    ORDER BY o.at DESC, o.id DESC LIMIT ${query.limit}::int`,
  describe: ({ number, amount, state, by }, { org, actor: { lang } }) => ({
    text: [
      { text: (state === 'signed' ? t.signed : t.withdrawn)[lang], bold: true },
      { text: ` ${number ?? ''} · ${formatMoney(BigInt(amount ?? '0'), org.currency, lang)}` },
    ],
    by: by ?? '',
  }),
};

/** Payments and refunds, whatever became of them. */
const payments: ActivitySource = {
  name: 'payment',
  deed: 'order.see',
  select: (query) => Prisma.sql`
    SELECT p.at, p.id, jsonb_build_object('number', p.number, 'amount', p.amount::text, 'state', p.state,
      'by', m.name) AS facts
    FROM (SELECT n.*, o.number, ${instantOf(Prisma.sql`n.received_on`, Prisma.sql`n.created_at`, query)} AS at
      FROM orders o JOIN current_payments n ON n.org_id = o.org_id AND n.order_id = o.id
      WHERE o.org_id = ${query.orgId}::uuid AND o.customer_id = ${query.customerId}::uuid) p
    LEFT JOIN members m ON m.org_id = p.org_id AND m.id = p.created_by
    WHERE ${isBefore(Prisma.sql`p.at`, Prisma.sql`p.id`, query)}
    ORDER BY p.at DESC, p.id DESC LIMIT ${query.limit}::int`,
  describe: ({ number, amount, state, by }, { org, actor: { lang } }) => {
    const minor = BigInt(amount ?? '0');
    const isRefund = minor < 0n;
    const money = formatMoney(isRefund ? -minor : minor, org.currency, lang);
    const word = state === 'confirmed' || state === undefined ? '' : t.states[state ?? '']?.[lang];
    return {
      text: [
        { text: (isRefund ? t.refund : t.payment)[lang], bold: true },
        { text: [` ${money}`, number, word].filter(Boolean).join(' · ') },
      ],
      by: by ?? '',
    };
  },
};

/** Every later version of an order's split; the first one came with the order. */
const splits: ActivitySource = {
  name: 'split',
  deed: 'order.see',
  select: (query) => Prisma.sql`
    SELECT s.at, s.id, jsonb_build_object('number', s.number, 'kind', s.kind, 'from', s.valid_from::text,
      'shares', s.shares, 'reason', s.reason, 'by', m.name) AS facts
    FROM (SELECT r.org_id, r.order_id AS id, o.number, max(r.recorded_at) AS at, max(r.kind) AS kind,
        max(r.valid_from) AS valid_from, max(r.reason) AS reason, (array_agg(r.recorded_by))[1] AS recorded_by,
        string_agg(w.name || ' ' || trim_scale(r.basis_points / 100.0) || '%', ' / ' ORDER BY r.position) AS shares
      FROM orders o JOIN credit_split_revisions r ON r.org_id = o.org_id AND r.order_id = o.id
      JOIN members w ON w.org_id = r.org_id AND w.id = r.member_id
      WHERE o.org_id = ${query.orgId}::uuid AND o.customer_id = ${query.customerId}::uuid AND r.revision > 1
      GROUP BY r.org_id, r.order_id, o.number, r.revision) s
    LEFT JOIN members m ON m.org_id = s.org_id AND m.id = s.recorded_by
    WHERE ${isBefore(Prisma.sql`s.at`, Prisma.sql`s.id`, query)}
    ORDER BY s.at DESC, s.id DESC LIMIT ${query.limit}::int`,
  describe: ({ number, from, shares, reason, by }, { actor: { lang } }) => {
    const since = from ? t.splitFrom(formatDate(from, lang))[lang] : '';
    const parts = [number, shares, since, cutText(reason ?? '', 80)].filter(Boolean);
    return { text: [{ text: t.split[lang], bold: true }, { text: ` ${parts.join(' · ')}` }], by: by ?? '' };
  },
};

/** What orders and the money for them add to a customer's timeline. */
export const orderActivities: readonly ActivitySource[] = [orders, payments, splits];
