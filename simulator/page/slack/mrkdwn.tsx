import type { ComponentChildren } from 'preact';
import { SafeLink } from '../parts/safe-link.tsx';
import { useSlack } from './surface.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };
const decode = (text: string): string =>
  text.replace(/&(?:lt|gt|amp);/gu, (entity) => ENTITIES[entity] ?? entity);

/** Marks in the order in which they are looked for; what is inside is looked through again, except code. */
const PIECES =
  /```([\s\S]+?)```|`([^`\n]+)`|<([^<>]+)>|(?<!\w)\*(\S(?:[^*\n]*\S)?)\*(?!\w)|(?<!\w)_(\S(?:[^_\n]*\S)?)_(?!\w)|(?<!\w)~(\S(?:[^~\n]*\S)?)~(?!\w)/gu;

/** Slack's own mark-up. */
export function Mrkdwn({ text }: { readonly text: string }) {
  const parts: ComponentChildren[] = [];
  let from = 0;
  for (const match of text.matchAll(PIECES)) {
    parts.push(decode(text.slice(from, match.index)));
    parts.push(<Marked key={match.index} match={match} />);
    from = match.index + match[0].length;
  }
  parts.push(decode(text.slice(from)));
  return <>{parts}</>;
}

function Marked({ match }: { readonly match: RegExpExecArray }) {
  const [, pre, code, angle, bold, italic, strike] = match;
  if (pre !== undefined) return <pre class="slack-pre">{decode(pre)}</pre>;
  if (code !== undefined) return <code>{decode(code)}</code>;
  if (angle !== undefined) return <Angle inside={angle} />;
  if (bold !== undefined)
    return (
      <b>
        <Mrkdwn text={bold} />
      </b>
    );
  if (italic !== undefined)
    return (
      <i>
        <Mrkdwn text={italic} />
      </i>
    );
  return (
    <s>
      <Mrkdwn text={strike ?? ''} />
    </s>
  );
}

/** What stands between angle brackets: a person, a channel, everybody, or a link. */
function Angle({ inside }: { readonly inside: string }) {
  const { users, conversations } = useSlack();
  const [target = '', label = ''] = inside.split('|');
  const id = target.slice(1);
  if (target.startsWith('@'))
    return <span class="mention">@{users.find((user) => user.id === id)?.name ?? id}</span>;
  if (target.startsWith('#')) {
    return <span class="mention">#{conversations.find((each) => each.id === id)?.name ?? id}</span>;
  }
  if (target.startsWith('!')) return <span class="mention">@{label === '' ? id : decode(label)}</span>;
  return <SafeLink url={decode(target)} text={decode(label)} />;
}
