import { isRecord, type Json, recordsOf, textOf } from '../../common/json.ts';
import { useWords } from '../wording.ts';
import { FeishuButton } from './button.tsx';
import { Field, isField } from './fields.tsx';
import { Form } from './form.tsx';
import { Markdown } from './markdown.tsx';
import { OnCard, wordsOf } from './surface.ts';
import { Table } from './table.tsx';

export function titleOf(card: Json | undefined): string {
  return isRecord(card?.header) ? wordsOf(card.header, 'title') : '';
}

/** A card of the second kind. */
export function Card({ messageId, card }: { readonly messageId: string; readonly card: Json }) {
  const header = isRecord(card.header) ? card.header : undefined;
  const body = isRecord(card.body) ? card.body : {};
  return (
    <OnCard.Provider value={{ messageId }}>
      <section class="card" aria-label={titleOf(card)}>
        {header !== undefined && (
          <header class={`card-header card-${textOf(header, 'template') ?? 'default'}`}>
            <h4>{wordsOf(header, 'title')}</h4>
            {wordsOf(header, 'subtitle') !== '' && <p>{wordsOf(header, 'subtitle')}</p>}
          </header>
        )}
        <div class="card-body">
          <Components list={recordsOf(body, 'elements')} />
        </div>
      </section>
    </OnCard.Provider>
  );
}

export function Components({ list }: { readonly list: readonly Json[] }) {
  return (
    <>
      {list.map((component, index) => (
        <Component key={index} component={component} />
      ))}
    </>
  );
}

function Component({ component }: { readonly component: Json }) {
  const { t } = useWords();
  if (isField(component)) return <Field component={component} />;
  switch (component.tag) {
    case 'markdown':
      return (
        <div class="card-markdown">
          <Markdown text={textOf(component, 'content') ?? ''} />
        </div>
      );
    case 'div':
      return <Div component={component} />;
    case 'hr':
      return <hr />;
    case 'column_set':
      return <Columns component={component} />;
    case 'form':
      return (
        <Form form={component}>
          <Components list={recordsOf(component, 'elements')} />
        </Form>
      );
    case 'button':
      return <FeishuButton component={component} />;
    case 'table':
      return <Table component={component} />;
    case 'img':
      return <p class="faint">🖼 {wordsOf(component, 'alt')}</p>;
    case 'interactive_container':
    case 'collapsible_panel':
      return (
        <div class="card-box">
          <Components list={recordsOf(component, 'elements')} />
        </div>
      );
    default:
      return <p class="faint">{t.unknownPart(String(component.tag))}</p>;
  }
}

function Div({ component }: { readonly component: Json }) {
  const texts = [component.text, ...recordsOf(component, 'fields').map((field) => field.text)].filter(
    isRecord,
  );
  return (
    <>
      {texts.map((text, index) => {
        const size = textOf(text, 'text_size') ?? 'normal';
        const look = `card-div size-${size} color-${textOf(text, 'text_color') ?? 'default'}`;
        const content = textOf(text, 'content') ?? '';
        return text.tag === 'plain_text' ? (
          <p key={index} class={look}>
            {content}
          </p>
        ) : (
          <div key={index} class={look}>
            <Markdown text={content} />
          </div>
        );
      })}
    </>
  );
}

function Columns({ component }: { readonly component: Json }) {
  return (
    <div class={`columns columns-${textOf(component, 'flex_mode') ?? 'none'}`}>
      {recordsOf(component, 'columns').map((column, index) => (
        <div key={index} class="column" style={widthOf(column)}>
          <Components list={recordsOf(column, 'elements')} />
        </div>
      ))}
    </div>
  );
}

function widthOf(column: Json): { readonly flex: string; readonly alignSelf: string } {
  const alignSelf = column.vertical_align === 'center' ? 'center' : 'auto';
  const width = textOf(column, 'width') ?? 'auto';
  if (width === 'weighted') return { flex: `${Number(column.weight ?? 1)} 1 0`, alignSelf };
  return { flex: /^\d+px$/u.test(width) ? `0 0 ${width}` : '0 0 auto', alignSelf };
}
