import type { Button, Card, ListItem } from '../../chat/card.ts';
import type { Lang } from '../../chat/language.ts';
import { platformNames } from '../../chat/platform-names.ts';
import type { Role } from '../../chat/spec.ts';
import { formatDate } from '../../kernel/dates.ts';
import { localDateOf } from '../../kernel/zones.ts';
import { listRoles, roleNames } from '../role-names.ts';
import type { RoleOutcome } from './change-roles.ts';
import type { Grant } from './grant-store.ts';
import { grantText as g, roleMeanings } from './grant-text.ts';
import { judgeSigner } from './rules.ts';
import type { MemberAccount } from './store.ts';
import { memberText as t } from './text.ts';

/** Who reads a card, and where they live. */
export interface Viewer {
  readonly memberId: string;
  readonly roles: readonly Role[];
  readonly lang: Lang;
  /** IANA */
  readonly zone: string;
}

type Words = Pick<Viewer, 'lang' | 'zone'>;

/** What a change of roles came to, for whoever made it. */
export function rolesChangedCard(
  { member, roles, granted, revoked, waiting }: RoleOutcome,
  signers: readonly { readonly name: string; readonly linked: boolean }[],
  words: Words,
): Card {
  const { lang } = words;
  const [first] = waiting;
  const changed = granted.length + revoked.length > 0;
  const facts = [
    { label: g.granted[lang], value: listRoles(granted, lang) },
    { label: g.revoked[lang], value: listRoles(revoked, lang) },
    { label: g.holdsNow[lang], value: listRoles(roles, lang) || t.noRole[lang] },
    {
      label: g.mayBeSignedBy[lang],
      value: first === undefined ? '' : signers.map(({ name }) => name).join(lang === 'zh' ? '、' : ', '),
    },
    { label: g.until[lang], value: first === undefined ? '' : formatDay(first.expiresAt, words) },
  ].filter(({ value }) => value !== '');
  const asked = waiting.map(({ role }) => role);
  return {
    title:
      first === undefined ? g.changed(member.name)[lang] : g.asked(member.name, listRoles(asked, lang))[lang],
    tone: changed ? 'good' : 'info',
    blocks: [
      { kind: 'facts', facts },
      ...listNotes(waiting, signers, lang).map((text) => ({ kind: 'note', text }) as const),
      ...(first === undefined && revoked.length > 0
        ? [{ kind: 'note', text: g.stillTheirs[lang] } as const]
        : []),
      {
        kind: 'buttons',
        buttons: [
          ...waiting.map((grant) => takeBackButton(grant, lang, asked.length > 1)),
          { label: t.show[lang], action: 'member.show', target: member.id },
        ],
      },
    ],
  };
}

function listNotes(
  waiting: RoleOutcome['waiting'],
  signers: readonly { readonly linked: boolean }[],
  lang: Lang,
): readonly string[] {
  if (waiting.length === 0) return [];
  const again = waiting.every(({ isNew }) => !isNew) ? g.askedAgain[lang] : g.askedHow[lang];
  return signers.some(({ linked }) => linked) ? [again] : [again, g.askedUnreachable[lang]];
}

/** Asks for the second signature; once it is decided, the same card tells how. */
export function grantCard(grant: Grant, words: Words): Card {
  const { lang } = words;
  const { memberName, role, state, askedBy, decidedBy, reason } = grant;
  const name = roleNames[role][lang];
  const isWaiting = state === 'waiting';
  const by = state === 'signed' ? g.signedBy : g.refusedBy;
  const tells = state === 'signed' || state === 'refused';
  const separator = lang === 'zh' ? '、' : ', ';
  const accounts = grant.accounts.map((account) => nameAccount(account, lang)).join(separator);
  const facts = [
    { label: t.fieldMember[lang], value: memberName },
    { label: t.fieldRole[lang], value: name },
    { label: g.askedBy[lang], value: askedBy },
    { label: by[lang], value: tells ? (decidedBy ?? '') : '' },
    { label: g.reason[lang], value: reason },
    { label: t.accounts[lang], value: isWaiting ? accounts || g.noAccount[lang] : '' },
    { label: g.until[lang], value: isWaiting ? formatDay(grant.expiresAt, words) : '' },
  ].filter(({ value }) => value !== '');
  const how = { lapsed: g.lapsedHow[lang], expired: g.expiredHow[lang] }[state as 'lapsed' | 'expired'];
  return {
    title: (isWaiting ? g.askTitle : g.titles[state])(memberName, name)[lang],
    tone: isWaiting ? 'warn' : state === 'signed' ? 'good' : 'plain',
    blocks: [
      { kind: 'facts', facts },
      ...(isWaiting ? [{ kind: 'note', text: roleMeanings[role][lang] } as const] : []),
      ...(how === undefined ? [] : [{ kind: 'note', text: how } as const]),
      ...(isWaiting ? [{ kind: 'buttons', buttons: signButtons(grant.id, lang) } as const] : []),
    ],
  };
}

