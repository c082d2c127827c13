import { type ActivitySource, isBefore } from '../customers/timeline/source.ts';
import { formatDate } from '../kernel/dates.ts';
import { cutText } from '../kernel/text/clean.ts';
import { Prisma } from '../store/client.ts';
import { visitText as t } from './visit-text.ts';

const SHOWN = 200;

/** Visits as they stand: planned, checked in at, or called off. What was said there is a follow-up of its own. */
const visits: ActivitySource = {
  name: 'visit',
  deed: 'customer.see',
  select: (query) => Prisma.sql`
    SELECT v.at, v.id, jsonb_build_object('state', v.state, 'on', v.planned_on::text, 'time', v.planned_time,
      'place', v.place, 'by', m.name) AS facts
    FROM (SELECT n.*, COALESCE(n.checked_in_at, n.cancelled_at, n.created_at) AS at,
        CASE WHEN n.checked_in_at IS NOT NULL THEN 'there' WHEN n.cancelled_at IS NOT NULL THEN 'off' ELSE 'planned' END AS state
      FROM visits n WHERE n.org_id = ${query.orgId}::uuid AND n.customer_id = ${query.customerId}::uuid) v
    JOIN members m ON m.org_id = v.org_id AND m.id = v.member_id
    WHERE ${isBefore(Prisma.sql`v.at`, Prisma.sql`v.id`, query)}
    ORDER BY v.at DESC, v.id DESC LIMIT ${query.limit}::int`,
  describe: ({ state, on, time, place, by }, { actor: { lang } }) => {
    const day = [formatDate(on ?? '', lang), time].filter(Boolean).join(lang === 'zh' ? ' ' : ', ');
    const [title, what] =
      state === 'there'
        ? [t.activityThere, place ?? '']
        : state === 'off'
          ? [t.activityOff, day]
          : [t.activityPlanned, day];
    return {
      text: [{ text: title[lang], bold: true }, { text: what === '' ? '' : ` ${what}` }],
      by: by ?? '',
    };
  },
};

/** What managers said of follow-ups. */
const comments: ActivitySource = {
  name: 'comment',
  deed: 'customer.see',
  select: (query) => Prisma.sql`
    SELECT k.created_at AS at, k.id, jsonb_build_object('text', left(k.text, ${SHOWN * 2}::int),
      'about', left(f.text, ${SHOWN}::int), 'by', m.name) AS facts
    FROM follow_ups i JOIN follow_up_comments k ON k.org_id = i.org_id AND k.follow_up_id = i.id
    JOIN members m ON m.org_id = k.org_id AND m.id = k.author_id
    -- Only what was commented is read; that a customer has thousands of follow-ups the index alone tells.
    CROSS JOIN LATERAL (SELECT f.text FROM follow_ups f
      WHERE f.org_id = k.org_id AND f.id = k.follow_up_id AND f.withdrawn_at IS NULL OFFSET 0) f
    WHERE i.org_id = ${query.orgId}::uuid AND i.customer_id = ${query.customerId}::uuid
      AND ${isBefore(Prisma.sql`k.created_at`, Prisma.sql`k.id`, query)}
    ORDER BY k.created_at DESC, k.id DESC LIMIT ${query.limit}::int`,
  describe: ({ text, about, by }, { actor: { lang } }) => ({
    text: [
      { text: t.activityComment[lang], bold: true },
      { text: ` ${cutText(text ?? '', SHOWN)}${t.activityAbout(cutText(about ?? '', 40))[lang]}` },
    ],
    by: by ?? '',
  }),
};

/** What field work adds to a customer's timeline. */
export const visitActivities: readonly ActivitySource[] = [visits, comments];
