import { useState } from 'preact/hooks';
import { Confirm, type Question } from '../parts/confirm.tsx';
import { Panel, type PanelProps } from '../parts/panel.tsx';
import { useNotices } from '../parts/use-notices.ts';
import { useUnread } from '../parts/use-unread.ts';
import { useWords } from '../wording.ts';
import { actOnFeishu, type FeishuAction, type FeishuState } from '../world/api.ts';
import { FeishuMessages } from './messages.tsx';
import { Feishu } from './surface.ts';

type Asked = Question & { readonly go: () => void };

/** Feishu as one person sees it. */
export function FeishuPanel({
  feishu,
  person,
  commands,
  zone,
  refresh,
}: PanelProps & { readonly feishu: FeishuState }) {
  const { t } = useWords();
  const own = feishu.conversations.find(({ isOwn }) => isOwn);
  const [open, setOpen] = useState(own?.id ?? feishu.conversations[0]?.id ?? '');
  const [notices, notify] = useNotices();
  const [asked, ask] = useState<Asked>();
  const bot = feishu.users.find(({ isBot }) => isBot)?.name ?? 'Bot';
  const conversation = feishu.conversations.find(({ id }) => id === open);
  const messages = conversation?.messages ?? [];
  const isOwn = conversation?.isOwn ?? false;
  const unread = useUnread(`feishu.${person}`, readables(feishu), open);

  const act = async (action: FeishuAction) => {
    try {
      const acted = await actOnFeishu(person, action);
      if (acted.toast !== undefined) notify(acted.toast.type, acted.toast.content);
      if (acted.opened !== undefined) notify('info', t.opened(acted.opened));
      if (acted.error !== undefined) notify('error', t.failed(acted.error));
      await refresh();
      return acted;
    } catch (error) {
      notify('error', t.notDone(error instanceof Error ? error.message : String(error)));
      return { ok: false };
    }
  };
  return (
    <Feishu.Provider value={{ users: feishu.users, act, ask, notify, zone }}>
      <Panel
        platform="feishu"
        entries={feishu.conversations.map(({ id, kind, name }) => ({
          id,
          name,
          mark: kind === 'group' ? '👥' : '🔔',
          unread: unread(id),
        }))}
        open={open}
        choose={setOpen}
        isOwn={isOwn}
        isEmpty={messages.length === 0}
        version={JSON.stringify(messages.map(({ id, updateTime }) => [id, updateTime]))}
        menu={
          isOwn &&
          feishu.botMenu.length > 0 && (
            <nav class="bot-menu" aria-label={t.botMenu}>
              {feishu.botMenu.map(({ name, key }) => (
                <button key={key} type="button" onClick={() => void act({ kind: 'menu', key })}>
                  {name}
                </button>
              ))}
            </nav>
          )
        }
        placeholder={isOwn ? t.message(bot) : t.mentionFirst(bot)}
        place={{ slash: undefined, mention: isOwn ? undefined : bot }}
        commands={commands}
        send={async (text) => (await act({ kind: 'say', conversation: open, text })).ok}
        notices={notices}
        over={
          asked !== undefined && (
            <Confirm
              question={asked}
              answer={(yes) => {
                ask(undefined);
                if (yes) asked.go();
              }}
            />
          )
        }
      >
        <FeishuMessages messages={messages} me={feishu.user} />
      </Panel>
    </Feishu.Provider>
  );
}

function readables({ conversations, user }: FeishuState) {
  return conversations.map(({ id, messages }) => ({
    id,
    heard: messages.filter((message) => message.sender !== user).map((message) => message.id),
  }));
}
