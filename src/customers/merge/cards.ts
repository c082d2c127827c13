import type { Card } from '../../chat/card.ts';
import { cutText } from '../../kernel/text/clean.ts';
import { localDateOf } from '../../kernel/zones.ts';
import type { Context } from '../../people/context.ts';
import type { MergedRows } from './rows.ts';
import { type FactName, factNames, findFilled } from './rules.ts';
import type { Merge, MergeRecord } from './store.ts';
import { mergeFactNames, mergeText as t } from './text.ts';

interface Asked {
  readonly from: MergeRecord;
  readonly into: MergeRecord;
  readonly counts: readonly { readonly rows: MergedRows; readonly count: number }[];
  readonly draftId: string;
}

/** Both records side by side, what wins and what moves, before anything is done. */
export function askedCard(context: Context, { from, into, counts, draftId }: Asked): Card {
  const { lang } = context.actor;
  const filled = Object.keys(findFilled(into, from)) as FactName[];
  const words = filled.map((name) => mergeFactNames[name][lang]).join(lang === 'zh' ? '、' : ', ');
  const moved = counts
    .filter(({ count }) => count > 0)
    .map(({ rows, count }) => rows.label?.(count)[lang] ?? '')
    .join(lang === 'zh' ? '、' : ', ');
  const takesOwner = into.ownerId === null && from.ownerName !== null;
  const lines = [
    t.wins(into.name)[lang],
    filled.length > 0 ? t.filled(words)[lang] : '',
    takesOwner ? t.ownerTaken(from.ownerName)[lang] : '',
    moved === '' ? t.movesNothing[lang] : t.moves(moved)[lang],
  ].filter((line) => line !== '');
  return {
    title: t.asked(from.name, into.name)[lang],
    tone: 'warn',
    blocks: [
      { kind: 'note', text: `${from.name} → ${into.name}` },
      { kind: 'facts', facts: compare(context, from, into) },
      { kind: 'text', text: lines.join('\n') },
      { kind: 'note', text: t.undoable[lang] },
      {
        kind: 'buttons',
        buttons: [
          { label: t.buttonMerge[lang], action: 'draft.confirm', target: draftId, style: 'primary' },
          { label: t.buttonCancel[lang], action: 'draft.cancel', target: draftId },
        ],
      },
    ],
  };
}

/** A fact a line, as it is of the one and the other: three columns are cut on a phone. */
function compare({ org, actor }: Context, from: MergeRecord, into: MergeRecord) {
  const { lang } = actor;
  const day = (at: number | null) => (at === null ? '' : localDateOf(at, org.zone));
  const row = (label: string, tell: (record: MergeRecord) => string) => ({
    label,
    goes: tell(from),
    stays: tell(into),
  });
  const rows = [
    row(t.owner[lang], ({ ownerName }) => ownerName ?? t.pool[lang]),
    row(t.created[lang], ({ createdAt }) => day(createdAt)),
    row(t.lastContact[lang], ({ lastContactAt }) => day(lastContactAt)),
    ...factNames.map((name) => row(capitalize(mergeFactNames[name][lang]), (record) => factOf(record, name))),
  ];
  return rows
    .filter(({ goes, stays }) => goes !== '' || stays !== '')
    .map(({ label, goes, stays }) => {
      const [left, right] = [goes, stays].map((word) =>
        word === '' ? t.none[lang] : cutText(word, LONGEST_FACT),
      );
      return { label, value: goes === stays ? `${left}` : `${left} → ${right}` };
    });
}

/** The longest name on a button. */
const LABEL = 30;
/** The longest that is shown of a fact beside another one. */
const LONGEST_FACT = 40;

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function factOf(record: MergeRecord, name: FactName): string {
  return (name === 'categoryId' ? record.categoryName : record[name]) ?? '';
}

/** After a merge, with the way back. */
export function doneCard(
  context: Context,
  { id, fromName, into }: { readonly id: string; readonly fromName: string; readonly into: MergeRecord },
): Card {
  const { lang } = context.actor;
  return {
    title: t.done(fromName, into.name)[lang],
    tone: 'good',
    blocks: [
      { kind: 'note', text: t.undoable[lang] },
      {
        kind: 'buttons',
        buttons: [
          { label: t.buttonShow[lang], action: 'customer.show', target: into.id, style: 'primary' },
          {
            label: t.buttonUndo[lang],
            action: 'merge.undo',
            target: id,
            confirm: {
              title: t.undoTitle[lang],
              text: t.undoConfirm(fromName, into.name)[lang],
              yes: t.buttonUndo[lang],
              no: t.back[lang],
            },
          },
        ],
      },
    ],
  };
}

export function undoneCard(context: Context, { fromId, fromName, intoId, intoName }: Merge): Card {
  const { lang } = context.actor;
  const open = (label: string, target: string) => ({ label, action: 'customer.show', target }) as const;
  return {
    title: t.undone(fromName, intoName)[lang],
    tone: 'good',
    blocks: [
      { kind: 'text', text: t.undoneHow(fromName, intoName)[lang] },
      {
        kind: 'buttons',
        buttons: [open(cutText(fromName, LABEL), fromId), open(cutText(intoName, LABEL), intoId)],
      },
    ],
  };
}
