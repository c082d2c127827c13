import type { Card } from '../../chat/card.ts';
import type { Reading } from '../cards.ts';
import { customerText as t } from '../text.ts';
import type { CustomerFacts, FactName } from './store.ts';

const labels = {
  name: t.fieldName,
  phone: t.fieldPhone,
  category: t.fieldCategory,
  city: t.fieldCity,
  region: t.fieldRegion,
  industry: t.fieldIndustry,
  source: t.fieldSource,
  registration: t.fieldRegistration,
} satisfies Record<FactName, unknown>;

/** What was changed of a customer, each fact as it was and as it is. */
export function changedCard(
  id: string,
  before: CustomerFacts,
  after: CustomerFacts,
  changed: readonly FactName[],
  { actor: { lang } }: Reading,
): Card {
  const facts = changed.map((fact) => ({
    label: labels[fact][lang],
    value: `${before[fact] || t.nothing[lang]} → ${after[fact] || t.nothing[lang]}`,
  }));
  return {
    title: (changed.length === 0 ? t.unchanged : t.changed)(after.name)[lang],
    tone: changed.length === 0 ? 'plain' : 'good',
    blocks: [
      { kind: 'facts', facts },
      {
        kind: 'buttons',
        buttons: [{ label: t.buttonShow[lang], action: 'customer.show', target: id }],
      },
    ],
  };
}
