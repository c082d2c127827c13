import type { FieldSpec, RawValues } from '../../chat/spec.ts';
import { answer, type Done } from '../../store/commit.ts';
import type { ActionHandler, Command, Context } from '../context.ts';
import { refuseDeed } from '../members/refusals.ts';
import { memberReaders } from '../members/rules.ts';
import { newcomersCard, treeCard } from './cards.ts';
import { addGroup, editGroup, tailorGroups } from './save.ts';
import { listNewcomers, listTree } from './store.ts';
import { treeText as t } from './text.ts';

/** On one card. */
const PAGE = 10;
const LAST_PAGE = 100;
const NEWCOMERS_SHOWN = 15;

const name: FieldSpec = {
  name: 'name',
  aliases: ['名称', '名字'],
  label: t.fieldName,
  kind: 'text',
  required: true,
  at: 'rest',
};
const kind: FieldSpec = {
  name: 'kind',
  aliases: ['type', '层级', '类型'],
  label: t.fieldKind,
  kind: 'choice',
  required: false,
  choices: [
    { value: 'company', label: t.kinds.company, aliases: ['总公司'] },
    { value: 'department', label: t.kinds.department, aliases: ['大区'] },
    { value: 'team', label: t.kinds.team, aliases: ['团队', '组'] },
  ],
};
const parent: FieldSpec = {
  name: 'parent',
  aliases: ['above', 'under', '上级', '上级分组'],
  label: t.fieldParent,
  // A choice of the groups that there are, once those are known.
  kind: 'text',
  required: false,
};
const managers: FieldSpec = {
  name: 'managers',
  aliases: ['manager', '负责人', '主管', '经理'],
  label: t.fieldManagers,
  hint: t.fieldManagersHint,
  kind: 'text',
  required: false,
};
const from: FieldSpec = {
  name: 'from',
  aliases: ['since', '起', '生效', '生效日期'],
  label: t.fieldFrom,
  hint: t.fieldFromHint,
  kind: 'date',
  required: false,
};

const list: Command = {
  name: 'group list',
  aliases: ['groups', 'sales groups', '分组列表', '分组 列表', '销售分组', '组织架构'],
  title: t.listTitle,
  summary: t.listSummary,
  example: t.listExample,
  roles: memberReaders,
  fields: [],
  run: async (context) => {
    const card = await drawTree(context, 0);
    return answer(context, { kind: 'card', card, audience: 'asker' });
  },
};

const add: Command = {
  name: 'group new',
  aliases: ['group add', 'new group', 'add group', '新建分组', '新分组', '添加分组', '分组 新建'],
  title: t.newTitle,
  summary: t.newSummary,
  example: t.newExample,
  roles: ['admin'],
  fields: [name, kind, parent, managers, from],
  tailor: (context) => tailorGroups(context, add.fields),
  run: (context, values) => addGroup(context, add, values),
};

const edit: Command = {
  name: 'group edit',
  aliases: ['edit group', '修改分组', '编辑分组', '分组 修改'],
  title: t.editTitle,
  summary: t.editSummary,
  example: t.editExample,
  roles: ['admin'],
  fields: [
    {
      name: 'group',
      aliases: ['分组'],
      label: t.fieldGroup,
      kind: 'text',
      required: true,
      at: 'rest',
    },
    { name: 'name', aliases: ['名称', '名字'], label: t.fieldName, kind: 'text', required: false },
    kind,
    parent,
    managers,
    from,
  ],
  tailor: (context) => tailorGroups(context, edit.fields),
  run: (context, values) => editGroup(context, edit, values),
};

const newcomers: Command = {
  name: 'newcomers',
  aliases: ['unlinked', 'member unlinked', '未关联账号', '未关联', '成员 未关联'],
  title: t.newcomersTitle,
  summary: t.newcomersSummary,
  example: t.newcomersExample,
  roles: ['admin'],
  fields: [],
  run: async (context) => {
    const { db, orgId, actor, org } = context;
    const found = await listNewcomers(db, orgId, NEWCOMERS_SHOWN);
    const card = newcomersCard(found, { lang: actor.lang, zone: org.zone });
    return answer(context, { kind: 'card', card, audience: 'asker' });
  },
};

export const treeCommands: readonly Command[] = [list, add, edit, newcomers];

export const treeActions: readonly ActionHandler[] = [
  { action: 'group.edit', run: pressEdit },
  { action: 'group.page', run: turnTree },
];

function pressEdit(context: Context, target: string): Promise<Done> {
  if (!context.actor.roles.includes('admin'))
    return refuseDeed(context, { deed: 'group.set', entityId: null, why: t.adminsOnly });
  const values: RawValues = { group: target };
  return editGroup(context, edit, values);
}

async function turnTree(context: Context, target: string): Promise<Done> {
  if (!context.actor.roles.some((role) => memberReaders.includes(role)))
    return refuseDeed(context, { deed: 'group.see', entityId: null, why: t.readersOnly });
  const page = /^\d{1,3}$/.test(target) ? Math.min(Number(target), LAST_PAGE) : 0;
  return answer(context, { kind: 'replace', card: await drawTree(context, page) });
}

async function drawTree({ db, orgId, today, actor }: Context, page: number) {
  const found = await listTree(db, orgId, today, { limit: PAGE, offset: page * PAGE });
  const viewer = { lang: actor.lang, isAdmin: actor.roles.includes('admin') };
  return treeCard({ ...found, page, size: PAGE }, viewer);
}
