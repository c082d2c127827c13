import { isUuid } from '../../kernel/ids.ts';
import { resendDelivery, resendLike } from '../../pushes/deliveries.ts';
import { dropDeliveries } from '../../pushes/ledger/letters.ts';
import { explainCause } from '../../pushes/letters/causes.ts';
import { type Letter, listLetterGroups, listLettersLike, openLetter } from '../../pushes/letters/store.ts';
import { nameLetter } from '../../pushes/letters/words.ts';
import type { ActingContext } from '../../store/context.ts';
import {
  type Arguments,
  type CliCommand,
  type CliContext,
  done,
  findOrganization,
  refused,
} from './command.ts';

const GROUPS = 100;
const SHOWN_OF_EACH = 10;

const noSuch = (id: string) => refused(`There is no message ${id}.`, { code: 'not-found', id });
const idle = (id: string) =>
  refused(`${id} does not wait for an admin, or its person still cannot be reached.`, {
    code: 'conflict',
    id,
  });

export const listDeliveriesCommand: CliCommand = {
  name: 'deliveries list',
  usage: '[--org ID]',
  summary: 'List messages that were given up or wait for an admin, by cause, with what to do.',
  options: { org: 'optional' },
  run: async (context, given) => {
    const org = await findOrganization(context, given);
    if ('code' in org) return org;
    const { db } = context.store;
    const groups = await Promise.all(
      (await listLetterGroups(db, org.id, { limit: GROUPS })).map(async (group) => {
        const letters = await listLettersLike(db, org.id, group.sample.id, { limit: SHOWN_OF_EACH });
        return { ...group, letters };
      }),
    );
    const data = groups.map(({ sample, count, since, letters }) => {
      const { why, todo } = explainCause(sample.error);
      return {
        code: sample.error,
        why: why.en,
        todo: todo.en,
        count,
        since,
        letters: letters.map(writeLetter),
      };
    });
    const text = data.map(({ code, why, todo, count, letters }) => {
      const rest = count > letters.length ? [`  … and ${count - letters.length} more of this cause`] : [];
      const lines = letters.map(
        ({ id, what, state, attempts }) => `  ${id}  ${what}  ${state} after ${attempts}`,
      );
      return [`${count} × ${code}: ${why} ${todo}`, ...lines, ...rest].join('\n');
    });
    return done(text.join('\n') || 'Nothing waits: every message was delivered.', data);
  },
};

export const showDeliveryCommand: CliCommand = {
  name: 'deliveries show',
  usage: 'ID [--org ID]',
  summary: 'Show one message with its whole history.',
  options: { org: 'optional' },
  run: (context, given) =>
    withMessage(context, given, async (acting, id) => {
      const letter = await openLetter(acting.db, acting.orgId, id);
      if (letter === undefined) return noSuch(id);
      const { why, todo } = explainCause(letter.error);
      const cause = letter.waits ? { code: letter.error, why: why.en, todo: todo.en } : null;
      const lines = [
        `${nameLetter(letter, 'en')}: ${letter.state}, made ${letter.createdAt.toISOString()}`,
        ...(cause === null ? [] : [`${cause.code}: ${cause.why} ${cause.todo}`]),
        ...letter.history.map(
          ({ at, kind, attempt, outcome, word, by }) =>
            `  ${at.toISOString()}  ${kind === 'attempt' ? `attempt ${attempt} → ${outcome}` : kind}  ${word}${by === null ? '' : ` (${by})`}`,
        ),
      ];
      const { history, waits, settledAt } = letter;
      return done(lines.join('\n'), { ...writeLetter(letter), waits, settledAt, cause, history });
    }),
};

export const retryDeliveryCommand: CliCommand = {
  name: 'deliveries retry',
  usage: 'ID [--like] [--org ID]',
  summary: 'Send a message again that was given up, under the same key; with --like all of the same cause.',
  options: { org: 'optional', like: 'flag' },
  run: (context, given) =>
    withMessage(context, given, async (acting, id) => {
      if (given.options.like !== undefined) {
        const { sent, left } = await resendLike(acting, id);
        if (sent === 0) return idle(id);
        return done(`${sent} will be sent again; ${left} still cannot be.`, { sent, left });
      }
      return (await resendDelivery(acting, id)) ? done(`${id} will be sent again.`, { id }) : idle(id);
    }),
};

export const dropDeliveryCommand: CliCommand = {
  name: 'deliveries drop',
  usage: 'ID --reason "…" [--org ID]',
  summary: 'Give a message up for good that waits for an admin.',
  options: { org: 'optional', reason: 'required' },
  run: (context, given) =>
    withMessage(context, given, async (acting, id) => {
      const dropped = await dropDeliveries(acting, [id], given.options.reason ?? '');
      return dropped.length > 0 ? done(`${id} will not be sent.`, { id }) : idle(id);
    }),
};

async function withMessage(
  context: CliContext,
  given: Arguments,
  work: (acting: ActingContext, id: string) => ReturnType<CliCommand['run']>,
): ReturnType<CliCommand['run']> {
  const org = await findOrganization(context, given);
  if ('code' in org) return org;
  const id = given.words[0] ?? '';
  if (!isUuid(id)) return noSuch(id === '' ? 'without an id' : id);
  return work({ ...context.store, orgId: org.id, memberId: null, origin: 'cli' }, id);
}

function writeLetter(letter: Letter) {
  const { id, kind, state, attempts, error, createdAt, platform } = letter;
  return { id, kind, what: nameLetter(letter, 'en'), state, attempts, error, createdAt, platform };
}
