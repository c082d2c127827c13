import type { Card } from '../chat/card.ts';
import { noticeCard } from '../customers/cards.ts';
import type { ActionHandler, Command, Context } from '../people/context.ts';
import { auditEntry } from '../store/audit.ts';
import { commitAll, type Done } from '../store/commit.ts';
import { showAudit, turnAudit } from './show.ts';
import { auditText as t } from './text.ts';

const audit: Command = {
  name: 'audit',
  aliases: ['audit log', 'log book', '审计', '审计日志', '操作日志', '操作记录'],
  title: t.title,
  summary: t.summary,
  example: t.example,
  roles: ['admin'],
  fields: [
    {
      name: 'about',
      aliases: ['对象'],
      label: t.fieldAbout,
      hint: t.fieldAboutHint,
      kind: 'text',
      required: false,
      at: 'rest',
    },
    {
      name: 'member',
      aliases: ['who', 'by', '操作人', '成员', '谁'],
      label: t.fieldMember,
      kind: 'member',
      required: false,
    },
    { name: 'customer', aliases: ['客户'], label: t.fieldCustomer, kind: 'customer', required: false },
    { name: 'order', aliases: ['合同', '订单'], label: t.fieldOrder, kind: 'order', required: false },
    { name: 'day', aliases: ['date', 'on', '日期'], label: t.fieldDay, kind: 'date', required: false },
  ],
  run: showAudit,
};

export const auditCommands: readonly Command[] = [audit];

export const auditActions: readonly ActionHandler[] = [{ action: 'audit.page', run: pressPage }];

/** Whoever is no admin any more, or got the card forwarded, turns no page. */
function pressPage(context: Context, target: string): Promise<Done> {
  if (context.actor.roles.includes('admin')) return turnAudit(context, target);
  const { lang } = context.actor;
  const card: Card = noticeCard(t.refused[lang], t.refusedHow[lang]);
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
    auditEntry(context, {
      action: 'access.refused',
      entity: 'audit',
      entityId: null,
      after: { deed: 'audit.see' },
    }),
  ]);
}
