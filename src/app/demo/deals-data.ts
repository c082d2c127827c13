/** A deal of the demo, told from the day of its first start. */
export interface DemoDeal {
  readonly customer: string;
  readonly owner: string;
  readonly title: string;
  /** Minor units. */
  readonly amount: bigint;
  /** Days before today on which it entered each stage, the first one first. */
  readonly stages: readonly number[];
  /** Days from today; negative: it should have been decided already. */
  readonly expected: number;
  /** How it ended, days before today; an open one has none. */
  readonly closed?: readonly [kind: 'won' | 'lost', daysAgo: number];
  readonly need?: string;
  readonly decider?: string;
  readonly competitor?: string;
  /** What was heard about the competitor, from whom, days before today. */
  readonly heard?: readonly [text: string, source: string, daysAgo: number];
}

export const deals: readonly DemoDeal[] = [
  {
    ...{
      customer: '华为技术有限公司',
      owner: 'liwei',
      title: '二期扩容',
      amount: 68_000_000n,
      stages: [25, 12, 3],
    },
    ...{ expected: 18, need: '新增两个园区，统一报修', decider: '周凯（采购总监）', competitor: '星辰软件' },
  },
  {
    ...{
      customer: '云杉医疗器械有限公司',
      owner: 'liwei',
      title: '售后系统',
      amount: 15_000_000n,
      stages: [40],
    },
    expected: -4,
  },
  {
    ...{
      customer: '蓝海物流集团',
      owner: 'zhangmin',
      title: '年度框架协议',
      amount: 210_000_000n,
      stages: [30, 20, 9, 2],
    },
    ...{ expected: 30, need: '全国 12 个仓统一采购', decider: '何川', competitor: '星辰软件' },
  },
  {
    ...{
      customer: 'Acme Corp.',
      owner: 'emma',
      title: '40 more seats',
      amount: 24_000_000n,
      stages: [18, 6],
    },
    ...{ expected: 25, need: 'One list of customers for both plants', competitor: 'Initech' },
    heard: ['Offers 20% off if they sign this year', 'John Reed', 12],
  },
  {
    ...{ customer: 'Blue Harbor Foods', owner: 'emma', title: 'Cold chain tracking', amount: 52_000_000n },
    ...{ stages: [33, 21, 15], expected: 7, need: 'Temperature log per crate', decider: 'Lena Ortiz' },
  },
  {
    ...{
      customer: '青松科技有限公司',
      owner: 'liwei',
      title: '研发平台',
      amount: 36_000_000n,
      stages: [50, 38, 26, 20],
    },
    ...{ expected: -16, closed: ['won', 16] },
  },
  {
    ...{
      customer: 'Northwind Traders Ltd.',
      owner: 'emma',
      title: 'Web shop',
      amount: 18_000_000n,
      stages: [45, 30],
    },
    ...{ expected: -10, closed: ['lost', 9], competitor: 'Initech' },
  },
];
