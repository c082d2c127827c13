import type { Button, Card, CardBlock, ListItem } from '../chat/card.ts';
import type { RawValues } from '../chat/spec.ts';
import { noticeCard } from '../customers/cards.ts';
import { matchCustomers } from '../customers/match.ts';
import { findCustomer } from '../customers/store.ts';
import { isLocalDate, type LocalDate } from '../kernel/calendar.ts';
import { formatDate, parseDate } from '../kernel/dates.ts';
import { isUuid } from '../kernel/ids.ts';
import { cleanText } from '../kernel/text/clean.ts';
import { localDateOf, localTimeOf } from '../kernel/zones.ts';
import { readOrderNumber } from '../orders/rules.ts';
import { findOrderById, findOrderByNumber } from '../orders/store.ts';
import type { Context } from '../people/context.ts';
import { findMember } from '../people/find-member.ts';
import { answer, type Done } from '../store/commit.ts';
import { describeEntry } from './describe.ts';
import { nameIds } from './name-ids.ts';
import { type AuditRow, type AuditSubject, listAudit } from './store.ts';
import { auditText as t } from './text.ts';

const PAGE = 10;

/** What the log is asked about. */
interface Question {
  readonly memberId?: string;
  readonly subject?: AuditSubject;
  readonly day?: LocalDate;
}

/** `audit`: the newest entries, of all or of what is asked about. Admins only, by the command's roles. */
export async function showAudit(context: Context, values: RawValues): Promise<Done> {
  const question = await readQuestion(context, values);
  if (question === undefined) {
    const { lang } = context.actor;
    const card = noticeCard(t.unknown(cleanText(values.about ?? '', 60))[lang], t.unknownHow[lang]);
    return answer(context, { kind: 'card', card, audience: 'asker' });
  }
  return answer(context, { kind: 'card', card: await drawPage(context, question), audience: 'asker' });
}

/** Turns a page; the roles of this instant decide. */
export async function turnAudit(context: Context, target: string): Promise<Done> {
  const { before, question } = readTarget(target);
  return answer(context, { kind: 'replace', card: await drawPage(context, question, before) });
}

/** Undefined where what was typed names nobody and nothing. */
async function readQuestion(context: Context, values: RawValues): Promise<Question | undefined> {
  const named: Question = {
    ...(values.member === undefined ? {} : { memberId: values.member }),
    ...(values.day === undefined ? {} : { day: values.day }),
    ...(values.customer === undefined ? {} : { subject: { kind: 'customer', id: values.customer } }),
  };
  const order = values.order === undefined ? undefined : await findOrder(context, values.order);
  if (values.order !== undefined && order === undefined) return undefined;
  const asked = order === undefined ? named : { ...named, subject: order };
  const about = values.about?.trim() ?? '';
  return about === '' ? asked : readAbout(context, about, asked);
}

async function readAbout(context: Context, about: string, asked: Question): Promise<Question | undefined> {
  const member = await findMember(context, about);
  if (member !== undefined) return { ...asked, memberId: member.id };
  const day = parseDate(about, context.today);
  if (day.kind === 'ok') return { ...asked, day: day.value };
  const order = await findOrder(context, about);
  if (order !== undefined) return { ...asked, subject: order };
  const [customer] = await matchCustomers(context, about);
  return customer && { ...asked, subject: { kind: 'customer', id: customer.id } };
}

async function findOrder({ db, orgId }: Context, typed: string): Promise<AuditSubject | undefined> {
  const number = readOrderNumber(typed);
  const order = number === undefined ? undefined : await findOrderByNumber(db, orgId, number);
  return order && { kind: 'order', id: order.id };
}

