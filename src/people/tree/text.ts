import type { Bilingual } from '../../chat/language.ts';

/** What people read about the tree of sales groups, and about who wrote without being known. */
export const treeText = {
  listTitle: { en: 'Sales groups', zh: '销售分组' },
  listSummary: {
    en: 'The tree of groups, who manages them and how many belong to each',
    zh: '查看分组结构、负责人和人数',
  },
  listExample: { en: 'group list', zh: '分组列表' },
  newTitle: { en: 'New group', zh: '新建分组' },
  newSummary: { en: 'Add a group to the tree, from a day on', zh: '新建销售分组，可指定生效日期' },
  newExample: {
    en: 'group new East parent=Acme managers="Zhang Min"',
    zh: '新建分组 华东 上级=总公司 负责人=张敏',
  },
  editTitle: { en: 'Edit group', zh: '修改分组' },
  editSummary: {
    en: 'Name, kind, place and managers, from a day on; what was before stays',
    zh: '修改名称、层级、上级和负责人，可指定生效日期，之前的不变',
  },
  editExample: { en: 'group edit East name="East China"', zh: '修改分组 华东 名称=华东大区' },

  fieldGroup: { en: 'Group', zh: '分组' },
  fieldName: { en: 'Name', zh: '名称' },
  fieldKind: { en: 'Kind', zh: '层级' },
  fieldParent: { en: 'Group above', zh: '上级分组' },
  fieldManagers: { en: 'Managers', zh: '负责人' },
  fieldManagersHint: {
    en: 'Names with commas between; they manage everything below, too. “none” for nobody',
    zh: '多人用顿号隔开，同时管理下级分组；没有请填“无”',
  },
  fieldFrom: { en: 'From', zh: '生效日期' },
  fieldFromHint: {
    en: 'Empty: today. Name, kind and place count from then on; managers at once',
    zh: '不填表示今天；名称、层级、上级从该日起生效，负责人立即生效',
  },
  kinds: {
    company: { en: 'company', zh: '公司' },
    department: { en: 'department', zh: '部门' },
    team: { en: 'team', zh: '小组' },
  } satisfies Record<string, Bilingual>,
  none: { en: 'none', zh: '无' },

  people: (count: number): Bilingual => ({
    en: count === 1 ? '1 person' : `${count} people`,
    zh: `${count} 人`,
  }),
  managedBy: (names: string): Bilingual => ({ en: `managed by ${names}`, zh: `负责人 ${names}` }),
  noManager: { en: 'nobody manages it', zh: '暂无负责人' },
  empty: { en: 'There are no groups yet.', zh: '还没有分组。' },
  howToMove: {
    en: 'To put somebody into a group: member edit "Li Wei" group=East, from=… for a later day.',
    zh: '调整成员分组：修改成员 李伟 分组=华东，可加 起=日期 指定生效日。',
  },
  edit: { en: 'Edit', zh: '修改' },
  previous: { en: 'Back', zh: '上一页' },
  next: { en: 'More', zh: '下一页' },
  all: { en: 'All groups', zh: '全部分组' },
  added: (name: string): Bilingual => ({ en: `Group added: ${name}`, zh: `已新建分组：${name}` }),
  saved: (name: string): Bilingual => ({ en: `${name}: saved`, zh: `已保存：${name}` }),
  unchanged: { en: 'That is how it stands already.', zh: '与现有内容一致，没有变化。' },
  gone: { en: 'That group is not there.', zh: '没有找到该分组。' },
  nameNeeded: { en: 'Please give a name.', zh: '请填写名称。' },
  circle: { en: 'A group cannot stand below itself.', zh: '不能放到自己的下级分组里。' },
  unknownPeople: (names: string): Bilingual => ({
    en: `I know no colleague called ${names}.`,
    zh: `没有找到同事：${names}。`,
  }),
  notYours: { en: 'This takes an admin', zh: '需要管理员' },
  adminsOnly: { en: 'Groups are added and changed by admins.', zh: '分组由管理员新建和修改。' },
  readersOnly: {
    en: 'The groups are shown to admins, HR and executives.',
    zh: '分组仅管理员、人事和高管可查看。',
  },

  newcomersTitle: { en: 'Unlinked accounts', zh: '未关联的账号' },
  newcomersSummary: {
    en: 'Who wrote to me and could not be linked, and why',
    zh: '查看给我发过消息但未能关联的账号及原因',
  },
  newcomersExample: { en: 'newcomers', zh: '未关联账号' },
  newcomersNone: { en: 'Nobody who wrote to me is unknown.', zh: '没有未关联的账号。' },
  newcomersHow: {
    en: 'If somebody is a colleague, add them with the work e-mail of that account (member new); at their next message they are linked.',
    zh: '如果是同事，请用该账号的工作邮箱添加成员（新成员），对方再发一条消息就会自动关联。',
  },
  newcomersMore: (count: number): Bilingual => ({
    en: `and ${count} who wrote earlier`,
    zh: `另有 ${count} 个更早的账号`,
  }),
  lastWrote: (moment: string): Bilingual => ({ en: `last wrote ${moment}`, zh: `最近一次 ${moment}` }),
} as const;
