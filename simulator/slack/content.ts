import { isRecord, type Json, parseJson, recordsOf, textOf } from '../common/json.ts';
import { withIds } from './blocks/elements-of.ts';
import { judgeMessageBlocks, judgeTables } from './blocks/judge.ts';
import { LIMITS } from './limits.ts';
import { type Metadata, mintId } from './world.ts';

/** What a message says, checked and with its ids filled in. */
export type Content = {
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly attachments: readonly Json[];
  readonly metadata?: Metadata;
  /** The text was longer than what Slack keeps. */
  readonly cut: boolean;
};

export type Refused = {
  readonly kind: 'refused';
  readonly error: string;
  readonly messages: readonly string[];
};
export type Reading = { readonly kind: 'content'; readonly content: Content } | Refused;

const refuse = (error: string, messages: readonly string[] = []): Refused => ({
  kind: 'refused',
  error,
  messages,
});

/** Slack takes blocks, attachments and metadata as JSON and as a string that holds JSON. */
function unwrap(value: unknown): unknown {
  return typeof value === 'string' ? parseJson(value) : value;
}

/** Reads and judges what a message is to say, wherever it comes from: a method, a response_url, a command's answer. */
export function readContent(body: Json): Reading {
  const markdown = textOf(body, 'markdown_text');
  const text = textOf(body, 'text') ?? '';
  if (markdown !== undefined && (text !== '' || body.blocks !== undefined)) {
    return refuse('markdown_text_conflict');
  }
  const blocks = readBlocks(body.blocks);
  if (!Array.isArray(blocks)) return blocks;
  const attachments = readAttachments(body.attachments);
  if (!Array.isArray(attachments)) return attachments;
  const tables = judgeTables([...blocks, ...attachments.flatMap((part) => recordsOf(part, 'blocks'))]);
  if (tables.kind === 'refused') return tables;
  const metadata = readMetadata(body.metadata);
  if (metadata?.kind === 'refused') return metadata;
  const said = markdown ?? text;
  if (said === '' && blocks.length === 0 && attachments.length === 0) return refuse('no_text');
  return {
    kind: 'content',
    content: {
      text: said.slice(0, LIMITS.message.textCharacters),
      blocks,
      attachments,
      ...(metadata !== undefined && { metadata: metadata.metadata }),
      cut: said.length > LIMITS.message.textCharacters,
    },
  };
}

function readBlocks(raw: unknown): Json[] | Refused {
  const blocks = unwrap(raw);
  if (raw === undefined) return [];
  if (!Array.isArray(blocks)) return refuse('invalid_blocks_format');
  const verdict = judgeMessageBlocks(blocks);
  return verdict.kind === 'refused' ? verdict : [...withIds(blocks.filter(isRecord), () => mintId('b'))];
}

const ATTACHMENT_KEYS = [
  'color',
  'blocks',
  'fallback',
  'text',
  'pretext',
  'title',
  'title_link',
  'mrkdwn_in',
  'footer',
  'ts',
  'fields',
  'id',
];

function readAttachments(raw: unknown): Json[] | Refused {
  const attachments = unwrap(raw);
  if (raw === undefined) return [];
  if (!Array.isArray(attachments) || !attachments.every(isRecord)) {
    return refuse('invalid_arguments', [
      '[ERROR] attachments must be an array of objects [json-pointer:/attachments]',
    ]);
  }
  if (attachments.length > LIMITS.message.attachments) return refuse('too_many_attachments');
  const checked: Json[] = [];
  for (const [index, attachment] of attachments.entries()) {
    const stray = Object.keys(attachment).find((key) => !ATTACHMENT_KEYS.includes(key));
    const pointer = `/attachments/${index}`;
    if (stray !== undefined) {
      return refuse('invalid_arguments', [
        `[ERROR] no additional properties allowed: ${stray} [json-pointer:${pointer}]`,
      ]);
    }
    if (attachment.blocks === undefined) {
      checked.push(attachment);
      continue;
    }
    const verdict = judgeMessageBlocks(attachment.blocks, `${pointer}/blocks`);
    if (verdict.kind === 'refused') return verdict;
    const blocks = Array.isArray(attachment.blocks) ? attachment.blocks.filter(isRecord) : [];
    checked.push({ ...attachment, blocks: withIds(blocks, () => mintId('b')) });
  }
  return checked;
}

function readMetadata(
  raw: unknown,
): { readonly kind: 'metadata'; readonly metadata: Metadata } | Refused | undefined {
  if (raw === undefined) return undefined;
  const metadata = unwrap(raw);
  if (!isRecord(metadata)) return refuse('invalid_metadata_format');
  const { event_type, event_payload, ...rest } = metadata;
  if (
    typeof event_type !== 'string' ||
    event_type === '' ||
    !isRecord(event_payload) ||
    Object.keys(rest).length > 0
  ) {
    return refuse('invalid_metadata_schema');
  }
  if (Buffer.byteLength(JSON.stringify(metadata)) > LIMITS.message.metadataBytes)
    return refuse('metadata_too_large');
  return { kind: 'metadata', metadata: { event_type, event_payload } };
}
