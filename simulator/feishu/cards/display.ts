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
  text,
  whole,
} from './check.ts';
import {
  align,
  colour,
  countTables,
  icon,
  plainWords,
  radius,
  verticalAlign,
  width,
  words,
} from './parts.ts';

const markdown: Check = (value, path, walk) => {
  text()(value, path, walk);
  if (typeof value !== 'string') return;
  walk.seen.markdownTables += countTables(value);
};

const chartSpec: Check = (value, path, walk) => {
  if (!isRecord(value) || typeof value.type !== 'string') complain(walk, path, 'invalid chart_spec', 200550);
};

const columnWidth = pattern(/^(auto|\d+px|\d+%)$/u, 'a width');

const tableColumn = shape({
  name: must(text(1)),
  display_name: may(text()),
  data_type: must(oneOf('text', 'lark_md', 'options', 'number', 'persons', 'date', 'markdown')),
  width: may(columnWidth),
  horizontal_align: may(align),
  vertical_align: may(verticalAlign),
  format: may(shape({ precision: may(whole(0, 10)), symbol: may(text()), separator: may(flag) })),
  date_format: may(text(1)),
});

const headerStyle = shape({
  text_align: may(align),
  text_size: may(text(1)),
  background_style: may(oneOf('none', 'grey')),
  text_color: may(colour),
  bold: may(flag),
  lines: may(whole(1)),
});

const PERSON: Properties = {
  size: may(oneOf('extra_small', 'small', 'medium', 'large')),
  show_avatar: may(flag),
  show_name: may(flag),
};

/** The components that only show something, by their tags. */
export const DISPLAYS: Readonly<Record<string, Properties>> = {
  div: { text: may(words), icon: may(icon), width: may(width) },
  markdown: {
    content: must(markdown),
    i18n_content: may(object),
    text_align: may(align),
    text_size: may(text(1)),
    icon: may(icon),
  },
  hr: {},
  img: {
    img_key: must(text(1)),
    alt: must(plainWords),
    title: may(words),
    corner_radius: may(radius),
    scale_type: may(oneOf('crop_center', 'crop_top', 'fit_horizontal')),
    size: may(text(1)),
    transparent: may(flag),
    preview: may(flag),
  },
  table: {
    page_size: may(whole(1, CARD.tablePageSize)),
    row_height: may(pattern(/^(low|middle|high|auto|\d+px)$/u, 'a height')),
    row_max_height: may(pattern(/^\d+px$/u, 'a height')),
    freeze_first_column: may(flag),
    header_style: may(headerStyle),
    columns: must(list(tableColumn, CARD.tableColumns, 1)),
    rows: must(list(object)),
  },
  chart: {
    aspect_ratio: may(pattern(/^\d+:\d+$/u, 'a ratio')),
    color_theme: may(text(1)),
    chart_spec: must(chartSpec),
    preview: may(flag),
    height: may(pattern(/^(auto|\d+px)$/u, 'a height')),
  },
  person: { ...PERSON, user_id: must(text(1)), style: may(oneOf('normal', 'capsule')) },
  person_list: {
    ...PERSON,
    persons: must(list(shape({ id: must(text(1)) }))),
    lines: may(whole(1)),
    drop_invalid_user_id: may(flag),
    icon: may(icon),
  },
};

/** What holds for a table as a whole: cells of columns that are there, columns that differ. */
export const checkTable: Check = (value, path, walk) => {
  walk.seen.tables += 1;
  if (!walk.isRoot) complain(walk, path, 'a table stands in the body only');
  if (!isRecord(value) || !Array.isArray(value.columns) || !Array.isArray(value.rows)) return;
  const names = value.columns.filter(isRecord).map((column) => String(column.name));
  if (new Set(names).size < names.length) complain(walk, path, 'the names of columns are not unique');
  value.rows.filter(isRecord).forEach((row, index) => {
    const stray = Object.keys(row).find((key) => !names.includes(key));
    if (stray !== undefined) complain(walk, `${path} -> rows -> [${index}]`, `there is no column ${stray}`);
  });
};
