import type { Button, Card, CardBlock } from '../chat/card.ts';
import type { Reply } from '../chat/reply.ts';
import { drawMyCustomers } from '../customers/my-customers.ts';
import { drawTodo } from '../followups/todo.ts';
import { formatDate } from '../kernel/dates.ts';
import type { ActionHandler, Command, Context } from '../people/context.ts';
import { mayRun, rolesFor } from '../people/rights.ts';
import { todoSources } from '../pushes/todo-sources.ts';
import { answer } from '../store/commit.ts';
import { appText } from './text.ts';

/** The commands that a day begins with, as far as somebody may use them. */
const QUICK = [
  'followup',
  'customer new',
  'customer find',
  'order new',
  'payment waiting',
  'payment',
  'rank',
];

/** What stands on a person's home: what the last press was answered, ways to begin, the day, the customers. */
export async function drawHome(
  context: Context,
  commands: readonly Command[],
  said?: Reply,
): Promise<readonly Card[]> {
  const { roles } = context.actor;
  const [todo, customers] = await Promise.all([
    drawTodo(context, context.db, todoSources),
    mayRun(roles, rolesFor('customer.work')) ? drawMyCustomers(context) : undefined,
  ]);
  const answered = said === undefined ? undefined : drawSaid(context, said);
  return [answered, drawBeginning(context, commands), todo, customers].filter((card) => card !== undefined);
}

/** A list that was drawn again stands in the day already; only what was done is said. */
function drawSaid(context: Context, said: Reply): Card | undefined {
  const { lang } = context.actor;
  if (said.kind !== 'card' && said.kind !== 'replace') return undefined;
  const close: CardBlock = {
    kind: 'buttons',
    buttons: [{ label: appText.homeClose[lang], action: 'home.open', target: 'home' }],
  };
  if (said.kind === 'replace' && said.notice !== undefined)
    return { title: said.notice, tone: 'good', blocks: [] };
  return { ...said.card, blocks: [...said.card.blocks, close] };
}

function drawBeginning(context: Context, commands: readonly Command[]): Card {
  const { lang, name, roles } = context.actor;
  const quick = QUICK.flatMap((wanted) => commands.filter(({ name: each }) => each === wanted))
    .filter((spec) => mayRun(roles, spec.roles))
    .map((spec, index): Button => {
      const button = { label: spec.title[lang], action: 'command.run', target: spec.name } as const;
      return index === 0 ? { ...button, style: 'primary' } : button;
    });
  const help: Button = { label: appText.homeHelp[lang], action: 'command.run', target: 'help' };
  return {
    title: appText.homeTitle(name, formatDate(context.today, lang))[lang],
    tone: 'info',
    blocks: [{ kind: 'buttons', buttons: [...quick, help] }],
  };
}

/** All of it as one card, for conversations. */
function joinCards(cards: readonly Card[], fallback: string): Card {
  const [first, ...rest] = cards;
  const blocks = rest.flatMap((card): CardBlock[] => [
    { kind: 'divider' },
    { kind: 'text', text: [{ text: card.title, bold: true }] },
    ...card.blocks,
  ]);
  return first === undefined
    ? { title: fallback, tone: 'info', blocks }
    : { ...first, blocks: [...first.blocks, ...blocks] };
}

/** `home`: the same as the home tab, where there is none. */
export function createHomeCommand(commands: readonly Command[]): Command {
  return {
    name: 'home',
    aliases: ['my day', 'desk', '我的一天', '工作台', '首页'],
    title: appText.homeCommand,
    summary: appText.homeSummary,
    example: { en: 'home', zh: '工作台' },
    fields: [],
    roles: 'anyone',
    run: async (context) => {
      const card = joinCards(await drawHome(context, commands), appText.homeCommand[context.actor.lang]);
      return answer(context, { kind: 'card', card, audience: 'asker' });
    },
  };
}

/** Shows the home anew; on a home tab that happens by itself after every press. */
export function createHomeAction(commands: readonly Command[]): ActionHandler {
  return {
    action: 'home.open',
    run: async (context) => {
      if (context.inbound.kind === 'press' && context.inbound.surface === 'home')
        return answer(context, { kind: 'nothing' });
      const card = joinCards(await drawHome(context, commands), appText.homeCommand[context.actor.lang]);
      return answer(context, { kind: 'replace', card });
    },
  };
}
