import type { Lang } from '../../src/chat/language.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { listButtons, read } from '../fixtures/talk.ts';
import { type Ask, describeAsk, platformOf } from './ask.ts';
import type { Line } from './matrix.ts';
import { columns } from './matrix.ts';
import type { Name, People } from './people.ts';
import { type Owner, partOf, type Row, startRow } from './rows.ts';
import type { Changes, World } from './world.ts';

/** Rows that no request has changed yet, by their owner and what is known to be there of them. */
export type Shelf = Map<string, Row>;

const PART = /\{(\w+)\}/g;

export function listParts({ ask, needs }: Line): readonly string[] {
  const text = ask.kind === 'say' ? ask.text : [ask.target, ...Object.values(ask.values ?? {})].join(' ');
  const named = [...text.matchAll(PART)].map(([, part = '']) => part);
  return [...(needs === undefined ? [] : [needs]), ...named];
}

/** The line's request about the row; undefined where there can be no such row. */
export async function fillIn(
  world: World,
  line: Line,
  row: Row,
  people: People = world.people,
): Promise<Ask | undefined> {
  const known = new Map<string, string>();
  for (const part of listParts(line)) {
    const value = await partOf(world, row, part, people);
    if (value === undefined) return undefined;
    known.set(part, value);
  }
  return write(line.ask, (part) => known.get(part) ?? '');
}

export function write(ask: Ask, name: (part: string) => string): Ask {
  const fill = (text: string) => text.replace(PART, (_, part: string) => name(part));
  if (ask.kind === 'say') return { kind: 'say', text: fill(ask.text) };
  const values = Object.fromEntries(
    Object.entries(ask.values ?? {}).map(([field, value]) => [field, fill(value)]),
  );
  return { kind: 'press', action: ask.action, target: fill(ask.target), values };
}

/** What came of one cell: its letter, or the letter and what is wrong with it. */
export async function walkCell(
  world: World,
  shelf: Shelf,
  line: Line,
  who: Name,
  owner: Owner,
  platform: 'slack' | 'feishu',
) {
  const place = [owner, ...listParts(line)].join(' ');
  const row = shelf.get(place) ?? startRow(world, owner);
  shelf.set(place, row);
  const known = row.parts.size;
  const ask = await fillIn(world, line, row);
  if (ask === undefined) return '-';
  if (row.parts.size > known) await world.drain();
  const reply = await world.ask(who, ask, { platform });
  const changes = await world.drain();
  if (changes.tables.length > 0) shelf.delete(place);
  return judge({ ask, row, reply, changes, platform }, langOf(who));
}

const ROLE_WORDS = {
  en: /manager|admin|finance|executive|salespeople|\bsales\b|\bHR\b|owner|author|who planned|claim it/i,
  zh: /经理|主管|管理员|财务|高管|销售|人事|负责人|本人|领取/,
};

/** Told as if there were none. */
const HIDDEN = {
  en: /There is no such case|This is no longer open|That follow-up is not here/,
  zh: /没有这个撞单申请|这张卡片已失效|没有这条跟进/,
};

/** Changes that the audit log has no line of: a question that was answered, a comment that was ticked off, news to be sent. */
const UNAUDITED = ['drafts', 'comment_reads', 'outbox_events', 'deliveries'];

interface Cell {
  readonly ask: Ask;
  readonly row: Row;
  readonly reply: Reply;
  readonly changes: Changes;
  readonly platform: string;
}

/** One letter, with a `?` if the audit log has no line of what changed, and an `@` if it names another platform. */
function judge(cell: Cell, lang: Lang): string {
  const { tables, audit, origins } = cell.changes;
  const isAudited = audit.length > 0 || tables.every((table) => UNAUDITED.includes(table));
  const isThere = origins.every((origin) => origin === cell.platform);
  return `${judgeAnswer(cell, lang)}${isAudited ? '' : '?'}${isThere ? '' : '@'}`;
}

function judgeAnswer({ ask, row, reply, changes: { tables, audit } }: Cell, lang: Lang): string {
  const said = read(reply);
  const asked = JSON.stringify(ask);
  const leaked = row.secrets.filter((word) => said.includes(word) && !asked.includes(word));
  const refused = audit.some((action) => /refused$/.test(action) && action !== 'split.refused');
  if (tables.length > 0) return refused ? 'y!' : 'y';
  if (refused && HIDDEN[lang].test(said)) return 'h';
  if (refused) return leaked.length > 0 ? 'n!' : ROLE_WORDS[lang].test(said) ? 'n' : 'n?';
  if (audit.includes('customer.collided')) return leaked.length > 0 ? 'c!' : 'c';
  if (reply.kind === 'form' || reply.kind === 'errors') return 'f';
  if (reply.kind !== 'nothing' && listButtons(reply.card).some(({ action }) => /^draft\./.test(action)))
    return 'f';
  return leaked.length > 0 ? 's' : '0';
}

/** Whose rows each of a column's people is shown by a list, where there is one row of everybody. */
export async function walkList(world: World, lists: readonly Line[]): Promise<Record<string, string>> {
  const owners: readonly Owner[] = ['li', 'mate', 'deep', 'wang', 'zhang', 'pool'];
  const rows = new Map(owners.map((owner) => [owner, startRow(world, owner)]));
  for (const row of rows.values())
    for (const part of ['followUp', 'service', 'visit', 'deal', 'paid', 'payment', 'case'])
      await partOf(world, row, part);
  const seen: Record<string, string> = {};
  for (const [place, line] of lists.entries()) {
    const groups: string[] = [];
    for (const column of columns) {
      await world.drain();
      const reply = await world.ask(column.who, line.ask, { platform: platformOf(place) });
      const { tables, audit } = await world.drain();
      const said = read(reply);
      const cells = column.rows.map((owner) => {
        if (audit.includes('command.refused') || audit.includes('access.refused')) return 'n';
        return rows.get(owner)?.secrets.some((word) => said.includes(word)) ? 's' : '0';
      });
      groups.push(tables.length > 0 ? 'y!' : cells.join(''));
    }
    seen[describeAsk(line.ask)] = groups.join(' ');
  }
  return seen;
}

/** What comes of a request that is about no row, by role: one letter for each of the columns' people. */
export async function walkRole(world: World, { ask }: Line): Promise<string> {
  let cells = '';
  for (const [place, { who }] of columns.entries()) {
    await world.drain();
    const reply = await world.ask(who, ask, { platform: platformOf(place) });
    const changes = await world.drain();
    const row = startRow(world, who);
    cells += judge({ ask, row, reply, changes, platform: platformOf(place) }, langOf(who));
  }
  return cells;
}

function langOf(who: Name): Lang {
  return ['zhang', 'huang', 'zhao'].includes(who) ? 'zh' : 'en';
}
