import type { Bilingual } from '../chat/language.ts';
import type { CadenceStanding } from './cadence.ts';
import type { KeyKind } from './store.ts';

/** What people read about customers. */
export const customerText = {
  newTitle: { en: 'New customer', zh: '新建客户' },
  newSummary: { en: 'Add a customer; you become the owner', zh: '新建客户，归你负责' },
  newExample: { en: 'customer new Redwood Studio phone=13900139000', zh: '新客户 星河设计 电话=13900139000' },
  showTitle: { en: 'Customer', zh: '客户' },
  showSummary: {
    en: 'One customer: owner, contacts, what was said last',
    zh: '查看客户：负责人、联系人、最近跟进',
  },
  showExample: { en: 'customer Acme', zh: '客户 华为' },
  findTitle: { en: 'Find customers', zh: '查找客户' },
  findSummary: {
    en: 'By part of the name, pinyin, initials, contact, tag or the end of a phone number',
    zh: '按名称片段、拼音、首字母、联系人、标签或手机尾号查找',
  },
  findExample: { en: 'customer find acm', zh: '查客户 红枫' },
  claimTitle: { en: 'Claim a customer', zh: '领取客户' },
  claimSummary: { en: 'Take a customer out of the pool', zh: '从公海领取客户' },
  claimExample: { en: 'customer claim Silverline', zh: '领取 红枫教育' },
  transferTitle: { en: 'Transfer customers', zh: '转移客户' },
  transferSummary: {
    en: 'Give one, several or all of somebody’s customers to a colleague',
    zh: '把一个、多个或某人的全部客户转给同事',
  },
  transferExample: { en: 'customer transfer Acme, Silverline to Emma Brown', zh: '转移 华为、青松 给 张敏' },
  fieldSeveral: { en: 'Several customers', zh: '多个客户' },
  fieldSeveralHint: { en: 'Names, separated by commas', zh: '多个名称，用顿号或逗号隔开' },
  fieldFrom: { en: 'All of', zh: '某人的全部客户' },
  fieldFromHint: { en: 'Everything this colleague has', zh: '转移该同事名下的全部客户' },
  fieldOnlyCity: { en: 'Only in the city', zh: '仅限城市' },
  fieldOnlyCategory: { en: 'Only of the category', zh: '仅限分级' },

  fieldName: { en: 'Name', zh: '客户名称' },
  fieldCustomer: { en: 'Customer', zh: '客户' },
  fieldPhone: { en: 'Phone', zh: '电话' },
  fieldContact: { en: 'Contact', zh: '联系人' },
  fieldCity: { en: 'City', zh: '城市' },
  fieldRegion: { en: 'Region', zh: '地区' },
  fieldSource: { en: 'Source', zh: '来源' },
  fieldIndustry: { en: 'Industry', zh: '行业' },
  fieldCategory: { en: 'Category', zh: '分级' },
  fieldCategoryHint: { en: 'A, B, C …', zh: '如 A、B、C' },
  fieldRegistration: { en: 'Registration no.', zh: '统一社会信用代码' },
  fieldQuery: { en: 'Looking for', zh: '查找内容' },
  fieldTo: { en: 'To', zh: '转给' },
  fieldReason: { en: 'Reason', zh: '原因' },

  editTitle: { en: 'Edit a customer', zh: '修改客户资料' },
  editSummary: {
    en: 'Change name, phone, category, city and the like; alone it opens the form with what stands',
    zh: '修改名称、电话、分级、城市等；只写客户名会打开填好的表单',
  },
  editExample: { en: 'customer edit Acme city=Wuxi category=A', zh: '客户 修改 华为 城市=深圳 分级=A' },
  changed: (name: string): Bilingual => ({ en: `${name}: changed`, zh: `已修改：${name}` }),
  unchanged: (name: string): Bilingual => ({ en: `${name} is as it was`, zh: `${name} 没有变化` }),
  nothing: { en: 'nothing', zh: '空' },
  buttonEdit: { en: 'Edit', zh: '修改' },
  tags: { en: 'Tags', zh: '标签' },
  tagByRule: (tag: string): Bilingual => ({ en: `${tag} (by rule)`, zh: `${tag}（自动）` }),
  buttonTags: { en: 'Tags', zh: '标签' },
  buttonContacts: { en: 'Contacts', zh: '联系人' },

  owner: { en: 'Owner', zh: '负责人' },
  pool: { en: 'Pool: nobody’s yet', zh: '公海（暂无负责人）' },
  lastContact: { en: 'Last contact', zh: '最近联系' },
  lastFollowUp: { en: 'Last follow-up', zh: '最近跟进' },
  notContacted: { en: 'Not contacted yet', zh: '尚未联系' },
  never: { en: 'none yet', zh: '暂无' },
  next: { en: 'Next', zh: '下次跟进' },
  contacts: { en: 'Contacts', zh: '联系人' },
  about: { en: 'About', zh: '基本信息' },
  allPaid: (count: number): Bilingual => ({ en: `${count}, paid in full`, zh: `${count} 份，已结清` }),
  unpaid: (count: number, money: string): Bilingual => ({
    en: `${count}, ${money} unpaid`,
    zh: `${count} 份，未回款 ${money}`,
  }),
  cadence: (every: number, { days, over }: CadenceStanding): Bilingual =>
    over > 0
      ? {
          en: `contact every ${every} days, ⚠ ${days} days without`,
          zh: `每 ${every} 天联系一次，⚠ 已 ${days} 天未联系`,
        }
      : {
          en: `contact every ${every} days, ${every - days} left`,
          zh: `每 ${every} 天联系一次，还剩 ${every - days} 天`,
        },
  approach: (note: string): Bilingual => ({ en: `How to approach: ${note}`, zh: `跟进建议：${note}` }),
  deals: { en: 'Deals', zh: '商机' },
  openDeals: (count: number): Bilingual => ({ en: `${count} open`, zh: `${count} 个进行中` }),
  dealsNext: (day: string): Bilingual => ({ en: `next ${day}`, zh: `最早预计 ${day} 成交` }),
  buttonDeals: (count: number): Bilingual => ({
    en: count === 1 ? 'Open deal' : `Open deals (${count})`,
    zh: count === 1 ? '进行中的商机' : `进行中的商机（${count}）`,
  }),
  defaultSplit: { en: 'Credit by ruling', zh: '裁决拆分' },
  orders: { en: 'Orders', zh: '订单' },
  lately: { en: 'Lately', zh: '最近跟进' },

  buttonLog: { en: 'Log a follow-up', zh: '记跟进' },
  buttonClaim: { en: 'Claim', zh: '领取' },
  buttonDeal: { en: 'New deal', zh: '新建商机' },
  buttonOrder: { en: 'New order', zh: '新建订单' },
  buttonCase: { en: 'Open a case', zh: '申请裁决' },
  buttonValue: { en: 'Value', zh: '客户价值' },
  buttonTimeline: { en: 'Timeline', zh: '客户动态' },
  buttonRelease: { en: 'Release', zh: '退回公海' },
  buttonShow: { en: 'Show', zh: '查看' },
  buttonThis: { en: 'This one', zh: '选这个' },
  buttonRenameAnyway: { en: 'Rename anyway', zh: '仍要改名' },
  buttonCreateAnyway: { en: 'Create anyway', zh: '仍要新建' },
  buttonCancel: { en: 'Cancel', zh: '取消' },

  takenTitle: { en: 'That customer is taken', zh: '该客户已有人负责' },
  takenInPool: { en: 'That customer is in the pool', zh: '该客户在公海里' },
  knownTitle: { en: 'That customer exists already', zh: '该客户已存在' },
  refusedHow: {
    en: 'Only the owner and their managers work with this customer. Ask the owner, or a manager for a transfer.',
    zh: '只有负责人及其上级经理可以操作该客户。请联系负责人，或请经理转移。',
  },
  takenHow: {
    en: 'Nothing was saved. If you were in touch with them first, talk to the owner, or open a case and let a manager decide.',
    zh: '没有保存任何内容。如果是你先接触的，可以与负责人沟通，或申请裁决，由经理决定。',
  },
  knownHow: { en: 'Nothing was saved.', zh: '没有保存任何内容。' },

  nearTitle: { en: 'Did you mean one of these?', zh: '是不是已有的这些客户？' },
  nearHidden: { en: 'A customer much like it', zh: '一个很像的客户' },
  nearHow: (name: string): Bilingual => ({
    en: `“${name}” looks much like what is known already, by name or phone.`,
    zh: `“${name}”与已有客户的名称或电话很像，请先确认。`,
  }),
  created: (name: string): Bilingual => ({ en: `Customer created: ${name}`, zh: `已新建客户：${name}` }),
  goOn: (title: string): Bilingual => ({ en: `Go on: ${title}`, zh: `继续：${title}` }),

  whichTitle: { en: 'Which customer?', zh: '是哪个客户？' },
  whichHow: (typed: string): Bilingual => ({
    en: `Several customers fit “${typed}”.`,
    zh: `有多个客户符合“${typed}”。`,
  }),
  unknownTitle: { en: 'No such customer yet', zh: '没有找到这个客户' },
  unknownHow: (typed: string): Bilingual => ({
    en: `No customer of yours is called “${typed}”. What you typed is kept.`,
    zh: `你的客户里没有“${typed}”，已输入的内容都保留着。`,
  }),
  unknownNear: { en: 'Did you mean one of these?', zh: '是不是要找：' },
  createIt: (name: string): Bilingual => ({ en: `Create “${name}”`, zh: `新建“${name}”` }),

  mine: (count: number): Bilingual => ({
    en: count === 1 ? 'My customer' : `My customers: ${count}`,
    zh: `我的客户：${count} 家`,
  }),
  mineNone: { en: 'My customers', zh: '我的客户' },
  mineNoneHow: {
    en: 'None yet. Create one, or claim one from the pool.',
    zh: '还没有客户，可以新建，也可以从公海领取。',
  },
  searchIt: (name: string): Bilingual => ({ en: `Search for “${name}”`, zh: `查找“${name}”` }),
  optionTyped: (name: string): Bilingual => ({ en: `“${name}”, as typed`, zh: `就用输入的“${name}”` }),
  optionPool: { en: 'pool', zh: '公海' },

  foundTitle: (count: number, typed: string): Bilingual => ({
    en: `${count === 1 ? '1 customer' : `${count} customers`} for “${typed}”`,
    zh: `“${typed}”：找到 ${count} 个客户`,
  }),
  foundMost: (count: number): Bilingual => ({
    en: `The best ${count} are shown; type more of the name to narrow it down.`,
    zh: `只显示最匹配的 ${count} 个，多输入几个字可以缩小范围。`,
  }),
  foundNone: (typed: string): Bilingual => ({
    en: `Nothing found for “${typed}”`,
    zh: `没有找到“${typed}”`,
  }),
  foundNoneHow: {
    en: 'Search looks at your own customers and the pool: name, pinyin, initials, contact, tag, end of a phone number.',
    zh: '可以按名称、拼音、首字母、联系人、标签、手机尾号查找你的客户和公海。',
  },

  claimed: (name: string): Bilingual => ({ en: `${name} is yours now`, zh: `已领取：${name}` }),
  claimedHow: { en: 'Log the first contact while it is fresh.', zh: '尽快联系一次，并记下跟进。' },
  alreadyYours: (name: string): Bilingual => ({
    en: `${name} is yours already`,
    zh: `${name} 已经是你的客户`,
  }),
  transferred: (name: string, to: string): Bilingual => ({
    en: `${name} now belongs to ${to}`,
    zh: `${name} 已转给 ${to}`,
  }),
  transferFrom: { en: 'Before', zh: '原负责人' },
  transferNotYours: { en: 'Not yours to transfer', zh: '没有权限转移' },
  transferOutside: (to: string): Bilingual => ({
    en: `${to} is in none of the groups you manage. Ask a manager of both, or an admin.`,
    zh: `${to} 不在你管理的分组里。请找双方共同的上级经理或管理员处理。`,
  }),
  transferNotSales: (to: string): Bilingual => ({
    en: `${to} has no customers: only people in sales and their managers do.`,
    zh: `${to} 不负责客户，只能转给销售或销售经理。`,
  }),
  transferSame: (name: string, to: string): Bilingual => ({
    en: `${name} belongs to ${to} already`,
    zh: `${name} 已经归 ${to} 负责`,
  }),
  transferWhich: {
    en: 'Which customer, or which ones? Or choose a colleague whose customers all go.',
    zh: '请填写一个或多个客户，或选择一位同事转移其全部客户。',
  },
  transferNotYet: { en: 'Not yet', zh: '暂时不能转移' },
  transferUnclear: (unknown: string, unclear: string): Bilingual => ({
    en: [
      unknown === '' ? '' : `Not found: ${unknown}.`,
      unclear === '' ? '' : `Several fit: ${unclear}. Please give the whole name.`,
    ]
      .filter((part) => part !== '')
      .join(' '),
    zh: [
      unknown === '' ? '' : `没有找到：${unknown}。`,
      unclear === '' ? '' : `有多个符合：${unclear}，请写全名。`,
    ].join(''),
  }),
  transferOthers: (names: string): Bilingual =>
    names === ''
      ? {
          en: 'That colleague is in none of the groups you manage. Ask their manager, or an admin.',
          zh: '这位同事不在你管理的分组里，请找其上级经理或管理员处理。',
        }
      : {
          en: `These are not yours to transfer: ${names}. Nothing was moved.`,
          zh: `以下客户你没有权限转移：${names}。没有转移任何客户。`,
        },
  transferNothing: { en: 'Nothing to transfer', zh: '没有可转移的客户' },
  transferNothingHow: (to: string): Bilingual => ({
    en: `Either there are none, or ${to} has them already or let them go lately.`,
    zh: `没有符合条件的客户，或者 ${to} 已经负责，或刚把它们放回公海。`,
  }),
  transferAsk: (count: number, to: string): Bilingual => ({
    en: `Transfer ${count === 1 ? '1 customer' : `${count} customers`} to ${to}?`,
    zh: `把 ${count} 个客户转给 ${to}？`,
  }),
  transferMore: (count: number): Bilingual => ({ en: `… and ${count} more.`, zh: `……另有 ${count} 个。` }),
  transferLeft: (count: number, to: string): Bilingual => ({
    en: `${count} stay: ${to} has them already or let them go lately.`,
    zh: `${count} 个不转移：${to} 已经负责，或刚把它们放回公海。`,
  }),
  transferFollows: {
    en: 'Open reminders go along. Splits of signed orders stay as they are.',
    zh: '未完成的提醒一并转移，已签订单的业绩拆分不变。',
  },
  transferMissed: (count: number): Bilingual => ({
    en: `${count} had been moved by somebody else meanwhile and stay where they are.`,
    zh: `其中 ${count} 个刚被其他人改动，保持不变。`,
  }),
  transferredMany: (count: number, to: string): Bilingual => ({
    en: `${count === 1 ? '1 customer belongs' : `${count} customers belong`} to ${to} now`,
    zh: `已把 ${count} 个客户转给 ${to}`,
  }),
  buttonTransferAll: (count: number): Bilingual => ({
    en: count === 1 ? 'Transfer' : `Transfer all ${count}`,
    zh: count === 1 ? '确认转移' : `全部转移（${count} 个）`,
  }),
  categoryNone: (typed: string): Bilingual => ({
    en: `There is no category “${typed}”.`,
    zh: `没有分级“${typed}”。`,
  }),
  transferMoved: {
    en: 'Somebody else changed the owner at this very moment. Please look again.',
    zh: '就在刚才，负责人被其他人改动了，请重新查看。',
  },

  gone: { en: 'That customer is not here', zh: '没有这个客户' },
  phoneUnreadable: {
    en: 'That is not a whole phone number. Add the area or country code, e.g. +86 138 0013 8000.',
    zh: '电话号码不完整，请带区号或国家码，例如 13800138000 或 010-62780000。',
  },
  nameUnreadable: { en: 'A name needs at least one letter or digit.', zh: '名称里至少要有一个字。' },
  categoryUnknown: (codes: string): Bilingual =>
    codes === ''
      ? { en: 'Your company has no categories yet; leave it empty.', zh: '企业还没有设置客户分级，请留空。' }
      : { en: `Categories here are ${codes}.`, zh: `可选的分级：${codes}。` },
};

/** What a known customer shares with the one that was to be created. */
export const sharedKeyNames: Readonly<Record<KeyKind, Bilingual>> = {
  name: { en: 'The name is the same.', zh: '名称相同。' },
  phone: { en: 'The phone number is the same.', zh: '电话相同。' },
  registration: { en: 'The registration number is the same.', zh: '统一社会信用代码相同。' },
};
