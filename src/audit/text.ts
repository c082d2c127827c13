import type { Bilingual } from '../chat/language.ts';

/** What people read about the audit log. */
export const auditText = {
  title: { en: 'Audit log', zh: '审计日志' },
  summary: {
    en: 'Who did what, from where, before and after; by person, record or day',
    zh: '查看谁在哪里做了什么，前后变化；可按人、记录或日期',
  },
  example: { en: 'audit Acme', zh: '审计 华为' },
  fieldAbout: { en: 'About', zh: '对象' },
  fieldAboutHint: {
    en: 'A colleague, a customer, an order’s number or a day',
    zh: '同事、客户、合同编号或日期',
  },
  fieldMember: { en: 'Who', zh: '操作人' },
  fieldCustomer: { en: 'Customer', zh: '客户' },
  fieldOrder: { en: 'Order', zh: '合同' },
  fieldDay: { en: 'Day', zh: '日期' },
  heading: (about: string): Bilingual => ({
    en: about === '' ? 'Audit log' : `Audit log: ${about}`,
    zh: about === '' ? '审计日志' : `审计日志：${about}`,
  }),
  empty: { en: 'Nothing is written down here.', zh: '没有记录。' },
  end: { en: 'That is where it begins.', zh: '已经到最早的一条了。' },
  older: { en: 'Older', zh: '更早的' },
  newest: { en: 'Back to the newest', zh: '回到最新' },
  unknown: (typed: string): Bilingual => ({
    en: `Nobody and nothing is known as “${typed}”`,
    zh: `找不到“${typed}”`,
  }),
  unknownHow: {
    en: 'Write a colleague’s name, a customer’s name, an order’s number or a day; with a key for two at once: audit who="Li Wei" day=yesterday',
    zh: '请写同事姓名、客户名称、合同编号或日期；也可组合，例如：审计 操作人=李伟 日期=昨天',
  },
  product: { en: 'Dealbell', zh: 'Dealbell' },
  origins: {
    slack: { en: 'Slack', zh: 'Slack' },
    feishu: { en: 'Feishu', zh: '飞书' },
    api: { en: 'API', zh: 'API' },
    cli: { en: 'command line', zh: '命令行' },
    demo: { en: 'demo data', zh: '演示数据' },
    job: { en: 'by itself', zh: '系统自动' },
  },
  nothing: { en: 'nothing', zh: '无' },
  yes: { en: 'yes', zh: '是' },
  no: { en: 'no', zh: '否' },
  more: (count: number): Bilingual => ({ en: `and ${count} more`, zh: `等 ${count} 项` }),
  refused: { en: 'Not allowed', zh: '没有权限' },
  refusedHow: { en: 'Admins read the audit log.', zh: '仅管理员可查看审计日志。' },
  gone: { en: 'a row that is gone', zh: '已不存在的记录' },
} as const;
