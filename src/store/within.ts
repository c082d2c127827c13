import type { Db, Sql, Tx } from './client.ts';
import type { StoreContext } from './context.ts';

/**
 * The same context inside a transaction that is open already: what it reads and writes belongs to that transaction, and a
 * use case that opens one of its own joins it. A statement that fails fails the whole.
 */
export function actWithin<Context extends StoreContext>(context: Context, tx: Tx): Context {
  return { ...context, db: joinTransaction(tx) };
}

function joinTransaction(tx: Tx): Db {
  const joined: Db = new Proxy(tx as Db, {
    get(target, name) {
      if (name === 'run') return (statement: Sql) => tx.$queryRaw(statement);
      if (name === '$transaction') return (work: (inner: Tx) => unknown) => work(joined);
      const part: unknown = Reflect.get(target, name, target);
      return typeof part === 'function' ? part.bind(target) : part;
    },
  });
  return joined;
}
