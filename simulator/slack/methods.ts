/** How Slack limits a method: 1–4 are calls per minute (1, 20, 50, 100), 'special' has a rule of its own. */
export type Tier = 1 | 2 | 3 | 4 | 'special';

/** What one Web API method takes and says. */
export type Method = {
  readonly tier: Tier;
  /** Methods without it read a form or the query string only and ignore a JSON body. */
  readonly json: boolean;
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** The errors of its own; the ones every method can give are in COMMON_ERRORS. */
  readonly errors: readonly string[];
};

function method(
  tier: Tier,
  body: 'json' | 'form',
  required: string,
  optional: string,
  errors: string,
): Method {
  return {
    tier,
    json: body === 'json',
    required: words(required),
    optional: words(optional),
    errors: words(errors),
  };
}

function words(list: string): readonly string[] {
  return list.split(' ').filter((word) => word !== '');
}

const CONTENT = 'attachments blocks markdown_text metadata parse text link_names as_user';
const CONTENT_ERRORS =
  'channel_not_found invalid_blocks invalid_blocks_format no_text markdown_text_conflict too_many_attachments';
const METADATA_ERRORS = 'invalid_metadata_format invalid_metadata_schema metadata_too_large';
const PAGE = 'cursor limit inclusive include_all_metadata latest oldest';
const VIEW_ERRORS = 'duplicate_external_id view_too_large';
const TRIGGER_ERRORS = 'exchanged_trigger_id expired_trigger_id invalid_trigger_id';

/** The methods that are simulated; every other name is answered with unknown_method. */
export const METHODS: Readonly<Record<string, Method>> = {
  'auth.test': method('special', 'json', '', '', ''),
  'chat.postMessage': method(
    'special',
    'json',
    'channel',
    `${CONTENT} current_draft_last_updated_ts icon_emoji icon_url mrkdwn reply_broadcast thread_ts unfurl_links unfurl_media username`,
    `${CONTENT_ERRORS} ${METADATA_ERRORS} msg_blocks_too_long invalid_attachments not_in_channel is_archived cannot_reply_to_message as_user_not_supported`,
  ),
  'chat.update': method(
    3,
    'json',
    'channel ts',
    `${CONTENT} file_ids reply_broadcast unfurled_attachments`,
    `${CONTENT_ERRORS} ${METADATA_ERRORS} invalid_attachments msg_too_long message_not_found cant_update_message as_user_not_supported`,
  ),
  'chat.postEphemeral': method(
    4,
    'json',
    'channel user',
    `${CONTENT} icon_emoji icon_url thread_ts username`,
    `${CONTENT_ERRORS} invalid_attachments msg_too_long not_in_channel is_archived user_not_in_channel cannot_reply_to_message`,
  ),
  'chat.delete': method(
    3,
    'json',
    'channel ts',
    'as_user',
    'cant_delete_message channel_not_found message_not_found',
  ),
  'chat.getPermalink': method(
    'special',
    'form',
    'channel message_ts',
    '',
    'channel_not_found message_not_found',
  ),
  'chat.unfurl': method(
    3,
    'json',
    'unfurls',
    'channel ts unfurl_id source user_auth_blocks user_auth_message user_auth_required user_auth_url',
    'cannot_find_channel cannot_find_message cannot_parse_attachment cannot_unfurl_message cannot_unfurl_url invalid_source invalid_unfurl_id invalid_unfurls_format missing_channel missing_source missing_ts missing_unfurl_id',
  ),
  'conversations.open': method(
    3,
    'json',
    '',
    'channel prevent_creation return_im users',
    'channel_not_found invalid_user_combination not_enough_users too_many_users user_disabled user_not_found users_list_not_supplied',
  ),
  'conversations.info': method(
    3,
    'form',
    'channel',
    'include_locale include_num_members',
    'channel_not_found',
  ),
  'conversations.list': method(
    2,
    'form',
    '',
    'cursor exclude_archived limit types',
    'invalid_cursor invalid_limit invalid_types',
  ),
  'conversations.members': method(
    4,
    'form',
    'channel',
    'cursor limit',
    'channel_not_found invalid_cursor invalid_limit',
  ),
  'conversations.history': method(
    3,
    'json',
    'channel',
    PAGE,
    'channel_not_found invalid_cursor invalid_ts_latest invalid_ts_oldest not_in_channel',
  ),
  'conversations.replies': method(
    3,
    'form',
    'channel ts',
    PAGE,
    'channel_not_found invalid_cursor invalid_ts_latest invalid_ts_oldest thread_not_found',
  ),
  'users.info': method(4, 'form', 'user', 'include_locale', 'user_not_found'),
  'users.lookupByEmail': method(3, 'form', 'email', '', 'users_not_found'),
  'users.list': method(2, 'form', '', 'cursor include_locale limit', 'invalid_cursor limit_required'),
  'views.open': method(
    4,
    'json',
    'view',
    'interactivity_pointer trigger_id',
    `${VIEW_ERRORS} ${TRIGGER_ERRORS}`,
  ),
  'views.push': method(
    4,
    'json',
    'view',
    'interactivity_pointer trigger_id',
    `${VIEW_ERRORS} ${TRIGGER_ERRORS} not_found push_limit_reached`,
  ),
  'views.update': method(
    4,
    'json',
    'view',
    'external_id hash view_id',
    `${VIEW_ERRORS} hash_conflict not_found`,
  ),
  'views.publish': method(
    4,
    'json',
    'user_id view',
    'hash interactivity_pointer',
    `${VIEW_ERRORS} hash_conflict missing_profile_id not_enabled`,
  ),
};

/** What every method can answer before it looks at what it was asked. */
export const COMMON_ERRORS: readonly string[] = [
  'not_authed',
  'invalid_auth',
  'invalid_arguments',
  'invalid_json',
  'ratelimited',
  'unknown_method',
];

/** Bolt adds the workspace to every call it makes for one, whatever the method; the platform takes it everywhere. */
export const COMMON_ARGUMENTS: readonly string[] = ['team_id'];

/** How an argument that arrives as text is to be read; the ones not named here are text. */
export const ARGUMENT_KINDS: Readonly<Record<string, 'json' | 'flag' | 'count'>> = {
  attachments: 'json',
  blocks: 'json',
  metadata: 'json',
  view: 'json',
  unfurled_attachments: 'json',
  unfurls: 'json',
  user_auth_blocks: 'json',
  as_user: 'flag',
  exclude_archived: 'flag',
  include_all_metadata: 'flag',
  include_locale: 'flag',
  include_num_members: 'flag',
  inclusive: 'flag',
  link_names: 'flag',
  mrkdwn: 'flag',
  prevent_creation: 'flag',
  reply_broadcast: 'flag',
  return_im: 'flag',
  unfurl_links: 'flag',
  unfurl_media: 'flag',
  user_auth_required: 'flag',
  limit: 'count',
};
