import type { Bilingual } from '../../chat/language.ts';

type Say = (...words: string[]) => Bilingual;

/** What people read about what a customer is worth. */
export const valueText = {
  title: { en: 'Customer value', zh: '客户价值' },
  summary: {
    en: 'What a customer has given, may bring, and what customers alike pay',
    zh: '客户已带来多少、可能带来多少、同类客户一年多少',
  },
  example: { en: 'customer value Acme', zh: '客户 价值 华为' },
  heading: ((name) => ({ en: `Value: ${name}`, zh: `客户价值：${name}` })) as Say,
  given: { en: 'Given', zh: '既定价值' },
  givenHow: ((months, count) => ({
    en: `net of ${months} months, ${count === '1' ? '1 payment' : `${count} payments`}`,
    zh: `近 ${months} 个月净回款，${count} 笔`,
  })) as Say,
  potential: { en: 'Potential', zh: '潜在价值' },
  potentialHow: ((count) => ({
    en: `${count === '1' ? '1 open deal' : `${count} open deals`} × win probability`,
    zh: `${count} 个进行中的商机 × 赢率`,
  })) as Say,
  noDeals: { en: 'no open deals', zh: '没有进行中的商机' },
  model: { en: 'Model', zh: '模型价值' },
  modelHow: ((count, alike) => ({
    en: `a year: the median of ${count} paying customers alike (${alike})`,
    zh: `每年：${count} 个同类付费客户（${alike}）的中位数`,
  })) as Say,
  tooFew: {
    en: 'too few customers alike have paid yet to compare',
    zh: '同类付费客户太少，暂时无法比较',
  },
  lastPurchase: { en: 'Last purchase', zh: '最近购买' },
  daysAgo: ((day, days) => ({
    en: `${day}, ${days === '0' ? 'today' : days === '1' ? '1 day ago' : `${days} days ago`}`,
    zh: days === '0' ? `${day}，今天` : `${day}，${days} 天前`,
  })) as Say,
  never: { en: 'nothing bought yet', zh: '还没有购买' },
  interval: { en: 'Usually buys', zh: '通常间隔' },
  every: ((days) => ({ en: `every ${days === '1' ? 'day' : `${days} days`}`, zh: `${days} 天` })) as Say,
  overdue: {
    en: 'It has been longer than usual since the last purchase: a good time to ask.',
    zh: '距上次购买已超过通常间隔，正好可以问一问。',
  },
  dealLine: ((amount, percent, weighed) => ({
    en: `${amount} × ${percent} = ${weighed}`,
    zh: `${amount} × ${percent} = ${weighed}`,
  })) as Say,
  deals: { en: 'Open deals', zh: '进行中的商机' },
  refused: { en: 'Not yours to see', zh: '无权查看' },
  refusedHow: {
    en: 'What a customer pays is for its owner, managers of their groups, finance, executives and admins.',
    zh: '客户的回款情况只对负责人、其上级经理、财务、高管和管理员开放。',
  },
} satisfies Record<string, Bilingual | Say>;
