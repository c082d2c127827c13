/**
 * What Slack takes, in UTF-16 units unless said otherwise (Block Kit reference and Web API pages, read November 2026). The one
 * place where these numbers stand; renderers stay below them, so that no message is ever refused for its size.
 */
export const limits = {
  headerText: 150,
  sectionText: 3_000,
  noteText: 3_000,
  messageBlocks: 50,
  /** The platform refuses more than about 13 200 characters over all blocks of a message, without documenting it. */
  messageCharacters: 12_000,
  messageText: 4_000,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2_000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  overflowOptions: 5,
  optionText: 75,
  optionValue: 150,
  options: 100,
  placeholder: 150,
  tableRows: 100,
  tableColumns: 20,
  tableCharacters: 9_000,
  viewTitle: 24,
  viewButton: 24,
  viewBlocks: 100,
  inputLabel: 2_000,
  inputHint: 2_000,
  inputLength: 3_000,
  privateMetadata: 3_000,
  responseUrlUses: 5,
} as const;
