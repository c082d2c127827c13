import type { Faces } from '../chat/faces.ts';
import type { Inbound, Source } from '../chat/inbound.ts';
import { resolveCaller } from '../customers/resolve.ts';
import { createDayReader } from '../kernel/zones.ts';
import type { Context } from '../people/context.ts';
import type { StoreContext } from '../store/context.ts';
import { createContext } from './caller.ts';
import { listOptions } from './suggest.ts';

/** What the product shows beside conversations. Rights are read anew each time; strangers get nothing. */
export function createFaces(store: StoreContext): Faces {
  const dayOf = createDayReader();
  const enter = async (source: Source): Promise<Context | undefined> => {
    const resolved = await resolveCaller(store.db, source);
    if (resolved.kind !== 'linked') return undefined;
    return createContext(store, glance(source), resolved, dayOf(store.clock.now(), resolved.org.zone));
  };
  return {
    suggest: async (query) => {
      const context = await enter(query.source);
      return context === undefined ? [] : listOptions(context, query);
    },
  };
}

/** Nobody asked for anything: what looks is written down nowhere. */
function glance(source: Source): Inbound {
  return { kind: 'text', key: '', source, answers: [], text: '' };
}
