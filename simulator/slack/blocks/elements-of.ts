import { isRecord, type Json, recordsOf, textOf } from '../../common/json.ts';

/** One interactive element as it stands on the screen. */
export type Placed = {
  readonly blockId: string;
  readonly actionId: string;
  readonly type: string;
  readonly element: Json;
  /** The block around it: its `type` tells whether it is part of a form. */
  readonly block: Json;
};

/** Elements that can be looked at but not touched. */
const STILL: readonly string[] = ['image', 'plain_text', 'mrkdwn'];

/** Every element of these blocks that a person can touch, from top to bottom. */
export function elementsOf(blocks: readonly Json[]): readonly Placed[] {
  return blocks.flatMap((block) =>
    elementsInside(block).map((element) => ({
      blockId: textOf(block, 'block_id') ?? '',
      actionId: textOf(element, 'action_id') ?? '',
      type: textOf(element, 'type') ?? '',
      element,
      block,
    })),
  );
}

function elementsInside(block: Json): readonly Json[] {
  const single = [block.accessory, block.element].filter(isRecord);
  const several = block.type === 'actions' ? recordsOf(block, 'elements') : [];
  return [...single, ...several].filter((element) => !STILL.includes(textOf(element, 'type') ?? ''));
}

/** The same blocks, where each block and each element has an id, as Slack gives them on arrival. */
export function withIds(blocks: readonly Json[], mint: () => string): readonly Json[] {
  const identify = (element: Json): Json =>
    STILL.includes(textOf(element, 'type') ?? '')
      ? element
      : { ...element, action_id: element.action_id ?? mint() };
  return blocks.map((block) => ({
    ...block,
    block_id: block.block_id ?? mint(),
    ...(isRecord(block.accessory) && { accessory: identify(block.accessory) }),
    ...(isRecord(block.element) && { element: identify(block.element) }),
    ...(block.type === 'actions' && { elements: recordsOf(block, 'elements').map(identify) }),
  }));
}
