import type { Button, Card, CardBlock } from '../../chat/card.ts';
import type { Lang } from '../../chat/language.ts';
import { inBrackets, type WhyFact } from './explain.ts';
import type { KnownMessage } from './message-store.ts';
import type { Behind } from './rows.ts';
import { describeRows, whyText as t } from './text.ts';

/** Why a message came, ready to be shown. */
export interface WhyView {
  readonly messageId: string;
  /** What it is. */
  readonly what: string;
  readonly rule: string;
  readonly facts: readonly WhyFact[];
  readonly behind: Behind;
  readonly buttons: readonly Button[];
  readonly note?: string;
}

/** One message explained: what it is and why, what it rests on, and what can be done about it. */
export function whyCard(view: WhyView, lang: Lang): Card {
  return {
    title: `${t.title[lang]} · ${view.what}`,
    tone: 'info',
    blocks: [
      { kind: 'text', text: view.rule },
      { kind: 'facts', facts: view.facts },
      ...drawBehind(view, lang),
      ...(view.note === undefined ? [] : [{ kind: 'note', text: view.note } as const]),
      ...(view.buttons.length === 0 ? [] : [{ kind: 'buttons', buttons: view.buttons } as const]),
    ],
  };
}

function drawBehind({ messageId, behind }: WhyView, lang: Lang): readonly CardBlock[] {
  const { rows, offset, hasMore, isClosed } = behind;
  if (isClosed) return [{ kind: 'note', text: t.closedRows[lang] }];
  if (rows.length === 0) return [];
  const isAll = offset === 0 && !hasMore;
  const shown = describeRows(offset + 1, offset + rows.length, false)[lang];
  const which = isAll ? '' : inBrackets(shown, lang);
  const items = rows.map(({ text, note, opens }) => ({
    text,
    ...(note === undefined ? {} : { note }),
    buttons: [{ label: (opens.action === 'push.why' ? t.ask : t.open)[lang], ...opens }],
  }));
  const turn = hasMore ? { label: t.more, to: offset + rows.length } : { label: t.back, to: 0 };
  const pages: readonly CardBlock[] = isAll
    ? []
    : [
        {
          kind: 'buttons',
          buttons: [{ label: turn.label[lang], action: 'push.why', target: `${messageId} ${turn.to}` }],
        },
      ];
  return [
    { kind: 'text', text: [{ text: `${t.rows[lang]}${which}`, bold: true }] },
    { kind: 'list', items },
    ...pages,
  ];
}

/** The last messages of a conversation to choose from. */
export function chooseCard(
  messages: readonly {
    readonly message: KnownMessage;
    readonly what: string;
    /** The record that it is about; empty where it is about many, or about one that is not open to the reader. */
    readonly about: string;
    readonly when: string;
  }[],
  lang: Lang,
): Card {
  const title = t.chooseTitle[lang];
  if (messages.length === 0) {
    return { title: t.title[lang], tone: 'plain', blocks: [{ kind: 'text', text: t.chooseNone[lang] }] };
  }
  const items = messages.map(({ message, what, about, when }) => ({
    text: [{ text: what, bold: true }, { text: about === '' ? '' : ` · ${about}` }],
    note: when,
    buttons: [{ label: t.ask[lang], action: 'push.why', target: message.id } as const],
  }));
  return {
    title,
    tone: 'plain',
    blocks: [
      { kind: 'list', items },
      { kind: 'note', text: t.chooseText[lang] },
    ],
  };
}

/** No message of ours, one of another conversation, or one that is too old. */
export function unknownMessageCard(lang: Lang): Card {
  return {
    title: t.unknownTitle[lang],
    tone: 'plain',
    blocks: [{ kind: 'text', text: t.unknown[lang] }],
  };
}
