import { type Form, line } from './form.ts';

const FOUND = /找到|客户|没有/;
/** Two characters that a quarter of all names hold, some that a few dozen hold, and letters. */
const COMMON = ['科技', '贸易', '上海', '深圳', '机械'];
const RARE = ['华润', '安泰', '康宏', '信诚', '瑞丰', '金玉', '云山', '德明', '星月', '佳美', '博雅', '飞腾'];
const LATIN = ['lotus', 'nimbus', 'prairie', 'stream', 'osprey', 'forge', 'robotics', 'ember'];
const INITIALS = ['hr', 'at', 'xcjx', 'shhr', 'bjkj', 'szdz', 'jy', 'ys'];

function mixed(words: readonly string[]): () => string {
  let place = 0;
  return () => {
    place += 1;
    return words[place % words.length] ?? '';
  };
}

function find(form: string, words: () => string, who: 'sales' | 'lead' | 'head' | 'executive'): Form {
  return line('customer find', form, (p) => [p[who](), `客户 查找 ${words()}`], FOUND);
}

const [common, rare, latin, initials] = [COMMON, RARE, LATIN, INITIALS].map(mixed) as [
  () => string,
  () => string,
  () => string,
  () => string,
];

/** Search, as somebody with five thousand customers, as a head of fifty people, and as one who sees all. */
export const findForms: readonly Form[] = [
  find('two characters in a quarter of all names, sales', common, 'sales'),
  find('two characters in a quarter of all names, head', common, 'head'),
  find('two characters in a quarter of all names, executive', common, 'executive'),
  find('two characters, rare, sales', rare, 'sales'),
  find('two characters, rare, team lead', rare, 'lead'),
  find('two characters, rare, executive', rare, 'executive'),
  find('part of a Latin name, sales', latin, 'sales'),
  find('part of a Latin name, head', latin, 'head'),
  find('pinyin initials, sales', initials, 'sales'),
  find('pinyin initials, executive', initials, 'executive'),
  find('pinyin', mixed(['huarun', 'keji', 'shanghai', 'antai', 'jinyu']), 'sales'),
  find('pinyin', mixed(['huarun', 'keji', 'shanghai', 'antai', 'jinyu']), 'head'),
  find('one character', mixed(['华', '金', '上', 'a']), 'sales'),
  find('tag of many', mixed(['VIP', '重点']), 'sales'),
  find('tag of many', mixed(['VIP', '重点']), 'executive'),
  find('nothing has it', mixed(['龘龘', 'qqqzz', '饕餮']), 'executive'),
  line(
    'customer find',
    'full name of a colleague’s customer',
    (p) => [p.sales(), `客户 查找 ${p.customer().name}`],
    FOUND,
  ),
  line('customer find', 'phone tail of six', (p) => [p.executive(), `客户 查找 ${p.phone()}`], FOUND),
  line('customer find', 'phone tail of four', (p) => [p.sales(), `客户 查找 ${p.phone().slice(-4)}`], FOUND),
  line('customer find', 'contact', (p) => [p.executive(), `客户 查找 ${p.contact()}`], FOUND),
  line('customer find', 'surname of very many contacts', (p) => [p.head(), '客户 查找 王'], FOUND),
  {
    command: '(options)',
    form: 'customer, as two characters are typed',
    run: (go) => go.options(go.picks.sales(), 'customer', common(), /options/),
  },
  {
    command: '(options)',
    form: 'customer, three letters',
    run: (go) => go.options(go.picks.head(), 'customer', latin().slice(0, 3), /options/),
  },
  {
    command: '(options)',
    form: 'customer, nothing typed, head',
    run: (go) => go.options(go.picks.head(), 'customer', '', /options/),
  },
  {
    command: '(options)',
    form: 'order',
    run: (go) => go.options(go.picks.sales(), 'order', 'HT-2026', /options/),
  },
  {
    command: '(options)',
    form: 'order, finance, nothing typed',
    run: (go) => go.options(go.picks.finance(), 'order', '', /options/),
  },
  {
    command: '(options)',
    form: 'member',
    run: (go) => go.options(go.picks.head(), 'member', '王', /options/),
  },
  { command: '(home tab)', form: 'sales', run: (go) => go.home(go.picks.sales(), /blocks/) },
  { command: '(home tab)', form: 'head of fifty', run: (go) => go.home(go.picks.head(), /blocks/) },
];
