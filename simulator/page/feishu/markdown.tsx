import type { ComponentChildren } from 'preact';
import { SafeLink } from '../parts/safe-link.tsx';
import { useFeishu } from './surface.ts';

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

/** Entities become characters last of all, so that an escaped mark stays a character. */
function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|([a-z]+));/gu, (entity, code?: string, name?: string) => {
    if (code === undefined) return NAMED[name ?? ''] ?? entity;
    return Number(code) > 0x10ffff ? entity : String.fromCodePoint(Number(code));
  });
}

/** The part of Markdown that the platform's cards know. */
export function Markdown({ text }: { readonly text: string }) {
  return (
    <>
      {text.split('\n').map((line, index) => (
        <Line key={index} line={line} />
      ))}
    </>
  );
}

function Line({ line }: { readonly line: string }) {
  const item = /^\s*(?:([-*])|(\d+)\.) (.*)$/u.exec(line);
  if (item !== null) {
    return (
      <p class="card-item">
        {item[1] === undefined ? `${item[2]}.` : '•'} <Inline text={item[3] ?? ''} />
      </p>
    );
  }
  const heading = /^#{1,6} (.*)$/u.exec(line);
  if (heading !== null) {
    return (
      <p class="card-heading">
        <Inline text={heading[1] ?? ''} />
      </p>
    );
  }
  if (/^(?:---|\*\*\*)\s*$/u.test(line)) return <hr />;
  return <p>{line === '' ? '\u00a0' : <Inline text={line} />}</p>;
}

const PIECES =
  /`([^`]+)`|<font color=['"]?([\w-]+)['"]?>([\s\S]*?)<\/font>|<at id=['"]?([^'">\s]+)['"]?>(?:<\/at>)?|<text_tag color=['"]?([\w-]+)['"]?>(.*?)<\/text_tag>|<br ?\/?>|\[([^\]]+)\]\(([^)\s]+)\)|\*\*(.+?)\*\*|~~(.+?)~~|\*([^*]+)\*/gu;

function Inline({ text }: { readonly text: string }) {
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
  const { users } = useFeishu();
  const [, code, color, colored, at, tagColor, tag, label, url, bold, strike, italic] = match;
  if (code !== undefined) return <code>{decode(code)}</code>;
  if (colored !== undefined)
    return (
      <span class={`color-${color}`}>
        <Inline text={colored} />
      </span>
    );
  if (at !== undefined) {
    return (
      <span class="mention">@{at === 'all' ? at : (users.find(({ id }) => id === at)?.name ?? at)}</span>
    );
  }
  if (tag !== undefined) return <span class={`tag tag-${tagColor}`}>{decode(tag)}</span>;
  if (url !== undefined) return <SafeLink url={decode(url)} text={decode(label ?? '')} />;
  if (bold !== undefined)
    return (
      <b>
        <Inline text={bold} />
      </b>
    );
  if (strike !== undefined)
    return (
      <s>
        <Inline text={strike} />
      </s>
    );
  if (italic !== undefined)
    return (
      <i>
        <Inline text={italic} />
      </i>
    );
  return <br />;
}
