import type { WebClient } from '@slack/web-api';
import type { Address, Doubt, FindOutcome, MessageRef } from '../../src/chat/sender.ts';
import { classifyFailure } from './errors.ts';

/** Marks our messages in a channel's history. Anyone in the workspace can read it, so it holds an id and nothing else. */
const METADATA_TYPE = 'dealbell_delivery';
/** The platform's clock and ours may differ by this much when history is searched. */
const CLOCK_SLACK_MS = 60_000;
/** Slack recommends no more. */
const PAGE = 200;
/** With the time that one call may take, a look ends before the lease of the messages it is about. */
const PAGES = 5;

type Findings = ReadonlyMap<string, FindOutcome>;

interface Page {
  readonly messages: readonly { readonly ts?: string; readonly metadata?: unknown }[];
  readonly next: string | undefined;
}

/** The metadata by which a message is known again. */
export function markDelivery(deliveryId: string) {
  return { event_type: METADATA_TYPE, event_payload: { id: deliveryId } };
}

export function refOf(to: Address, conversation: string, message: string): MessageRef {
  return { platform: 'slack', workspace: to.workspace, conversation, message };
}

/** The same about every message. */
export function tellAll(doubts: readonly Doubt[], outcome: FindOutcome): Findings {
  return new Map(doubts.map(({ deliveryId }) => [deliveryId, outcome]));
}

/**
 * Reads what was said in a conversation, or in its thread, since the earliest of the attempts, and tells what became of
 * each. What was found before reading failed stays found. Never rejects.
 */
export async function searchHistory(
  client: WebClient,
  to: Address,
  doubts: readonly Doubt[],
): Promise<Findings> {
  const findings = new Map<string, FindOutcome>();
  const open = new Map(doubts.map(({ deliveryId, attemptedAt }) => [deliveryId, attemptedAt]));
  const settle = (id: string, outcome: FindOutcome): void => {
    if (open.delete(id)) findings.set(id, outcome);
  };
  const left = await searchPages(client, to, open, settle);
  for (const id of [...open.keys()]) settle(id, left);
  return findings;
}

/** What is to be said of those that are still open in the end. */
async function searchPages(
  client: WebClient,
  to: Address,
  open: ReadonlyMap<string, number>,
  settle: (id: string, outcome: FindOutcome) => void,
): Promise<FindOutcome> {
  try {
    const channel = to.conversation ?? (await openPrivate(client, to.user ?? ''));
    const oldest = startOf(Math.min(...open.values()));
    let cursor: string | undefined;
    for (let count = 0; count < PAGES; count += 1) {
      const page = await readPage(client, { ...to, conversation: channel }, oldest, cursor);
      for (const { ts, metadata } of page.messages) {
        if (ts !== undefined) settle(readDelivery(metadata), { kind: 'found', ref: refOf(to, channel, ts) });
      }
      if (open.size === 0 || page.next === undefined) return { kind: 'absent' };
      const reached = readReach(page);
      for (const [id, at] of [...open]) if (startOf(at) > reached) settle(id, { kind: 'absent' });
      cursor = page.next;
    }
    // So much was said since that the end was not reached; guessing could double the message.
    return { kind: 'unreadable', code: 'history-too-long' };
  } catch (error) {
    const failure = classifyFailure(error);
    return { kind: 'unreadable', code: failure.kind === 'limited' ? 'limited' : failure.code };
  }
}

async function readPage(
  client: WebClient,
  { conversation = '', replyTo }: Address,
  oldest: number,
  cursor: string | undefined,
): Promise<Page> {
  const query = {
    channel: conversation,
    oldest: oldest.toFixed(6),
    limit: PAGE,
    include_all_metadata: true,
    ...(cursor === undefined ? {} : { cursor }),
  };
  const answer =
    replyTo === undefined
      ? await client.conversations.history(query)
      : await client.conversations.replies({ ...query, ts: replyTo });
  return { messages: answer.messages ?? [], next: answer.response_metadata?.next_cursor || undefined };
}

async function openPrivate(client: WebClient, user: string): Promise<string> {
  const answer = await client.conversations.open({ users: user });
  return answer.channel?.id ?? '';
}

/** Where in the conversation an attempt's message may stand at the earliest, in Slack's seconds. */
function startOf(attemptedAt: number): number {
  return (attemptedAt - CLOCK_SLACK_MS) / 1_000;
}

/**
 * Pages that go back in time have shown everything since their last message; others, such as a thread's, show nothing of the
 * kind before the end.
 */
function readReach({ messages }: Page): number {
  const [first, last] = [messages.at(0), messages.at(-1)].map((message) => Number(message?.ts ?? Number.NaN));
  return first !== undefined && last !== undefined && first > last ? last : Number.POSITIVE_INFINITY;
}

/** The ledger's id of one of our messages; empty for any other. */
function readDelivery(metadata: unknown): string {
  const known = metadata as { event_type?: string; event_payload?: { id?: string } } | undefined;
  return known?.event_type === METADATA_TYPE ? (known.event_payload?.id ?? '') : '';
}
