import type { ChoiceSpec, RawValues, Role } from '../../chat/spec.ts';
import { roleNames, roles } from '../role-names.ts';

/** What people type for each role, beside its names. */
const words: Readonly<Record<Role, readonly string[]>> = {
  sales: ['salesperson', 'salespeople', 'seller', '销售员', '业务员', '业务'],
  manager: ['sales manager', '经理', '主管', '销售主管'],
  finance: ['accounting', '会计', '财务人员'],
  hr: ['human resources', '人力', '人力资源', '人事部'],
  executive: ['exec', 'executives', '管理层', '高层'],
  admin: ['administrator', 'admins', '超级管理员'],
};

/** The roles as a field's choices. */
export const roleChoices: readonly ChoiceSpec[] = roles.map((role) => ({
  value: role,
  label: roleNames[role],
  aliases: words[role],
}));

const all = roles
  .flatMap((role) => [role, roleNames[role].en.toLowerCase(), roleNames[role].zh, ...words[role]])
  .toSorted((a, b) => b.length - a.length);
const one = `(?:${[...new Set(all)].join('|')})`;
const BETWEEN = '(?:\\s*[,，、;；]\\s*(?:and\\s+)?|\\s+and\\s+|\\s*[和及与]\\s*|\\s+)';
const list = `${one}(?:${BETWEEN}${one})*`;

/** `Li Wei finance, hr`, `李伟 财务`, `李伟财务`: the roles stand last, behind a space or behind Chinese. */
const LAST = new RegExp(
  `^(.+?)(?:\\s+(?:as|to be|the)\\s+|\\s*(?:为|成为|的|任)\\s*|\\s*[,，:：]\\s*|\\s+|(?<=\\p{Script=Han})(?=\\p{Script=Han}))(${list})\\s*(?:roles?|角色|权限)?$`,
  'iu',
);
/** `finance to Li Wei`, `finance from Li Wei`, `财务 给 李伟`. */
const FIRST = new RegExp(`^(${list})\\s*(?:roles?\\s+)?(?:to|from|给|授予)\\s*(.+)$`, 'iu');
const SEPARATORS = new RegExp(`${one}`, 'giu');

/** Roles as they were typed, with commas between; as it is where some of it is none. */
export function splitRoles(text: string): string {
  const found = text.match(SEPARATORS);
  return new RegExp(`^${list}$`, 'iu').test(text.trim()) && found !== null ? found.join(',') : text;
}

/** Parts a line such as `Li Wei finance` into the member and the roles; what is not understood stays with the member. */
export function readMemberAndRoles(values: RawValues): RawValues {
  const { member, roles: typed } = values;
  if (typed !== undefined) return { ...values, roles: splitRoles(typed) };
  if (member === undefined) return values;
  const text = member.trim();
  const first = FIRST.exec(text);
  if (first) return { ...values, member: first[2] ?? '', roles: splitRoles(first[1] ?? '') };
  const last = LAST.exec(text);
  if (last) return { ...values, member: (last[1] ?? '').trim(), roles: splitRoles(last[2] ?? '') };
  return values;
}

const EMAIL = /(?:^|[\s,，<(（])([^\s@<>,，()（）]+@[^\s@<>,，()（）]+\.[^\s@<>,，()（）]+)[>)）]?/u;

/** Parts `Li Wei li@acme.com sales` into a name, an address and roles. */
export function readNewMember(values: RawValues): RawValues {
  const { name, email, roles: typed } = values;
  const roles = typed === undefined ? {} : { roles: splitRoles(typed) };
  const found = name === undefined || email !== undefined ? null : EMAIL.exec(name);
  if (name === undefined || found === null) return { ...values, ...roles };
  const before = name.slice(0, found.index).replace(/[\s,，]+$/, '');
  const after = name
    .slice(found.index + found[0].length)
    .replace(/^[\s,，:：]+/, '')
    .trim();
  const rest = after === '' || typed !== undefined ? {} : { roles: splitRoles(after) };
  return { ...values, name: before, email: found[1] ?? '', ...rest, ...roles };
}
