import type { Bilingual } from '../../chat/language.ts';

type Sentence = (...words: readonly string[]) => Bilingual;

/** What admins read about the stages of deals and the reasons for which they are lost. */
export const settingsText = {
  pageTitle: { en: 'Deal stages', zh: '商机阶段' },
  pageSummary: {
    en: 'Stages, their probability, what each requires; lost reasons; big deals',
    zh: '阶段、赢率、必填信息、输单原因和大单标准',
  },
  addTitle: { en: 'Add a deal stage', zh: '新增商机阶段' },
  addSummary: { en: 'A further stage for deals', zh: '新增一个商机阶段' },
  addExample: { en: 'settings deals add Pilot 60', zh: '设置 商机 新增 试用 60' },
  editTitle: { en: 'Edit a deal stage', zh: '修改商机阶段' },
  editSummary: { en: 'What a stage is called, tells and requires', zh: '修改阶段的名称、赢率、必填信息等' },
  editExample: { en: 'settings deals edit Quoted probability=55', zh: '设置 商机 修改 方案报价 赢率=55' },
  reasonsTitle: { en: 'Lost reasons', zh: '输单原因' },
  reasonsSummary: { en: 'Why deals are lost, one per line', zh: '输单原因，每行一个' },
  reasonsExample: { en: 'settings deals reasons', zh: '设置 输单原因' },
  bigTitle: { en: 'Big deals', zh: '大单标准' },
  bigSummary: {
    en: 'From which amount on a change of stage is news',
    zh: '多大金额的商机推进阶段时发销售通知',
  },
  bigExample: { en: 'settings deals big 2m', zh: '设置 大单 200万' },

  fieldStage: { en: 'Stage', zh: '阶段' },
  fieldName: { en: 'Name', zh: '名称' },
  fieldNameHint: { en: 'English / 中文; one name will do', zh: '可写“英文 / 中文”，只写一个也行' },
  fieldProbability: { en: 'Win probability, %', zh: '赢率（%）' },
  fieldProbabilityHint: {
    en: 'Used until 20 deals of this stage have closed',
    zh: '该阶段结束的商机满 20 个之前使用',
  },
  fieldDays: { en: 'Stale after, days', zh: '多少天未联系算停滞' },
  fieldRequired: { en: 'Requires', zh: '必填信息' },
  fieldPosition: { en: 'Place, from 1', zh: '排序（从 1 开始）' },
  fieldActive: { en: 'In use', zh: '是否启用' },
  fieldReasons: { en: 'Reasons, one per line', zh: '输单原因（每行一个）' },
  fieldBig: { en: 'From amount', zh: '起始金额' },
  yes: { en: 'Yes', zh: '启用' },
  no: { en: 'No', zh: '停用' },

  stageLine: (place: string, name: string) => ({ en: `${place}. ${name}`, zh: `${place}. ${name}` }),
  figures: (percent: string, days: string) => ({
    en: `${percent} · stale after ${days} days without contact`,
    zh: `${percent} · ${days} 天未联系算停滞`,
  }),
  requires: (facts: string) => ({ en: `requires: ${facts}`, zh: `必填：${facts}` }),
  retired: { en: 'not in use', zh: '已停用' },
  reasonsAre: { en: 'Lost reasons', zh: '输单原因' },
  bigFrom: { en: 'Big deals from', zh: '大单标准' },
  buttonEdit: { en: 'Edit', zh: '修改' },
  buttonAdd: { en: 'Add stage', zh: '新增阶段' },
  buttonReasons: { en: 'Lost reasons', zh: '输单原因' },
  buttonBig: { en: 'Big deals', zh: '大单标准' },

  saved: { en: 'Saved', zh: '已保存' },
  unknownStage: (typed: string) => ({
    en: `There is no stage called “${typed}”.`,
    zh: `没有叫“${typed}”的阶段。`,
  }),
  nameNeeded: { en: 'A stage needs a name of its own.', zh: '请填写一个不重复的名称。' },
  percentNeeded: { en: 'A number from 0 to 100.', zh: '请填 0 到 100 之间的数。' },
  daysNeeded: { en: 'A number of days from 1 to 3650.', zh: '请填 1 到 3650 之间的天数。' },
  lastOne: { en: 'One stage has to stay in use.', zh: '至少要保留一个启用的阶段。' },
  reasonsNeeded: { en: 'At least one reason is needed.', zh: '至少要有一个输单原因。' },
  amountNeeded: { en: 'The amount has to be above zero.', zh: '金额必须大于零。' },
} satisfies Record<string, Bilingual | Sentence>;
