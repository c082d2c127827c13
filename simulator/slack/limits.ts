/**
 * What Slack accepts, as one table of the simulator's own. Lengths are UTF-16 code units, which never undercounts
 * what Slack counts; a product that fits here fits there.
 */
export const LIMITS = {
  message: {
    blocks: 50,
    /** Longer text is cut by Slack and answered with a warning. */
    textCharacters: 40_000,
    /** chat.update refuses where chat.postMessage cuts: 4,000 bytes as sent. */
    updateTextBytes: 4_000,
    /** Undocumented sum over all texts of all blocks; measured by others at about 13,200. */
    blockCharacters: 13_200,
    markdownCharacters: 12_000,
    attachments: 100,
    metadataBytes: 16_000,
  },
  view: {
    blocks: 100,
    title: 24,
    submit: 24,
    close: 24,
    privateMetadata: 3_000,
    bytes: 250_000,
    /** One opened and two pushed on top of it. */
    stack: 3,
  },
  identifier: 255,
  text: 3_000,
  section: { text: 3_000, fields: 10, fieldText: 2_000 },
  header: 150,
  context: 10,
  actions: 25,
  input: { label: 2_000, hint: 2_000 },
  image: { alt: 2_000, title: 2_000, url: 3_000 },
  table: { rows: 100, cells: 20, columns: 20, perMessage: 1, charactersPerMessage: 10_000 },
  richTextIndent: 8,
  button: { text: 75, value: 2_000, url: 3_000, label: 75 },
  select: { options: 100, groups: 100, label: 75 },
  /** Sources disagree on an option's value (75, 150, 3,000): the cautious middle is what products rely on. */
  option: { text: 75, value: 150, description: 75, url: 3_000 },
  choices: 10,
  overflow: 5,
  confirm: { title: 100, text: 300, button: 30 },
  placeholder: 150,
  plainTextInput: { length: 3_000 },
} as const;

/** Times that Slack grants, in milliseconds. */
export const TIMES = {
  deadline: 3_000,
  trigger: 3_000,
  responseUrl: 30 * 60_000,
  /** How long after a failure each repetition of an event goes out. */
  retries: [0, 60_000, 300_000],
} as const;

export const RESPONSE_URL_USES = 5;
