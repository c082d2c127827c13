import { type ActivitySource, isBefore } from '../customers/timeline/source.ts';
import { formatMoney } from '../kernel/money.ts';
import { cutText } from '../kernel/text/clean.ts';
import { Prisma } from '../store/client.ts';
import { nameKind } from './cards.ts';
import { visitText } from './visit-text.ts';

const SHOWN = 200;

/** Contacts with a customer, in its timeline. */
export const followUpActivity: ActivitySource = {
  name: 'follow-up',
  deed: 'customer.see',
  select: (query) => Prisma.sql`
    SELECT f.happened_at AS at, f.id, jsonb_build_object('kind', f.kind, 'text', left(f.text, ${SHOWN * 2}::int),
      'amount', f.amount::text, 'by', m.name, 'id', f.id::text, 'byId', f.author_id::text) AS facts
    FROM follow_ups f JOIN members m ON m.org_id = f.org_id AND m.id = f.author_id
    WHERE f.org_id = ${query.orgId}::uuid AND f.customer_id = ${query.customerId}::uuid AND f.withdrawn_at IS NULL
      AND ${isBefore(Prisma.sql`f.happened_at`, Prisma.sql`f.id`, query)}
    ORDER BY f.happened_at DESC, f.id DESC LIMIT ${query.limit}::int`,
  describe: ({ kind, text, amount, by, id, byId }, { org, actor }) => {
    const { lang } = actor;
    const mayComment = actor.roles.includes('manager') && byId !== actor.memberId;
    const money = amount ? ` · ${formatMoney(BigInt(amount), org.currency, lang)}` : '';
    return {
      text: [
        { text: nameKind(kind ?? '', lang), bold: true },
        { text: ` ${cutText(text ?? '', SHOWN)}${money}` },
      ],
      by: by ?? '',
      ...(mayComment
        ? {
            buttons: [{ label: visitText.buttonComment[lang], action: 'followup.comment', target: id ?? '' }],
          }
        : {}),
    };
  },
};
