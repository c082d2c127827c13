import type { Bilingual } from '../../chat/language.ts';
import type { Role } from '../../chat/spec.ts';
import type { GrantState } from './rules.ts';

/** What people read about roles that are granted, taken, asked for and signed. */
export const grantText = {
  changed: (name: string): Bilingual => ({ en: `${name}: roles changed`, zh: `${name} 的角色已调整` }),
  granted: { en: 'Granted', zh: '已授予' },
  revoked: { en: 'Taken away', zh: '已收回' },
  holdsNow: { en: 'Roles now', zh: '现有角色' },
  atOnce: { en: 'It counts from now on.', zh: '立即生效。' },
  stillTheirs: {
    en: 'What they look after stays theirs until it is transferred.',
    zh: '名下的客户等仍归其负责，需要时请转交。',
  },
  asked: (name: string, role: string): Bilingual => ({
    en: `${name}: ${role} waits for a signature`,
    zh: `${name} 的${role}角色待签字`,
  }),
  askedAgain: { en: 'That was asked for before and still waits.', zh: '之前已提交，仍在等待签字。' },
  mayBeSignedBy: { en: 'May sign', zh: '可签字人' },
  until: { en: 'Until', zh: '截止' },
  askedHow: {
    en: 'They were asked in private. Nothing changes before one of them signs; HR hears of it then.',
    zh: '已私信请其签字。签字前不会有任何变化，签字后会告知人事。',
  },
  askedUnreachable: {
    en: 'None of them has a linked chat account yet: they have to write to me once before they can sign.',
    zh: '他们都还没有关联聊天账号，需要先给我发一条消息才能签字。',
  },
  hasAlready: (name: string, roles: string): Bilingual => ({
    en: `${name} holds this already. Roles: ${roles}.`,
    zh: `${name} 已有该角色。现有角色：${roles}。`,
  }),
  hasNot: (name: string, roles: string): Bilingual => ({
    en: `${name} does not hold this. Roles: ${roles}.`,
    zh: `${name} 没有该角色。现有角色：${roles}。`,
  }),

  nothingToGrant: { en: 'There is no role left that you could grant.', zh: '没有可授予的角色。' },
  nothingToTake: { en: 'There is no role that you could take.', zh: '没有可收回的角色。' },
  refuseHow: {
    en: 'Press “Turn down” on the card that asks you to sign.',
    zh: '请在待签字的卡片上点“不同意”。',
  },
  refusedNeedsAdmin: (role: string): Bilingual => ({
    en: `The role ${role} is granted and taken by an admin; HR grants and takes sales and manager.`,
    zh: `${role}角色只能由管理员授予或收回；人事可以授予和收回销售、销售经理。`,
  }),
  refusedNeedsFeeder: {
    en: 'Roles are granted and taken by an admin; HR may do so for sales and manager.',
    zh: '角色由管理员授予和收回；销售、销售经理也可由人事办理。',
  },
  refusedOwn: {
    en: 'Nobody decides about their own role: another admin does this.',
    zh: '不能给自己授权，请由其他管理员办理。',
  },
  noSigner: (role: string): Bilingual => ({
    en: `The role ${role} takes a second signature, and nobody here could give it: it takes another admin or an executive who is neither you nor the person. Whoever runs Dealbell adds one from the command line with \`dealbell member create … --roles admin\`; after that all goes on in chat.`,
    zh: `${role}角色须由第二人签字，但目前没有可签字的人：需要你和对方以外的另一位管理员或高管。请运维人员用命令行 dealbell member create … --roles admin 添加一位，之后都可以在聊天里办理。`,
  }),
  lastAdmin: (name: string): Bilingual => ({
    en: `${name} is the only admin. Make somebody else an admin first.`,
    zh: `${name} 是唯一的管理员，请先设置另一位管理员。`,
  }),

  todoHeading: (count: number): Bilingual => ({
    en: count === 1 ? 'A role waits for your signature' : `${count} roles wait for your signature`,
    zh: `待你签字的授权 ${count} 项`,
  }),
  grantTitle: { en: 'A role', zh: '角色授权' },
  grantGone: { en: 'That request is not here.', zh: '没有找到这项授权申请。' },
  grantOver: { en: 'That is over already.', zh: '该申请已结束。' },
  decidedAlready: (name: string): Bilingual => ({
    en: `${name} has decided already.`,
    zh: `${name} 已处理。`,
  }),
  onlyAsker: {
    en: 'Only the admin who asked for it can take it back. Another admin or an executive can turn it down.',
    zh: '只有申请的管理员可以撤回；其他管理员或高管可以不同意。',
  },
  ownRequest: {
    en: 'You asked for it: another admin or an executive has to sign.',
    zh: '这是你提交的，须由另一位管理员或高管签字。',
  },
  ownRole: {
    en: 'Nobody signs for their own role: another admin or an executive does.',
    zh: '不能给自己签字，须由其他管理员或高管签字。',
  },
  needsSigner: {
    en: 'Another admin or an executive signs for this role.',
    zh: '该角色须由另一位管理员或高管签字。',
  },

  askTitle: (name: string, role: string): Bilingual => ({
    en: `Please sign: ${role} for ${name}`,
    zh: `待签字：授予 ${name} ${role}角色`,
  }),
  titles: {
    signed: (name, role) => ({ en: `New role for ${name}: ${role}`, zh: `${name} 已获得${role}角色` }),
    refused: (name, role) => ({
      en: `Turned down: ${role} for ${name}`,
      zh: `未通过：授予 ${name} ${role}角色`,
    }),
    withdrawn: (name, role) => ({
      en: `Taken back: ${role} for ${name}`,
      zh: `已撤回：授予 ${name} ${role}角色`,
    }),
    lapsed: (name, role) => ({
      en: `No longer needed: ${role} for ${name}`,
      zh: `已失效：授予 ${name} ${role}角色`,
    }),
    expired: (name, role) => ({
      en: `Nobody signed in time: ${role} for ${name}`,
      zh: `已过期：授予 ${name} ${role}角色`,
    }),
  } satisfies Record<Exclude<GrantState, 'waiting'>, (name: string, role: string) => Bilingual>,
  notices: {
    signed: { en: 'Signed. It counts now.', zh: '已签字，立即生效。' },
    refused: { en: 'Turned down. Whoever asked hears why.', zh: '已驳回，会告知申请人原因。' },
    withdrawn: { en: 'Taken back.', zh: '已撤回。' },
    lapsed: { en: 'Nothing was granted: things have changed since.', zh: '情况已有变化，未授予。' },
    expired: { en: 'Too late: it has expired.', zh: '已过期，未授予。' },
  } satisfies Record<Exclude<GrantState, 'waiting'>, Bilingual>,
  lapsedHow: {
    en: 'The person holds the role by now or has left, or the admin who asked for it is none any more.',
    zh: '对方已有该角色或已离职，或申请人已不是管理员。',
  },
  expiredHow: { en: 'Whoever still wants it asks again.', zh: '如仍需要，请重新提交。' },
  askedBy: { en: 'Asked by', zh: '申请人' },
  signedBy: { en: 'Signed by', zh: '签字人' },
  refusedBy: { en: 'Turned down by', zh: '驳回人' },
  reason: { en: 'Why', zh: '原因' },
  sign: { en: 'Sign', zh: '签字同意' },
  turnDown: { en: 'Turn down', zh: '不同意' },
  takeBack: { en: 'Take back', zh: '撤回申请' },
  noAccount: {
    en: 'none yet; an admin confirms the first one',
    zh: '尚未关联，首个账号须由管理员确认',
  },

  youAre: (role: string): Bilingual => ({ en: `You have a new role: ${role}`, zh: `你已获得${role}角色` }),
  youAreNot: (role: string): Bilingual => ({
    en: `The role ${role} was not granted to you`,
    zh: `${role}角色未授予你`,
  }),
  yourRoles: { en: 'Your roles have changed', zh: '你的角色有调整' },
  by: { en: 'By', zh: '操作人' },
  byCommandLine: { en: 'whoever runs Dealbell, by command line', zh: '系统运维（命令行）' },
} as const;

/** What a role opens, for whoever signs for it and whoever gets it. */
export const roleMeanings: Readonly<Record<Role, Bilingual>> = {
  sales: {
    en: 'Works own customers, deals and orders, and claims from the pool.',
    zh: '跟进自己的客户、商机和合同，可从公海领取。',
  },
  manager: {
    en: 'Sees and works what the groups below have, and transfers between them.',
    zh: '查看并处理所管分组的客户、商机和合同，可在组内转移。',
  },
  finance: {
    en: 'Sees all orders, and records and confirms payments.',
    zh: '查看全部合同，登记并确认回款。',
  },
  hr: { en: 'Adds and edits members.', zh: '添加和修改成员。' },
  executive: {
    en: 'Sees customers, orders and figures of all, and signs as the second person.',
    zh: '查看全部客户、合同和业绩，可作为第二人签字。',
  },
  admin: {
    en: 'Sees and changes everything of the company but pay: members, groups, settings, imports, exports.',
    zh: '管理企业的全部数据和设置（薪酬除外）：成员、分组、导入导出等。',
  },
};
