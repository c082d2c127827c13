import type { Card, CardBlock } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { describeShares, showButton } from './cards.ts';
import { editText } from './edit-text.ts';
import type { NewShare } from './read-order.ts';
import type { Share } from './rules.ts';
import type { SplitProposal } from './split-store.ts';
import { splitText } from './split-text.ts';
import type { OrderRow } from './store.ts';
import { orderText } from './text.ts';

type Shares = readonly Pick<Share, 'name' | 'basisPoints'>[];

/** How the credit of an order changes. `validFrom` null: from the beginning. */
export interface SplitChange {
  readonly order: Pick<OrderRow, 'number' | 'customerName'>;
  readonly before: Shares;
  readonly after: readonly NewShare[];
  readonly validFrom: LocalDate | null;
  readonly reason: string;
}

/** A hand-over was recorded, or a correction waits for its second signature. */
export function splitSavedCard(change: SplitChange, lang: Lang): Card {
  const { order, validFrom } = change;
  const title =
    validFrom === null
      ? splitText.waitingTitle(order.number)
      : splitText.handedTitle(order.number, formatDate(validFrom, lang));
  const note: readonly CardBlock[] =
    validFrom === null ? [{ kind: 'note', text: splitText.waitingHow[lang] }] : [];
  return {
    title: title[lang],
    tone: validFrom === null ? 'info' : 'good',
    blocks: [describeChange(change, lang), ...note, { kind: 'buttons', buttons: [showButton(order, lang)] }],
  };
}

/** Tells somebody whose credit changes. */
export function splitChangedCard(change: SplitChange, lang: Lang): Card {
  const { order } = change;
  return {
    title: splitText.changedTitle(order.number, order.customerName)[lang],
    tone: 'info',
    blocks: [describeChange(change, lang), { kind: 'buttons', buttons: [showButton(order, lang)] }],
  };
}

/** Asks for the second signature; once it is decided, the same card tells how. */
export function splitProposalCard(proposal: SplitProposal, change: SplitChange, lang: Lang): Card {
  const { order } = change;
  const by = proposal.state === 'waiting' ? splitText.proposedBy : orderText.decidedBy;
  const name = proposal.state === 'waiting' ? proposal.proposedBy : (proposal.decidedBy ?? '–');
  const title = {
    waiting: splitText.askTitle(order.number, order.customerName),
    signed: splitText.signedTitle(order.number),
    refused: splitText.refusedTitle(order.number),
    lapsed: splitText.lapsedTitle(order.number),
  }[proposal.state];
  const who: CardBlock = { kind: 'facts', facts: [{ label: by[lang], value: name }] };
  return {
    title: title[lang],
    tone: proposal.state === 'signed' ? 'good' : proposal.state === 'waiting' ? 'warn' : 'plain',
    blocks: [
      describeChange(change, lang),
      who,
      ...(proposal.state === 'lapsed' ? [{ kind: 'note', text: splitText.lapsedHow[lang] } as const] : []),
      ...(proposal.state === 'waiting' ? [askButtons(proposal, lang)] : []),
    ],
  };
}

function askButtons({ id }: SplitProposal, lang: Lang): CardBlock {
  return {
    kind: 'buttons',
    buttons: [
      { label: splitText.sign[lang], action: 'split.sign', target: id, style: 'primary' },
      { label: splitText.turnDown[lang], action: 'split.refuse', target: id, style: 'danger' },
    ],
  };
}

function describeChange({ order, before, after, validFrom, reason }: SplitChange, lang: Lang): CardBlock {
  const counts =
    validFrom === null ? splitText.fromBeginning : splitText.fromDay(formatDate(validFrom, lang));
  return {
    kind: 'facts',
    facts: [
      { label: orderText.customer[lang], value: order.customerName },
      { label: orderText.number[lang], value: order.number },
      { label: splitText.before[lang], value: describeShares(before, { lang }) },
      { label: splitText.after[lang], value: describeShares(after, { lang }) },
      { label: splitText.from[lang], value: counts[lang] },
      { label: editText.fieldReason[lang], value: reason },
    ],
  };
}
