import type { Button, Card, CardBlock, ListItem } from '../chat/card.ts';
import type { Near } from '../chat/parse.ts';
import { describeHit } from '../customers/cards.ts';
import { NAMED, searchCustomers } from '../customers/search.ts';
import { findSight } from '../customers/sight.ts';
import { cleanText } from '../kernel/text/clean.ts';
import type { Command, Context } from '../people/context.ts';
import { mayRun, rolesFor } from '../people/rights.ts';
import { commitAll, type Done } from '../store/commit.ts';
import { insertDraft } from '../store/drafts.ts';
import { startLabel } from './help.ts';
import { appText } from './text.ts';

/** What of a line that was not understood is shown again. */
const SHOWN = 500;
/** As long as this, a line may be a name that somebody looks for. */
const NAME_LENGTH = 40;
const CUSTOMERS = 3;
/** A button carries no more. */
const CARRIED = 200;

/**
 * Answers a line that begins with no command: the nearest commands, each ready to be run with the rest of the line; the
 * customers whose name it may be; and to log it as the follow-up that it often is. Nothing typed is lost.
 */
export async function answerUnknownCommand(
  context: Context,
  typed: string,
  nearest: readonly Near<Command>[],
): Promise<Done> {
  const { lang, roles } = context.actor;
  const line = cleanText(typed, SHOWN);
  const usable = nearest.filter(({ spec }) => mayRun(roles, spec.roles));
  const customers = usable.length > 0 ? [] : await findNamed(context, line);
  const blocks: CardBlock[] = [{ kind: 'facts', facts: [{ label: appText.youTyped[lang], value: line }] }];
  if (usable.length > 0) {
    blocks.push(
      { kind: 'text', text: appText.didYouMean[lang] },
      { kind: 'list', items: usable.map((near) => describeNear(context, near)) },
    );
  }
  if (customers.length > 0) {
    blocks.push({ kind: 'text', text: appText.customersFound[lang] }, { kind: 'list', items: customers });
  }
  const draftId = context.ids.uuid();
  const isGuessed = usable.length > 0 || customers.length > 0;
  const mayLog = mayRun(roles, rolesFor('customer.work')) && !isGuessed;
  blocks.push({
    kind: 'buttons',
    buttons: isGuessed ? [helpButton(context)] : listWays(context, line, mayLog ? draftId : undefined),
  });
  const card: Card = { title: appText.notUnderstood[lang], tone: 'warn', blocks };
  const values = { text: cleanText(typed, 10_000) };
  const keep = mayLog ? [insertDraft(context, { id: draftId, command: 'followup', values })] : [];
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, keep);
}

function helpButton({ actor }: Context): Button {
  return { label: appText.seeHelp[actor.lang], action: 'command.run', target: 'help' };
}

function listWays(context: Context, line: string, draftId: string | undefined): readonly Button[] {
  const { lang, roles } = context.actor;
  const buttons: Button[] = [];
  if (draftId !== undefined)
    buttons.push({ label: appText.logThis[lang], action: 'form.open', target: draftId, style: 'primary' });
  if (line.length <= NAME_LENGTH && mayRun(roles, rolesFor('customer.see')))
    buttons.push({
      label: appText.findThis(cleanText(line, 24))[lang],
      action: 'command.run',
      target: `customer find ${line}`,
    });
  buttons.push(helpButton(context));
  return buttons;
}

/** A near command with the line as it would be right; where it is too long for a button, its form alone. */
function describeNear({ actor: { lang } }: Context, { spec, mended }: Near<Command>): ListItem {
  const fits = mended.includes(' ') && mended !== spec.name && mended.length <= CARRIED;
  return {
    text: [{ text: spec.title[lang], bold: true }, { text: `  ${fits ? mended : spec.example[lang]}` }],
    note: spec.summary[lang],
    buttons: [
      {
        label: fits ? appText.sendMended[lang] : startLabel(spec, lang),
        action: 'command.run',
        target: fits ? mended : spec.name,
      },
    ],
  };
}

async function findNamed(context: Context, line: string): Promise<readonly ListItem[]> {
  if (line.length > NAME_LENGTH || !mayRun(context.actor.roles, rolesFor('customer.see'))) return [];
  const options = { orgId: context.orgId, sight: await findSight(context), limit: CUSTOMERS };
  const hits = await searchCustomers(context.db, line, options);
  return hits.filter(({ rank }) => rank <= NAMED).map((hit) => describeHit(hit, true, context));
}
