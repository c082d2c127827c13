import type { z } from 'zod';
import type { Role } from '../../chat/spec.ts';
import { isUuid } from '../../kernel/ids.ts';
import { Fault, ok } from '../../kernel/result.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import type { Caller } from '../../people/context.ts';
import { auditEntry } from '../../store/audit.ts';
import type { AuditEntity } from '../../store/audit-kinds.ts';
import { Prisma, type Sql } from '../../store/client.ts';
import { isConnectionLoss, isSerializationFailure, violatedConstraint } from '../../store/errors.ts';
import { actWithin } from '../../store/within.ts';
import { findByExternalId, insertExternalId, lockExternalId, OWN_ID } from './external-ids.ts';
import { makeForbidden, makeRejection, Rejected, rejectConflict } from './reject.ts';
import type {
  FieldError,
  Rejection,
  Resource,
  ResourceRow,
  ResourceType,
  RoleRequest,
  Upserted,
} from './resource.ts';
import { resourceText as t } from './text.ts';
import { describeIssue, LONGEST_KEY } from './values.ts';

/** What a change came to. */
export interface Changed {
  readonly changed: boolean;
  readonly waits?: boolean;
  readonly requests?: readonly RoleRequest[];
}

/** Which rows of a type somebody may see. `where` speaks of the row as `r`; `none`: no role of theirs sees any. */
export type Sight = { readonly where: Sql } | { readonly none: readonly Role[] };

/** A type of rows, as its file tells it. All functions run with `caller.db` inside one transaction or on the store itself. */
export interface Definition<Schema extends z.ZodType> {
  readonly type: ResourceType;
  readonly title: string;
  /** What the audit log calls such a row. */
  readonly entity: AuditEntity;
  readonly schema: Schema;
  /** Makes the row and answers with its id; throws `Rejected`. */
  readonly create: (
    caller: Caller,
    value: z.output<Schema>,
  ) => Promise<Pick<Changed, 'waits' | 'requests'> & { readonly id: string }>;
  /**
   * The row that is there already under a name of its own (a code, an address, a number), and gets the key; absent: none
   * ever is. What is sent is then a change of it.
   */
  readonly adopt?: (caller: Caller, value: z.output<Schema>) => Promise<string | undefined>;
  /** Brings the row to what is sent; throws `Rejected`. */
  readonly change: (caller: Caller, id: string, value: z.output<Schema>) => Promise<Changed>;
  /** Ends the row; throws `Rejected`. Absent: such rows are not ended from outside. */
  readonly remove?: (caller: Caller, id: string) => Promise<void>;
  readonly sight: (caller: Caller) => Promise<Sight>;
  /** The row that this one became; absent: rows never become others. */
  readonly follow?: (caller: Caller, id: string) => Promise<string>;
  /** Rows of the organization by a condition on `r`, in order of their ids, as they are given out. */
  readonly load: (caller: Caller, where: Sql, limit: number) => Promise<readonly ResourceRow[]>;
}

/** What an upsert may wait for others that hold its rows, and what it may take itself (ms). */
const LIMITS = { maxWait: 5_000, timeout: 15_000 };
const ATTEMPTS = 3;

/** Makes the resource of a definition: reading what was sent, the key's transaction, pages. */
export function defineResource<Schema extends z.ZodType>(definition: Definition<Schema>): Resource {
  const { type, title, schema, remove } = definition;
  return {
    type,
    title,
    schema,
    upsert: async (caller, externalId, value) => {
      const wrongKey = checkKey(caller, externalId);
      if (wrongKey !== undefined) return wrongKey;
      const read = schema.safeParse(value, { reportInput: true });
      if (!read.success) return makeRejection(caller, 'invalid', t.invalid, listErrors(caller, read.error));
      return settle(caller, () => upsertOnce(definition, caller, externalId, read.data));
    },
    read: (caller, key) => settle(caller, () => readRow(definition, caller, key)),
    ...(remove === undefined
      ? {}
      : {
          remove: (caller: Caller, key: string) =>
            settle(caller, () =>
              caller.db.$transaction(async (tx) => {
                const inside = actWithin(caller, tx);
                await lockExternalId(tx, caller.orgId, type, key);
                const row = await readRow(definition, inside, key);
                await remove(inside, row.value.id);
                return row;
              }, LIMITS),
            ),
        }),
    page: (caller, request) =>
      settle(caller, async () => {
        const sight = await definition.sight(caller);
        if ('none' in sight) throw new Rejected(refuseSight(definition, caller, null, sight.none));
        const after = request.cursor === undefined ? undefined : readCursor(request.cursor);
        if (after === null)
          throw new Rejected(
            makeRejection(caller, 'invalid', t.invalid, {
              errors: [{ field: 'cursor', message: t.unreadable[caller.actor.lang] }],
            }),
          );
        const from = after === undefined ? Prisma.empty : Prisma.sql`AND r.id > ${after}::uuid`;
        const rows = await definition.load(caller, Prisma.sql`${sight.where} ${from}`, request.limit + 1);
        const items = rows.slice(0, request.limit);
        const next = rows.length > request.limit ? writeCursor(items.at(-1)?.id ?? '') : null;
        return ok({ items, next });
      }),
  };
}

