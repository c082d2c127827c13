import { isUuid } from '../../kernel/ids.ts';
import type { Context } from '../../people/context.ts';
import { auditEntry } from '../../store/audit.ts';
import { answer, commitAll, type Done } from '../../store/commit.ts';
import { noticeCard } from '../cards.ts';
import { findPart } from './deciders.ts';
import type { Part } from './rules.ts';
import { type Case, findCase, findOpenCase } from './store.ts';
import { caseText as t } from './text.ts';

/** A case and what the person who speaks is in it. */
export interface Reached {
  readonly about: Case;
  readonly part: Part;
}

/** The case that a button names, or the one that runs about the typed customer. */
export async function reachCase(context: Context, caseId: string | undefined): Promise<Reached | undefined> {
  const { db, orgId } = context;
  const [customer] = context.customers;
  const about =
    caseId === undefined
      ? customer && (await findOpenCase(db, orgId, customer.id))
      : isUuid(caseId)
        ? await findCase(db, orgId, caseId)
        : undefined;
  return about && { about, part: await findPart(context, about) };
}

/**
 * Whether there is a case is told only to who has a part in it, and to them whose part it takes; the attempt is written
 * down.
 */
export function sayNoCase(
  context: Context,
  reached: Reached | undefined,
  needed?: 'onlyOwner' | 'onlyClaimant',
): Promise<Done> {
  const { lang } = context.actor;
  const card = noticeCard(t.gone[lang], t.goneHow[lang]);
  if (reached === undefined) return answer(context, { kind: 'card', card, audience: 'asker' });
  if (reached.part === 'nobody' || needed === undefined)
    return refuseCase(context, reached.about, 'case.see', card);
  const deed = needed === 'onlyOwner' ? 'case.answer' : 'case.withdraw';
  return refuseCase(context, reached.about, deed, noticeCard(t.notYourPart[lang], t[needed][lang]));
}

export function refuseCase(
  context: Context,
  about: Case,
  deed: string,
  card: ReturnType<typeof noticeCard>,
): Promise<Done> {
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
    auditEntry(context, {
      action: 'access.refused',
      entity: 'collision_case',
      entityId: about.id,
      after: { deed },
    }),
  ]);
}
