/**
 * What Feishu takes, in UTF-16 units unless said otherwise (card JSON 2.0 and message pages, read November 2026). The one place
 * where these numbers stand. A card beyond a limit is refused whole and its reader sees nothing, so renderers stay below them.
 */
export const limits = {
  /** Bytes of a card's JSON. 30 KB is documented; larger ones were seen to pass, but nobody promises it. */
  cardBytes: 28_000,
  /** Components and text objects of a card, nested ones and options included. 200 is documented and was seen to be refused. */
  cardElements: 180,
  /** Table components of a card; tables written in Markdown count as well, so none is written. */
  tables: 5,
  tableColumns: 50,
  tablePageSize: 10,
  headerTitle: 200,
  buttonText: 100,
  placeholder: 100,
  inputLength: 1_000,
  toast: 200,
  slashCommands: 100,

  // Ours, so that a card stays one that people read.
  summary: 100,
  text: 3_000,
  note: 1_000,
  factLabel: 60,
  tableBytes: 12_000,
  tableTitle: 50,
  tableCell: 200,
  options: 100,
  optionText: 100,
  confirmTitle: 100,
  confirmText: 300,
  slashDescription: 100,
  /** A message of text takes 150 KB; this is what somebody reads. */
  plainMessage: 4_000,
} as const;
