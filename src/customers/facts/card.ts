import type { Card } from '../../chat/card.ts';
import type { Reading } from '../cards.ts';
import { customerText as t } from '../text.ts';
import type { FactName } from './store.ts';

/** What people call the facts of a customer. */
export const factLabels = {
  name: t.fieldName,
  phone: t.fieldPhone,
  category: t.fieldCategory,
  city: t.fieldCity,
  region: t.fieldRegion,
  industry: t.fieldIndustry,
  source: t.fieldSource,
  registration: t.fieldRegistration,
} satisfies Record<FactName, unknown>;

/** One thing that was changed of a customer. */
export interface Difference {
  /** As the audit log names it. */
  readonly key: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** What was changed of a customer, each fact as it was and as it is. */
export function changedCard(
  id: string,
  name: string,
  differences: readonly Difference[],
  { actor: { lang } }: Reading,
): Card {
  const facts = differences.map(({ label, before, after }) => ({
    label,
    value: `${before || t.nothing[lang]} → ${after || t.nothing[lang]}`,
  }));
  return {
    title: (differences.length === 0 ? t.unchanged : t.changed)(name)[lang],
    tone: differences.length === 0 ? 'plain' : 'good',
    blocks: [
      { kind: 'facts', facts },
      {
        kind: 'buttons',
        buttons: [{ label: t.buttonShow[lang], action: 'customer.show', target: id }],
      },
    ],
  };
}
