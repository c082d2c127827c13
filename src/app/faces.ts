import type { Card } from '../chat/card.ts';
import type { Faces, HomeQuery } from '../chat/faces.ts';
import type { Source, TextInbound } from '../chat/inbound.ts';
import type { Directory } from '../chat/sender.ts';
import { type Resolved, resolveCaller } from '../customers/resolve.ts';
import { createDayReader } from '../kernel/zones.ts';
import type { Command, Context } from '../people/context.ts';
import { linkCaller } from '../people/link.ts';
import type { StoreContext } from '../store/context.ts';
import { createContext } from './caller.ts';
import { drawHome } from './home.ts';
import { listOptions } from './suggest.ts';
import { drawUnfurl } from './unfurl.ts';

export interface FacesDeps {
  readonly store: StoreContext;
  readonly commands: readonly Command[];
  readonly directory: Directory;
}

/** What the product shows beside conversations. Rights are read anew each time; strangers get nothing of ours. */
export function createFaces({ store, commands, directory }: FacesDeps): Faces {
  const dayOf = createDayReader();
  const enter = (resolved: Resolved, inbound: TextInbound): Context | undefined =>
    resolved.kind === 'linked'
      ? createContext(store, inbound, resolved, dayOf(store.clock.now(), resolved.org.zone))
      : undefined;

  const openHome = async ({ source, key, said }: HomeQuery): Promise<readonly Card[]> => {
    const inbound = glance(source, key);
    const first = await resolveCaller(store.db, source);
    const known = enter(first, inbound);
    if (known || first.kind === 'linked') return known ? drawHome(known, commands, said) : [];
    const linking = await linkCaller({ store, directory }, inbound, first);
    if (linking.kind === 'linked') {
      const context = enter(await resolveCaller(store.db, source), inbound);
      return context ? drawHome(context, commands) : [];
    }
    const reply = linking.kind === 'done' ? linking.reply : linking;
    return reply.kind === 'card' ? [reply.card] : [];
  };

  return {
    home: openHome,
    unfurl: async ({ source, address, audience }) => {
      const context = enter(await resolveCaller(store.db, source), glance(source, ''));
      return context && drawUnfurl(context, address, audience);
    },
    suggest: async (query) => {
      const context = enter(await resolveCaller(store.db, query.source), glance(query.source, ''));
      return context === undefined ? [] : listOptions(context, query);
    },
  };
}

/** Somebody looks without having said anything; whatever they are told is carried by what they look at. */
function glance(source: Source, key: string): TextInbound {
  return { kind: 'text', key, source, answers: ['nothing', 'card'], text: '' };
}
