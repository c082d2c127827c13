import type { CardBlock, ListItem } from '../../chat/card.ts';
import type { Lang } from '../../chat/language.ts';
import { formatDate } from '../../kernel/dates.ts';
import { cutText } from '../../kernel/text/clean.ts';
import type { Context } from '../../people/context.ts';
import { answer, type Done } from '../../store/commit.ts';
import { mayWith, refuseCustomer } from '../access.ts';
import { sayGone } from '../show.ts';
import { listOwnerChanges, type OwnerChange } from './list-store.ts';
import { moveReasonNames, poolText as t } from './text.ts';

const SHOWN = 20;

/** `customer owners`: the ledger of a customer's owners, newest first. */
export async function showOwners(context: Context): Promise<Done> {
  const [customer] = context.customers;
  if (customer === undefined) return sayGone(context);
  if (!(await mayWith(context, customer.ownerId, 'customer.see'))) {
    return refuseCustomer(context, customer, 'customer.see');
  }
  const { db, orgId, org, actor } = context;
  const { lang } = actor;
  const changes = await listOwnerChanges(db, { orgId, zone: org.zone }, customer.id, SHOWN + 1);
  const items = changes.slice(0, SHOWN).map((change) => describe(change, lang));
  const more: readonly CardBlock[] =
    changes.length > SHOWN ? [{ kind: 'note', text: t.ownersMore(SHOWN)[lang] }] : [];
  return answer(context, {
    kind: 'card',
    audience: 'asker',
    card: {
      title: t.ownersOf(customer.name)[lang],
      tone: 'info',
      blocks: [
        { kind: 'list', items },
        ...more,
        {
          kind: 'buttons',
          buttons: [{ label: t.buttonShow[lang], action: 'customer.show', target: customer.id }],
        },
      ],
    },
  });
}

function describe(change: OwnerChange, lang: Lang): ListItem {
  const from = change.reason === 'created' ? t.nobody[lang] : (change.from ?? t.thePool[lang]);
  const to = change.to ?? t.thePool[lang];
  const cadence = change.rule?.cadenceDays;
  const parts = [
    formatDate(change.on, lang),
    moveReasonNames[change.reason]?.[lang] ?? cutText(change.reason, 120),
    cutText(change.note, 200),
    cadence === undefined ? '' : t.fellRule(cadence)[lang],
    change.by ?? (change.reason === 'fell' ? t.byRule[lang] : ''),
  ];
  return {
    text: [{ text: `${from} → ${to}`, bold: true }],
    note: parts.filter((part) => part !== '').join(' · '),
  };
}
