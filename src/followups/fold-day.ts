import type { Button } from '../chat/card.ts';
import type { TodoItem, TodoSection } from './todo-source.ts';

/** As many as stand below one item without crowding it. */
const MOST_BUTTONS = 5;

interface Slot {
  readonly item: TodoItem;
  /** What else there is about its customer. */
  readonly also: TodoItem[];
}

interface FoldedDay {
  readonly first: readonly TodoItem[];
  /** Each with as many items as are shown, and the count of what was not folded into another. */
  readonly sections: readonly TodoSection[];
}

/**
 * A customer stands once in a day: what another section says of a customer that is shown already goes to that item, with
 * its facts and its buttons. Of one section nothing is folded: two instalments are two things to do. Of the rest of each
 * section `each` are shown.
 */
export function foldDay(
  first: readonly TodoItem[],
  sections: readonly TodoSection[],
  each: number,
): FoldedDay {
  const byCustomer = new Map<string, Slot>();
  const open = (items: readonly TodoItem[]): readonly Slot[] => {
    const slots = items.map((item): Slot => ({ item, also: [] }));
    for (const slot of slots) {
      const id = slot.item.customer?.id;
      if (id !== undefined && !byCustomer.has(id)) byCustomer.set(id, slot);
    }
    return slots;
  };
  const firstSlots = open(first);
  const drawn = sections.map((section) => {
    const rest: TodoItem[] = [];
    for (const item of section.items) {
      const slot = item.customer === undefined ? undefined : byCustomer.get(item.customer.id);
      if (slot === undefined) rest.push(item);
      else slot.also.push(item);
    }
    const count = section.count - (section.items.length - rest.length);
    return { section, count, slots: open(rest.slice(0, each)) };
  });
  return {
    first: firstSlots.map(joinSlot),
    sections: drawn
      .filter(({ count }) => count > 0)
      .map(({ section, count, slots }) => ({ ...section, count, items: slots.map(joinSlot) })),
  };
}

function joinSlot({ item, also }: Slot): TodoItem {
  if (also.length === 0) return item;
  const notes = [item.note ?? '', ...also.map(({ customer }) => customer?.also ?? '')];
  const followUpId = [item, ...also].find((each) => each.followUpId !== undefined)?.followUpId;
  return {
    ...item,
    note: notes.filter((note) => note !== '').join('\n'),
    buttons: joinButtons(
      item.buttons ?? [],
      also.flatMap(({ buttons }) => buttons ?? []),
    ),
    ...(followUpId === undefined ? {} : { followUpId }),
  };
}

/** One of each label: two that are called the same do the same for the customer. The first one stays the main one. */
function joinButtons(own: readonly Button[], others: readonly Button[]): readonly Button[] {
  const joined = [...own];
  for (const { style: _style, ...button } of others)
    if (joined.every(({ label }) => label !== button.label)) joined.push(button);
  return joined.slice(0, MOST_BUTTONS);
}
