import { isRecord } from '../../common/json.ts';
import { CARD } from '../limits.ts';
import {
  type Check,
  complain,
  flag,
  list,
  may,
  must,
  object,
  oneOf,
  type Properties,
  pattern,
  shape,
  type Walk,
  whole,
} from './check.ts';
import {
  ANY,
  align,
  behaviors,
  colour,
  confirm,
  icon,
  name,
  radius,
  someComponent,
  space,
  spacing,
  verticalAlign,
  width,
  words,
} from './parts.ts';

/** Components one level further in. */
function inside(change: Partial<Walk> = {}): Check {
  return list((value, path, walk) =>
    walk.component(value, path, { ...walk, ...change, depth: walk.depth + 1, isRoot: false }),
  );
}

const FLOW: Properties = {
  direction: may(oneOf('vertical', 'horizontal')),
  padding: may(space),
  horizontal_spacing: may(spacing),
  vertical_spacing: may(spacing),
  horizontal_align: may(align),
  vertical_align: may(verticalAlign),
};

const linkAction = shape({ multi_url: must(object) });

const column: Check = (value, path, walk) => {
  const isColumn = isRecord(value) && value.tag === 'column';
  if (!isColumn) complain(walk, path, 'column_set takes columns only');
  else {
    shape({
      ...ANY,
      ...FLOW,
      tag: must(oneOf('column')),
      background_style: may(colour),
      width: may(width),
      weight: may(whole(1, 5)),
      elements: may(inside()),
      action: may(linkAction),
    })(value, path, walk);
  }
};

/** The body: not a component, and the only place for forms and tables. */
export const body = shape({
  ...FLOW,
  elements: must(list((value, path, walk) => walk.component(value, path, walk))),
});

/** The components that hold others, by their tags. */
export const CONTAINERS: Readonly<Record<string, Properties>> = {
  column_set: {
    flex_mode: may(oneOf('none', 'stretch', 'flow', 'bisect', 'trisect')),
    background_style: may(colour),
    horizontal_spacing: may(spacing),
    horizontal_align: may(align),
    columns: must(list(column)),
    action: may(linkAction),
  },
  form: { ...FLOW, name: must(name), elements: must(inside({ isInForm: true })), confirm: may(confirm) },
  collapsible_panel: {
    ...FLOW,
    expanded: may(flag),
    background_color: may(colour),
    header: must(
      shape({
        title: must(words),
        background_color: may(colour),
        vertical_align: may(verticalAlign),
        padding: may(space),
        position: may(oneOf('top', 'bottom')),
        width: may(pattern(/^(auto|fill|auto_when_fold)$/u, 'a width')),
        icon: may(icon),
        icon_position: may(oneOf('left', 'right', 'follow_text')),
        icon_expanded_angle: may(whole(-180, 180)),
      }),
    ),
    border: may(shape({ color: may(colour), corner_radius: may(radius) })),
    elements: must(inside()),
  },
  interactive_container: {
    ...FLOW,
    width: may(pattern(/^(fill|auto|\d+px)$/u, 'a width')),
    height: may(pattern(/^(auto|\d+px)$/u, 'a height')),
    background_style: may(colour),
    has_border: may(flag),
    border_color: may(colour),
    corner_radius: may(radius),
    behaviors: may(behaviors),
    disabled: may(flag),
    disabled_tips: may(words),
    hover_tips: may(words),
    confirm: may(confirm),
    elements: must(inside()),
  },
};

/** What holds for containers as wholes. */
export function checkContainer(value: Readonly<Record<string, unknown>>, path: string, walk: Walk): void {
  if (walk.depth + 1 > CARD.depth)
    complain(walk, path, `containers are nested more than ${CARD.depth} levels deep`, 11310);
  if (value.tag !== 'form') return;
  if (!walk.isRoot) complain(walk, path, 'a form stands in the body only');
  const hasSubmit = someComponent(
    value,
    ({ tag, form_action_type }) => tag === 'button' && form_action_type === 'submit',
  );
  if (!hasSubmit) complain(walk, path, 'a form needs a button that submits it');
}
