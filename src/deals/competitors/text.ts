import type { Bilingual } from '../../chat/language.ts';

type Sentence = (...words: readonly string[]) => Bilingual;

/** What people read about competitors. */
export const competitorText = {
  showTitle: { en: 'Competitors', zh: '竞品' },
  showSummary: {
    en: 'What is known about a competitor; won and lost against it',
    zh: '查看竞品情报，以及对阵的输赢',
  },
  showExample: { en: 'competitor Initech', zh: '竞品 星辰软件' },
  noteTitle: { en: 'Note on a competitor', zh: '记竞品情报' },
  noteSummary: {
    en: 'What you heard, from whom, about which customer',
    zh: '记下听到的竞品消息、来源和相关客户',
  },
  noteExample: {
    en: 'competitor note Initech offers 20% off customer=Acme source="their buyer"',
    zh: '竞品 记录 星辰软件 报价打八折 客户=华为 来源=采购经理',
  },

  fieldName: { en: 'Competitor', zh: '竞品' },
  fieldText: { en: 'What is known', zh: '情报内容' },
  fieldSource: { en: 'Source', zh: '来源' },
  fieldSourceHint: { en: 'Who or what told it', zh: '谁说的、哪里看到的' },
  fieldCustomer: { en: 'At customer', zh: '相关客户' },
  fieldOn: { en: 'Known since', zh: '获知日期' },
  fieldOnHint: { en: 'Left empty: today', zh: '不填则为今天' },

  listTitle: (count: string) => ({ en: `Competitors: ${count}`, zh: `竞品：${count} 个` }),
  none: { en: 'No competitors are known yet', zh: '还没有竞品记录' },
  noneHow: {
    en: 'Note what you hear: competitor note Initech offers 20% off.',
    zh: '听到什么就记下来，如：竞品 记录 星辰软件 报价打八折。',
  },
  unknown: (typed: string) => ({ en: `No competitor “${typed}”`, zh: `没有找到竞品“${typed}”` }),
  score: (won: string, lost: string, open: string) => ({
    en: `won ${won} · lost ${lost} · open ${open}`,
    zh: `赢 ${won} · 输 ${lost} · 进行中 ${open}`,
  }),
  record: { en: 'Against it', zh: '对阵记录' },
  winRate: { en: 'Win rate', zh: '胜率' },
  ofClosed: (percent: string, closed: string) => ({
    en: `${percent} of ${closed} closed deals`,
    zh: `${percent}（已结束 ${closed} 个）`,
  }),
  lostTo: { en: 'Lost to it', zh: '直接输给它' },
  lostDeals: (count: string, amount: string) => ({
    en: `${count} · ${amount}`,
    zh: `${count} 个 · ${amount}`,
  }),
  facts: { en: 'What is known', zh: '情报' },
  noFacts: { en: 'Nothing that you may see is noted yet.', zh: '还没有你可以查看的情报。' },
  source: (source: string) => ({ en: `source: ${source}`, zh: `来源：${source}` }),
  noSource: { en: 'source not named', zh: '来源未注明' },
  today: { en: 'today', zh: '今天' },
  daysAgo: (days: string) => ({ en: days === '1' ? 'yesterday' : `${days} days ago`, zh: `${days} 天前` }),
  monthsAgo: (months: string) => ({
    en: months === '1' ? '1 month ago' : `${months} months ago`,
    zh: `${months} 个月前`,
  }),
  noted: (name: string) => ({ en: `Noted: ${name}`, zh: `已记录：${name}` }),
  buttonNote: { en: 'Add a note', zh: '记情报' },
  buttonShow: { en: 'Show', zh: '查看' },

  nameNeeded: { en: 'A name needs at least one letter or digit.', zh: '名称里至少要有一个字。' },
  future: { en: 'It cannot be known later than today.', zh: '获知日期不能晚于今天。' },
  activity: { en: 'Competitor', zh: '竞品情报' },
} satisfies Record<string, Bilingual | Sentence>;
