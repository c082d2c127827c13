import { isRecord, type Json, recordsOf, textOf } from '../../common/json.ts';
import { useWords } from '../wording.ts';
import { Element } from './elements.tsx';
import { Mrkdwn } from './mrkdwn.tsx';
import { RichText } from './rich-text.tsx';
import { useSurface, wordsOf } from './surface.ts';

/** Blocks from top to bottom, as Block Kit lays them out. */
export function Blocks({ blocks }: { readonly blocks: readonly Json[] }) {
  return (
    <>
      {blocks.map((block, index) => (
        <Block key={textOf(block, 'block_id') ?? index} block={block} />
      ))}
    </>
  );
}

function Block({ block }: { readonly block: Json }) {
  const { t } = useWords();
  switch (block.type) {
    case 'header':
      return <h4 class="slack-header">{wordsOf(block, 'text')}</h4>;
    case 'section':
      return <Section block={block} />;
    case 'rich_text':
      return <RichText elements={recordsOf(block, 'elements')} />;
    case 'context':
      return (
        <div class="slack-context">
          {recordsOf(block, 'elements').map((element, index) =>
            element.type === 'image' ? (
              <Picture key={index} of={element} />
            ) : (
              <TextObject key={index} object={element} />
            ),
          )}
        </div>
      );
    case 'actions':
      return (
        <div class="slack-actions">
          {recordsOf(block, 'elements').map((element, index) => (
            <Element key={textOf(element, 'action_id') ?? index} block={block} element={element} />
          ))}
        </div>
      );
    case 'input':
      return <Input block={block} />;
    case 'table':
      return (
        <Table
          rows={Array.isArray(block.rows) ? block.rows : []}
          settings={recordsOf(block, 'column_settings')}
        />
      );
    case 'divider':
      return <hr class="slack-divider" />;
    case 'image':
      return <Picture of={block} />;
    default:
      return <p class="faint">{t.unknownPart(String(block.type))}</p>;
  }
}

function Section({ block }: { readonly block: Json }) {
  return (
    <div class="slack-section">
      <div>
        {isRecord(block.text) && (
          <p class="slack-text">
            <TextObject object={block.text} />
          </p>
        )}
        {recordsOf(block, 'fields').length > 0 && (
          <div class="slack-fields">
            {recordsOf(block, 'fields').map((field, index) => (
              <p key={index}>
                <TextObject object={field} />
              </p>
            ))}
          </div>
        )}
      </div>
      {isRecord(block.accessory) &&
        (block.accessory.type === 'image' ? (
          <Picture of={block.accessory} />
        ) : (
          <Element block={block} element={block.accessory} />
        ))}
    </div>
  );
}

function TextObject({ object }: { readonly object: Json }) {
  const text = textOf(object, 'text') ?? '';
  return object.type === 'mrkdwn' ? <Mrkdwn text={text} /> : <span>{text}</span>;
}

/** The page asks nobody for pictures; their words stand for them. */
function Picture({ of }: { readonly of: Json }) {
  return <span class="slack-picture">🖼 {textOf(of, 'alt_text') ?? ''}</span>;
}

function Input({ block }: { readonly block: Json }) {
  const { t } = useWords();
  const error = useSurface().errorOf(block);
  const id = `field-${textOf(block, 'block_id') ?? ''}`;
  if (!isRecord(block.element)) return null;
  return (
    <div class={error === undefined ? 'field' : 'field has-error'}>
      <label for={id}>
        {wordsOf(block, 'label')} {block.optional === true && <span class="faint">{t.optional}</span>}
      </label>
      <Element block={block} element={block.element} id={id} />
      {error !== undefined && (
        <p class="field-error" role="alert" id={`${id}-error`}>
          {error}
        </p>
      )}
      {wordsOf(block, 'hint') !== '' && <p class="field-hint">{wordsOf(block, 'hint')}</p>}
    </div>
  );
}

function Table({
  rows,
  settings,
}: {
  readonly rows: readonly unknown[];
  readonly settings: readonly Json[];
}) {
  const [head, ...rest] = rows.filter((row): row is readonly unknown[] => Array.isArray(row));
  const cell = (value: unknown) => {
    if (!isRecord(value)) return null;
    return value.type === 'rich_text' ? (
      <RichText elements={recordsOf(value, 'elements')} />
    ) : (
      textOf(value, 'text')
    );
  };
  const align = (index: number) => ({ textAlign: textOf(settings[index] ?? {}, 'align') ?? 'left' });
  return (
    <div class="table-box">
      <table class="slack-table">
        <thead>
          <tr>
            {head?.map((value, index) => (
              <th key={index} scope="col" style={align(index)}>
                {cell(value)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rest.map((row, line) => (
            <tr key={line}>
              {row.map((value, index) => (
                <td key={index} style={align(index)}>
                  {cell(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
