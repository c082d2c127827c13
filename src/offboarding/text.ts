import type { Bilingual } from '../chat/language.ts';

/** What people read when somebody leaves. */
export const leaveText = {
  title: { en: 'Somebody leaves', zh: '离职交接' },
  summary: {
    en: 'Hand over everything a leaver looks after, and close their accounts',
    zh: '把离职成员名下的一切交接出去，并停用其账号',
  },
  example: { en: 'leave Li Wei to Wang Fang', zh: '离职交接 李伟 给 王芳' },
  fieldMember: { en: 'Who leaves', zh: '离职成员' },
  fieldTo: { en: 'Who takes over', zh: '接手人' },
  fieldToHint: {
    en: 'Wang Fang · or by category or city: Wang Fang: A, Shanghai; Chen Qi: rest · or: pool',
    zh: '王芳；也可按分级或城市：王芳：A、上海；陈琪：其余；或填 公海',
  },

  notYours: { en: 'Not yours to hand over', zh: '没有权限交接' },
  notBelow: (name: string): Bilingual => ({
    en: `${name} is in none of the groups you manage. Ask their manager, or an admin.`,
    zh: `${name} 不在你管理的分组里，请找其上级经理或管理员处理。`,
  }),
  onlyAdmin: (name: string): Bilingual => ({
    en: `${name} holds rights beyond sales. An admin does this.`,
    zh: `${name} 还有销售以外的权限，请由管理员办理。`,
  }),
  notSelf: { en: 'Nobody hands over themselves. Ask an admin.', zh: '不能给自己办理离职，请找管理员。' },
  lastAdmin: (name: string): Bilingual => ({
    en: `${name} is the only admin. Make somebody else an admin first.`,
    zh: `${name} 是唯一的管理员，请先设置另一位管理员。`,
  }),
  leftAlready: (name: string): Bilingual => ({
    en: `${name} has left already, and nothing waits for them`,
    zh: `${name} 已经办理过离职，名下没有待交接的内容`,
  }),
  unknownWho: (names: string): Bilingual => ({
    en: `I know no colleague called ${names}.`,
    zh: `没有找到同事：${names}。`,
  }),
  unknownGroup: (names: string): Bilingual => ({
    en: `No category and no city of theirs is called ${names}.`,
    zh: `没有这样的分级，其客户里也没有这样的城市：${names}。`,
  }),
  sellsNot: (names: string): Bilingual => ({
    en: `Only people in sales and their managers have customers: not ${names}.`,
    zh: `只有销售和销售经理可以接手客户：${names} 不可以。`,
  }),
  outside: (names: string): Bilingual => ({
    en: `In none of the groups you manage: ${names}.`,
    zh: `不在你管理的分组里：${names}。`,
  }),
  notLeaver: { en: 'The leaver cannot take over.', zh: '接手人不能是离职者本人。' },

  ask: (name: string): Bilingual => ({ en: `Hand over what ${name} has?`, zh: `办理 ${name} 的离职交接？` }),
  askAgain: {
    en: 'Something changed meanwhile. This is how it stands now.',
    zh: '刚才有变化，以下是最新情况，请再次确认。',
  },
  holds: { en: 'Looks after', zh: '名下' },
  nothing: { en: 'nothing', zh: '无' },
  gets: (name: string): Bilingual => ({ en: `${name} gets`, zh: `${name} 接手` }),
  pool: { en: 'The pool', zh: '公海' },
  poolGets: { en: 'Into the pool', zh: '进入公海' },
  restTo: (name: string): Bilingual => ({
    en: `What belongs to no customer goes to ${name}. Splits of signed orders stay as they are.`,
    zh: `与客户无关的内容由 ${name} 接手；已签订单的业绩拆分不变。`,
  }),
  final: (name: string): Bilingual => ({
    en: `From then on ${name}’s accounts can do nothing here, and the address never links again.`,
    zh: `确认后 ${name} 的账号将停用，原邮箱不能再关联。`,
  }),
  buttonConfirm: { en: 'Hand over', zh: '确认交接' },
  buttonCancel: { en: 'Not yet', zh: '暂不办理' },

  done: (name: string): Bilingual => ({ en: `${name} is handed over`, zh: `${name} 的离职交接已完成` }),
  left: { en: 'Left with them', zh: '名下剩余' },
  leftNone: { en: '0 left', zh: '0 项' },
  closed: { en: 'Closed', zh: '停用' },
  told: { en: 'Everybody who takes over got a brief in private.', zh: '每位接手人都已收到私信交接单。' },

  stays: (name: string): Bilingual => ({ en: `${name} stays`, zh: `${name} 仍在职` }),
  staysHow: { en: 'Their account works again.', zh: '账号已恢复使用。' },
};
