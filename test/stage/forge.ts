import type { Who } from '../fixtures/company.ts';
import { FEISHU_IDS, type Stage } from './stage.ts';

/** What a tampering client says a button carried. */
export interface Forged {
  readonly action: string;
  readonly target: string;
}

/** Presses a button that never was like this, each time as a new request. The HTTP status that the product answered. */
export type Forge = (who: Who, forged: Forged) => Promise<number>;

/** A client that lets people press whatever they like, on either platform. */
export function createForge(stage: Stage, platform: 'slack' | 'feishu'): Forge {
  return platform === 'slack' ? forgeOnSlack(stage) : forgeOnFeishu(stage);
}

function forgeOnSlack({ slack, company }: Stage): Forge {
  let count = 0;
  return async (who, { action, target }) => {
    const { slackUser } = company.members[who];
    const channel = slack.dm(slackUser);
    count += 1;
    const payload = {
      type: 'block_actions',
      team: { id: company.slack.workspace },
      user: { id: slackUser, team_id: company.slack.workspace },
      channel: { id: channel },
      container: { type: 'message', message_ts: '1795400000.000100', channel_id: channel },
      trigger_id: `forged.${count}.${who}`,
      actions: [{ type: 'button', action_id: `${action} 0`, block_id: 'b', value: target }],
    };
    const { outcome } = await slack.sendRaw({
      body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
      contentType: 'application/x-www-form-urlencoded',
    });
    return outcome.kind === 'answered' ? outcome.status : 0;
  };
}

function forgeOnFeishu({ feishu, company, clock }: Stage): Forge {
  let count = 0;
  return async (who, { action, target }) => {
    const { feishuUser } = company.members[who];
    const { appId, verificationToken, tenantKey } = FEISHU_IDS;
    count += 1;
    const { outcome } = await feishu.sendRaw({
      target: 'cards',
      plain: {
        schema: '2.0',
        header: {
          event_id: `forged-${count}-${who}`,
          token: verificationToken,
          create_time: `${clock.now()}000`,
          event_type: 'card.action.trigger',
          tenant_key: tenantKey,
          app_id: appId,
        },
        event: {
          operator: { tenant_key: tenantKey, open_id: feishuUser },
          token: `c-forged-${count}`,
          action: { tag: 'button', value: { a: action, t: target } },
          host: 'im_message',
          context: { open_message_id: 'om_forged', open_chat_id: feishu.p2p(feishuUser) },
        },
      },
    });
    return outcome.kind === 'answered' ? outcome.status : 0;
  };
}
