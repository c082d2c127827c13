import type { Person, Picks } from '../picks.ts';
import { type Form, line, quote } from './form.ts';

export const followUpForms: readonly Form[] = [
  line(
    'followup',
    'by full name',
    (p) => own(p, (name) => `跟进 ${name} 电话 报价30万 下周三再联系`),
    /跟进|记/,
  ),
  line(
    'followup',
    'by short name',
    (p) => {
      const { owner, name } = p.customer();
      return [owner, `跟进 ${name.split(' ')[0]?.slice(0, 6) ?? ''} 电话 报价30万 下周三再联系`];
    },
    /./,
  ),
  line(
    'followup',
    'English',
    (p) => own(p, (name) => `log ${name} called, wants a quote next=tomorrow`),
    /./,
  ),
  line('visit', 'done', (p) => own(p, (name) => `拜访 ${name} 看了新厂房 下周三再联系`), /拜访|记/),
  line('visit plan', 'for Friday', (p) => own(p, (name) => `计划拜访 ${name} 周五下午`), /./),
  line('checkin', 'with a place', (p) => own(p, (name) => `签到 ${name} 园区`), /./),
  line('nearby', 'in the city of one', (p) => own(p, (name) => `同城 ${name}`), /./),
  line('visits', 'own', (p) => [p.sales(), '外勤'], /外勤|拜访/),
  line('visits', 'of a team', (p) => [p.lead(), '外勤'], /外勤|拜访/),
  line('visits', 'of fifty people', (p) => [p.head(), '外勤'], /外勤|拜访/),
  line('service', 'opened', (p) => own(p, (name) => `服务 ${name} 水泵漏水，要技术 周五`), /./),
  {
    command: 'service close',
    form: 'right after',
    run: async (go) => {
      const { owner, name } = go.picks.nextCustomer();
      await go.prepare(owner, `服务 ${quote(name)} 水泵漏水，要技术`);
      await go.say(owner, `结案 ${quote(name)} 已更换密封圈`, /./);
    },
  },
  line('service list', 'own', (p) => [p.sales(), '服务 列表'], /服务/),
  line('service list', 'of fifty people', (p) => [p.head(), '服务 列表'], /服务/),
  line('comment', 'on nothing', (p) => [p.lead(), '点评 跟得很紧'], /./),
  line('todo', 'sales', (p) => [p.sales(), '待办'], /待办|今天|件/),
  line('todo', 'team lead', (p) => [p.lead(), '待办'], /待办|今天|件/),
  line('todo', 'head of fifty', (p) => [p.head(), '待办'], /./),
  line('todo move', 'on nothing', (p) => [p.sales(), '待办 改期 下周二'], /./),
  line('todo drop', 'on nothing', (p) => [p.sales(), '待办 不做 客户选了别家'], /./),
  {
    command: 'todo',
    form: 'one tap: done',
    run: async (go) => {
      const who = go.picks.sales();
      const list = await go.prepare(who, '待办');
      // Who has nothing due today has nothing to tap.
      if (list.buttons.some(({ action_id }) => action_id.startsWith('reminder.done')))
        await go.press(who, list, 'reminder.done', /./);
    },
  },
];

function own(picks: Picks, make: (name: string) => string): readonly [Person, string] {
  const { owner, name } = picks.customer();
  return [owner, make(quote(name))];
}
