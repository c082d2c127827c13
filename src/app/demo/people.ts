import type { Bilingual, Lang } from '../../chat/language.ts';
import type { Role } from '../../chat/spec.ts';

/** Somebody of the demo company, with an account on both platforms. */
export interface DemoPerson {
  readonly key: string;
  readonly name: string;
  readonly shownName: Bilingual;
  readonly job: Bilingual;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly rank: 'staff' | 'middle' | 'executive';
  readonly group: 'east' | 'south' | null;
  readonly lang: Lang;
  readonly slackUser: string;
  readonly feishuUser: string;
}

function person(
  key: string,
  name: string,
  shownName: Bilingual,
  job: Bilingual,
  rest: Pick<DemoPerson, 'roles' | 'rank' | 'group' | 'lang'>,
): DemoPerson {
  const email = `${key}@galaxy-trading.example`;
  return {
    key,
    name,
    shownName,
    job,
    email,
    slackUser: `U${key.toUpperCase()}`,
    feishuUser: `ou_${key}`,
    ...rest,
  };
}

/** Six people, so that every role has somebody to play. */
export const demoPeople: readonly DemoPerson[] = [
  person(
    'liwei',
    '李伟',
    { en: 'Li Wei', zh: '李伟' },
    { en: 'Sales, East', zh: '华东销售' },
    { roles: ['sales'], rank: 'staff', group: 'east', lang: 'zh' },
  ),
  person(
    'emma',
    'Emma Brown',
    { en: 'Emma Brown', zh: 'Emma Brown' },
    { en: 'Sales, South', zh: '华南销售' },
    { roles: ['sales'], rank: 'staff', group: 'south', lang: 'en' },
  ),
  person(
    'zhangmin',
    '张敏',
    { en: 'Zhang Min', zh: '张敏' },
    { en: 'Manager, East', zh: '华东经理' },
    { roles: ['sales', 'manager'], rank: 'middle', group: 'east', lang: 'zh' },
  ),
  person(
    'chenjing',
    '陈静',
    { en: 'Chen Jing', zh: '陈静' },
    { en: 'Finance', zh: '财务' },
    { roles: ['finance'], rank: 'staff', group: null, lang: 'zh' },
  ),
  person(
    'grace',
    'Grace Miller',
    { en: 'Grace Miller', zh: 'Grace Miller' },
    { en: 'Managing director', zh: '总经理' },
    { roles: ['executive'], rank: 'executive', group: null, lang: 'en' },
  ),
  person(
    'sunyue',
    '孙悦',
    { en: 'Sun Yue', zh: '孙悦' },
    { en: 'Admin', zh: '管理员' },
    { roles: ['admin'], rank: 'staff', group: null, lang: 'zh' },
  ),
];
