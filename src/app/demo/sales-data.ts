/** An order of the past, told from the day of the demo's first start. */
export interface DemoOrder {
  readonly customer: string;
  readonly owner: string;
  /** Minor units. */
  readonly amount: bigint;
  /** Days before today. */
  readonly signed: number;
  /** Part paid in per cent, and how many days before today. */
  readonly paid?: readonly [percent: number, daysAgo: number];
  /** What it is for, in per cent of its amount. */
  readonly lines?: readonly (readonly [product: string, percent: number])[];
}

/** Owner null: in the pool. */
export const customers: readonly (readonly [
  name: string,
  owner: string | null,
  city: string,
  industry: string,
  contact: string,
  phone: string,
])[] = [
  ['华为技术有限公司', 'liwei', '深圳', '通信', '周凯', '+8613800000001'],
  ['青松科技有限公司', 'liwei', '杭州', '软件', '林夏', '+8613800000002'],
  ['蓝海物流集团', 'zhangmin', '上海', '物流', '何川', '+8613800000003'],
  ['云杉医疗器械有限公司', 'liwei', '苏州', '医疗', '沈薇', '+8613800000004'],
  ['Acme Corp.', 'emma', 'Guangzhou', 'Manufacturing', 'John Reed', '+8613800000005'],
  ['Northwind Traders Ltd.', 'emma', 'Shenzhen', 'Retail', 'Mia Chen', '+8613800000006'],
  ['Blue Harbor Foods', 'emma', 'Xiamen', 'Food', 'Lena Ortiz', '+8613800000007'],
  ['红枫教育科技有限公司', null, '南京', '教育', '徐航', '+8613800000008'],
  ['Silverline Robotics', null, 'Dongguan', 'Robotics', 'Omar Haddad', '+8613800000009'],
];

export const orders: readonly DemoOrder[] = [
  {
    customer: '华为技术有限公司',
    owner: 'liwei',
    amount: 120_000_000n,
    signed: 40,
    paid: [50, 20],
    lines: [
      ['企业版软件', 75],
      ['实施服务', 25],
    ],
  },
  { customer: '青松科技有限公司', owner: 'liwei', amount: 36_000_000n, signed: 16, paid: [100, 6] },
  { customer: '蓝海物流集团', owner: 'zhangmin', amount: 58_000_000n, signed: 12, paid: [30, 4] },
  {
    customer: 'Acme Corp.',
    owner: 'emma',
    amount: 80_000_000n,
    signed: 33,
    paid: [60, 9],
    lines: [
      ['Enterprise licence', 80],
      ['Training', 20],
    ],
  },
  { customer: 'Northwind Traders Ltd.', owner: 'emma', amount: 24_500_000n, signed: 7 },
];
