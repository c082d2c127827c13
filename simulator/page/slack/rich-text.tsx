import type { ComponentChildren } from 'preact';
import { isRecord, type Json, recordsOf, textOf } from '../../common/json.ts';
import { SafeLink } from '../parts/safe-link.tsx';
import { useSlack } from './surface.ts';

/** The parts of a rich text block. */
export function RichText({ elements }: { readonly elements: readonly Json[] }) {
  return (
    <>
      {elements.map((element, index) => (
        <Part key={index} element={element} />
      ))}
    </>
  );
}

function Part({ element }: { readonly element: Json }) {
  const inside = recordsOf(element, 'elements');
  switch (element.type) {
    case 'rich_text_list': {
      const items = inside.map((item, index) => (
        <li key={index}>
          <Inline elements={recordsOf(item, 'elements')} />
        </li>
      ));
      return element.style === 'ordered' ? (
        <ol class="slack-bullets">{items}</ol>
      ) : (
        <ul class="slack-bullets">{items}</ul>
      );
    }
    case 'rich_text_preformatted':
      return (
        <pre class="slack-pre">
          <Inline elements={inside} />
        </pre>
      );
    case 'rich_text_quote':
      return (
        <blockquote class="slack-quote">
          <Inline elements={inside} />
        </blockquote>
      );
    default:
      return (
        <p class="slack-text">
          <Inline elements={inside} />
        </p>
      );
  }
}

function Inline({ elements }: { readonly elements: readonly Json[] }) {
  return (
    <>
      {elements.map((element, index) => (
        <Piece key={index} element={element} />
      ))}
    </>
  );
}

function Piece({ element }: { readonly element: Json }) {
  const { users, conversations } = useSlack();
  const text = textOf(element, 'text') ?? '';
  const style = isRecord(element.style) ? element.style : {};
  switch (element.type) {
    case 'link':
      return styled(<SafeLink url={textOf(element, 'url') ?? ''} text={text} />, style);
    case 'user':
      return (
        <span class="mention">
          @{users.find(({ id }) => id === element.user_id)?.name ?? String(element.user_id)}
        </span>
      );
    case 'channel':
      return (
        <span class="mention">
          #{conversations.find(({ id }) => id === element.channel_id)?.name ?? String(element.channel_id)}
        </span>
      );
    case 'broadcast':
      return <span class="mention">@{textOf(element, 'range')}</span>;
    case 'emoji':
      return <span>:{textOf(element, 'name')}:</span>;
    case 'date':
      return <span>{textOf(element, 'fallback')}</span>;
    default:
      return styled(text, style);
  }
}

function styled(children: ComponentChildren, style: Json) {
  let shown = <span>{children}</span>;
  if (style.code === true) shown = <code>{shown}</code>;
  if (style.bold === true) shown = <b>{shown}</b>;
  if (style.italic === true) shown = <i>{shown}</i>;
  if (style.strike === true) shown = <s>{shown}</s>;
  return shown;
}
