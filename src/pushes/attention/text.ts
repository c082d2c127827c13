import type { Bilingual } from '../../chat/language.ts';
import { nameZone } from '../../kernel/zone-names.ts';

/** What people read about quiet hours and the limit of messages a day. */
export const attentionText = {
  quietTitle: { en: 'Quiet hours', zh: '免打扰' },
  quietSummary: {
    en: 'Hold messages back for some hours; then they come as one',
    zh: '设置免打扰时段：期间的推送先留着，结束后合并成一条发出',
  },
  quietExample: { en: 'quiet 21:00-08:00', zh: '免打扰 21:00-08:00' },
  limitTitle: { en: 'Messages a day', zh: '推送上限' },
  limitSummary: {
    en: 'From how many messages a day on the less urgent ones come together in the evening',
    zh: '每天推送超过多少条后，不急的消息合并到傍晚发',
  },
  limitExample: { en: 'limit 20', zh: '推送上限 20' },
  fieldHours: { en: 'Hours', zh: '时段' },
  fieldHoursHint: { en: 'e.g. 21:00-08:00, off, or default', zh: '如 21:00-08:00，也可填“关闭”或“默认”' },
  fieldLimit: { en: 'Messages a day', zh: '每天条数' },
  fieldLimitHint: { en: 'e.g. 20, off, or default', zh: '如 20，也可填“不限”或“默认”' },
  fieldFor: { en: 'For', zh: '适用于' },
  forMe: { en: 'me', zh: '我' },
  forHere: { en: 'this conversation', zh: '本群' },
  forPeople: { en: 'everybody’s private chat', zh: '所有成员的私聊' },
  forChannels: { en: 'all group conversations', zh: '所有群' },
  forCompany: { en: 'the whole company', zh: '全公司' },

  title: { en: 'Quiet hours and limit', zh: '免打扰与推送上限' },
  titleHere: { en: 'Quiet hours and limit here', zh: '本群的免打扰与推送上限' },
  quiet: { en: 'Quiet hours', zh: '免打扰时段' },
  limit: { en: 'Messages a day', zh: '每天推送上限' },
  today: { en: 'Today so far', zh: '今天已推送' },
  off: { en: 'off', zh: '未开启' },
  noLimit: { en: 'no limit', zh: '不限' },
  messages: (count: string) => ({ en: count, zh: `${count} 条` }),
  asCompany: (value: string) => ({ en: `${value} (company default)`, zh: `${value}（企业默认）` }),
  company: { en: 'Company default', zh: '企业默认' },
  companyPeople: { en: 'Private chats', zh: '成员私聊' },
  companyChannels: { en: 'Group conversations', zh: '群' },
  explain: {
    en: 'In quiet hours messages wait, and come as one when they end. Answers to you, reminders at a time you set and pushes that you scheduled for these hours come anyway. Beyond the limit only hints and news wait, until 18:00; money and decisions never do.',
    zh: '免打扰期间推送先留着，结束后合并成一条。对你操作的回复、你定了钟点的提醒、你特意订在这段时间的推送照常发。超过上限后，只有提示和动态类消息推迟到 18:00 合并发；到账和待你决定的事从不推迟。',
  },
  explainCompany: {
    en: 'Company defaults: quiet 21:00-08:00 for=company, limit 30 for=people',
    zh: '设置企业默认：免打扰 21:00-08:00 适用于=全公司，推送上限 30 适用于=成员',
  },
  hours: (from: string, until: string, isNext: boolean) => ({
    en: `${from} to ${until}${isNext ? ' next day' : ''}`,
    zh: `${from} 到${isNext ? '次日 ' : ' '}${until}`,
  }),
  turnOff: { en: 'Switch off', zh: '关闭免打扰' },
  asDefault: { en: 'As the company', zh: '跟随企业' },
  limitTo: (count: string) => ({ en: `${count} a day`, zh: `每天 ${count} 条` }),
  limitOff: { en: 'No limit', zh: '不限条数' },

  unreadHours: {
    en: 'Please give two times of day, like 21:00-08:00; or off.',
    zh: '请写两个钟点，如 21:00-08:00；也可以写“关闭”。',
  },
  unreadLimit: {
    en: 'Please give a number from 1 to 500; or off.',
    zh: '请写 1 到 500 的数；也可以写“不限”。',
  },
  saved: { en: 'Saved.', zh: '已保存。' },
  refusedPlace: {
    en: 'For a group conversation an admin decides this, or the manager who may change all that is sent here.',
    zh: '群的设置由管理员决定；能管理本群全部订阅的经理也可以。',
  },
  refusedCompany: {
    en: 'Only an admin sets what counts for the company.',
    zh: '只有管理员可以设置企业默认值。',
  },
  notHere: {
    en: 'Ask for this in the group conversation itself.',
    zh: '请在对应的群里发送这条命令。',
  },
} satisfies Record<
  string,
  Bilingual | ((count: string) => Bilingual) | ((from: string, until: string, isNext: boolean) => Bilingual)
>;

/** In whose time the hours are meant. */
export function describeHours(quiet: string, zone: string): Bilingual {
  const [from = '', until = ''] = quiet.split('-');
  const { en, zh } = attentionText.hours(from, until, from > until);
  return { en: `${en} (${nameZone(zone, 'en')})`, zh: `${zh}（${nameZone(zone, 'zh')}）` };
}
