import type { Card } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import type { Role } from '../chat/spec.ts';
import { roleNames } from '../people/role-names.ts';
import { appText } from './text.ts';

/** Says which role a command needs, and leads to the commands that the person may use. */
export function refusalCard(roles: readonly Role[], lang: Lang): Card {
  const names = roles.map((role) => roleNames[role][lang]).join(lang === 'zh' ? '、' : ', ');
  return {
    title: appText.notAllowed[lang],
    tone: 'warn',
    blocks: [
      { kind: 'text', text: appText.neededRoles(names)[lang] },
      {
        kind: 'buttons',
        buttons: [{ label: appText.seeHelp[lang], action: 'command.run', target: 'help' }],
      },
    ],
  };
}

/** Says that what the button belonged to is over or somebody else's. */
export function draftGoneCard(lang: Lang): Card {
  return {
    title: appText.draftGone[lang],
    tone: 'plain',
    blocks: [{ kind: 'text', text: appText.draftGoneHow[lang] }],
  };
}

export function draftCancelledCard(title: string, lang: Lang): Card {
  return { title: appText.cancelled(title)[lang], tone: 'plain', blocks: [] };
}
