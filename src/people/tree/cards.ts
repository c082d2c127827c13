import type { Button, Card, CardBlock } from '../../chat/card.ts';
import type { Lang } from '../../chat/language.ts';
import { platformNames } from '../../chat/platform-names.ts';
import { formatDate } from '../../kernel/dates.ts';
import { localDateOf } from '../../kernel/zones.ts';
import { describeLinkRefusal } from '../text.ts';
import type { Newcomer, TreeGroup } from './store.ts';
import { treeText as t } from './text.ts';

export interface TreePage {
  readonly groups: readonly TreeGroup[];
  readonly total: number;
  readonly page: number;
  /** Groups on a page. */
  readonly size: number;
}

/** The tree, page by page; whoever may change it has a button at each group. */
export function treeCard(
  { groups, total, page, size }: TreePage,
  { lang, isAdmin }: { readonly lang: Lang; readonly isAdmin: boolean },
): Card {
  const items = groups.map((group) => ({
    text: [{ text: `${'– '.repeat(group.depth)}${group.name}`, bold: true }],
    note: describeGroup(group, lang),
    ...(isAdmin
      ? { buttons: [{ label: t.edit[lang], action: 'group.edit', target: group.id } as const] }
      : {}),
  }));
  const buttons: readonly Button[] = [
    ...(page > 0 ? [turn(t.previous[lang], page - 1)] : []),
    ...((page + 1) * size < total ? [turn(t.next[lang], page + 1)] : []),
    ...(isAdmin ? [{ label: t.newTitle[lang], action: 'command.run', target: 'group new' } as const] : []),
  ];
  const blocks: CardBlock[] = [
    ...(total === 0 ? [{ kind: 'note', text: t.empty[lang] } as const] : [{ kind: 'list', items } as const]),
    ...(isAdmin && total > 0 ? [{ kind: 'note', text: t.howToMove[lang] } as const] : []),
    ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } as const] : []),
  ];
  return { title: t.listTitle[lang], tone: 'info', blocks };
}

function describeGroup({ kind, managers, members }: TreeGroup, lang: Lang): string {
  const names = managers.join(lang === 'zh' ? '、' : ', ');
  const managed = managers.length === 0 ? t.noManager : t.managedBy(names);
  return [t.kinds[kind][lang], managed[lang], t.people(members)[lang]].join(' · ');
}

function turn(label: string, page: number): Button {
  return { label, action: 'group.page', target: String(page) };
}

/** Who wrote and could not be linked, with what to do about it. */
export function newcomersCard(
  { newcomers, total }: { readonly newcomers: readonly Newcomer[]; readonly total: number },
  { lang, zone }: { readonly lang: Lang; readonly zone: string },
): Card {
  const title = t.newcomersTitle[lang];
  if (total === 0) return { title, tone: 'good', blocks: [{ kind: 'note', text: t.newcomersNone[lang] }] };
  const items = newcomers.map(({ name, reason, platform, workspaceName, lastSeenAt }) => ({
    text: [{ text: name, bold: true }, { text: ` · ${platformNames[platform][lang]} ${workspaceName}` }],
    note: [
      describeLinkRefusal(reason)[lang],
      t.lastWrote(formatDate(localDateOf(lastSeenAt.getTime(), zone), lang))[lang],
    ].join(' · '),
  }));
  const rest = total - newcomers.length;
  return {
    title,
    tone: 'info',
    blocks: [
      { kind: 'list', items },
      ...(rest > 0 ? [{ kind: 'note', text: t.newcomersMore(rest)[lang] } as const] : []),
      { kind: 'note', text: t.newcomersHow[lang] },
    ],
  };
}
