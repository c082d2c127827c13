import type { Bilingual } from '../../chat/language.ts';
import type { Reply } from '../../chat/reply.ts';
import { isUuid } from '../../kernel/ids.ts';
import { auditEntry } from '../../store/audit.ts';
import type { Sql, Tx } from '../../store/client.ts';
import { commitAll, type Done } from '../../store/commit.ts';
import { sentenceCard } from '../cards.ts';
import type { Context } from '../context.ts';
import { memberText as t } from './text.ts';

export interface RefusedDeed {
  /** `role.sign` */
  readonly deed: string;
  /** The member whom it was about. */
  readonly entityId: string | null;
  readonly why: Bilingual;
}

/** Says who may do what this person may not, and writes it down. */
export function refuseDeed(context: Context, refused: RefusedDeed): Promise<Done> {
  return commitAll(context, drawRefusal(context, refused), [auditRefusal(context, refused)]);
}

/** The same within a transaction that began before it was clear. */
export async function refuseInside(context: Context, tx: Tx, refused: RefusedDeed): Promise<Reply> {
  await tx.$executeRaw(auditRefusal(context, refused));
  return drawRefusal(context, refused);
}

function drawRefusal({ actor }: Context, { why }: RefusedDeed): Reply {
  const card = sentenceCard(t.notYours[actor.lang], why[actor.lang], 'warn');
  return { kind: 'card', card, audience: 'asker' };
}

function auditRefusal(context: Context, { deed, entityId }: RefusedDeed): Sql {
  // What a forged button carries need not be an id.
  const about = entityId !== null && isUuid(entityId) ? entityId : null;
  return auditEntry(context, {
    action: 'access.refused',
    entity: 'member',
    entityId: about,
    after: { deed },
  });
}