async function upsertOnce<Schema extends z.ZodType>(
  definition: Definition<Schema>,
  caller: Caller,
  key: string,
  value: z.output<Schema>,
): Promise<{ readonly kind: 'ok'; readonly value: Upserted }> {
  const { type } = definition;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await caller.db.$transaction(async (tx) => {
        const inside = actWithin(caller, tx);
        await lockExternalId(tx, caller.orgId, type, key);
        const known = await findByExternalId(tx, caller.orgId, type, key);
        if (known !== undefined) {
          const done = await definition.change(inside, known, value);
          return ok({ id: known, outcome: done.changed ? 'changed' : 'unchanged', ...waitsOf(done) });
        }
        const there = await definition.adopt?.(inside, value);
        if (there !== undefined) {
          const done = await definition.change(inside, there, value);
          await giveKey(inside, type, key, there);
          return ok({ id: there, outcome: done.changed ? 'changed' : 'unchanged', ...waitsOf(done) });
        }
        const made = await definition.create(inside, value);
        await tx.$executeRaw(insertExternalId(caller, type, key, made.id));
        return ok({ id: made.id, outcome: 'created', ...waitsOf(made) });
      }, LIMITS);
    } catch (error) {
      // Somebody was quicker: at the next attempt what they wrote is seen, and said kindly.
      const again = isSerializationFailure(error) || violatedConstraint(error) !== undefined;
      if (error instanceof Rejected || !again || attempt >= ATTEMPTS) throw error;
    }
  }
}

function waitsOf({
  waits,
  requests,
}: Pick<Changed, 'waits' | 'requests'>): Pick<Upserted, 'waits' | 'requests'> {
  return { ...(waits ? { waits } : {}), ...(requests === undefined ? {} : { requests }) };
}

/** A row has one key; whoever feeds it under another one is told. */
async function giveKey(caller: Caller, type: ResourceType, key: string, id: string): Promise<void> {
  const has = await caller.db.externalId.findFirst({ where: { orgId: caller.orgId, type, entityId: id } });
  if (has !== null) throw rejectConflict(caller, t.otherKey(has.externalId));
  await caller.db.$executeRaw(insertExternalId(caller, type, key, id));
}

async function readRow<Schema extends z.ZodType>(
  definition: Definition<Schema>,
  caller: Caller,
  key: string,
): Promise<{ readonly kind: 'ok'; readonly value: ResourceRow }> {
  const { type, load } = definition;
  const own = key.startsWith(OWN_ID) ? key.slice(OWN_ID.length) : undefined;
  const id =
    own === undefined
      ? await findByExternalId(caller.db, caller.orgId, type, cleanText(key))
      : isUuid(own)
        ? own
        : undefined;
  const now = id === undefined ? undefined : ((await definition.follow?.(caller, id)) ?? id);
  const named = now === undefined ? undefined : Prisma.sql`r.id = ${now}::uuid`;
  const sight = await definition.sight(caller);
  if (named !== undefined && 'where' in sight) {
    const [row] = await load(caller, Prisma.sql`${named} AND ${sight.where}`, 1);
    if (row !== undefined) return ok(row);
  }
  const [hidden] = named === undefined ? [] : await load(caller, named, 1);
  if (hidden === undefined) throw new Rejected(makeRejection(caller, 'not-found', t.notFound));
  throw new Rejected(refuseSight(definition, caller, hidden.id, 'none' in sight ? sight.none : []));
}

function refuseSight(
  { entity }: Pick<Definition<z.ZodType>, 'entity'>,
  caller: Caller,
  entityId: string | null,
  roles: readonly Role[],
): Rejection {
  return makeForbidden(caller, {
    deed: `${entity}.see`,
    entity,
    entityId,
    roles: roles.length > 0 ? roles : ['manager', 'executive', 'admin'],
  });
}

/** Runs what may be rejected, and writes a rejection into the audit log where it belongs there. */
async function settle<Value>(
  caller: Caller,
  work: () => Promise<{ readonly kind: 'ok'; readonly value: Value }>,
): Promise<{ readonly kind: 'ok'; readonly value: Value } | Rejection> {
  try {
    return await work();
  } catch (error) {
    if (isConnectionLoss(error)) throw new Fault('store-unavailable', { cause: error, retryable: true });
    if (!(error instanceof Rejected)) throw error;
    const { rejection } = error;
    if (rejection.entry !== undefined) await caller.db.run(auditEntry(caller, rejection.entry));
    return rejection;
  }
}

function checkKey(caller: Caller, key: string): Rejection | undefined {
  if (key !== '' && key.length <= LONGEST_KEY && cleanText(key) === key && !key.startsWith(OWN_ID))
    return undefined;
  const errors = [{ field: 'externalId', message: t.key[caller.actor.lang] }];
  return makeRejection(caller, 'invalid', t.invalid, { errors });
}

function listErrors({ actor: { lang } }: Caller, error: z.ZodError): { readonly errors: FieldError[] } {
  const errors = error.issues.flatMap((issue): FieldError[] => {
    const path = issue.path.map(String);
    const message = describeIssue(issue, lang);
    if (issue.code !== 'unrecognized_keys') return [{ field: path.join('.'), message }];
    return issue.keys.map((key) => ({ field: [...path, key].join('.'), message }));
  });
  return { errors };
}

function writeCursor(id: string): string {
  return Buffer.from(id).toString('base64url');
}

/** Null for what no page ever gave. */
function readCursor(cursor: string): string | null {
  const id = Buffer.from(cursor, 'base64url').toString();
  return isUuid(id) ? id : null;
}
