import type { Card } from '../chat/card.ts';
import { buildForm } from '../chat/form.ts';
import type { Bilingual } from '../chat/language.ts';
import type { Reply } from '../chat/reply.ts';
import type { RawValues } from '../chat/spec.ts';
import type { Context } from '../people/context.ts';
import { auditEntry } from '../store/audit.ts';
import type { AuditEntity } from '../store/audit-kinds.ts';
import type { Sql, Tx } from '../store/client.ts';
import { commitAll, type Done } from '../store/commit.ts';
import { insertDraft } from '../store/drafts.ts';
import type { CommandData } from './specs.ts';
import { orderText } from './text.ts';

export interface AskedAgain {
  readonly reply: Reply;
  /** Keeps what was typed; to run in the transaction that finishes the request. */
  readonly draft: Sql;
}

/** The command's form once more: all that was typed is in it, and what is wrong stands at its field. */
export function askAgain(
  context: Context,
  spec: CommandData,
  raw: RawValues,
  problems: Readonly<Record<string, Bilingual>>,
): AskedAgain {
  const { lang } = context.actor;
  const draftId = context.ids.uuid();
  const errors = Object.fromEntries(
    Object.entries(problems).map(([field, sentence]) => [field, sentence[lang]]),
  );
  const form = buildForm({ spec, draftId, lang, values: raw, errors });
  return {
    reply: { kind: 'form', form },
    draft: insertDraft(context, { id: draftId, command: spec.name, values: raw }),
  };
}

export interface RefusedRight {
  /** What was tried: `order.sign`. */
  readonly deed: string;
  readonly entity: AuditEntity;
  readonly entityId: string | null;
  readonly why: Bilingual;
  readonly blocks?: Card['blocks'];
}

/** Says who may do what this person may not, and writes it down. */
export function refuseRight(context: Context, refused: RefusedRight): Promise<Done> {
  return commitAll(context, drawRefusal(context, refused), [auditRefusal(context, refused)]);
}

/** The same within a transaction that began before it was clear. */
export async function refuseInside(context: Context, tx: Tx, refused: RefusedRight): Promise<Reply> {
  await tx.$executeRaw(auditRefusal(context, refused));
  return drawRefusal(context, refused);
}

function drawRefusal(context: Context, { why, blocks }: RefusedRight): Reply {
  const card = noteCard(context, orderText.refusedTitle, why, blocks);
  return { kind: 'card', card, audience: 'asker' };
}

function auditRefusal(context: Context, { entity, entityId, deed }: RefusedRight): Sql {
  return auditEntry(context, { action: 'access.refused', entity, entityId, after: { deed } });
}

/** A title and one sentence. */
export function noteCard(
  context: Context,
  title: Bilingual,
  sentence: Bilingual,
  blocks: Card['blocks'] = [],
): Card {
  const { lang } = context.actor;
  return { title: title[lang], tone: 'warn', blocks: [{ kind: 'text', text: sentence[lang] }, ...blocks] };
}
