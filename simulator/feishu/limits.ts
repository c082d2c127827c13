const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Times in milliseconds. */
export const TIMES = {
  /** How long the product has to answer an event or a press. */
  deadline: 3_000,
  /** How long it has to answer the challenge. */
  challengeDeadline: 1_000,
  /** Each counts from the failure before it. */
  retries: [15_000, 5 * MINUTE, HOUR, 6 * HOUR],
  token: 2 * HOUR,
  /** A token that has less than this left gets a successor. */
  tokenRenewal: 30 * MINUTE,
  uuid: HOUR,
  cardToken: 30 * MINUTE,
  /** How long after it was sent a card can be changed. */
  cardUpdate: 14 * 24 * HOUR,
  /** How long after it was sent people can use what is on it. */
  cardUse: 14 * 24 * HOUR,
} as const;

/** Sizes in bytes, counts and lengths in UTF-16 units. */
export const LIMITS = {
  uuid: 50,
  textBytes: 150 * 1_024,
  cardBytes: 30 * 1_024,
  cardTokenUses: 2,
  textEdits: 20,
  emails: 50,
  pageSize: 50,
  slashCommands: 100,
} as const;

/** What a card may hold. */
export const CARD = {
  elements: 200,
  depth: 5,
  tables: 5,
  markdownTables: 4,
  tableColumns: 50,
  tablePageSize: 10,
  inputLength: 1_000,
  inputRows: 50,
  placeholder: 100,
  buttonText: 100,
  elementId: 20,
  headerTitleLines: 4,
  textTags: 3,
} as const;
