import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beat } from '../../jobs/canary-beats.ts';
import { createJobs } from '../../jobs/index.ts';
import { createWatch } from '../../jobs/watch.ts';
import type { Outgoing, Sender } from '../../src/chat/sender.ts';
import { silentLog } from '../../src/kernel/log.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { createSetting, type Setting } from '../pushes/setting.ts';
import { waitFor } from './child.ts';

let setting: Setting;
beforeAll(async () => {
  setting = await createSetting('2026-11-23T10:00:00Z');
});
afterAll(() => setting.close());

/** A platform that keeps what was posted: a second with the same id is found, or taken once, as on the real ones. */
function createPlatform() {
  const posted: Outgoing[] = [];
  const ids = new Set<string>();
  const sender: Sender = {
    send: async (outgoing) => {
      if (!ids.has(outgoing.deliveryId)) posted.push(outgoing);
      ids.add(outgoing.deliveryId);
      const { platform, workspace } = outgoing.to;
      return { kind: 'sent', ref: { platform, workspace, conversation: 'D', message: outgoing.deliveryId } };
    },
    find: async (to, doubts) =>
      new Map(
        doubts.map(({ deliveryId }) => {
          const { platform, workspace } = to;
          const ref = { platform, workspace, conversation: 'D', message: deliveryId };
          return [
            deliveryId,
            ids.has(deliveryId) ? ({ kind: 'found', ref } as const) : ({ kind: 'absent' } as const),
          ];
        }),
      ),
    update: async (ref) => ({ kind: 'sent', ref }),
  };
  const titles = () =>
    posted.map(({ message }) => (message.kind === 'card' ? message.card.title : message.kind));
  return { sender, posted, titles };
}

/** Two processes over the same data, and a clock that the test moves. */
function createWatches(stores: readonly StoreContext[], sender: Sender) {
  let now = 0;
  const watches = stores.map((store) => createWatch({ store, sender, log: silentLog, elapsed: () => now }));
  return {
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    look: () => Promise.all(watches.map((watch) => watch.look())),
  };
}

const OUTAGE = 'Messages do not go out at the moment';
const OVER = 'Messages go out again';

describe('when nothing comes through any more', () => {
  it('the admins are told once, past the workers that are stopped, and once that it is over', async () => {
    const { store, join, databaseUrl } = setting;
    const platform = createPlatform();
    const deps = { store, sender: platform.sender, log: silentLog, databaseUrl };
    const beats = async () => (await store.db.canaryBeat.findFirst())?.beat ?? 0n;
    const jobs = createJobs({ ...deps, registry: new Registry() });
    await jobs.start();
    await waitFor('a canary to come through', async () => (await beats()) === 1n);
    const { pass, look } = createWatches([store, join()], platform.sender);
    await look();
    await jobs.stop();
    pass(179_000);
    await look();
    expect(platform.titles()).toEqual([]);
    pass(2_000);
    await look();
    expect(platform.titles()).toEqual([OUTAGE]);
    expect(platform.posted[0]?.to.user).toBe(setting.company.members.sunYue.slackUser);
    pass(3_600_000);
    await look();
    expect(platform.titles()).toEqual([OUTAGE]);

    const again = createJobs({ ...deps, registry: new Registry() });
    await again.start();
    await waitFor('the next canary', async () => (await beats()) === 2n);
    await look();
    await look();
    expect(platform.titles()).toEqual([OUTAGE, OVER]);
    await again.stop();
    pass(200_000);
    await look();
    expect(platform.titles()).toEqual([OUTAGE, OVER, OUTAGE]);
  });

  it('the admins are told from memory where the database is gone as well', async () => {
    const { company, store } = setting;
    await beat(store, company.orgId);
    const platform = createPlatform();
    let away = false;
    const db = new Proxy(store.db, {
      get: (target, name) => {
        if (away) throw new Error('the database is away');
        return Reflect.get(target, name, target) as unknown;
      },
    });
    const { pass, look } = createWatches(
      [
        { ...store, db },
        { ...store, db },
      ],
      platform.sender,
    );
    await look();
    platform.posted.length = 0;
    away = true;
    pass(181_000);
    await look();
    await look();
    expect(platform.titles()).toEqual([OUTAGE]);
    away = false;
    await look();
    expect(platform.titles()).toEqual([OUTAGE]);
    await beat(store, company.orgId);
    await look();
    await look();
    expect(platform.titles()).toEqual([OUTAGE, OVER]);
  });
});
