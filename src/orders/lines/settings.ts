import type { Card, CardBlock } from '../../chat/card.ts';
import type { Reply } from '../../chat/reply.ts';
import type { RawValues } from '../../chat/spec.ts';
import { askAgain } from '../../customers/ask-again.ts';
import { noticeCard } from '../../customers/cards.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import type { Command, Context } from '../../people/context.ts';
import { type SettingsPage, settingsButton } from '../../people/settings.ts';
import { auditEntry } from '../../store/audit.ts';
import type { Sql, Tx } from '../../store/client.ts';
import { answer, commit, type Done } from '../../store/commit.ts';
import { violatedConstraint } from '../../store/errors.ts';
import { runAll } from '../write-store.ts';
import { foldProduct } from './parse.ts';
import { insertProduct, listProducts, renameProduct } from './store.ts';
import { lineText as t } from './text.ts';

const SHOWN = 20;
const MOST = 500;
const NAME_LENGTH = 60;

const list: Command = {
  name: 'settings products',
  aliases: ['products', '设置 产品', '产品列表'],
  title: t.listTitle,
  summary: t.listSummary,
  example: { en: 'settings products', zh: '设置 产品' },
  roles: ['admin'],
  listed: false,
  fields: [],
  run: async (context) =>
    answer(context, { kind: 'card', card: await drawProducts(context, context.db), audience: 'asker' }),
};

const add: Command = {
  name: 'settings products add',
  aliases: ['设置 产品 新增', '设置 产品 添加', '新增产品'],
  title: t.addTitle,
  summary: t.addSummary,
  example: t.addExample,
  roles: ['admin'],
  listed: false,
  fields: [
    {
      name: 'names',
      aliases: ['产品', '名称'],
      label: t.fieldNames,
      kind: 'text',
      required: true,
      at: 'rest',
    },
  ],
  run: addProducts,
};

const rename: Command = {
  name: 'settings products rename',
  aliases: ['设置 产品 改名', '修改产品'],
  title: t.renameTitle,
  summary: t.renameSummary,
  example: t.renameExample,
  roles: ['admin'],
  listed: false,
  fields: [
    { name: 'product', aliases: ['产品'], label: t.fieldProduct, kind: 'text', required: true, at: 'rest' },
    { name: 'name', aliases: ['名称', '新名称'], label: t.fieldName, kind: 'text', required: true },
  ],
  run: (context, values) => renameTyped(context, values),
};

export const productCommands: readonly Command[] = [list, add, rename];

export const productPage: SettingsPage = {
  command: list,
  summarize: async ({ db, orgId, actor }) => {
    const count = (await listProducts(db, orgId, MOST)).length;
    return count === 0 ? '' : t.brief(count)[actor.lang];
  },
};

async function addProducts(context: Context, { names = '' }: RawValues): Promise<Done> {
  const wanted = names
    .split(/[,，、;；\n]/)
    .map((name) => cleanText(name, NAME_LENGTH).trim())
    .filter((name) => /[\p{L}\p{N}]/u.test(name));
  return commit(context, async (tx) => {
    for (const name of wanted) {
      const id = context.ids.uuid();
      const isNew = (await tx.$executeRaw(insertProduct(context, id, name))) > 0;
      const entry = { action: 'product.added', entity: 'product', entityId: id, after: { name } } as const;
      if (isNew) await tx.$executeRaw(auditEntry(context, entry));
    }
    return answerWith(context, tx, t.added(wanted.length)[context.actor.lang]);
  });
}

async function renameTyped(context: Context, values: RawValues): Promise<Done> {
  const { lang } = context.actor;
  const typed = values.product ?? '';
  const all = await listProducts(context.db, context.orgId, MOST);
  const found = all.find(({ id, name }) => id === typed || foldProduct(name) === foldProduct(typed));
  if (found === undefined) {
    const card = noticeCard(t.unknown(cleanText(typed, 40))[lang], '');
    return answer(context, { kind: 'card', card, audience: 'asker' });
  }
  const name = cleanText(values.name ?? '', NAME_LENGTH).trim();
  if (!/[\p{L}\p{N}]/u.test(name)) return askAgain(context, rename, values, { name: t.nameNeeded[lang] });
  try {
    return await save(context, t.renamed(name)[lang], [
      renameProduct(context.orgId, found.id, name),
      auditEntry(context, {
        action: 'product.renamed',
        entity: 'product',
        entityId: found.id,
        before: { name: found.name },
        after: { name },
      }),
    ]);
  } catch (error) {
    if (violatedConstraint(error) !== 'products_org_id_name_key_key') throw error;
    return askAgain(context, rename, values, { name: t.taken[lang] });
  }
}

function save(context: Context, title: string, statements: readonly Sql[]): Promise<Done> {
  return commit(context, async (tx) => {
    await runAll(tx, statements);
    return answerWith(context, tx, title);
  });
}

async function answerWith(context: Context, tx: Tx, title: string): Promise<Reply> {
  return { kind: 'card', card: await drawProducts(context, tx, title), audience: 'asker' };
}

async function drawProducts(context: Context, db: Pick<Tx, '$queryRaw'>, title?: string): Promise<Card> {
  const { lang } = context.actor;
  const products = await listProducts(db, context.orgId, SHOWN);
  const body: CardBlock =
    products.length === 0
      ? { kind: 'text', text: t.listNone[lang] }
      : {
          kind: 'list',
          items: products.map(({ id, name, uses }) => ({
            text: [{ text: name, bold: true }],
            note: t.uses(uses)[lang],
            buttons: [
              {
                label: t.buttonRename[lang],
                action: 'command.run',
                target: `settings products rename ${id}`,
              },
            ],
          })),
        };
  return {
    title: title ?? t.listTitle[lang],
    tone: title === undefined ? 'info' : 'good',
    blocks: [
      body,
      {
        kind: 'buttons',
        buttons: [
          { label: t.buttonAdd[lang], action: 'command.run', target: 'settings products add' },
          settingsButton(context),
        ],
      },
    ],
  };
}
