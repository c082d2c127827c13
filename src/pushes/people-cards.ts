import type { Card } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import { platformNames } from '../chat/platform-names.ts';
import { describeLinkRefusal } from '../people/text.ts';
import type { UnknownPerson, WaitingIdentity } from './people-store.ts';
import { peopleText } from './people-text.ts';

/** Tells an admin who wrote without being known, and what to do about it. */
export function newcomerCard(person: UnknownPerson, lang: Lang): Card {
  return {
    title: peopleText.newcomerTitle(person.name)[lang],
    tone: 'info',
    blocks: [
      {
        kind: 'facts',
        facts: [
          workspaceFact(person, lang),
          { label: peopleText.why[lang], value: describeLinkRefusal(person.reason)[lang] },
        ],
      },
      { kind: 'text', text: peopleText.newcomerHow[lang] },
      { kind: 'note', text: peopleText.newcomerOnce[lang] },
    ],
  };
}

/** Asks whether an account is a member's: the member, through another account of theirs (`own`), or an admin. */
export function identityCard(identity: WaitingIdentity, own: boolean, lang: Lang): Card {
  const { id, memberName } = identity;
  const question = own ? peopleText.ownQuestion : peopleText.adminQuestion(memberName);
  return {
    title: peopleText.identityTitle[lang],
    tone: 'warn',
    blocks: [
      { kind: 'text', text: question[lang] },
      {
        kind: 'facts',
        facts: [{ label: peopleText.member[lang], value: memberName }, workspaceFact(identity, lang)],
      },
      {
        kind: 'buttons',
        buttons: [
          { label: peopleText.confirm[lang], action: 'identity.confirm', target: id, style: 'primary' },
          { label: peopleText.reject[lang], action: 'identity.reject', target: id, style: 'danger' },
        ],
      },
    ],
  };
}

function workspaceFact(
  place: Pick<UnknownPerson, 'platform' | 'workspaceName'>,
  lang: Lang,
): { readonly label: string; readonly value: string } {
  return {
    label: peopleText.workspace[lang],
    value: `${platformNames[place.platform][lang]} · ${place.workspaceName}`,
  };
}
