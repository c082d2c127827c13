import type { Person } from '../picks.ts';
import { type Form, line, quote } from './form.ts';

const BUTTON_OF_DRAFT = 'draft.confirm';

/** Everything about customers but what is found and listed. */
export const customerForms: readonly Form[] = [
  line('customer show', 'own, by full name', (p) => own(p.customer(), (name) => `客户 ${name}`), /最近|跟进/),
  line('customer show', 'key account', (p) => own(p.keyAccount(), (name) => `客户 ${name}`), /最近|跟进/),
  line(
    'customer show',
    'part of a name, a head of many',
    (p) => [p.head(), `客户 ${middleOf(p.customer().name)}`],
    /客户|哪/,
  ),
  line(
    'customer new',
    'Chinese name and phone',
    (p) => [
      p.sales(),
      `客户 新建 ${quote(`北京${chinese(p.unique())}贸易有限公司`)} 电话=139${phoneOf(p.unique())}`,
    ],
    /新建|相近|建|已有/,
  ),
  line('customer new', 'Latin name', (p) => [p.sales(), `customer new "Zqx ${p.unique()} Trading Ltd"`], /./),
  {
    command: 'customer new',
    form: 'confirmed in spite of a near one',
    run: async (go) => {
      const who = go.picks.sales();
      const { name } = go.picks.customer();
      const asked = await go.prepare(
        who,
        `客户 新建 ${quote(`${name.slice(0, 6)}${chinese(go.picks.unique())}中心`)}`,
      );
      if (asked.buttons.some(({ action_id }) => action_id.startsWith(BUTTON_OF_DRAFT)))
        await go.press(who, asked, BUTTON_OF_DRAFT, /./);
    },
  },
  line(
    'customer new',
    'refused: a colleague has it',
    (p) => [p.sales(), `客户 新建 ${quote(p.customer().name)}`],
    /已/,
  ),
  line(
    'customer edit',
    'city and industry',
    (p) => own(p.nextCustomer(), (name) => `客户 修改 ${name} 城市=苏州 行业=制造`),
    /./,
  ),
  line('customer tag', 'add', (p) => own(p.nextCustomer(), (name) => `客户 标签 ${name} 重点`), /重点/),
  line('customer untag', 'remove', (p) => own(p.nextCustomer(), (name) => `去标签 ${name} VIP`), /./),
  line('contacts', 'of one', (p) => own(p.customer(), (name) => `联系人 ${name}`), /联系人/),
  line(
    'contact add',
    'with phone',
    (p) => own(p.nextCustomer(), (name) => `联系人 新增 ${name} 张伟 137${phoneOf(p.unique())}`),
    // Sometimes a number of the data set.
    /张伟|电话相同/,
  ),
  line('contact edit', 'choose', (p) => own(p.customer(), (name) => `联系人 修改 ${name} 职务=总监`), /./),
  line('customer owners', 'of one', (p) => own(p.customer(), (name) => `归属记录 ${name}`), /归属/),
  line('customer timeline', 'first page', (p) => own(p.customer(), (name) => `动态 ${name}`), /动态/),
  line(
    'customer timeline',
    'key account, first page',
    (p) => own(p.keyAccount(), (name) => `动态 ${name}`),
    /动态/,
  ),
  {
    command: 'customer timeline',
    form: 'key account, sixth page',
    most: 200,
    run: async (go) => {
      const { owner, name } = go.picks.keyAccount();
      let page = await go.prepare(owner, `动态 ${quote(name)}`);
      for (let turned = 1; turned < 5; turned += 1) {
        const older = page.buttons.find(({ action_id }) => action_id.startsWith('customer.timeline'));
        if (older === undefined) return;
        page = await go.pressUnmeasured(owner, older);
      }
      await go.press(owner, page, 'customer.timeline', /动态/);
    },
  },
  line('customer value', 'of one', (p) => own(p.customer(), (name) => `价值 ${name}`), /既定|价值/),
  line('customer value', 'finance', (p) => [p.finance(), `客户价值 ${quote(p.keyAccount().name)}`], /价值/),
  {
    command: 'customer merge',
    form: 'asked',
    most: 200,
    run: async (go) => {
      const [a, b] = go.picks.nextTwo();
      await go.say(a.owner, `合并客户 ${quote(a.name)} 到 ${quote(b.name)}`, /合并/);
    },
  },
  {
    command: 'customer merge',
    form: 'confirmed',
    most: 200,
    run: async (go) => {
      const [a, b] = go.picks.nextTwo();
      const asked = await go.prepare(a.owner, `合并客户 ${quote(a.name)} 到 ${quote(b.name)}`);
      await go.press(a.owner, asked, BUTTON_OF_DRAFT, /合并/);
    },
  },
  {
    command: 'customer unmerge',
    form: 'right after',
    most: 200,
    run: async (go) => {
      const [a, b] = go.picks.nextTwo();
      const asked = await go.prepare(a.owner, `合并客户 ${quote(a.name)} 到 ${quote(b.name)}`);
      const confirm = asked.buttons.find(({ action_id }) => action_id.startsWith(BUTTON_OF_DRAFT));
      if (confirm === undefined) throw new Error('a merge was not asked about');
      await go.pressUnmeasured(a.owner, confirm);
      await go.say(b.owner, `撤销合并 ${quote(b.name)}`, /./);
    },
  },
  line('customer pool', 'the best', (p) => [p.sales(), '公海'], /公海/),
  line('customer pool', 'of a city', (p) => [p.sales(), '公海 上海'], /公海/),
  line('customer claim', 'out of the pool', (p) => [p.sales(), `领取 ${quote(p.nextPooled())}`], /领取|名下/),
  line(
    'customer release',
    'with a reason',
    (p) => own(p.nextCustomer(), (name) => `退回公海 ${name} 没预算`),
    /公海/,
  ),
  {
    command: 'customer transfer',
    form: 'one, by the head',
    run: async (go) => {
      const { name } = go.picks.nextCustomer();
      await go.say(go.picks.admin(), `转移 ${quote(name)} 给 ${go.picks.sales().name}`, /./);
    },
  },
  {
    command: 'customer transfer',
    form: 'asked: twenty of one city',
    most: 100,
    run: async (go) => {
      const from = go.picks.sales();
      await go.say(
        go.picks.admin(),
        `转移 ${from.name}的全部客户 给 ${go.picks.sales().name} 城市=南通`,
        /./,
      );
    },
  },
  line(
    'customer case',
    'opened',
    (p) => [p.sales(), `撞单 ${quote(p.nextCustomer().name)} 五月就报过价`],
    /./,
  ),
  line('customer case list', 'a head', (p) => [p.head(), '撞单列表'], /撞单/),
  line('customer case decide', 'which', (p) => [p.head(), `裁决 ${quote(p.customer().name)}`], /^/),
  line(
    'customer case answer',
    'none open',
    (p) => own(p.customer(), (name) => `撞单说明 ${name} 三月起就在拜访`),
    /./,
  ),
];

function own(
  { owner, name }: { readonly owner: Person; readonly name: string },
  make: (name: string) => string,
): readonly [Person, string] {
  return [owner, make(quote(name))];
}

/** Two characters out of a name's middle, or a word of a Latin one. */
export function middleOf(name: string): string {
  const word = name.split(' ')[1];
  return word ?? name.slice(2, 4);
}

const CHARACTERS = '鹿鹤鲸鹰豹熊狮虎竹梅菊荷桃李杏枫桦松柏';

/** A run's own number in characters that names of the data set do not have. */
function chinese(unique: string): string {
  return [...unique].map((each) => CHARACTERS[Number.parseInt(each, 36) % CHARACTERS.length] ?? '').join('');
}

/** Eight digits that differ from line to line. */
function phoneOf(unique: string): string {
  return String(Number.parseInt(unique.slice(-6), 36) % 100_000_000).padStart(8, '0');
}
