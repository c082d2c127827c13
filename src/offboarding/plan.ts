import type { Context } from '../people/context.ts';
import { findMember } from '../people/find-member.ts';
import { listMembersBelow } from '../people/groups.ts';
import type { HandoverPlan } from '../people/holding.ts';
import { mayUse, relationTo, rolesFor } from '../people/rights.ts';
import { listSuperiors } from '../pushes/people-store.ts';
import type { Tx } from '../store/client.ts';
import {
  assignCustomers,
  isPool,
  type LeftCustomer,
  readShares,
  type Share,
  type TypedShare,
} from './rules.ts';
import { findPerson, listLeftCustomers, type Person } from './store.ts';
import { leaveText as t } from './text.ts';

/** Who takes over, found and allowed; or what is wrong with what was typed. */
export type Successors =
  | { readonly kind: 'successors'; readonly shares: readonly Share[]; readonly people: readonly Person[] }
  | { readonly kind: 'unreadable'; readonly error: string };

/** Finds the people and groups of customers that a typed line of successors names. */
export async function findSuccessors(context: Context, leaver: Person, typed: string): Promise<Successors> {
  const { lang } = context.actor;
  const parts = readShares(typed);
  const members = await Promise.all(parts.map(({ who }) => (isPool(who) ? null : findMember(context, who))));
  const unknown = parts.filter((_, index) => members[index] === undefined).map(({ who }) => who);
  if (parts.length === 0 || unknown.length > 0) return unreadable(t.unknownWho(quote(unknown))[lang]);
  const ids = [...new Set(members.flatMap((member) => (member ? [member.id] : [])))];
  const people = (await Promise.all(ids.map((id) => findPerson(context.db, context.orgId, id)))).flatMap(
    (person) => (person ? [person] : []),
  );
  const refused = await refuse(context, leaver, people);
  if (refused !== undefined) return unreadable(refused);
  // They may be thousands, and are wanted here only for the names of their cities.
  const named = parts.some(({ groups }) => groups.length > 0);
  const customers = named ? await listLeftCustomers(context.db, context.orgId, leaver.id) : [];
  const found = await findGroups(context, parts, customers);
  if (found.unknown.length > 0) return unreadable(t.unknownGroup(quote(found.unknown))[lang]);
  const shares = parts.map((_, index) => ({
    memberId: members[index]?.id ?? null,
    categories: found.categories[index] ?? [],
    cities: found.cities[index] ?? [],
  }));
  return { kind: 'successors', shares, people };
}

async function refuse(
  context: Context,
  leaver: Person,
  people: readonly Person[],
): Promise<string | undefined> {
  const { actor, db, orgId, today } = context;
  const { lang } = actor;
  if (people.some(({ id }) => id === leaver.id)) return t.notLeaver[lang];
  const selling = rolesFor('customer.work');
  const others = people.filter(({ roles }) => !roles.some((role) => selling.includes(role)));
  if (others.length > 0) return t.sellsNot(quote(others.map(({ name }) => name)))[lang];
  const below = await listMembersBelow(db, orgId, actor.memberId, today);
  const outside = people.filter(
    ({ id }) => !mayUse(actor.roles, 'customer.transfer', relationTo(actor.memberId, id, below)),
  );
  return outside.length > 0 ? t.outside(quote(outside.map(({ name }) => name)))[lang] : undefined;
}

async function findGroups(
  { db, orgId }: Context,
  parts: readonly TypedShare[],
  customers: readonly LeftCustomer[],
) {
  const known = await db.category.findMany({
    where: { orgId },
    select: { id: true, code: true, name: true },
  });
  const cities = new Set(customers.map(({ city }) => city).filter((city) => city !== ''));
  const categoryOf = (group: string): string | undefined => {
    const folded = group.toLowerCase();
    return known.find(({ code, name }) => code.toLowerCase() === folded || name.toLowerCase() === folded)?.id;
  };
  const cityOf = (group: string): string | undefined =>
    [...cities].find((city) => city.toLowerCase() === group.toLowerCase());
  const isKnown = (group: string): boolean => (categoryOf(group) ?? cityOf(group)) !== undefined;
  return {
    categories: parts.map(({ groups }) => groups.flatMap((group) => categoryOf(group) ?? [])),
    cities: parts.map(({ groups }) =>
      groups.flatMap((group) => (categoryOf(group) ? [] : (cityOf(group) ?? []))),
    ),
    unknown: parts.flatMap(({ groups }) => groups.filter((group) => !isKnown(group))),
  };
}

/**
 * Who gets what. What belongs to no customer goes to the first successor; where all goes to the pool, to whoever is above
 * the leaver, else to the person who hands over.
 */
export async function planHandover(
  context: Context,
  db: Pick<Tx, '$queryRaw'>,
  leaver: Person,
  { shares, people }: Extract<Successors, { kind: 'successors' }>,
): Promise<HandoverPlan> {
  const customers = assignCustomers(
    await listLeftCustomers(db, context.orgId, leaver.id, shares.length === 1),
    shares,
  );
  const [first] = people;
  const above = first ? [] : await listSuperiors(context.db, context.orgId, leaver.id, context.today);
  return {
    leaverId: leaver.id,
    customers,
    heir: first?.id ?? above[0] ?? context.memberId,
    managing: people.find(({ roles }) => roles.includes('manager'))?.id ?? null,
    now: context.clock.now(),
  };
}

function unreadable(error: string): Successors {
  return { kind: 'unreadable', error };
}

function quote(names: readonly string[]): string {
  return names.map((name) => `“${name}”`).join(', ');
}
