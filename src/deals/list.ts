import type { Card, CardBlock } from '../chat/card.ts';
import type { FieldSpec, RawValues } from '../chat/spec.ts';
import type { Context } from '../people/context.ts';
import { listMembersBelow } from '../people/groups.ts';
import { answer, type Done } from '../store/commit.ts';
import { type DealSense, describeDeal, nameStage, showButton, writeMoney } from './cards.ts';
import { stageField, tailorStage } from './fields.ts';
import { refuseDeal } from './pick.ts';
import { loadSense } from './sense.ts';
import { listStages } from './stages-store.ts';
import { type DealRow, type DealScope, listScope, type StageTotal, sumScope } from './store.ts';
import { dealText as t } from './text.ts';

const MOST_SHOWN = 12;

const stage: FieldSpec = { ...stageField, aliases: ['阶段'], at: 'word' };
const { hint: _, ...bareStage } = stage;

export const listFields: readonly FieldSpec[] = [
  bareStage,
  {
    name: 'scope',
    aliases: ['whose', '范围'],
    label: t.fieldScope,
    kind: 'choice',
    required: false,
    choices: [
      { value: 'mine', label: t.scopeMine, aliases: ['my', 'me', 'own', '本人', '自己'] },
      { value: 'all', label: t.scopeAll, aliases: ['team', 'group', '全部', '团队', '本组', '所有'] },
    ],
  },
  {
    name: 'member',
    aliases: ['owner', '销售', '负责人', '成员'],
    label: t.fieldMember,
    kind: 'member',
    required: false,
  },
];

/** The same with the organization's stages. */
export async function tailorList(context: Context): Promise<readonly FieldSpec[]> {
  const { hint: _none, ...tailored } = tailorStage(await listStages(context.db, context.orgId));
  return listFields.map((field) => (field.name === 'stage' ? { ...tailored, at: 'word' } : field));
}

/** `deal list`: open deals by stage: a salesperson's own, a manager's and those of the groups below, everybody's. */
export async function listDeals(context: Context, values: RawValues): Promise<Done> {
  const owners = await findOwners(context, values);
  if (owners === undefined) return refuseDeal(context, values.member ?? '', 'deal.see');
  const scope: DealScope = { owners, ...(values.stage === undefined ? {} : { stage: values.stage }) };
  const { db, orgId } = context;
  const [deals, totals, sense] = await Promise.all([
    listScope(db, orgId, scope, MOST_SHOWN),
    sumScope(db, orgId, scope),
    loadSense(context),
  ]);
  return answer(context, { kind: 'card', card: drawList(deals, totals, sense), audience: 'asker' });
}

/** Whose deals are meant; undefined for somebody whose deals the speaker may not see. */
async function findOwners(context: Context, values: RawValues): Promise<DealScope['owners'] | undefined> {
  const { memberId, roles } = context.actor;
  const seesAll = roles.includes('executive') || roles.includes('admin');
  const below = roles.includes('manager')
    ? await listMembersBelow(context.db, context.orgId, memberId, context.today)
    : new Set<string>();
  const { member } = values;
  if (member !== undefined) return seesAll || member === memberId || below.has(member) ? [member] : undefined;
  if (values.scope === 'mine') return [memberId];
  return seesAll ? 'everybody' : [memberId, ...below];
}

function drawList(deals: readonly DealRow[], totals: readonly StageTotal[], sense: DealSense): Card {
  const { lang } = sense;
  const button = { label: t.buttonNew[lang], action: 'command.run', target: 'deal new' } as const;
  const count = totals.reduce((sum, each) => sum + each.count, 0);
  const amount = totals.reduce((sum, each) => sum + each.amount, 0n);
  if (count === 0) {
    return {
      title: t.listNone[lang],
      tone: 'plain',
      blocks: [
        { kind: 'text', text: t.listNoneHow[lang] },
        { kind: 'buttons', buttons: [button] },
      ],
    };
  }
  const stages = sense.stages.filter(({ code }) => totals.some((total) => total.stage === code));
  const blocks = stages.flatMap(({ code }) => drawStage(code, deals, totals, sense));
  const more: readonly CardBlock[] =
    count > deals.length ? [{ kind: 'note', text: t.more(String(count - deals.length))[lang] }] : [];
  return {
    title: t.listHead(String(count), writeMoney(amount, sense))[lang],
    tone: 'info',
    blocks: [...blocks, ...more],
  };
}

function drawStage(
  code: string,
  deals: readonly DealRow[],
  totals: readonly StageTotal[],
  sense: DealSense,
): readonly CardBlock[] {
  const { lang } = sense;
  const total = totals.find(({ stage: each }) => each === code);
  const head = t.stageLine(
    nameStage(code, sense),
    String(total?.count ?? 0),
    writeMoney(total?.amount ?? 0n, sense),
  )[lang];
  const items = deals
    .filter((deal) => deal.stage === code)
    .map((deal) => describeDeal(deal, sense, [showButton(deal, lang)]));
  const list: readonly CardBlock[] = items.length > 0 ? [{ kind: 'list', items }] : [];
  return [{ kind: 'text', text: [{ text: head, bold: true }] }, ...list];
}
