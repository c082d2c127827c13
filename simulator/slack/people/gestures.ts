import type { Json } from '../../common/json.ts';
import { remember } from '../../common/log.ts';
import { postAsPerson } from '../messages.ts';
import { mintResponseUrl, showCommandAnswer } from '../response-urls.ts';
import { mintTrigger } from '../triggers.ts';
import type { Message, Person, World } from '../world.ts';
import type { Sender, SentRequest } from './send.ts';
import { findConversation, findPerson } from './talk.ts';

/** How a gesture ended for the person who made it. */
export type Outcome = {
  readonly ok: boolean;
  readonly requestId: string;
  /** The HTTP status of the bot's answer, if there was one. */
  readonly status?: number;
  /** The body of the bot's answer. */
  readonly body: string;
  /** What went wrong as the person is told: `operation_timeout`, `dispatch_failed`, … */
  readonly error?: string;
  /** The message that the answer put on the screen. */
  readonly message?: Message;
};

/** The error that Slack shows for a request that was not taken in time. */
export function errorOf({ outcome }: SentRequest): string | undefined {
  switch (outcome?.kind) {
    case undefined:
    case 'unreachable':
      return 'dispatch_failed';
    case 'timeout':
      return 'operation_timeout';
    case 'answered':
      return outcome.status === 200 ? undefined : 'dispatch_failed';
  }
}

/** Makes an outcome of a request, and writes a failure down as the person saw it. */
export function conclude(
  world: World,
  userId: string,
  sent: SentRequest,
  error: string | undefined,
  message?: Message,
): Outcome {
  if (error !== undefined) remember(world.troubles, { at: world.now(), userId, error, requestId: sent.id });
  return {
    ok: error === undefined,
    requestId: sent.id,
    body: sent.outcome?.kind === 'answered' ? sent.outcome.body : '',
    ...(sent.outcome?.kind === 'answered' && { status: sent.outcome.status }),
    ...(error !== undefined && { error }),
    ...(message !== undefined && { message }),
  };
}

/** Sends an interaction payload in the form that Slack uses. */
export function sendInteraction(
  sender: Sender,
  payload: Json,
  triggerId: string | undefined,
): Promise<SentRequest> {
  return sender.send({
    kind: 'interaction',
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
    ...(triggerId !== undefined && { triggerId }),
  });
}

/** What every interaction payload says about who, where and for which app. */
export function commonPayload(world: World, person: Person): Json {
  return {
    team: { id: world.team.id, domain: world.team.domain },
    user: {
      id: person.id,
      username: person.name,
      name: person.name,
      team_id: person.teamId ?? world.team.id,
    },
    api_app_id: world.appId,
    token: 'verification-token-not-to-be-trusted',
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** Types a slash command. Resolves when the bot has answered, or Slack has given up on it. */
export async function giveCommand(
  world: World,
  sender: Sender,
  typed: {
    readonly userId: string;
    readonly conversationId: string;
    readonly command: string;
    readonly text: string;
  },
): Promise<Outcome> {
  const person = findPerson(world, typed.userId);
  const conversation = findConversation(world, typed.conversationId);
  if (!conversation.members.has(person.id)) throw new Error(`${person.id} is not in ${conversation.id}`);
  if (!world.slashCommands.includes(typed.command))
    throw new Error(`${typed.command} is not a valid command here`);
  const triggerId = mintTrigger(world, person.id);
  const form = new URLSearchParams({
    token: 'verification-token-not-to-be-trusted',
    team_id: world.team.id,
    team_domain: world.team.domain,
    channel_id: conversation.id,
    channel_name: conversation.name,
    user_id: person.id,
    user_name: person.name,
    command: typed.command,
    text: typed.text,
    api_app_id: world.appId,
    is_enterprise_install: 'false',
    response_url: mintResponseUrl(world, conversation.id, person.id),
    trigger_id: triggerId,
  });
  const sent = await sender.send({
    kind: 'command',
    contentType: 'application/x-www-form-urlencoded',
    body: form.toString(),
    triggerId,
  });
  const answer = sent.outcome;
  const shown =
    answer.kind === 'answered' && answer.status === 200
      ? showCommandAnswer(world, conversation, person.id, answer.headers['content-type'] ?? '', answer.body)
      : undefined;
  const error = errorOf(sent) ?? (shown?.kind === 'refused' ? shown.error : undefined);
  if (error !== undefined) {
    const text = `${typed.command} failed with the error "${error}"`;
    postAsPerson(world, conversation, { user: 'USLACKBOT', text, blocks: [], ephemeralFor: person.id });
  }
  return conclude(world, person.id, sent, error, shown?.kind === 'shown' ? shown.message : undefined);
}
