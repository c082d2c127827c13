import type { Card } from '../chat/card.ts';
import { noticeCard } from '../customers/cards.ts';
import { formatDate } from '../kernel/dates.ts';
import { cutText } from '../kernel/text/clean.ts';
import type { Context } from '../people/context.ts';
import { nameKind } from './cards.ts';
import type { LoggedFollowUp } from './revision-store.ts';
import { followUpText as t } from './text.ts';

/** Says that a follow-up was taken back, and what it had said. */
export function withdrawnCard(followUp: LoggedFollowUp, { actor }: Context): Card {
  const { lang } = actor;
  const facts = [
    formatDate(followUp.happenedOn, lang),
    nameKind(followUp.kind, lang),
    cutText(followUp.text, 200),
  ].join(' · ');
  return {
    title: t.withdrawn(followUp.customerName)[lang],
    tone: 'plain',
    blocks: [
      { kind: 'text', text: [{ text: facts, strike: true }] },
      { kind: 'note', text: t.withdrawnHow[lang] },
      {
        kind: 'buttons',
        buttons: [{ label: t.buttonLogAgain[lang], action: 'followup.start', target: followUp.customerId }],
      },
    ],
  };
}

/** Ten minutes are over: it can be changed, no longer undone. */
export function tooLateCard(followUp: LoggedFollowUp, { actor }: Context): Card {
  const { lang } = actor;
  return {
    title: t.undoLate[lang],
    tone: 'warn',
    blocks: [
      { kind: 'text', text: t.undoLateHow[lang] },
      {
        kind: 'buttons',
        buttons: [{ label: t.buttonChange[lang], action: 'followup.change', target: followUp.id }],
      },
    ],
  };
}

/** An edited message that no longer reads as a follow-up: what to do with the one it had logged. */
export function unreadCard(followUp: LoggedFollowUp, { actor }: Context): Card {
  const { lang } = actor;
  return {
    title: t.unread(followUp.customerName)[lang],
    tone: 'warn',
    blocks: [
      { kind: 'text', text: t.unreadHow[lang] },
      {
        kind: 'buttons',
        buttons: [
          { label: t.buttonChange[lang], action: 'followup.change', target: followUp.id },
          { label: t.buttonUndo[lang], action: 'followup.undo', target: followUp.id },
        ],
      },
    ],
  };
}

export function goneCard({ actor: { lang } }: Context): Card {
  return noticeCard(t.followUpGone[lang], '');
}
