import { useMemo } from 'preact/hooks';
import { recordsOf, textOf } from '../../common/json.ts';
import { Avatar } from '../parts/avatar.tsx';
import { useWords } from '../wording.ts';
import type { SlackMessage } from '../world/api.ts';
import { hourOf } from '../world/time.ts';
import { Blocks } from './blocks.tsx';
import { Mrkdwn } from './mrkdwn.tsx';
import { On, presetOf, type Surface, useSlack, writable } from './surface.ts';

/** A conversation's messages; what was said in a thread stands under the message that began it. */
export function SlackMessages({ messages }: { readonly messages: readonly SlackMessage[] }) {
  const all = new Set(messages.map(({ ts }) => ts));
  const isReply = ({ ts, threadTs }: SlackMessage): boolean =>
    threadTs !== undefined && threadTs !== ts && all.has(threadTs);
  return (
    <ol class="slack-list">
      {messages
        .filter((message) => !isReply(message))
        .map((message) => {
          const replies = messages.filter((each) => isReply(each) && each.threadTs === message.ts);
          return (
            <li key={message.ts}>
              <SlackMessageBox message={message} />
              {replies.length > 0 && (
                <ol class="slack-thread">
                  {replies.map((reply) => (
                    <li key={reply.ts}>
                      <SlackMessageBox message={reply} />
                    </li>
                  ))}
                </ol>
              )}
            </li>
          );
        })}
    </ol>
  );
}

function SlackMessageBox({ message }: { readonly message: SlackMessage }) {
  const { t } = useWords();
  const { users, zone } = useSlack();
  const surface = useMessageSurface(message);
  const author = users.find(({ id }) => id === message.user);
  const name = author?.name ?? 'Slack';
  return (
    <article class={message.isEphemeral ? 'slack-message is-ephemeral' : 'slack-message'}>
      <Avatar name={name} isBot={message.isBot} />
      {!message.isBot && !message.isEphemeral && <Shortcuts message={message} />}
      <div class="slack-body">
        {message.isEphemeral && <p class="slack-ephemeral">👁 {t.onlyYou}</p>}
        <p class="slack-author">
          <b>{name}</b>
          {message.isBot && <span class="slack-app">{t.app}</span>}
          <time>{hourOf(Number(message.ts) * 1_000, zone)}</time>
          {message.isEdited && <span class="faint">({t.edited})</span>}
        </p>
        <On.Provider value={surface}>
          {message.blocks.length > 0 ? (
            <Blocks blocks={message.blocks} />
          ) : (
            <p class="slack-text">
              <Mrkdwn text={message.text} />
            </p>
          )}
          {message.attachments.map((part, index) => (
            <div class="slack-attachment" key={index}>
              <Blocks blocks={recordsOf(part, 'blocks')} />
            </div>
          ))}
        </On.Provider>
      </div>
    </article>
  );
}

/** What the bot adds to a message's menu. */
function Shortcuts({ message }: { readonly message: SlackMessage }) {
  const { act, conversations, shortcuts } = useSlack();
  const conversation = conversations.find(({ messages }) => messages.some(({ ts }) => ts === message.ts));
  return (
    <span class="slack-shortcuts">
      {shortcuts.map(({ callbackId, name }) => (
        <button
          key={callbackId}
          type="button"
          title={name}
          onClick={() =>
            void act({
              kind: 'shortcut',
              conversation: conversation?.id ?? '',
              ts: message.ts,
              shortcut: callbackId,
            })
          }
        >
          {name}
        </button>
      ))}
    </span>
  );
}

function useMessageSurface({
  conversationId,
  ts,
}: {
  readonly conversationId?: string;
  readonly ts: string;
}): Surface {
  const { act, conversations } = useSlack();
  const conversation =
    conversationId ?? conversations.find(({ messages }) => messages.some((each) => each.ts === ts))?.id ?? '';
  return useMemo(
    () => ({
      press: async (block, element, choice) => {
        await act({
          kind: 'press',
          on: { conversation, ts },
          block: textOf(block, 'block_id'),
          element: textOf(element, 'action_id') ?? '',
          ...(choice !== undefined && { choice: writable(choice) }),
        });
      },
      valueOf: (_block, element) => presetOf(element),
      change: (_block, element, choice) => {
        void act({
          kind: 'fill',
          conversation,
          ts,
          element: textOf(element, 'action_id') ?? '',
          choice: writable(choice),
        });
      },
      suggest: async (element, typed) =>
        (
          await act({
            kind: 'suggest',
            on: { conversation, ts },
            element: textOf(element, 'action_id') ?? '',
            typed,
          })
        ).options ?? [],
      errorOf: () => undefined,
    }),
    [act, conversation, ts],
  );
}
