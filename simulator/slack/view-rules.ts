import { isRecord, type Json, recordsOf } from '../common/json.ts';
import { type Check, complain, flag, may, must, shape, text, type Walk } from './blocks/check.ts';
import { checkViewBlocks, describeProblem } from './blocks/judge.ts';
import { plainText } from './blocks/objects.ts';
import { LIMITS } from './limits.ts';

export type ViewVerdict =
  | { readonly kind: 'view'; readonly type: 'modal' | 'home'; readonly content: Json }
  | { readonly kind: 'refused'; readonly error: string; readonly messages: readonly string[] };

const unchecked: Check = () => {};

const shared = {
  blocks: must(unchecked),
  private_metadata: may(text(0, LIMITS.view.privateMetadata)),
  callback_id: may(text(0, LIMITS.identifier)),
  external_id: may(text(0, LIMITS.identifier)),
};

const modal = shape({
  ...shared,
  title: must(plainText(LIMITS.view.title)),
  submit: may(plainText(LIMITS.view.submit)),
  close: may(plainText(LIMITS.view.close)),
  clear_on_close: may(flag),
  notify_on_close: may(flag),
  submit_disabled: may(flag),
});

const home = shape(shared);

/** Judges a view as views.* and a submission's answer do. `wanted` is what this place can show. */
export function judgeView(view: unknown, wanted: 'modal' | 'home'): ViewVerdict {
  if (!isRecord(view)) return refuse([{ pointer: '/view', message: 'must be an object' }]);
  const { type, ...rest } = view;
  if (type !== wanted) return refuse([{ pointer: '/view/type', message: `must be ${wanted}` }]);
  if (Buffer.byteLength(JSON.stringify(view)) > LIMITS.view.bytes) {
    return { kind: 'refused', error: 'view_too_large', messages: [] };
  }
  const walk: Walk = { surface: wanted, problems: [] };
  (wanted === 'modal' ? modal : home)(rest, '/view', walk);
  if (wanted === 'modal' && rest.submit === undefined && hasInput(rest)) {
    complain(walk, '/view', 'missing required field: submit');
  }
  const problems = [...walk.problems, ...checkViewBlocks(rest.blocks, wanted)];
  return problems.length > 0 ? refuse(problems) : { kind: 'view', type: wanted, content: view };
}

function hasInput(view: Json): boolean {
  return recordsOf(view, 'blocks').some((block) => block.type === 'input');
}

function refuse(problems: Walk['problems']): ViewVerdict {
  return { kind: 'refused', error: 'invalid_arguments', messages: problems.map(describeProblem) };
}
