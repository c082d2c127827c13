import type { Bilingual } from '../chat/language.ts';

type Named = (count: number) => Bilingual;

const named =
  (one: string, many: string, zh: (count: number) => string): Named =>
  (count) => ({ en: count === 1 ? `1 ${one}` : `${count} ${many}`, zh: zh(count) });

/** What a member may look after, with its number. */
export const holdingNames = {
  customers: named('customer', 'customers', (count) => `${count} 个客户`),
  deals: named('open deal', 'open deals', (count) => `${count} 个进行中的商机`),
  services: named('open service case', 'open service cases', (count) => `${count} 个未关闭的服务单`),
  cases: named('running collision case', 'running collision cases', (count) => `${count} 个进行中的撞单裁决`),
  payments: named(
    'payment waiting for finance',
    'payments waiting for finance',
    (count) => `${count} 笔待确认的回款`,
  ),
  splits: named(
    'split correction to be signed',
    'split corrections to be signed',
    (count) => `${count} 项待签字的拆分更正`,
  ),
  grants: named(
    'role that waits for a signature',
    'roles that wait for a signature',
    (count) => `${count} 项待签字的授权`,
  ),
  visits: named('planned visit', 'planned visits', (count) => `${count} 个计划拜访`),
  reminders: named('open reminder', 'open reminders', (count) => `${count} 条待办提醒`),
  subscriptions: named('subscription', 'subscriptions', (count) => `${count} 个订阅`),
  drafts: named('unfinished form', 'unfinished forms', (count) => `${count} 张未完成的表单`),
  groups: named('group to manage', 'groups to manage', (count) => `管理 ${count} 个分组`),
  reports: named('direct report', 'direct reports', (count) => `${count} 名直属下级`),
  accounts: named('account', 'accounts', (count) => `${count} 个账号`),
} as const satisfies Record<string, Named>;

export type HoldingKind = keyof typeof holdingNames;

/** In this order they are told. */
export const holdingKinds = Object.keys(holdingNames) as readonly HoldingKind[];
