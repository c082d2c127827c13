import type { FieldSpec } from '../../chat/spec.ts';
import { answer } from '../../store/commit.ts';
import { sentenceCard } from '../cards.ts';
import type { ActionHandler, Command } from '../context.ts';
import type { DrawDay } from '../day.ts';
import { addMember } from './add.ts';
import { editMember, pressEdit } from './edit.ts';
import { grantText as g } from './grant-text.ts';
import { readMemberAndRoles, readNewMember, roleChoices } from './read-roles.ts';
import { grantRoles, revokeRoles, startChange, startRefuse } from './roles.ts';
import { memberFeeders, memberReaders, signerRoles } from './rules.ts';
import { listAll, pressShow, showTyped, turnMembers } from './show.ts';
import { declineGrant, signGrant, withdrawGrant } from './sign.ts';
import { tailorGroup } from './tailor.ts';
import { memberText as t } from './text.ts';

const member: FieldSpec = {
  name: 'member',
  aliases: ['who', '成员', '谁'],
  label: t.fieldMember,
  kind: 'member',
  required: true,
  at: 'rest',
};
const roles: FieldSpec = {
  name: 'roles',
  aliases: ['role', '角色', '权限'],
  label: t.fieldRoles,
  kind: 'choice',
  several: true,
  required: true,
  choices: roleChoices,
};
const asked: FieldSpec = { ...roles, hint: t.fieldRolesHint };
const email: FieldSpec = {
  name: 'email',
  aliases: ['mail', 'e-mail', '邮箱', '工作邮箱'],
  label: t.fieldEmail,
  hint: t.fieldEmailHint,
  kind: 'text',
  required: true,
};
const group: FieldSpec = {
  name: 'group',
  aliases: ['team', '分组', '组', '部门'],
  label: t.fieldGroup,
  kind: 'choice',
  required: false,
  choices: [],
};
const from: FieldSpec = {
  name: 'from',
  aliases: ['since', '起', '生效', '从'],
  label: t.fieldFrom,
  hint: t.fieldFromHint,
  kind: 'date',
  required: false,
};
const reportsTo: FieldSpec = {
  name: 'reportsTo',
  aliases: ['reports', 'manager', 'above', '汇报', '汇报对象', '上级'],
  label: t.fieldReportsTo,
  hint: t.fieldReportsToHint,
  kind: 'member',
  required: false,
};
const rank: FieldSpec = {
  name: 'rank',
  aliases: ['职级', '级别'],
  label: t.fieldRank,
  kind: 'choice',
  required: false,
  choices: [
    { value: 'staff', label: t.ranks.staff, aliases: ['普通员工', '基层'] },
    { value: 'middle', label: t.ranks.middle, aliases: ['中层干部'] },
    { value: 'executive', label: t.ranks.executive, aliases: ['高管'] },
  ],
};

const list: Command = {
  name: 'member list',
  aliases: ['members', 'people', '成员列表', '成员 列表', '成员名单', '花名册'],
  title: t.listTitle,
  summary: t.listSummary,
  example: t.listExample,
  roles: memberReaders,
  fields: [
    {
      name: 'role',
      aliases: ['roles', '角色'],
      label: t.fieldRole,
      kind: 'choice',
      required: false,
      choices: roleChoices,
      at: 'rest',
    },
  ],
  run: listAll,
};

const show: Command = {
  name: 'member show',
  aliases: ['member', '成员', '查看成员', '成员 查看', '成员资料'],
  title: t.showTitle,
  summary: t.showSummary,
  example: t.showExample,
  roles: memberReaders,
  fields: [{ ...member, required: false }],
  run: showTyped,
};

const add: Command = {
  name: 'member new',
  aliases: [
    'member add',
    'new member',
    'add member',
    '新成员',
    '新建成员',
    '添加成员',
    '成员 新建',
    '成员 添加',
  ],
  title: t.newTitle,
  summary: t.newSummary,
  example: t.newExample,
  roles: memberFeeders,
  fields: [
    { name: 'name', aliases: ['姓名', '名字'], label: t.fieldName, kind: 'text', required: true, at: 'rest' },
    email,
    asked,
    group,
    reportsTo,
    rank,
  ],
  refine: readNewMember,
  tailor: (context) => tailorGroup(context, add.fields),
  run: (context, values) => addMember(context, add, values),
};

const edit: Command = {
  name: 'member edit',
  aliases: ['edit member', '修改成员', '编辑成员', '成员 修改', '成员 编辑'],
  title: t.editTitle,
  summary: t.editSummary,
  example: t.editExample,
  roles: memberFeeders,
  fields: [
    member,
    { name: 'name', aliases: ['姓名', '名字'], label: t.fieldName, kind: 'text', required: false },
    { ...email, required: false },
    group,
    from,
    reportsTo,
    rank,
  ],
  tailor: (context) => tailorGroup(context, edit.fields),
  run: (context, values) => editMember(context, edit, values),
};

const grant: Command = {
  name: 'member grant',
  aliases: ['grant', 'grant role', '授予', '授予角色', '成员 授予', '授权'],
  title: t.grantCommand,
  summary: t.grantSummary,
  example: t.grantExample,
  roles: memberFeeders,
  fields: [member, asked],
  refine: readMemberAndRoles,
  run: grantRoles,
};

const revoke: Command = {
  name: 'member revoke',
  aliases: ['revoke', 'revoke role', 'take role', '收回', '收回角色', '成员 收回', '取消角色'],
  title: t.revokeCommand,
  summary: t.revokeSummary,
  example: t.revokeExample,
  roles: memberFeeders,
  fields: [member, roles],
  refine: readMemberAndRoles,
  run: revokeRoles,
};

/** `drawDay`: somebody's to-do list that the request may stand in. */
const createRefuse = (drawDay: DrawDay): Command => ({
  name: 'role refuse',
  aliases: ['驳回授权', '授权 驳回'],
  title: t.refuseCommand,
  summary: t.refuseSummary,
  example: t.refuseExample,
  roles: signerRoles,
  listed: false,
  fields: [
    {
      name: 'reason',
      aliases: ['原因', 'why'],
      label: t.fieldReason,
      hint: t.fieldReasonHint,
      kind: 'text',
      required: true,
      at: 'rest',
      long: true,
    },
  ],
  run: (context, values) => {
    const { lang } = context.actor;
    if (values.about !== undefined) return declineGrant(context, values.about, values.reason ?? '', drawDay);
    const card = sentenceCard(t.refuseCommand[lang], g.refuseHow[lang], 'plain');
    return answer(context, { kind: 'card', card, audience: 'asker' });
  },
});

export function createMemberCommands(drawDay: DrawDay): readonly Command[] {
  return [list, show, add, edit, grant, revoke, createRefuse(drawDay)];
}

/** What buttons about members do; `drawDay`: somebody's to-do list that a request for a role may stand in. */
export function createMemberActions(drawDay: DrawDay): readonly ActionHandler[] {
  const refuse = createRefuse(drawDay);
  return [
    { action: 'member.show', run: pressShow },
    { action: 'member.page', run: turnMembers },
    { action: 'member.edit', run: (context, target) => pressEdit(context, edit, target) },
    { action: 'role.grant', run: (context, target) => startChange(context, grant, target, 'gain') },
    { action: 'role.revoke', run: (context, target) => startChange(context, revoke, target, 'lose') },
    { action: 'role.sign', run: (context, target) => signGrant(context, target, drawDay) },
    { action: 'role.refuse', run: (context, target) => startRefuse(context, refuse, target) },
    { action: 'role.withdraw', run: withdrawGrant },
  ];
}
