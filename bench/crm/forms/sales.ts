import type { PickedOrder, Picks } from '../picks.ts';
import { type Form, line, quote } from './form.ts';

export const dealForms: readonly Form[] = [
  line(
    'deal new',
    'with a title',
    (p) => {
      const { owner, name } = p.nextCustomer();
      return [owner, `商机 新建 ${quote(name)} 30万 12月31日 二期扩容`];
    },
    /./,
  ),
  line('deal show', 'of one', (p) => deal(p, (name) => `商机 ${name}`), /商机|赢率/),
  line('deal list', 'own', (p) => [p.sales(), '商机 列表'], /商机/),
  line('deal list', 'own of a stage', (p) => [p.sales(), '商机 列表 方案报价'], /商机/),
  line('deal list', 'of fifty people', (p) => [p.head(), '商机 列表 范围=all'], /商机/),
  line('deal list', 'of the company', (p) => [p.executive(), '商机 列表'], /商机/),
  line(
    'deal stage',
    'to negotiating',
    (p) => nextDeal(p, (name) => `推进 ${name} 商务谈判 下一步=签约`),
    /./,
  ),
  line('deal won', 'one open', (p) => nextDeal(p, (name) => `赢单 ${name}`), /./),
  line('deal lost', 'by price', (p) => nextDeal(p, (name) => `输单 ${name} 价格太高 便宜两成`), /./),
  line('deal edit', 'amount', (p) => deal(p, (name) => `商机 修改 ${name} 金额=35万`), /./),
  line('competitor show', 'all', (p) => [p.sales(), '竞品'], /竞/),
  line('competitor show', 'one', (p) => [p.executive(), '竞品 星辰软件'], /星辰/),
  line(
    'competitor note',
    'at a customer',
    (p) => deal(p, (name) => `竞品 记录 星辰软件 报价打八折 客户=${name} 来源=采购经理`),
    /./,
  ),
];

export const orderForms: readonly Form[] = [
  line(
    'order new',
    'two instalments',
    (p) => {
      const { owner, name } = p.nextCustomer();
      return [owner, `订单 ${quote(name)} 30万 分期="50% 12月1日，50% 2027-01-15"`];
    },
    /./,
  ),
  line('order show', 'by number', (p) => byNumber(p.order(), (number) => `订单 查看 ${number}`), /HT-/),
  line('order list', 'own', (p) => [p.sales(), '订单 列表'], /订单|合同/),
  line('order list', 'own, open', (p) => [p.sales(), '订单 列表 未结清'], /订单|合同/),
  line('order list', 'of fifty people', (p) => [p.head(), '订单 列表'], /订单|合同/),
  line('order list', 'of the company, finance', (p) => [p.finance(), '订单 列表'], /订单|合同/),
  line('order list', 'of the company, overdue', (p) => [p.finance(), '订单 列表 逾期'], /订单|合同/),
  line('order list', 'of the company, third page', (p) => [p.finance(), '订单 列表 page=3'], /订单|合同/),
  line('order list', 'of a customer', (p) => [p.finance(), `订单 列表 ${quote(p.keyAccount().name)}`], /./),
  line(
    'order edit',
    'amount',
    (p) => byNumber(p.nextUntouched(), (number) => `修改订单 ${number} 金额=35万 追加产线`),
    /^/,
  ),
  line(
    'order split',
    'handover',
    (p) => [
      p.admin(),
      `分单 ${p.nextUntouched().number} ${p.sales().name} 70%，${p.lead().name} 30% 起=2026-12-01 原因=移交`,
    ],
    /./,
  ),
  line(
    'order void',
    'unpaid',
    (p) => byNumber(p.nextUntouched(), (number) => `作废订单 ${number} 重复签约`),
    /./,
  ),
  line(
    'payment',
    'proposed by sales',
    (p) => byNumber(p.nextUnpaid(), (number) => `回款 ${number} 1000`),
    /./,
  ),
  line('payment', 'recorded by finance', (p) => [p.finance(), `回款 ${p.nextUnpaid().number} 1000`], /./),
  {
    command: 'payment',
    form: 'confirmed by a press',
    most: 200,
    run: (go) => go.pressMade(go.picks.finance(), 'payment.confirm', go.picks.nextProposed(), /./),
  },
  line('payment waiting', 'first page', (p) => [p.finance(), '待确认回款'], /待确认/),
  line('payment reject', 'proposed one', (p) => [p.finance(), `驳回回款 ${p.order().number} 账上没有`], /./),
  {
    command: 'payment withdraw',
    form: 'right after',
    most: 200,
    run: async (go) => {
      const { owner, number } = go.picks.nextUnpaid();
      await go.prepare(owner, `回款 ${number} 1100`);
      await go.say(owner, `撤回回款 ${number}`, /./);
    },
  },
  line('refund', 'proposed', (p) => byNumber(p.order(), (number) => `退款 ${number} 100 退货`), /./),
  line('receivable', 'own', (p) => [p.sales(), '应收'], /应收/),
  line('receivable', 'of fifty people', (p) => [p.head(), '应收'], /应收/),
  line('receivable', 'of the company', (p) => [p.finance(), '应收'], /应收/),
  line('receivable', 'of one member', (p) => [p.finance(), `应收 ${p.sales().name}`], /应收/),
  line('overdue', 'own', (p) => [p.sales(), '逾期'], /逾期/),
  line('overdue', 'of fifty people', (p) => [p.head(), '逾期'], /逾期/),
  line('overdue', 'of the company', (p) => [p.finance(), '逾期'], /逾期/),
  line(
    'promise',
    'next Friday',
    (p) => byNumber(p.nextUnpaid(), (number) => `承诺付款 ${number} 下周五`),
    /./,
  ),
  line('dispute', 'waits', (p) => byNumber(p.nextUnpaid(), (number) => `争议 ${number} 等返修`), /./),
  {
    command: 'dispute over',
    form: 'right after',
    run: async (go) => {
      const { owner, number } = go.picks.nextUnpaid();
      await go.prepare(owner, `争议 ${number} 等返修`);
      await go.say(owner, `争议解决 ${number}`, /./);
    },
  },
];

function deal(p: Picks, make: (name: string) => string) {
  const { owner, name } = p.withDeal();
  return [owner, make(quote(name))] as const;
}

function nextDeal(p: Picks, make: (name: string) => string) {
  const { owner, name } = p.nextWithDeal();
  return [owner, make(quote(name))] as const;
}

function byNumber({ owner, number }: PickedOrder, make: (number: string) => string) {
  return [owner, make(number)] as const;
}