async function drawPage(context: Context, question: Question, before?: string): Promise<Card> {
  const { db, orgId, org, actor } = context;
  const { lang } = actor;
  const { memberId, subject, day } = question;
  const filter = { memberId, subject, from: day, to: day, before };
  const rows = await listAudit(db, org, filter, PAGE + 1);
  const shown = rows.slice(0, PAGE);
  const names = await nameIds(db, orgId, shown);
  const sense = { lang, currency: org.currency, names };
  const blocks: CardBlock[] = [];
  if (shown.length > 0)
    blocks.push({ kind: 'list', items: shown.map((row) => drawEntry(context, row, sense)) });
  if (rows.length <= PAGE) {
    const isEmpty = shown.length === 0 && before === undefined;
    blocks.push({ kind: 'note', text: (isEmpty ? t.empty : t.end)[lang] });
  }
  const buttons = listButtons(context, question, rows, before);
  if (buttons.length > 0) blocks.push({ kind: 'buttons', buttons });
  return { title: t.heading(await nameQuestion(context, question))[lang], tone: 'info', blocks };
}

function drawEntry(context: Context, row: AuditRow, sense: Parameters<typeof describeEntry>[1]): ListItem {
  const { lang } = context.actor;
  const { who, what, subject, origin, changes } = describeEntry(row, sense);
  const at = row.at.getTime();
  const moment = `${formatDate(localDateOf(at, context.org.zone), lang)} ${localTimeOf(at, context.org.zone)}`;
  const about = subject === '' ? '' : `${lang === 'zh' ? '：' : ': '}${subject}`;
  // In one line: on Feishu a grey text ends where its line does.
  const note = [moment, origin, ...changes].join(' · ');
  return { text: [{ text: who, bold: true }, { text: ` · ${what}${about}` }], note };
}

function listButtons(
  { actor: { lang } }: Context,
  question: Question,
  rows: readonly AuditRow[],
  before: string | undefined,
): readonly Button[] {
  const last = rows[PAGE - 1];
  const button = (label: string, from: string | undefined): Button => ({
    label,
    action: 'audit.page',
    target: writeTarget(question, from),
  });
  return [
    ...(rows.length > PAGE && last !== undefined ? [button(t.older[lang], last.id)] : []),
    ...(before === undefined ? [] : [button(t.newest[lang], undefined)]),
  ];
}

async function nameQuestion(context: Context, { memberId, subject, day }: Question): Promise<string> {
  const { db, orgId, actor } = context;
  const member =
    memberId === undefined
      ? undefined
      : await db.member.findUnique({
          where: { orgId_id: { orgId, id: memberId } },
          select: { name: true },
        });
  const record = subject && (await nameSubject(context, subject));
  const on = day === undefined ? undefined : formatDate(day, actor.lang);
  return [member?.name, record, on].filter((part) => part !== undefined).join(' · ');
}

async function nameSubject({ db, orgId }: Context, { kind, id }: AuditSubject): Promise<string> {
  switch (kind) {
    case 'customer':
      return (await findCustomer(db, orgId, id))?.name ?? '';
    case 'order':
      return (await findOrderById(db, orgId, id))?.number ?? '';
  }
}

/** `<before>.<member>.<c or o and the record's id>.<day>`, each a dash where it is not there. */
function writeTarget({ memberId, subject, day }: Question, before: string | undefined): string {
  const record = subject === undefined ? undefined : `${subject.kind.charAt(0)}${subject.id}`;
  return [before, memberId, record, day].map((part) => part ?? '-').join('.');
}

/** Reads what came back from a button; a part that was tampered with is none. */
function readTarget(target: string): { readonly before?: string; readonly question: Question } {
  const [before = '', memberId = '', record = '', day = ''] = target.split('.');
  const id = record.slice(1);
  const kind = record.startsWith('c') ? 'customer' : 'order';
  return {
    ...(isUuid(before) ? { before } : {}),
    question: {
      ...(isUuid(memberId) ? { memberId } : {}),
      ...(isUuid(id) ? { subject: { kind, id } } : {}),
      ...(isLocalDate(day) ? { day } : {}),
    },
  };
}
