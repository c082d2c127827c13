import type { Card, CardBlock } from '../chat/card.ts';
import { showChosen } from '../chat/chosen.ts';
import type { Lang } from '../chat/language.ts';
import { platformNames } from '../chat/platform-names.ts';
import { customerCommands } from '../customers/commands.ts';
import { dealCommands } from '../deals/commands.ts';
import { followUpCommands } from '../followups/commands.ts';
import { formatDate } from '../kernel/dates.ts';
import { cutText } from '../kernel/text/clean.ts';
import { orderCommands } from '../orders/commands.ts';
import { holdingKinds, holdingNames } from '../people/holding-names.ts';
import type { Brief, GoneAccount, MovedAway, Received } from './leaving-store.ts';
import { leavingText as t } from './leaving-text.ts';

/** Tells who decides that somebody's account is gone, and asks to whom to hand over. */
export function goneCard(account: GoneAccount, lang: Lang): Card {
  const platform = platformNames[account.platform][lang];
  return {
    title: t.goneTitle(account.name)[lang],
    tone: 'warn',
    blocks: [
      { kind: 'text', text: t.goneHow(account.name, platform)[lang] },
      { kind: 'facts', facts: [{ label: t.account[lang], value: `${platform} · ${account.workspaceName}` }] },
      {
        kind: 'buttons',
        buttons: [
          {
            label: t.buttonHandOver[lang],
            action: 'leave.start',
            target: account.memberId,
            style: 'primary',
          },
          { label: t.buttonStay[lang], action: 'leave.stay', target: account.memberId },
        ],
      },
    ],
  };
}

/** Tells somebody which customers they were given, and by whom. */
export function receivedCard({ giver, note, count, customers }: Received, lang: Lang): Card {
  const items = customers.map(({ id, name, from }) => ({
    text: [{ text: cutText(name, 80), bold: true }],
    note: t.receivedFrom(from ?? t.thePool[lang])[lang],
    buttons: [{ label: t.buttonShow[lang], action: 'customer.show', target: id } as const],
  }));
  const rest = count - customers.length;
  const notes = [rest > 0 ? t.more(rest)[lang] : '', t.receivedHow[lang]].filter((text) => text !== '');
  const why = { kind: 'facts', facts: [{ label: t.reason[lang], value: note }] } as const;
  return {
    title: t.receivedTitle(count, giver)[lang],
    tone: 'info',
    blocks: [
      ...(note === '' ? [] : [why]),
      { kind: 'list', items },
      ...notes.map((text): CardBlock => ({ kind: 'note', text })),
    ],
  };
}

/** Tells somebody which of their customers went to whom, and by whom. */
export function movedAwayCard({ giver, to, note, count, customers }: MovedAway, lang: Lang): Card {
  const rest = count - customers.length;
  const notes = [rest > 0 ? t.more(rest)[lang] : '', t.movedAwayHow[lang]].filter((text) => text !== '');
  const why = { kind: 'facts', facts: [{ label: t.reason[lang], value: note }] } as const;
  return {
    title: t.movedAwayTitle(count, giver, to)[lang],
    tone: 'info',
    blocks: [
      ...(note === '' ? [] : [why]),
      { kind: 'list', items: customers.map((name) => ({ text: [{ text: cutText(name, 80), bold: true }] })) },
      ...notes.map((text): CardBlock => ({ kind: 'note', text })),
    ],
  };
}

/** What came to a successor, grouped, and what is due next. */
export function briefCard(brief: Brief, lang: Lang): Card {
  const blocks: CardBlock[] = [{ kind: 'facts', facts: listFacts(brief, lang) }];
  if (brief.due.length > 0) {
    blocks.push({ kind: 'text', text: [{ text: t.dueNext[lang], bold: true }] });
    blocks.push({
      kind: 'list',
      items: brief.due.map(({ customerId, customer, on }) => ({
        text: cutText(customer, 80),
        note: formatDate(on, lang),
        buttons: [{ label: t.buttonShow[lang], action: 'customer.show', target: customerId }],
      })),
    });
  } else if (brief.customers.length > 0) {
    blocks.push({ kind: 'note', text: t.dueNone[lang] });
  }
  if (brief.drafts.length > 0) {
    blocks.push({ kind: 'text', text: [{ text: t.unfinished[lang], bold: true }] });
    blocks.push({
      kind: 'list',
      items: brief.drafts.map(({ id, command, about }) => ({
        text: cutText(
          [showChosen(about), nameCommand(command, lang)].filter((part) => part !== '').join(' · '),
          120,
        ),
        buttons: [{ label: t.buttonOpen[lang], action: 'form.open', target: id }],
      })),
    });
  }
  blocks.push({
    kind: 'buttons',
    buttons: [{ label: t.buttonTodo[lang], action: 'command.run', target: 'todo' }],
  });
  return { title: t.briefTitle(brief.leaver)[lang], tone: 'info', blocks };
}

/** What somebody wanted to do, as their form is called. */
function nameCommand(name: string, lang: Lang): string {
  const known = [...followUpCommands, ...customerCommands, ...dealCommands, ...orderCommands];
  return known.find((command) => command.name === name)?.title[lang] ?? name;
}

function listFacts(brief: Brief, lang: Lang) {
  const total = holdingKinds.flatMap((kind) => {
    const count = brief.counts.get(kind) ?? 0;
    return count === 0 ? [] : [holdingNames[kind](count)[lang]];
  });
  const grouped = brief.customers.map(({ category, count, names }) => {
    const rest = count - names.length;
    const shown = names.map((name) => cutText(name, 60)).join(lang === 'zh' ? '、' : ', ');
    return {
      label: category === '' ? t.noCategory[lang] : category,
      value: rest > 0 ? `${shown} ${t.more(rest)[lang]}` : shown,
    };
  });
  return [{ label: t.gets[lang], value: total.join(' · ') }, ...grouped];
}
