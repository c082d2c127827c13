import { useState } from 'preact/hooks';
import { Confirm, type Question } from '../parts/confirm.tsx';
import { Panel, type PanelProps } from '../parts/panel.tsx';
import { Switch } from '../parts/switch.tsx';
import { useNotices } from '../parts/use-notices.ts';
import { useUnread } from '../parts/use-unread.ts';
import { useWords } from '../wording.ts';
import { actOnSlack, type SlackAction, type SlackState } from '../world/api.ts';
import { SlackHome } from './home.tsx';
import { SlackMessages } from './messages.tsx';
import { SlackModal } from './modal.tsx';
import { Slack } from './surface.ts';

type Tab = 'home' | 'messages';
type Asked = Question & { readonly go: () => void };

/** Slack as one person sees it. */
export function SlackPanel({
  slack,
  person,
  commands,
  zone,
  refresh,
}: PanelProps & { readonly slack: SlackState }) {
  const { t } = useWords();
  const own = slack.conversations.find(({ isOwn }) => isOwn);
  const [open, setOpen] = useState(own?.id ?? slack.conversations[0]?.id ?? '');
  const [tab, setTab] = useState<Tab>('messages');
  const [notices, notify] = useNotices();
  const [asked, ask] = useState<Asked>();
  const bot = slack.users.find(({ isBot }) => isBot)?.name ?? 'Bot';
  const conversation = slack.conversations.find(({ id }) => id === open);
  const messages = conversation?.messages ?? [];
  const unread = useUnread(`slack.${person}`, readables(slack), open);

  const act = async (action: SlackAction) => {
    try {
      const acted = await actOnSlack(person, action);
      if (acted.error !== undefined && acted.missing === undefined) notify('error', t.failed(acted.error));
      await refresh();
      return acted;
    } catch (error) {
      notify('error', t.notDone(error instanceof Error ? error.message : String(error)));
      return { ok: false };
    }
  };
  const view = slack.views.at(-1);
  const isOwn = conversation?.isOwn ?? false;
  const isHome = isOwn && tab === 'home';
  const turn = (to: Tab): void => {
    setTab(to);
    if (to === 'home') void act({ kind: 'home' });
  };
  return (
    <Slack.Provider
      value={{
        users: slack.users,
        conversations: slack.conversations,
        shortcuts: slack.messageShortcuts,
        act,
        ask,
        notify,
        zone,
      }}
    >
      <Panel
        platform="slack"
        entries={slack.conversations.map(({ id, kind, name, isOwn }) => ({
          id,
          name: isOwn ? bot : name,
          mark: kind === 'channel' ? '#' : '●',
          unread: unread(id),
        }))}
        open={open}
        choose={setOpen}
        isOwn={isOwn}
        isEmpty={!isHome && messages.length === 0}
        isStill={isHome}
        tabs={
          isOwn && (
            <Switch
              label={t.tabs}
              value={tab}
              choices={[
                ['home', t.home],
                ['messages', t.messages],
              ]}
              choose={turn}
            />
          )
        }
        version={JSON.stringify(isHome ? 'home' : messages.map(({ ts, blocks }) => [ts, blocks.length]))}
        placeholder={t.message(conversation?.isOwn === true ? bot : `#${conversation?.name ?? ''}`)}
        place={{ slash: slack.slashCommands[0], mention: conversation?.isOwn === true ? undefined : bot }}
        commands={commands}
        send={async (text) => (await act({ kind: 'say', conversation: open, text })).ok}
        notices={notices}
        over={
          <>
            {view !== undefined && <SlackModal key={view.id} view={view} />}
            {asked !== undefined && (
              <Confirm
                question={asked}
                answer={(yes) => {
                  ask(undefined);
                  if (yes) asked.go();
                }}
              />
            )}
          </>
        }
      >
        {isHome ? <SlackHome home={slack.home} /> : <SlackMessages messages={messages} />}
      </Panel>
    </Slack.Provider>
  );
}

function readables({ conversations, user }: SlackState) {
  return conversations.map(({ id, messages }) => ({
    id,
    heard: messages.filter((message) => message.user !== user).map(({ ts }) => ts),
  }));
}
