import { type Form, line, quote } from './form.ts';

const METRICS = ['回款', '签约', '跟进', '拜访', '新客户'] as const;

/** Rankings, pushes, settings, and what concerns people. */
export const companyForms: readonly Form[] = [
  ...METRICS.flatMap((metric) => [
    line('rank', `${metric}, this month`, (p) => [p.sales(), `排行 ${metric} 本月`], /排行/),
    line('rank', `${metric}, this year`, (p) => [p.executive(), `排行 ${metric} 2026`], /排行/, {
      most: 100,
    }),
  ]),
  line('rank', 'payments of a group, quarter', (p) => [p.head(), '排行 回款 2026-Q4 分组=华东'], /排行/),
  line('subscribe', 'sales from 100k', (p) => [p.sales(), '订阅 日清 18:00'], /./),
  line('subscribe edit', 'a time of day', (p) => [p.sales(), '修改订阅 排行榜 17:30'], /排行榜/),
  line('subscribe list', 'own', (p) => [p.sales(), '订阅 列表'], /订阅/),
  line('subscribe off', 'ranking', (p) => [p.lead(), '取消订阅 日清'], /./),
  line('quiet', 'own', (p) => [p.sales(), '免打扰 22:00-07:00'], /免打扰/),
  line('limit', 'own', (p) => [p.sales(), '推送上限'], /推送上限/),
  line('why', 'the last ones', (p) => [p.sales(), '为什么'], /消息/),
  line('deliveries', 'what is not sent', (p) => [p.admin(), '投递'], /投递/),
  line('deliveries show', 'none such', (p) => [p.admin(), '投递 详情 1'], /没有/),
  line('deliveries retry', 'none such', (p) => [p.admin(), '投递 重发 1'], /没有/),
  line('deliveries board', 'a link', (p) => [p.admin(), '投递 队列'], /队列/, { most: 20 }),
  line('deliveries drop', 'none such', (p) => [p.admin(), '投递 放弃 1 无用'], /没有/),
  line('audit', 'the latest', (p) => [p.admin(), '审计'], /审计/),
  line('audit', 'of a customer', (p) => [p.admin(), `审计 ${quote(p.customer().name)}`], /审计/),
  line('audit', 'of a member', (p) => [p.admin(), `审计 member=${p.sales().name}`], /审计/),
  line('audit', 'of a day', (p) => [p.admin(), '审计 day=2026-09-01'], /审计/),
  line('group list', 'first page', (p) => [p.admin(), '分组列表'], /销售分组/),
  line('group new', 'a team', (p) => [p.admin(), `新建分组 组${p.unique()} 层级=小组`], /已新建分组/, {
    most: 20,
  }),
  line('group edit', 'none such', (p) => [p.admin(), '修改分组 没有这个组 名称=甲'], /./, { most: 50 }),
  line('newcomers', 'the latest', (p) => [p.admin(), '未关联账号'], /账号/),
  line('member list', 'first page', (p) => [p.admin(), '成员列表'], /成员列表/),
  line('member list', 'of a role', (p) => [p.executive(), '成员列表 销售'], /成员：/),
  line('member show', 'one', (p) => [p.admin(), `成员 ${quote(p.sales().name)}`], /角色/),
  line(
    'member new',
    'sales',
    (p) => {
      const number = p.unique();
      return [p.admin(), `新成员 量测${number} m${number.toLowerCase()}@bench.test 销售`];
    },
    /已添加成员/,
    { most: 50 },
  ),
  line(
    'member edit',
    'rank',
    (p) => [p.admin(), `修改成员 ${quote(p.sales().name)} 职级=员工`],
    /已保存|没有变化/,
    {
      most: 200,
    },
  ),
  line(
    'member grant',
    'held already',
    (p) => [p.admin(), `授予 ${quote(p.sales().name)} 销售`],
    /已有该角色/,
  ),
  line('member revoke', 'not held', (p) => [p.admin(), `收回 ${quote(p.sales().name)} 财务`], /没有该角色/),
  line('role refuse', 'on nothing', (p) => [p.admin(), '驳回授权 原因=不需要'], /./),
  line('away', 'a day', (p) => [p.sales(), '请假 12月1日 到 12月2日'], /./),
  line('settings', 'all', (p) => [p.admin(), '设置'], /设置/),
  line('settings tags', 'page', (p) => [p.admin(), '设置 标签'], /标签/),
  line('settings fields', 'page', (p) => [p.admin(), '设置 字段'], /字段/),
  line('settings categories', 'page', (p) => [p.admin(), '设置 分级'], /分级/),
  line('settings pool', 'page', (p) => [p.admin(), '公海设置'], /公海/),
  line('settings calendar', 'page', (p) => [p.admin(), '设置 日历'], /日历/),
  line('settings calendar add', 'a day', (p) => [p.admin(), '设置 日历 添加 12-24 休 年会'], /./, {
    most: 20,
  }),
  line('settings calendar remove', 'a day', (p) => [p.admin(), '设置 日历 恢复 12-24'], /./, { most: 20 }),
  line(
    'settings calendar year',
    'a year',
    (p) => [p.admin(), '设置 日历 年度 2029 10月1日至7日 国庆节'],
    /./,
    {
      most: 10,
    },
  ),
  line('settings calendar weekend', 'as it is', (p) => [p.admin(), '设置 日历 周末 周六周日'], /./, {
    most: 20,
  }),
  line('settings calendar region', 'as it is', (p) => [p.admin(), '设置 日历 假期 中国'], /./, { most: 20 }),
  line('settings pushes', 'page', (p) => [p.admin(), '设置 推送'], /推送/),
  line('settings pushes set', 'a time', (p) => [p.admin(), '设置 推送 修改 日清 时间=17:30'], /推送/),
  line('settings deals', 'page', (p) => [p.admin(), '设置 商机'], /商机/),
  line('settings deals reasons', 'page', (p) => [p.admin(), '输单原因'], /^/),
  line('settings deals big', 'page', (p) => [p.admin(), '设置 大单 200万'], /./, { most: 100 }),
  line(
    'settings categories add',
    'a new one',
    (p) => [p.admin(), `新增分级 K${p.unique()} 45 每季度联系`],
    /./,
    { most: 20 },
  ),
  line('settings categories edit', 'cadence', (p) => [p.admin(), '修改分级 B 周期=120'], /./, { most: 50 }),
  line('settings categories remove', 'in use', (p) => [p.admin(), '删除分级 C'], /./, { most: 50 }),
  line('settings fields add', 'a text', (p) => [p.admin(), `新增字段 客户 备注${p.unique()} 文本`], /./, {
    most: 10,
  }),
  line('settings fields edit', 'none', (p) => [p.admin(), '设置 字段 修改 备注'], /./, { most: 50 }),
  line('settings fields remove', 'none', (p) => [p.admin(), '设置 字段 删除 备注'], /./, { most: 50 }),
  line('settings tags add', 'a rule', (p) => [p.admin(), `设置 标签 新增 规则${p.unique()} 城市=南通`], /./, {
    most: 5,
  }),
  line('settings products', 'page', (p) => [p.admin(), '设置 产品'], /产品/),
  line('settings products add', 'a new one', (p) => [p.admin(), `设置 产品 新增 服务器${p.unique()}`], /./, {
    most: 20,
  }),
  line('settings products rename', 'none', (p) => [p.admin(), '设置 产品 改名 没有 名称=机架'], /./, {
    most: 50,
  }),
  line('settings tags remove', 'none', (p) => [p.admin(), '设置 标签 删除 没有这个'], /./, { most: 50 }),
  line('settings deals add', 'a stage', (p) => [p.admin(), `设置 商机 新增 试用${p.unique()} 60`], /./, {
    most: 5,
  }),
  line('settings deals edit', 'probability', (p) => [p.admin(), '设置 商机 修改 方案报价 赢率=55'], /./, {
    most: 50,
  }),
  {
    command: 'leave',
    form: 'asked: five thousand customers',
    most: 100,
    run: async (go) => {
      await go.say(go.picks.admin(), `离职交接 ${go.picks.sales().name} 给 ${go.picks.lead().name}`, /./);
    },
  },
];
