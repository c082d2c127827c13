import type { Bilingual, Lang } from '../chat/language.ts';
import type { Role } from '../chat/spec.ts';

/** What people call the roles. */
export const roleNames: Readonly<Record<Role, Bilingual>> = {
  sales: { en: 'sales', zh: '销售' },
  manager: { en: 'manager', zh: '销售经理' },
  finance: { en: 'finance', zh: '财务' },
  hr: { en: 'HR', zh: '人事' },
  executive: { en: 'executive', zh: '高管' },
  admin: { en: 'admin', zh: '管理员' },
};

/** All roles, in the order in which they are told. */
export const roles = Object.keys(roleNames) as readonly Role[];

/** Roles in one line, in the usual order, whatever order they were given in. */
export function listRoles(held: readonly Role[], lang: Lang): string {
  const names = roles.filter((role) => held.includes(role)).map((role) => roleNames[role][lang]);
  return names.join(lang === 'zh' ? '、' : ', ');
}
