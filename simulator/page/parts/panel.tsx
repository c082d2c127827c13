import type { ComponentChildren } from 'preact';
import { useWords } from '../wording.ts';
import type { Command } from '../world/api.ts';
import type { Place } from '../world/completion.ts';
import { Composer } from './composer.tsx';
import { Conversations, type Entry } from './conversations.tsx';
import { Scroller } from './scroller.tsx';
import type { Notice } from './use-notices.ts';

/** What a platform's panel is told by the page. */
export type PanelProps = {
  readonly person: string;
  readonly commands: readonly Command[];
  readonly zone: string;
  readonly refresh: () => Promise<void>;
};

type Props = {
  readonly platform: 'slack' | 'feishu';
  readonly entries: readonly Entry[];
  readonly open: string;
  readonly choose: (id: string) => void;
  readonly isOwn: boolean;
  readonly isEmpty: boolean;
  readonly version: string;
  readonly placeholder: string;
  readonly place: Place;
  readonly commands: readonly Command[];
  readonly send: (text: string) => Promise<boolean>;
  readonly notices: readonly Notice[];
  /** Beside the conversation's name. */
  readonly tabs?: ComponentChildren;
  /** Above what is typed. */
  readonly menu?: ComponentChildren;
  /** Nothing is typed here. */
  readonly isStill?: boolean;
  /** What lies over the panel: forms and questions. */
  readonly over: ComponentChildren;
  readonly children: ComponentChildren;
};

/** One platform: its conversations, one of them open, and somewhere to type. */
export function Panel(props: Props) {
  const { t } = useWords();
  const { platform, entries, open, over, notices } = props;
  const entry = entries.find(({ id }) => id === open);
  const name = `${entry?.mark === '#' ? '#' : ''}${entry?.name ?? ''}`;
  return (
    <section class={`panel panel-${platform}`} aria-label={t[platform]}>
      <div class="panel-side">
        <h2>{t[platform]}</h2>
        <Conversations entries={entries} open={open} choose={props.choose} />
      </div>
      <div class="panel-chat">
        <div class="chat-head">
          <h3 class="chat-name">{name}</h3>
          {props.tabs}
        </div>
        <Scroller key={open} version={props.version} label={name}>
          {props.isEmpty ? <Empty isOwn={props.isOwn} /> : props.children}
        </Scroller>
        {props.menu}
        {props.isStill !== true && (
          <Composer
            key={`c${open}`}
            placeholder={props.placeholder}
            place={props.place}
            commands={props.commands}
            send={props.send}
          />
        )}
      </div>
      <div class="notices" role="status">
        {notices.map(({ id, tone, text }) => (
          <p key={id} class={`notice notice-${tone}`}>
            {text}
          </p>
        ))}
      </div>
      {over}
    </section>
  );
}

function Empty({ isOwn }: { readonly isOwn: boolean }) {
  const { t } = useWords();
  return (
    <div class="empty">
      <p class="empty-title">{t.emptyTitle}</p>
      <p>{isOwn ? t.emptyOwn : t.emptyShared}</p>
    </div>
  );
}
