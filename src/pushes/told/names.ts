import type { Lang } from '../../chat/language.ts';
import type { Db } from '../../store/client.ts';
import type { Change, ToldAbout } from './figures.ts';
import { toldText as t } from './text.ts';

/** What the figures of these keys are called: people by name, orders and payments by their order's number. */
export async function nameKeys(
  db: Db,
  orgId: string,
  changes: readonly Change[],
  about: ToldAbout,
  lang: Lang,
): Promise<ReadonlyMap<string, string>> {
  const ids = (kinds: string) =>
    changes.flatMap(({ key }) => (kinds.includes(key.slice(0, 1)) && key[1] === ':' ? [key.slice(2)] : []));
  const [members, orders, payments] = await Promise.all([
    db.member.findMany({ where: { orgId, id: { in: ids('ms') } }, select: { id: true, name: true } }),
    db.order.findMany({ where: { orgId, id: { in: ids('o') } }, select: { id: true, number: true } }),
    db.payment.findMany({
      where: { orgId, id: { in: ids('p') } },
      select: { id: true, order: { select: { number: true } } },
    }),
  ]);
  const fixed: readonly (readonly [string, string])[] = [
    ['payments', t.monthPayments[lang]],
    ['signed', t.monthSigned[lang]],
    ['total', t.total[lang]],
    ['amount', (about === 'payment' ? t.paymentAmount : t.orderAmount)[lang]],
    ['stands', t.state[lang]],
  ];
  return new Map([
    ...fixed,
    ...members.flatMap(({ id, name }) => [[`m:${id}`, name] as const, [`s:${id}`, name] as const]),
    ...orders.map(({ id, number }) => [`o:${id}`, number] as const),
    ...payments.map(({ id, order }) => [`p:${id}`, order.number] as const),
  ]);
}
