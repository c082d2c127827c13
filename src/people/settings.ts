import type { Card } from '../chat/card.ts';
import { answer } from '../store/commit.ts';
import type { Command, Context } from './context.ts';
import { peopleText as t } from './text.ts';

/** One subject that an organization's admins decide about. A room adds a page, and nothing else has to know of it. */
export interface SettingsPage {
  /** Shows what stands and leads on to its changes, without needing a field: `settings categories`. For admins only. */
  readonly command: Command;
  /** What stands now, in a line: `A 30 days · B 60 days`; empty where nothing is set yet. */
  readonly summarize: (context: Context) => Promise<string>;
}

/** `settings`: all pages, each with what stands and a button that opens it. */
export function createSettingsCommand(pages: readonly SettingsPage[]): Command {
  return {
    name: 'settings',
    aliases: ['setting', 'preferences', '设置', '企业设置', '系统设置'],
    title: t.settingsTitle,
    summary: t.settingsSummary,
    example: { en: 'settings', zh: '设置' },
    roles: ['admin'],
    fields: [],
    run: async (context) => {
      const standing = await Promise.all(pages.map((page) => page.summarize(context)));
      return answer(context, {
        kind: 'card',
        card: settingsCard(context, pages, standing),
        audience: 'asker',
      });
    },
  };
}

function settingsCard(context: Context, pages: readonly SettingsPage[], standing: readonly string[]): Card {
  const { lang } = context.actor;
  const items = pages.map(({ command }, index) => ({
    text: [{ text: command.title[lang], bold: true }],
    note: standing[index] || t.settingsUnset[lang],
    buttons: [{ label: t.settingsOpen[lang], action: 'command.run', target: command.name } as const],
  }));
  return { title: t.settingsTitle[lang], tone: 'info', blocks: [{ kind: 'list', items }] };
}

/** The button on a page that leads back to all of them. */
export function settingsButton({ actor }: Pick<Context, 'actor'>) {
  return { label: t.settingsAll[actor.lang], action: 'command.run', target: 'settings' } as const;
}
