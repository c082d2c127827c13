import { isRecord, type Json, parseJson, textOf } from '../common/json.ts';
import { type Answer, refuse, wrongParameter } from './api/answer.ts';
import { judgeCard } from './cards/judge.ts';
import { LIMITS } from './limits.ts';
import type { Mention, MsgType, World } from './world.ts';

/** What a message says, read and found good. */
export type Content = {
  readonly msgType: MsgType;
  readonly content: string;
  readonly text?: string;
  readonly card?: Json;
  readonly mentions: readonly Mention[];
};

export type JudgedContent =
  | { readonly kind: 'content'; readonly content: Content }
  | { readonly kind: 'refused'; readonly answer: Answer };

const no = (answer: Answer): JudgedContent => ({ kind: 'refused', answer });
const TOO_LONG = refuse(230025, 'The length of the message content reaches its limit.');

/** @param content the JSON string that a message of this type carries */
export function judgeContent(world: World, msgType: string, content: string): JudgedContent {
  const parsed = parseJson(content);
  if (!isRecord(parsed)) return no(wrongParameter('content is not a string in json format'));
  switch (msgType) {
    case 'text':
      return judgeText(world, content, parsed);
    case 'post':
      return judgePost(world, content, parsed);
    case 'interactive': {
      const refusal = refuseCard(parsed);
      if (refusal !== undefined) return no(refusal);
      return { kind: 'content', content: { msgType, content, card: parsed, mentions: [] } };
    }
    default:
      return no(wrongParameter(`invalid msg_type: ${msgType}`));
  }
}

/** @returns what the platform says to a card that it does not take; undefined when it takes it */
export function refuseCard(card: unknown): Answer | undefined {
  const judged = judgeCard(card);
  if (judged.kind === 'card') return undefined;
  if (judged.code === 230025) return TOO_LONG;
  const said = `ErrCode: ${judged.code}; ErrMsg: ${judged.messages.join(' | ')}`;
  return refuse(230099, `Failed to create card content, ext=${said}`);
}

function judgeText(world: World, content: string, parsed: Json): JudgedContent {
  const text = textOf(parsed, 'text');
  if (text === undefined || text === '') return no(wrongParameter('text content is empty'));
  const other = Object.keys(parsed).find((key) => key !== 'text');
  if (other !== undefined) return no(wrongParameter(`unknown property of a text: ${other}`));
  if (Buffer.byteLength(content) > LIMITS.textBytes) return no(TOO_LONG);
  const said = text.replace(/<at user_id="([^"]*)">([^<]*)<\/at>/gu, (_tag, id: string) => nameOf(world, id));
  return {
    kind: 'content',
    content: { msgType: 'text', content, text: said, mentions: mentionsIn(world, text) },
  };
}

/** Those whom the text really calls: a person hears of it, everybody does for `all`. */
function mentionsIn(world: World, text: string): readonly Mention[] {
  return [...text.matchAll(/<at user_id="([^"]*)">/gu)].map(([, id = ''], index) => ({
    key: `@_user_${index + 1}`,
    openId: id,
    name: nameOf(world, id).slice(1),
  }));
}

const POST_TAGS = ['text', 'a', 'at', 'img', 'media', 'emotion', 'hr', 'code_block', 'md'];

function judgePost(world: World, content: string, parsed: Json): JudgedContent {
  if (Buffer.byteLength(content) > LIMITS.cardBytes) return no(TOO_LONG);
  const [language = ''] = Object.keys(parsed);
  const post = parsed[language];
  if (!isRecord(post) || !Array.isArray(post.content)) return no(wrongParameter('invalid post content'));
  const lines: string[] = typeof post.title === 'string' ? [post.title] : [];
  for (const line of post.content as unknown[]) {
    if (!Array.isArray(line)) return no(wrongParameter('a paragraph of a post is a list'));
    const parts = line.filter(isRecord);
    const wrong = parts.find(({ tag }) => !POST_TAGS.includes(String(tag)));
    if (wrong !== undefined || parts.length < line.length) {
      return no(wrongParameter(`unsupported tag in a post: ${String(wrong?.tag)}`));
    }
    lines.push(parts.map((part) => wordsOf(world, part)).join(''));
  }
  return { kind: 'content', content: { msgType: 'post', content, text: lines.join('\n'), mentions: [] } };
}

function wordsOf(world: World, part: Json): string {
  return part.tag === 'at' ? nameOf(world, textOf(part, 'user_id') ?? '') : (textOf(part, 'text') ?? '');
}

function nameOf(world: World, openId: string): string {
  if (openId === 'all') return '@all';
  return `@${world.users.get(openId)?.name ?? openId}`;
}
