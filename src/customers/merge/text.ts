import type { Bilingual } from '../../chat/language.ts';
import type { FactName, UndoVerdict } from './rules.ts';

type Say = (...words: string[]) => Bilingual;

/** What people read about merging two records of one customer. */
export const mergeText = {
  title: { en: 'Merge two customers', zh: '合并客户' },
  summary: {
    en: 'Make two records of one customer into one; can be undone for 30 days',
    zh: '把同一客户的两条记录合并成一条，30 天内可以撤销',
  },
  example: { en: 'customer merge Acme Ltd into Acme', zh: '合并客户 华为公司 到 华为' },
  undoTitle: { en: 'Undo a merge', zh: '撤销合并' },
  undoSummary: { en: 'Take the last merge of a customer apart again', zh: '把最近一次合并的客户重新分开' },
  undoExample: { en: 'customer unmerge Acme', zh: '撤销合并 华为' },
  fieldFrom: { en: 'Give up', zh: '被合并的客户' },
  fieldInto: { en: 'Keep', zh: '保留的客户' },

  asked: ((from, into) => ({ en: `Merge ${from} into ${into}?`, zh: `把 ${from} 合并到 ${into}？` })) as Say,
  owner: { en: 'Owner', zh: '负责人' },
  pool: { en: 'pool', zh: '公海' },
  created: { en: 'Created', zh: '创建' },
  lastContact: { en: 'Last contact', zh: '最近联系' },
  none: { en: '–', zh: '–' },
  wins: ((into) => ({
    en: `${into} keeps its name and facts.`,
    zh: `名称和资料以 ${into} 为准。`,
  })) as Say,
  filled: ((facts) => ({
    en: `Taken over because empty there: ${facts}.`,
    zh: `空缺的由另一条补上：${facts}。`,
  })) as Say,
  ownerTaken: ((name) => ({ en: `Owner will be ${name}.`, zh: `负责人为 ${name}。` })) as Say,
  moves: ((what) => ({ en: `Moves along: ${what}.`, zh: `一并转入：${what}。` })) as Say,
  movesNothing: { en: 'Nothing else moves.', zh: '没有其他内容需要转入。' },
  undoable: {
    en: 'Can be undone for 30 days. The old name, phones and numbers keep leading here.',
    zh: '30 天内可以撤销。原来的名称、电话和代码仍会指向这里。',
  },
  buttonMerge: { en: 'Merge', zh: '合并' },
  buttonCancel: { en: 'Cancel', zh: '取消' },
  buttonUndo: { en: 'Undo', zh: '撤销' },
  buttonShow: { en: 'Show', zh: '查看' },
  done: ((from, into) => ({ en: `${from} is now part of ${into}`, zh: `${from} 已合并到 ${into}` })) as Say,
  undone: ((from, into) => ({
    en: `${from} and ${into} are two again`,
    zh: `${from} 和 ${into} 已重新分开`,
  })) as Say,
  undoneHow: ((from, into) => ({
    en: `What came from ${from} is back there. What happened since the merge stays with ${into}.`,
    zh: `来自 ${from} 的内容已经还回去；合并之后新增的留在 ${into}。`,
  })) as Say,
  undoConfirm: ((from, into) => ({
    en: `${from} becomes a record of its own again. What happened since the merge stays with ${into}.`,
    zh: `${from} 会重新成为单独的客户，合并之后新增的内容留在 ${into}。`,
  })) as Say,
  back: { en: 'Back', zh: '返回' },

  refused: { en: 'Not yours to merge', zh: '没有权限合并' },
  refusedHow: {
    en: 'The owner of both customers merges them, or a manager of their groups, or an admin.',
    zh: '两个客户都由你负责、属于你管理的分组，或你是管理员，才能合并。',
  },
  same: { en: 'That is one and the same customer', zh: '这本来就是同一个客户' },
  contested: { en: 'A collision case runs about one of them', zh: '其中一个客户正在裁决撞单' },
  contestedHow: { en: 'Merge them once it is decided.', zh: '裁决后再合并。' },
  intoUnknown: {
    en: 'None of your customers is called that.',
    zh: '你的客户里没有这个名称。',
  },
  noMerge: ((name) => ({ en: `Nothing was merged into ${name}`, zh: `${name} 没有合并记录` })) as Say,
  mergedOnce: { en: 'Merged', zh: '合并客户' },
  unmerged: { en: 'Merge undone', zh: '撤销合并' },
} satisfies Record<string, Bilingual | Say>;

export const mergeFactNames: Readonly<Record<FactName, Bilingual>> = {
  city: { en: 'city', zh: '城市' },
  region: { en: 'region', zh: '地区' },
  industry: { en: 'industry', zh: '行业' },
  source: { en: 'source', zh: '来源' },
  categoryId: { en: 'category', zh: '分级' },
  registrationNumber: { en: 'registration no.', zh: '统一社会信用代码' },
};

export const undoRefusals: Readonly<Record<Exclude<UndoVerdict, 'allowed'>, Bilingual>> = {
  undone: { en: 'That was undone already', zh: '已经撤销过了' },
  'too-late': { en: 'That was more than 30 days ago and stays', zh: '已超过 30 天，不能再撤销' },
  'merged-on': {
    en: 'The customer was merged once more since: undo that first',
    zh: '该客户之后又被合并过，请先撤销后一次合并',
  },
};
