import type { FeishuApp } from '../../src/chat/credentials.ts';
import type { NativeCommand } from '../../src/chat/native-command.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import { cutText } from '../../src/kernel/text/clean.ts';
import { type Caller, createClients } from './client.ts';
import { asArray, asObject, asText, textAt } from './json.ts';
import { limits } from './limits.ts';

const PATH = '/open-apis/application/v7/app_slash_commands';
const TIMEOUT_MS = 10_000;

/** What was done to an app's own list of commands. */
export interface Synced {
  readonly created: number;
  readonly changed: number;
}

interface Known {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
}

/**
 * Makes Feishu complete the product's commands as people type a stroke. What is there already stays as it is or is worded
 * anew, what others added is left alone, so it can be done at every start. They show about five minutes later.
 * Rejects with what the platform said, for lack of the scope for one.
 */
export async function syncSlashCommands(call: Caller, commands: readonly NativeCommand[]): Promise<Synced> {
  const known = await listKnown(call);
  let created = 0;
  let changed = 0;
  for (const wanted of commands.slice(0, limits.slashCommands)) {
    const { command } = wanted;
    const there = known.get(command);
    const description = describe(wanted);
    if (there === undefined) {
      await call((client) => client.request({ method: 'POST', url: PATH, data: { command, description } }));
      created += 1;
    } else if (there.zh !== description.i18n.zh_cn || there.en !== description.i18n.en_us) {
      await call((client) =>
        client.request({ method: 'PATCH', url: `${PATH}/${there.id}`, data: { command, description } }),
      );
      changed += 1;
    }
  }
  return { created, changed };
}

/** The same for an app that is just being connected. */
export function registerSlashCommands(
  options: { readonly domain: string; readonly app: FeishuApp; readonly clock: Clock },
  commands: readonly NativeCommand[],
): Promise<Synced> {
  const { app, clock } = options;
  const credentials = { apps: () => [app], app: () => app };
  const domain = options.domain.replace(/\/+$/, '');
  const call = createClients({ domain, timeoutMs: TIMEOUT_MS, credentials, clock }).of(app.appId);
  return call === undefined ? Promise.resolve({ created: 0, changed: 0 }) : syncSlashCommands(call, commands);
}

async function listKnown(call: Caller): Promise<ReadonlyMap<string, Known>> {
  const known = new Map<string, Known>();
  let page = '';
  do {
    const params = page === '' ? {} : { page_token: page };
    const answer: unknown = await call((client) => client.request({ method: 'GET', url: PATH, params }));
    const data = asObject(asObject(answer)?.data);
    for (const each of asArray(data?.items)) {
      const id = textAt(each, 'command_id');
      const zh = textAt(each, 'description', 'i18n', 'zh_cn');
      known.set(textAt(each, 'command'), { id, zh, en: textAt(each, 'description', 'i18n', 'en_us') });
    }
    page = asText(data?.page_token);
  } while (page !== '');
  return known;
}

function describe({ description }: NativeCommand) {
  const zh = cutText(description.zh, limits.slashDescription);
  const en = cutText(description.en, limits.slashDescription);
  return { default_value: zh, i18n: { zh_cn: zh, en_us: en } };
}
