import { type Json, recordsOf, textOf } from '../common/json.ts';
import { withIds } from './blocks/elements-of.ts';
import { statesOf } from './people/inputs.ts';
import { mintId, type View, type World } from './world.ts';

/** Where a new view goes. */
export type Place = { readonly ownerId: string; readonly type: 'modal' | 'home'; readonly below?: View };

/** Shows a new view. The content has been judged already. */
export function createView(world: World, content: Json, place: Place): View {
  const id = mintId('V');
  const view = fill(content, {
    id,
    type: place.type,
    ownerId: place.ownerId,
    rootId: place.below?.rootId ?? id,
    ...(place.below !== undefined && { previousId: place.below.id }),
  });
  return keepView(world, view);
}

/** Puts other content into a view that is open; what people filled in stays where the ids are the same. */
export function replaceView(world: World, view: View, content: Json): View {
  const { externalId: _dropped, ...frame } = view;
  return keepView(world, fill(content, frame));
}

/** Shows beside a form's fields what was wrong with them. */
export function showErrors(world: World, view: View, errors: Readonly<Record<string, string>>): View {
  return keepView(world, { ...view, errors });
}

/** Shows these modals of a person, the topmost last, and forgets the others. */
export function setStack(world: World, userId: string, ids: readonly string[]): void {
  for (const id of world.stacks.get(userId) ?? []) {
    if (!ids.includes(id)) world.views.delete(id);
  }
  world.stacks.set(userId, ids);
  world.changes.tell({ kind: 'view', userId });
}

function fill(
  content: Json,
  frame: Omit<View, 'hash' | 'content' | 'blocks' | 'errors' | 'externalId'>,
): View {
  const externalId = textOf(content, 'external_id');
  const blocks = withIds(recordsOf(content, 'blocks'), () => mintId('b'));
  return {
    ...frame,
    hash: mintId('h'),
    content,
    blocks,
    errors: {},
    ...(externalId !== undefined && externalId !== '' && { externalId }),
  };
}

function keepView(world: World, view: View): View {
  world.views.set(view.id, view);
  world.changes.tell({ kind: 'view', userId: view.ownerId });
  return view;
}

/** A view as methods and payloads show it, with what its owner has filled in. */
export function viewToWire(world: World, view: View): Json {
  const { content } = view;
  return {
    id: view.id,
    team_id: world.team.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: textOf(content, 'private_metadata') ?? '',
    callback_id: textOf(content, 'callback_id') ?? '',
    state: { values: statesOf(world, view.id, view.ownerId, view.blocks) },
    hash: view.hash,
    title: content.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: content.clear_on_close ?? false,
    notify_on_close: content.notify_on_close ?? false,
    close: content.close ?? null,
    submit: content.submit ?? null,
    previous_view_id: view.previousId ?? null,
    root_view_id: view.rootId,
    app_id: world.appId,
    external_id: view.externalId ?? '',
    app_installed_team_id: world.team.id,
    bot_id: world.botId,
  };
}
