import { Avatar } from '../parts/avatar.tsx';
import { useWords } from '../wording.ts';
import type { FeishuMessage } from '../world/api.ts';
import { hourOf } from '../world/time.ts';
import { Card, titleOf } from './card.tsx';
import { useFeishu } from './surface.ts';

type Props = { readonly messages: readonly FeishuMessage[]; readonly me: string };

/** A chat's messages: one's own on the right, everybody else's on the left. */
export function FeishuMessages({ messages, me }: Props) {
  return (
    <ol class="feishu-list">
      {messages.map((message) => (
        <li key={message.id} class={message.sender === me ? 'feishu-message is-mine' : 'feishu-message'}>
          <FeishuMessageBox message={message} parent={messages.find(({ id }) => id === message.replyTo)} />
        </li>
      ))}
    </ol>
  );
}

function FeishuMessageBox({
  message,
  parent,
}: {
  readonly message: FeishuMessage;
  readonly parent: FeishuMessage | undefined;
}) {
  const { t } = useWords();
  const { users, zone } = useFeishu();
  const name = users.find(({ id }) => id === message.sender)?.name ?? message.sender;
  return (
    <>
      <Avatar name={name} isBot={message.isBot} />
      <article class="feishu-body">
        <p class="feishu-author">
          {name} <time>{hourOf(message.createTime, zone)}</time>
          {message.isEdited && <span>({t.edited})</span>}
          {message.isEphemeral && <span>👁 {t.onlyYou}</span>}
        </p>
        {parent !== undefined && (
          <p class="feishu-parent">{t.replyTo(parent.text ?? titleOf(parent.card))}</p>
        )}
        {message.card === undefined ? (
          <>
            <p class="feishu-bubble">{message.text}</p>
            {message.preview !== undefined && (
              <Card key={message.updateTime} messageId={message.id} card={message.preview} />
            )}
          </>
        ) : (
          <Card key={message.updateTime} messageId={message.id} card={message.card} />
        )}
      </article>
    </>
  );
}