/** Tells the member themselves what was decided about a role for them. */
export function ownGrantCard({ role, state, askedBy, decidedBy }: Grant, lang: Lang): Card {
  const name = roleNames[role][lang];
  const isSigned = state === 'signed';
  const facts = [
    { label: g.askedBy[lang], value: askedBy },
    { label: (isSigned ? g.signedBy : g.refusedBy)[lang], value: decidedBy ?? '' },
  ].filter(({ value }) => value !== '');
  return {
    title: (isSigned ? g.youAre(name) : g.youAreNot(name))[lang],
    tone: isSigned ? 'good' : 'plain',
    blocks: [
      ...(isSigned ? [{ kind: 'text', text: roleMeanings[role][lang] } as const] : []),
      { kind: 'facts', facts },
    ],
  };
}

export interface RoleNews {
  /** Whose they are, where the reader is another one. */
  readonly name?: string;
  readonly by: string;
  readonly gained: readonly Role[];
  readonly lost: readonly Role[];
  /** All that they hold now. */
  readonly roles: readonly Role[];
}

/** Tells a member that their roles were changed, or HR that somebody's were. */
export function ownRolesCard({ name, by, gained, lost, roles }: RoleNews, lang: Lang): Card {
  const facts = [
    { label: g.granted[lang], value: listRoles(gained, lang) },
    { label: g.revoked[lang], value: listRoles(lost, lang) },
    { label: g.holdsNow[lang], value: listRoles(roles, lang) || t.noRole[lang] },
    { label: g.by[lang], value: by },
  ].filter(({ value }) => value !== '');
  const title = name === undefined ? g.yourRoles : g.changed(name);
  return { title: title[lang], tone: 'info', blocks: [{ kind: 'facts', facts }] };
}

/** A request as one of several, with what this reader may do about it. `target`: what its buttons carry instead of its id. */
export function describeGrant(
  grant: Grant,
  viewer: Viewer,
  { text, target = grant.id }: { readonly text?: string; readonly target?: string } = {},
): ListItem {
  const { lang } = viewer;
  const mine: readonly Button[] = grant.keeperId === viewer.memberId ? [takeBackButton(grant, lang)] : [];
  const name = t.waitsForOf(roleNames[grant.role][lang], grant.memberName)[lang];
  return {
    text: [{ text: text ?? name, bold: true }],
    note: t.askedUntil(grant.askedBy, formatDay(grant.expiresAt, viewer))[lang],
    buttons: judgeSigner(viewer, grant) === 'allowed' ? signButtons(target, lang) : mine,
  };
}

function signButtons(target: string, lang: Lang): readonly Button[] {
  return [
    { label: g.sign[lang], action: 'role.sign', target, style: 'primary' },
    { label: g.turnDown[lang], action: 'role.refuse', target, style: 'danger' },
  ];
}

/** Takes a request back; named by its role where there are several. */
function takeBackButton({ id, role }: Grant, lang: Lang, isOneOfMany = false): Button {
  const label = g.takeBack[lang];
  const separator = lang === 'zh' ? '：' : ': ';
  return {
    label: isOneOfMany ? `${label}${separator}${roleNames[role][lang]}` : label,
    action: 'role.withdraw',
    target: id,
  };
}

function formatDay(instant: Date, { lang, zone }: Words): string {
  return formatDate(localDateOf(instant.getTime(), zone), lang);
}

/** An account by its platform and workspace, and how it stands where it does not simply work. */
export function nameAccount(
  {
    platform,
    workspace,
    state = 'linked',
  }: Pick<MemberAccount, 'platform' | 'workspace'> & Partial<MemberAccount>,
  lang: Lang,
): string {
  const name = platformNames[platform][lang];
  const place = workspace.toLowerCase() === platform ? name : `${name} ${workspace}`;
  const how = { linked: '', waiting: t.accountWaiting[lang], gone: t.accountGone[lang] }[state];
  return how === '' ? place : `${place} (${how})`;
}
