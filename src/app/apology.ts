import type { Lang } from '../chat/language.ts';
import type { Reply } from '../chat/reply.ts';
import type { Fault } from '../kernel/result.ts';
import { appText } from './text.ts';

/** What a person reads when something of ours broke: short, with the id under which the log tells more. */
export function apologize(fault: Fault, lang: Lang): Reply {
  return {
    kind: 'card',
    audience: 'asker',
    card: {
      title: appText.sorry[lang],
      tone: 'bad',
      blocks: [
        { kind: 'text', text: (fault.retryable ? appText.sorryAway : appText.sorryBroken)[lang] },
        { kind: 'note', text: `${appText.faultId[lang]} ${fault.id}` },
      ],
    },
  };
}
