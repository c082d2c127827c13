import type { Bilingual } from '../../chat/language.ts';

/** What people read about product lines. */
export const lineText = {
  field: { en: 'Product lines', zh: '产品明细' },
  hint: {
    en: 'e.g. Server x2: 200k, Support: 100k; left empty: none',
    zh: '如：服务器×2：20万，维保：10万；可不填',
  },
  hintKnown: (names: string): Bilingual => ({
    en: `e.g. Server x2: 200k, Support: 100k. Known: ${names}`,
    zh: `如：服务器×2：20万，维保：10万。已有产品：${names}`,
  }),
  heading: { en: 'Product lines', zh: '产品明细' },
  needed: {
    en: 'The order has several product lines: please say how the new amount is split among them.',
    zh: '这笔订单有多条产品明细，请写明新金额怎么分到各产品。',
  },

  listTitle: { en: 'Products', zh: '产品列表' },
  listSummary: { en: 'What you sell, offered where orders are signed', zh: '你们卖的产品，登记订单时可选用' },
  listNone: {
    en: 'No products yet. The first order that names one puts it here, or add them now.',
    zh: '还没有产品。登记订单时写了产品就会出现在这里，也可以现在添加。',
  },
  addTitle: { en: 'Add products', zh: '新增产品' },
  addSummary: { en: 'Several with commas between', zh: '多个产品用逗号隔开' },
  addExample: { en: 'settings products add Server, Support', zh: '设置 产品 新增 服务器，维保' },
  renameTitle: { en: 'Rename a product', zh: '修改产品名称' },
  renameSummary: { en: 'Orders that name it go along', zh: '已登记的订单会一并显示新名称' },
  renameExample: {
    en: 'settings products rename Server name="Rack server"',
    zh: '设置 产品 改名 服务器 名称=机架服务器',
  },
  fieldNames: { en: 'Products', zh: '产品' },
  fieldProduct: { en: 'Product', zh: '产品' },
  fieldName: { en: 'New name', zh: '新名称' },
  buttonAdd: { en: 'Add products', zh: '新增产品' },
  buttonRename: { en: 'Rename', zh: '改名' },
  uses: (count: number): Bilingual => ({
    en: count === 0 ? 'in no order yet' : count === 1 ? 'in 1 order line' : `in ${count} order lines`,
    zh: count === 0 ? '尚未用于订单' : `用于 ${count} 条订单明细`,
  }),
  brief: (count: number): Bilingual => ({
    en: count === 1 ? '1 product' : `${count} products`,
    zh: `${count} 个产品`,
  }),
  added: (count: number): Bilingual => ({
    en: count === 1 ? 'Product added' : `${count} products added`,
    zh: `已新增 ${count} 个产品`,
  }),
  renamed: (name: string): Bilingual => ({ en: `Now called ${name}`, zh: `已改名为 ${name}` }),
  unknown: (typed: string): Bilingual => ({ en: `There is no product “${typed}”`, zh: `没有产品“${typed}”` }),
  taken: { en: 'Another product is called so already.', zh: '已有同名产品。' },
  nameNeeded: { en: 'A name is missing.', zh: '请填写名称。' },
};
