import { type ActivitySource, isBefore } from '../customers/timeline/source.ts';
import { formatMoney } from '../kernel/money.ts';
import { cutText } from '../kernel/text/clean.ts';
import { Prisma } from '../store/client.ts';
import { activityText as t } from './activity-text.ts';
import { competitorText } from './competitors/text.ts';

/** The steps of a customer's deals, in its timeline. */
const steps: ActivitySource = {
  name: 'deal',
  deed: 'deal.see',
  select: (query) => Prisma.sql`
    SELECT s.at, s.deal_id AS id, jsonb_build_object('kind', s.kind, 'title', d.title, 'amount', s.amount::text,
      'stageEn', g.name_en, 'stageZh', g.name_zh, 'by', m.name) AS facts
    FROM deals d JOIN deal_steps s ON s.org_id = d.org_id AND s.deal_id = d.id
    JOIN deal_stages g ON g.org_id = s.org_id AND g.code = s.stage
    LEFT JOIN members m ON m.org_id = s.org_id AND m.id = s.taken_by
    WHERE d.org_id = ${query.orgId}::uuid AND d.customer_id = ${query.customerId}::uuid
      AND ${isBefore(Prisma.sql`s.at`, Prisma.sql`s.deal_id`, query)}
    ORDER BY s.at DESC, s.deal_id DESC LIMIT ${query.limit}::int`,
  describe: ({ kind, title, amount, stageEn, stageZh, by }, { org, actor: { lang } }) => {
    const stage = { en: stageEn ?? '', zh: stageZh ?? '' }[lang];
    const words =
      t[kind === 'opened' || kind === 'won' || kind === 'lost' || kind === 'reopened' ? kind : 'moved'];
    const what = kind === 'moved' ? `${title} → ${stage}` : (title ?? '');
    const parts = [what, formatMoney(BigInt(amount ?? '0'), org.currency, lang)];
    return {
      text: [{ text: words[lang], bold: true }, { text: ` ${parts.join(' · ')}` }],
      by: by ?? '',
    };
  },
};

/** What was noted about competitors at the customer. */
const intel: ActivitySource = {
  name: 'competitor',
  deed: 'customer.see',
  select: (query) => Prisma.sql`
    SELECT f.noted_at AS at, f.id, jsonb_build_object('name', k.name, 'text', f.text, 'by', m.name) AS facts
    FROM competitor_facts f JOIN competitors k ON k.org_id = f.org_id AND k.id = f.competitor_id
    LEFT JOIN members m ON m.org_id = f.org_id AND m.id = f.noted_by
    WHERE f.org_id = ${query.orgId}::uuid AND f.customer_id = ${query.customerId}::uuid
      AND ${isBefore(Prisma.sql`f.noted_at`, Prisma.sql`f.id`, query)}
    ORDER BY f.noted_at DESC, f.id DESC LIMIT ${query.limit}::int`,
  describe: ({ name, text, by }, { actor: { lang } }) => ({
    text: [
      { text: `${competitorText.activity[lang]} ${name ?? ''}`, bold: true },
      { text: ` ${cutText(text ?? '', 160)}` },
    ],
    by: by ?? '',
  }),
};

/** What deals add to their customer's timeline. */
export const dealActivities: readonly ActivitySource[] = [steps, intel];
