import { LOG_SHORTCUT, NEW_SHORTCUT, WHY_SHORTCUT } from '../../../adapters/slack/decode.ts';
import { listBotMenu } from '../bot-menu.ts';

const SCOPES = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'links:read',
  'links:write',
  'users:read',
  'users:read.email',
];

/** The manifest of a Slack app for this product: what to paste at api.slack.com/apps, with the least scopes that serve. */
export function slackManifest(publicUrl: string): object {
  const url = `${publicUrl}/slack/events`;
  return {
    display_information: { name: 'Dealbell', description: 'Run your sales team from chat.' },
    features: {
      bot_user: { display_name: 'dealbell', always_online: true },
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      shortcuts: [
        {
          name: 'Log as follow-up',
          type: 'message',
          callback_id: LOG_SHORTCUT,
          description: 'Open the form of a follow-up with this message in it',
        },
        {
          name: 'Why this message?',
          type: 'message',
          callback_id: WHY_SHORTCUT,
          description: 'Where a message of Dealbell comes from, and how to stop it',
        },
        {
          name: 'New follow-up',
          type: 'global',
          callback_id: NEW_SHORTCUT,
          description: 'Log a follow-up from anywhere',
        },
      ],
      unfurl_domains: [new URL(publicUrl).hostname],
      slash_commands: [
        {
          command: '/crm',
          url,
          description: 'Customers, orders, payments, rankings',
          usage_hint: 'help',
          should_escape: false,
        },
        {
          command: '/followup',
          url,
          description: 'Log a follow-up',
          usage_hint: 'Acme called, wants a quote next=tomorrow',
          should_escape: false,
        },
      ],
    },
    oauth_config: { scopes: { bot: SCOPES } },
    settings: {
      event_subscriptions: {
        request_url: url,
        bot_events: [
          'app_home_opened',
          'app_mention',
          'link_shared',
          'message.im',
          'message.channels',
          'message.groups',
          'user_change',
        ],
      },
      interactivity: { is_enabled: true, request_url: url, message_menu_options_url: url },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    },
  };
}

/** What to set up in the developer console of Feishu or Lark, which takes no manifest. */
export function feishuManifest(publicUrl: string): object {
  return {
    eventRequestUrl: `${publicUrl}/feishu/events`,
    cardRequestUrl: `${publicUrl}/feishu/cards`,
    encryptKey: 'required',
    events: [
      'im.message.receive_v1',
      'im.message.recalled_v1',
      'application.bot.menu_v6',
      'contact.user.deleted_v3',
    ],
    callbacks: ['card.action.trigger', 'url.preview.get'],
    linkPreviewRules: [`${publicUrl}/r/*`],
    scopes: [
      'im:message:send_as_bot',
      'im:message.p2p_msg:readonly',
      'im:message.group_at_msg:readonly',
      'im:message:readonly',
      'im:chat:readonly',
      'contact:user.base:readonly',
      'contact:user.email:readonly',
      'contact:contact.base:readonly',
      'application:app_slash_command:read',
      'application:app_slash_command:write',
    ],
    botMenu: listBotMenu().map(({ name, eventKey }) => ({ name: name.zh, nameEn: name.en, eventKey })),
    slashCommands: 'registered by `dealbell workspace connect feishu` and at each start',
  };
}
