import type { Card } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import type { LinkRefusal } from './link-rules.ts';
import type { LinkedIdentity, Newcomer } from './link-store.ts';
import { platformNames, refusalHow, refusalReasons, peopleText as t } from './text.ts';

/** Asks the person's other account, or an admin, whether an account is that member's. */
export function waitingIdentityCard(identity: LinkedIdentity, lang: Lang): Card {
  const { id, memberName, platform, workspaceName, externalUser } = identity;
  return {
    title: t.confirmTitle(memberName)[lang],
    tone: 'warn',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: t.member[lang], value: memberName },
          { label: t.place[lang], value: `${platformNames[platform][lang]} · ${workspaceName}` },
          { label: t.account[lang], value: externalUser },
        ],
      },
      { kind: 'text', text: t.confirmHow[lang] },
      {
        kind: 'buttons',
        buttons: [
          { label: t.yes[lang], action: 'identity.confirm', target: id, style: 'primary' },
          { label: t.no[lang], action: 'identity.reject', target: id },
        ],
      },
    ],
  };
}

/** Tells the admins who wrote and could not be linked. */
export function newcomerCard(newcomer: Newcomer, lang: Lang): Card {
  const { name, reason, platform, workspaceName, externalUser } = newcomer;
  return {
    title: t.newcomerTitle(name === '' ? externalUser : name)[lang],
    tone: 'info',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: t.place[lang], value: `${platformNames[platform][lang]} · ${workspaceName}` },
          { label: t.account[lang], value: externalUser },
          { label: t.why[lang], value: refusalReasons[reason][lang] },
        ],
      },
    ],
  };
}

/** Tells somebody unknown how they become known. */
export function unlinkedCard(reason: LinkRefusal, lang: Lang): Card {
  return {
    title: t.hello[lang],
    tone: 'info',
    blocks: [
      { kind: 'text', text: refusalHow[reason][lang] },
      { kind: 'note', text: t.told[lang] },
    ],
  };
}

/** A card of a title and a sentence. */
export function sentenceCard(title: string, text: string, tone: Card['tone'] = 'info'): Card {
  return { title, tone, blocks: text === '' ? [] : [{ kind: 'text', text }] };
}
