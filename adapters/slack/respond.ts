import type { Form } from '../../src/chat/card.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Log } from '../../src/kernel/log.ts';
import type { SlackClients } from './client.ts';
import type { ActionBody, CommandBody } from './decode.ts';
import { renderCard, type SlackContent } from './render/card.ts';
import { renderFormMessage, renderView, type ViewOrigin } from './render/view.ts';

type Json = Readonly<Record<string, unknown>>;

/** Gives answers back through what the request brought along: its response, its response address, its trigger. */
export interface Responder {
  /** What the response carries. Late answers go to the response address instead, and nothing is carried. */
  readonly toCommand: (reply: Reply, body: CommandBody, inTime: boolean) => Promise<Json | undefined>;
  /** A press or a shortcut. On a home tab only a form is shown here; the page itself shows everything else. */
  readonly toAction: (reply: Reply, body: PressedBody) => Promise<void>;
  /** `response_action` for a submitted modal; undefined closes it. */
  readonly toSubmission: (reply: Reply, origin: ViewOrigin) => Json | undefined;
}

/** What a press and a shortcut have in common. */
export type PressedBody = Pick<ActionBody, 'team' | 'user' | 'channel' | 'trigger_id' | 'response_url'> &
  Partial<Pick<ActionBody, 'container' | 'view'>>;

export interface ResponderDeps {
  readonly clients: SlackClients;
  readonly log: Log;
}

export function createResponder(deps: ResponderDeps): Responder {
  return {
    toCommand: async (reply, body, inTime) => {
      const origin = { workspace: body.team_id, trigger: body.trigger_id, conversation: body.channel_id };
      const content = await present(deps, reply, origin, inTime);
      if (content === undefined) return undefined;
      const message = { response_type: 'ephemeral', ...content };
      if (inTime) return message;
      await postResponse(deps, body.response_url, message, false);
      return undefined;
    },
    toAction: async (reply, body) => {
      const workspace = body.team?.id ?? body.user.team_id ?? '';
      const conversation = body.channel?.id ?? body.container?.channel_id ?? '';
      const place = { workspace, trigger: body.trigger_id, conversation };
      const origin = body.view?.type === 'home' ? { ...place, home: true as const } : place;
      const content = await present(deps, reply, origin, true);
      if (content === undefined || body.response_url === undefined) return;
      const replaces = reply.kind === 'replace';
      const message = {
        ...(replaces ? {} : { response_type: 'ephemeral' }),
        replace_original: replaces,
        ...content,
      };
      await postResponse(deps, body.response_url, message, replaces);
    },
    toSubmission: (reply, origin) => {
      if (reply.kind !== 'errors' && reply.kind !== 'form') return undefined;
      const errors = Object.fromEntries(
        reply.form.fields.flatMap((field) => (field.error === undefined ? [] : [[field.name, field.error]])),
      );
      if (reply.kind === 'errors' && Object.keys(errors).length > 0)
        return { response_action: 'errors', errors };
      return {
        response_action: 'update',
        view: renderView(reply.form, { ...origin, target: reply.form.target }),
      };
    },
  };
}

interface Origin {
  readonly workspace: string;
  readonly trigger: string;
  readonly conversation: string;
  readonly home?: true;
}

/** Opens a form where there is time for it; everything else becomes content to be shown. */
async function present(
  deps: ResponderDeps,
  reply: Reply,
  origin: Origin,
  inTime: boolean,
): Promise<SlackContent | undefined> {
  switch (reply.kind) {
    case 'nothing':
      return undefined;
    case 'card':
    case 'replace':
      return renderCard(reply.card);
    case 'form':
    case 'errors':
      return inTime && (await openForm(deps, reply.form, origin)) ? undefined : renderFormMessage(reply.form);
  }
}

async function openForm(deps: ResponderDeps, form: Form, origin: Origin): Promise<boolean> {
  const client = await deps.clients.of(origin.workspace);
  if (client === undefined) return false;
  const { conversation, home } = origin;
  const view = renderView(form, { target: form.target, conversation, ...(home ? { home } : {}) });
  try {
    await client.views.open({ trigger_id: origin.trigger, view: view as never });
    return true;
  } catch (error) {
    // A trigger lives three seconds; the message with its button opens the form just as well.
    deps.log.info({ err: error }, 'A form could not be opened on its trigger');
    return false;
  }
}

const ATTEMPTS = 3;

/** Posts to a response address. Only what replaces a message is tried again: showing it twice is showing it once. */
async function postResponse(
  deps: ResponderDeps,
  url: string,
  message: Json,
  repeatable: boolean,
): Promise<void> {
  for (let attempt = 1; attempt <= (repeatable ? ATTEMPTS : 1); attempt += 1) {
    try {
      const answer = await deps.clients.fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(message),
      });
      if (answer.ok) return;
      deps.log.warn(
        { status: answer.status, reason: (await answer.text()).slice(0, 200) },
        'A response address refused an answer',
      );
      if (answer.status < 500) return;
    } catch (error) {
      deps.log.warn({ err: error }, 'An answer could not be posted to its response address');
    }
  }
}
