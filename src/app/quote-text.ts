import { writeChosen } from '../chat/chosen.ts';
import type { Quoted, Quotes } from '../chat/sender.ts';
import { cleanText } from '../kernel/text/clean.ts';
import type { Context } from '../people/context.ts';
import { answer, type Done } from '../store/commit.ts';
import type { PreparedText } from './run-text.ts';
import type { DispatchTables } from './tables.ts';

/** The command that takes what it logs out of the message that it answers. */
const QUOTING = 'followup';

/**
 * The message that somebody answers with nothing but `log`, or with `log` and a customer's name: what it says is what they
 * mean. It is read from the platform only then.
 */
export async function findQuoted(
  quotes: Quotes,
  context: Context,
  prepared: PreparedText | undefined,
): Promise<Quoted | undefined> {
  const { inbound, customers } = context;
  if (inbound.kind !== 'text' || inbound.repliesTo === undefined || prepared?.spec.name !== QUOTING)
    return undefined;
  const { line, readings } = prepared;
  const longest = readings.at(-1);
  const saysMore = line.tokens.length > 0 && customers[0]?.nameKey !== longest?.key;
  if (saysMore || line.tokens.length > (longest?.words ?? 0)) return undefined;
  const { platform, workspace, conversation } = inbound.source;
  return quotes.read({ platform, workspace, conversation, message: inbound.repliesTo });
}

/** Opens the form with the quoted message in it, and the customer that the line names. */
export function quoteText(tables: DispatchTables, context: Context, quoted: Quoted): Promise<Done> {
  const quote = tables.actions.get('followup.quote');
  const [customer] = context.customers;
  const values = { text: quoted.text, saidAt: String(quoted.saidAt / 1_000) };
  if (quote === undefined) return answer(context, { kind: 'nothing' });
  const known =
    customer === undefined ? {} : { customer: writeChosen(customer.id, cleanText(customer.name, 60)) };
  return quote.run(context, '', { ...values, ...known });
}
