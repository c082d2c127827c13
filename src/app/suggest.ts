import type { Field, Form, PickOption, PickSource } from '../chat/card.ts';
import { readChosen } from '../chat/chosen.ts';
import type { PickQuery } from '../chat/faces.ts';
import type { Reply } from '../chat/reply.ts';
import { listCustomerOptions } from '../customers/options.ts';
import { listOrderOptions } from '../orders/options.ts';
import type { Context } from '../people/context.ts';
import { listMemberOptions } from '../people/options.ts';

/** More than this nobody reads; what is typed narrows it down. */
const SUGGESTED = 50;
/** A card that has to carry its options carries fewer. */
const CARRIED = 20;
/** Colleagues are fewer than customers, and whoever is missing cannot be picked. */
const COLLEAGUES = 60;

/** What this person may pick among, the likeliest first. */
export function listOptions(context: Context, query: Pick<PickQuery, 'from' | 'typed'>, limit = SUGGESTED) {
  return sources[query.from](context, query.typed, limit);
}

const sources: Readonly<
  Record<PickSource, (context: Context, typed: string, limit: number) => Promise<readonly PickOption[]>>
> = { customer: listCustomerOptions, member: listMemberOptions, order: listOrderOptions };

/**
 * Puts into a form's fields what can be picked there, for a platform that shows forms as cards and asks for nothing while
 * somebody types. What is picked already stays to be seen.
 */
export async function furnishForm(context: Context, reply: Reply): Promise<Reply> {
  if (reply.kind !== 'form' && reply.kind !== 'errors') return reply;
  if (context.inbound.source.platform !== 'feishu') return reply;
  const loaded = new Map<PickSource, Promise<readonly PickOption[]>>();
  const load = (from: PickSource): Promise<readonly PickOption[]> => {
    const known = loaded.get(from);
    if (known) return known;
    const limit = from === 'member' ? COLLEAGUES : CARRIED;
    const options = listOptions(context, { from, typed: '' }, limit);
    loaded.set(from, options);
    return options;
  };
  const fields = await Promise.all(reply.form.fields.map((field) => furnishField(field, load)));
  const form: Form = { ...reply.form, fields };
  return { ...reply, form };
}

async function furnishField(
  field: Field,
  load: (from: PickSource) => Promise<readonly PickOption[]>,
): Promise<Field> {
  if (field.kind !== 'pick' || field.options.length > 0) return field;
  const options = await load(field.from);
  const chosen = field.value === undefined ? undefined : readChosen(field.value);
  if (chosen === undefined) return { ...field, options };
  const listed = options.find(({ value }) => readChosen(value)?.id === chosen.id);
  if (listed) return { ...field, options, value: listed.value };
  const added = { label: chosen.label || '✓', value: field.value ?? '' };
  return { ...field, options: [added, ...options] };
}
