/** What somebody does, or what is done with what they see then. */
export type Step =
  | { readonly do: 'say'; readonly line: string }
  | { readonly do: 'press'; readonly label: string }
  | { readonly do: 'open'; readonly conversation: string }
  /** Waits for a message with these words. */
  | { readonly do: 'see'; readonly words: string }
  | { readonly do: 'clock'; readonly to: string }
  /** Keeps a picture of what was shown last, of messages the last one with these words. */
  | { readonly do: 'keep'; readonly name: string; readonly words: string };

/** Somebody of the demo company at one of their two screens. */
export interface Scene {
  readonly as: string;
  readonly on: 'slack' | 'feishu';
  readonly steps: readonly Step[];
}

const say = (line: string): Step => ({ do: 'say', line });
const press = (label: string): Step => ({ do: 'press', label });
const open = (conversation: string): Step => ({ do: 'open', conversation });
const see = (words: string): Step => ({ do: 'see', words });
const clock = (to: string): Step => ({ do: 'clock', to });
const keep = (name: string, words = ''): Step => ({ do: 'keep', name, words });

/** A day of the demo company, from one morning to the next. */
export const scenes: readonly Scene[] = [
  {
    as: 'Li Wei',
    on: 'feishu',
    steps: [
      clock('09:00'),
      ...[say('跟进 华为 电话 报价30万 下周三再联系'), keep('feishu-follow-up-zh')],
      say('跟进 青松 见面 谈了续费 明天再联系'),
      ...[say('客户 华为'), keep('feishu-customer-zh')],
      ...[say('新客户 蓝海物流集团'), keep('feishu-collision-zh')],
      ...[say('新客户 星河设计 电话=123'), keep('feishu-form-zh')],
      say('回款 华为 8万 昨天'),
      say('订单 华为 30万 分期="50% 12月1日，50% 1月15日" 产品=服务器×2:20万，维保:10万'),
      keep('feishu-order-zh'),
    ],
  },
  {
    as: 'Chen Jing',
    on: 'slack',
    steps: [see('华为'), keep('slack-confirm-zh'), press('确认到账')],
  },
  {
    as: 'Emma Brown',
    on: 'slack',
    steps: [
      ...[open('sales'), see('华为'), keep('slack-ring-en'), open('Dealbell')],
      ...[say('/crm log Acme call quoted 300k next wed'), keep('slack-follow-up-en')],
      ...[say('/crm deal Acme'), keep('slack-deal-en')],
      ...[say('/crm customer new 华为技术有限公司'), press('Open a case'), keep('slack-case-en')],
      press('Cancel'),
      ...[press('Home'), keep('slack-home-en')],
    ],
  },
  {
    as: 'Li Wei',
    on: 'feishu',
    steps: [clock('18:00'), see('日清'), keep('feishu-clear-day-zh')],
  },
  { as: 'Zhang Min', on: 'slack', steps: [see('日清'), keep('slack-exceptions-zh')] },
  {
    as: 'Emma Brown',
    on: 'slack',
    steps: [open('sales'), see('Ranking'), keep('slack-ranking-en')],
  },
  {
    as: 'Li Wei',
    on: 'feishu',
    steps: [clock('09:00'), see('跟进提醒'), keep('feishu-reminder-zh', '跟进提醒')],
  },
  { as: 'Emma Brown', on: 'feishu', steps: [say('deal list'), keep('feishu-deals-en')] },
];
