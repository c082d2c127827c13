import type { Button, Card } from '../chat/card.ts';
import { buildForm } from '../chat/form.ts';
import type { Lang } from '../chat/language.ts';
import type { FieldSpec, RawValues } from '../chat/spec.ts';
import { noticeCard } from '../customers/cards.ts';
import { isUuid } from '../kernel/ids.ts';
import { cleanText, cutText } from '../kernel/text/clean.ts';
import type { ActionHandler, Command, Context } from '../people/context.ts';
import { listMembersBelow } from '../people/groups.ts';
import { auditEntry } from '../store/audit.ts';
import { answer, commit, commitAll, type Done } from '../store/commit.ts';
import { insertDraft } from '../store/drafts.ts';
import { outboxEvent } from '../store/outbox.ts';
import { goneCard } from './change-cards.ts';
import { type Comment, insertComment, loadComment, markRead } from './comment-store.ts';
import { dayText as d } from './day-text.ts';
import { type LoggedFollowUp, loadFollowUp } from './revision-store.ts';
import { drawTodo } from './todo.ts';
import type { TodoSource } from './todo-source.ts';
import { visitText as t } from './visit-text.ts';

const LENGTH = 1_000;

const text: FieldSpec = {
  name: 'text',
  aliases: ['内容', '点评'],
  label: t.fieldComment,
  kind: 'text',
  required: true,
  at: 'rest',
  long: true,
};

/** What the form of a comment is run by; typed without a follow-up it tells where the button is. */
const comment: Command = {
  name: 'comment',
  aliases: ['点评', '主管点评'],
  title: t.commentTitle,
  summary: t.commentSummary,
  example: t.commentExample,
  roles: ['manager'],
  listed: false,
  fields: [text],
  run: addComment,
};

export const commentCommands: readonly Command[] = [comment];

/** `sources` make up the to-do list that a button may stand in. */
export function createCommentActions(sources: readonly TodoSource[]): readonly ActionHandler[] {
  return [
    { action: 'followup.comment', run: pressComment },
    { action: 'comment.read', run: (context, target) => pressRead(context, target, sources) },
  ];
}

/** The button *got it*: its author ticks a comment off; `<comment>.list` stands in a to-do list. */
async function pressRead(context: Context, target: string, sources: readonly TodoSource[]): Promise<Done> {
  const [id = '', place] = target.split('.');
  const { lang } = context.actor;
  const about = isUuid(id) ? await loadComment(context.db, context.orgId, id) : undefined;
  if (about === undefined)
    return answer(context, { kind: 'card', card: goneCard(context), audience: 'asker' });
  if (about.authorId !== context.memberId)
    return commitAll(context, { kind: 'card', card: goneCard(context), audience: 'asker' }, [
      auditEntry(context, {
        action: 'access.refused',
        entity: 'comment',
        entityId: about.id,
        after: { deed: 'comment.read' },
      }),
    ]);
  return commit(context, async (tx) => {
    await tx.$executeRaw(markRead(context, about.id));
    if (place !== 'list') return { kind: 'replace', card: commentCard(about, lang, true) };
    return { kind: 'replace', card: await drawTodo(context, tx, sources), notice: d.read[lang] };
  });
}

/** The button *comment*: asks what to say. */
function pressComment(context: Context, target: string): Promise<Done> {
  return withReport(context, target, (followUp) => {
    const draftId = context.ids.uuid();
    const values = { followUp: followUp.id };
    const form = buildForm({ spec: comment, draftId, lang: context.actor.lang, values });
    return commitAll(context, { kind: 'form', form }, [
      insertDraft(context, { id: draftId, command: comment.name, values }),
    ]);
  });
}

/** Writes a manager's comment down; the follow-up's author is told in private. */
function addComment(context: Context, values: RawValues): Promise<Done> {
  const { lang } = context.actor;
  if (values.followUp === undefined) {
    const card = noticeCard(t.commentWhich[lang], t.commentWhichHow[lang]);
    return answer(context, { kind: 'card', card, audience: 'asker' });
  }
  return withReport(context, values.followUp, (followUp) => {
    const said = {
      id: context.ids.uuid(),
      followUpId: followUp.id,
      text: cleanText(values.text ?? '', LENGTH),
    };
    const card: Card = {
      title: t.commented(followUp.customerName)[lang],
      tone: 'good',
      blocks: [
        { kind: 'text', text: cutText(said.text, 400) },
        { kind: 'note', text: t.commentHow(followUp.authorName)[lang] },
      ],
    };
    return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
      insertComment(context, said),
      auditEntry(context, {
        action: 'followup.commented',
        entity: 'follow_up',
        entityId: followUp.id,
        after: { text: said.text },
      }),
      outboxEvent(context, { kind: 'followup.commented', commentId: said.id }),
    ]);
  });
}

/** Finds a follow-up whose author is in a group that the person manages, today; refuses all others and writes that down. */
async function withReport(
  context: Context,
  target: string,
  work: (followUp: LoggedFollowUp) => Promise<Done>,
): Promise<Done> {
  const { db, orgId, memberId, today, actor } = context;
  const followUp = isUuid(target) ? await loadFollowUp(db, orgId, target) : undefined;
  if (followUp === undefined || followUp.withdrawnAt !== null) {
    return answer(context, { kind: 'card', card: goneCard(context), audience: 'asker' });
  }
  const below = actor.roles.includes('manager')
    ? await listMembersBelow(db, orgId, memberId, today)
    : undefined;
  if (followUp.authorId !== memberId && below?.has(followUp.authorId) === true) return work(followUp);
  const card = noticeCard(t.commentNot[actor.lang], t.commentNotHow[actor.lang]);
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
    auditEntry(context, {
      action: 'followup.refused',
      entity: 'follow_up',
      entityId: followUp.id,
      after: { deed: 'followup.comment' },
    }),
  ]);
}

/** Tells the author of a follow-up what their manager says. */
export function commentCard(about: Comment, lang: Lang, isRead = false): Card {
  const read: readonly Button[] = isRead
    ? []
    : [{ label: d.buttonRead[lang], action: 'comment.read', target: about.id, style: 'primary' }];
  return {
    title: t.commentPush(about.byName, about.customerName)[lang],
    tone: 'info',
    blocks: [
      { kind: 'text', text: about.text },
      { kind: 'facts', facts: [{ label: t.yourNote[lang], value: cutText(about.followUpText, 300) }] },
      {
        kind: 'buttons',
        buttons: [
          ...read,
          { label: t.buttonLogMore[lang], action: 'followup.start', target: about.customerId },
          { label: t.buttonCustomer[lang], action: 'customer.show', target: about.customerId },
        ],
      },
    ],
  };
}
