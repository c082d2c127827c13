import type { Button, Card, CardBlock, ListItem } from '../../chat/card.ts';
import type { Lang } from '../../chat/language.ts';
import type { Role } from '../../chat/spec.ts';
import { formatDate } from '../../kernel/dates.ts';
import { listRoles, roleNames } from '../role-names.ts';
import { describeGrant, nameAccount, type Viewer } from './grant-cards.ts';
import type { Grant } from './grant-store.ts';
import { memberFeeders } from './rules.ts';
import type { ListedMember, MemberAccount, MemberView } from './store.ts';
import { memberText as t } from './text.ts';

/** A member with all that belongs to them, and what this reader may do about it. */
export function memberCard(view: MemberView, grants: readonly Grant[], viewer: Viewer): Card {
  const { lang } = viewer;
  const blocks: CardBlock[] = [{ kind: 'facts', facts: listFacts(view, lang) }];
  const waiting = grants.map((grant) =>
    describeGrant(grant, viewer, { text: t.waitsFor(roleNames[grant.role][lang])[lang] }),
  );
  const accounts = viewer.roles.includes('admin')
    ? view.accounts.filter(({ state }) => state === 'waiting')
    : [];
  const items = [...waiting, ...accounts.map((account) => describeWaiting(account, lang))];
  if (items.length > 0) blocks.push({ kind: 'list', items });
  blocks.push({ kind: 'buttons', buttons: listDeeds(view, viewer) });
  return { title: view.name, tone: 'info', blocks };
}

function listFacts(view: MemberView, lang: Lang) {
  const { roles, group, nextGroup, manages, reportsTo, rank, email, accounts } = view;
  const separator = lang === 'zh' ? '、' : ', ';
  const later =
    nextGroup === null
      ? ''
      : t.groupFrom(nextGroup.name ?? t.noGroup[lang], formatDate(nextGroup.from, lang))[lang];
  const facts = [
    { label: t.fieldRoles[lang], value: listRoles(roles, lang) || t.noRole[lang] },
    {
      label: t.fieldGroup[lang],
      value: [group?.name ?? '', later].filter((part) => part !== '').join(' · '),
    },
    { label: t.manages[lang], value: manages.join(separator) },
    { label: t.fieldReportsTo[lang], value: reportsTo?.name ?? '' },
    { label: t.fieldRank[lang], value: t.ranks[rank][lang] },
    { label: t.fieldEmail[lang], value: email },
    {
      label: t.accounts[lang],
      value: accounts.map((account) => nameAccount(account, lang)).join(separator) || t.notLinked[lang],
    },
  ];
  return facts.filter(({ value }) => value !== '');
}

function listDeeds({ id, roles }: MemberView, viewer: Viewer): readonly Button[] {
  const { lang } = viewer;
  const all: Button = { label: t.buttonAll[lang], action: 'command.run', target: 'member list' };
  if (!viewer.roles.some((role) => memberFeeders.includes(role))) return [all];
  const isOther = id !== viewer.memberId;
  return [
    { label: t.grantCommand[lang], action: 'role.grant', target: id, style: 'primary' },
    ...(roles.length > 0
      ? [{ label: t.revokeCommand[lang], action: 'role.revoke', target: id } as const]
      : []),
    { label: t.buttonEdit[lang], action: 'member.edit', target: id },
    ...(isOther && viewer.roles.includes('admin')
      ? [{ label: t.buttonLeave[lang], action: 'leave.start', target: id } as const]
      : []),
    all,
  ];
}

function describeWaiting(account: MemberAccount, lang: Lang): ListItem {
  return {
    text: [{ text: nameAccount(account, lang), bold: true }],
    buttons: [
      { label: t.buttonConfirm[lang], action: 'identity.confirm', target: account.id },
      { label: t.buttonReject[lang], action: 'identity.reject', target: account.id },
    ],
  };
}

export interface MemberPage {
  readonly members: readonly ListedMember[];
  readonly total: number;
  readonly role: Role | undefined;
  readonly page: number;
  /** Members on a page. */
  readonly size: number;
}

/** All members, or those of a role, page by page; before the first page what waits for a signature. */
export function memberListCard(
  { members, total, role, page, size }: MemberPage,
  grants: readonly Grant[],
  viewer: Viewer,
): Card {
  const { lang } = viewer;
  const title = role === undefined ? t.listTitle[lang] : t.listOf(roleNames[role][lang])[lang];
  const blocks: CardBlock[] = [];
  if (grants.length > 0) {
    blocks.push({ kind: 'text', text: [{ text: t.waitingHere[lang], bold: true }] });
    const items = grants.map((grant) => describeGrant(grant, viewer));
    blocks.push({ kind: 'list', items }, { kind: 'divider' });
  }
  blocks.push({ kind: 'note', text: total === 0 ? t.listNone[lang] : t.count(total)[lang] });
  if (members.length > 0)
    blocks.push({ kind: 'list', items: members.map((member) => describeListed(member, lang)) });
  const turns: Button[] = [];
  if (page > 0) turns.push(turn(t.previous[lang], page - 1, role));
  if ((page + 1) * size < total) turns.push(turn(t.next[lang], page + 1, role));
  if (page === 0) turns.push({ label: t.buttonGroups[lang], action: 'command.run', target: 'group list' });
  if (page === 0 && viewer.roles.includes('admin'))
    turns.push({ label: t.buttonNewcomers[lang], action: 'command.run', target: 'newcomers' });
  if (turns.length > 0) blocks.push({ kind: 'buttons', buttons: turns });
  return { title, tone: 'info', blocks };
}

function describeListed({ id, name, roles, group, linked }: ListedMember, lang: Lang): ListItem {
  const parts = [listRoles(roles, lang) || t.noRole[lang], group ?? '', linked ? '' : t.notLinked[lang]];
  return {
    text: [{ text: name, bold: true }],
    note: parts.filter((part) => part !== '').join(' · '),
    buttons: [{ label: t.show[lang], action: 'member.show', target: id }],
  };
}

function turn(label: string, page: number, role: Role | undefined): Button {
  return { label, action: 'member.page', target: `${page}.${role ?? ''}` };
}
