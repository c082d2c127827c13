import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStage, type Stage } from '../stage/stage.ts';

/** The same talk, in the language that people of the platform mostly speak. */
const words = {
  slack: {
    locale: 'en',
    category: 'settings categories add A 30 Visit monthly, bring an engineer',
    categoryAdded: ['Category A added', 'every 30 days', 'Visit monthly, bring an engineer'],
    rule: 'settings tags add Key category=A',
    ruleAdded: ['Rule added: Key', 'category A'],
    field: 'settings fields add customer "Head count" number key=heads',
    fieldAdded: ['Field added: Head count', 'typed heads=…'],
    settings: 'settings',
    standing: ['Customer categories', 'A 30 days', 'Tag rules', 'Key', '1 field'],
    create: 'customer new Acme Corp phone=13800000001 category=A heads=1200',
    show: 'customer Acme Corp',
    card: ['contact every 30 days, 30 left', 'Visit monthly, bring an engineer', '1,200', 'Key (by rule)'],
    edit: 'Edit',
    edited: ['Acme Corp: changed', 'Wuxi'],
    tag: 'customer tag Acme Corp vip',
    tagged: ['Acme Corp: tagged vip', 'set by hand', 'by rule'],
    contact: 'contact add Acme Corp "Ann Lee" 13800000002 title=CTO',
    contactAdded: ['Contact added: Ann Lee', '+8613800000002'],
    change: 'Change',
    contactChanged: ['Contact changed', 'Owner of all'],
    finds: ['customer find vip', 'customer find 0002'],
    refused: 'customer edit Acme Corp city=Xian',
    refusal: ['That customer is taken', 'Li Wei'],
  },
  feishu: {
    locale: 'zh-CN',
    category: '设置 分级 新增 A 30天 每月拜访一次，带上技术',
    categoryAdded: ['已新增分级 A', '每 30 天联系一次', '每月拜访一次，带上技术'],
    rule: '设置 标签 新增 大客户 分级=A',
    ruleAdded: ['已新增规则：大客户', '分级 A'],
    field: '设置 字段 新增 客户 员工人数 数字 写法=人数',
    fieldAdded: ['已新增字段：员工人数', '人数=…'],
    settings: '设置',
    standing: ['客户分级', 'A 30 天', '自动标签规则', '大客户', '1 个字段'],
    create: '新客户 华为技术 电话=13800000001 分级=A 人数=1200',
    show: '客户 华为技术',
    card: ['每 30 天联系一次，还剩 30 天', '每月拜访一次，带上技术', '1,200', '大客户（自动）'],
    edit: '修改',
    edited: ['已修改：华为技术', 'Wuxi'],
    tag: '客户 标签 华为技术 重点',
    tagged: ['华为技术：已打标签 重点', '手工', '自动'],
    contact: '联系人 新增 华为技术 李工 13800000002 职务=技术总监',
    contactAdded: ['已添加联系人：李工', '+8613800000002'],
    change: '修改',
    contactChanged: ['已修改联系人', 'Owner of all'],
    finds: ['查客户 重点', '查客户 0002'],
    refused: '客户 修改 华为技术 城市=西安',
    refusal: ['该客户已有人负责', 'Li Wei'],
  },
} as const;

describe.each(['slack', 'feishu'] as const)('what is known of customers, on %s', (platform) => {
  let stage: Stage;
  const said = words[platform];
  beforeAll(async () => {
    stage = await createStage({ locale: said.locale });
  });
  afterAll(() => stage.close());
  const chat = () => stage.on[platform];

  test('an admin decides categories, tag rules and fields', async () => {
    await chat().say('sunYue', said.category);
    await chat().see('sunYue', said.categoryAdded);
    await chat().say('sunYue', said.rule);
    await chat().see('sunYue', said.ruleAdded);
    await chat().say('sunYue', said.field);
    await chat().see('sunYue', said.fieldAdded);
    await chat().say('sunYue', said.settings);
    await chat().see('sunYue', said.standing);
  });

  test('a salesperson sees them on the card, and edits it in a form that shows what stands', async () => {
    await chat().say('liWei', said.create);
    const byRule = () => stage.store.db.customerTag.count({ where: { source: 'rule' } });
    await expect.poll(byRule, { timeout: 15_000 }).toBe(1);
    await chat().say('liWei', said.show);
    await chat().see('liWei', said.card);
    await chat().press('liWei', said.edit);
    await chat().submit('liWei', { city: 'Wuxi' });
    await chat().see('liWei', said.edited);
    const [customer] = await stage.store.db.customer.findMany();
    expect(customer).toMatchObject({ city: 'Wuxi', createdBy: stage.company.members.liWei.id });
    expect(await stage.store.db.customValue.count()).toBe(1);
  });

  test('tags it, adds people to it, and finds it by them', async () => {
    await chat().say('liWei', said.tag);
    await chat().see('liWei', said.tagged);
    await chat().say('liWei', said.contact);
    await chat().see('liWei', said.contactAdded);
    await chat().press('liWei', said.change);
    await chat().submit('liWei', { title: 'Owner of all' });
    await chat().see('liWei', said.contactChanged);
    for (const find of said.finds) {
      await chat().say('liWei', find);
      await chat().see('liWei', [find.split(' ').at(-1) ?? '', '1']);
    }
    expect(await stage.store.db.contact.count()).toBe(2);
  });

  test('a colleague learns whose it is, and nothing changes', async () => {
    await chat().say('wangFang', said.refused);
    const answer = await chat().see('wangFang', said.refusal);
    expect(answer).not.toContain('13800000002');
    expect(await stage.store.db.customer.findMany({ select: { city: true } })).toEqual([{ city: 'Wuxi' }]);
  });
});
