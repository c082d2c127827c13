import { parseWireObject } from '../../src/kernel/wire-json.ts';
import { asArray, asObject, asText, type JsonObject } from './json.ts';

/** The words of a message, with the keys of its mentions still in them; undefined for pictures, files and the like. */
export function readMessageText(message: JsonObject): string | undefined {
  const content = parseWireObject(asText(message.content));
  if (content === undefined) return undefined;
  switch (message.message_type) {
    case 'text':
      return asText(content.text);
    case 'post':
      return readPost(content);
    default:
      return undefined;
  }
}

function readPost(content: JsonObject): string {
  const lines = asArray(content.content).map((line) => asArray(line).map(readPiece).join(''));
  return [asText(content.title), ...lines].filter((line) => line !== '').join('\n');
}

function readPiece(value: unknown): string {
  const piece = asObject(value);
  if (piece === undefined) return '';
  switch (piece.tag) {
    case 'text':
    case 'a':
    case 'md':
    case 'code_block':
      return asText(piece.text);
    case 'at':
      return asText(piece.user_id);
    default:
      return '';
  }
}
