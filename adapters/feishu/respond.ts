import type { Bilingual } from '../../src/chat/language.ts';
import type { Handle, Reply } from '../../src/chat/reply.ts';
import type { Sender } from '../../src/chat/sender.ts';
import { type Fault, toFault } from '../../src/kernel/result.ts';
import type { DecodedPress } from './decode.ts';
import { limits } from './limits.ts';
import { renderCard } from './render/card.ts';
import { type Json, plain } from './render/elements.ts';
import { renderForm } from './render/form.ts';
import { sayAside } from './say-aside.ts';
import { feishuText } from './text.ts';
import type { UpdateCard } from './update-card.ts';

/** What a request is answered with, and what is left to do once that has gone out. */
export interface Answer {
  readonly body: Json;
  readonly afterwards?: () => Promise<void>;
}

export interface RespondDeps {
  readonly handle: Handle;
  readonly updateCard: UpdateCard;
  readonly sender: Sender;
  /** How long an answer may take and still ride in the response, in ms; Feishu gives up after 3 s. */
  readonly lateAfterMs: number;
}

type Outcome =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'fault'; readonly fault: Fault };

/** Lets the product work on a press. What is ready in time is the response; what is late changes the card afterwards. */
export async function answerPress(deps: RespondDeps, press: DecodedPress): Promise<Answer> {
  const work = run(deps.handle, press);
  const outcome = await within(work, deps.lateAfterMs);
  if (outcome === undefined) {
    return {
      body: { toast: toast('info', feishuText.working) },
      afterwards: async () => followUp(deps, press, await work),
    };
  }
  if (outcome.kind === 'fault') return { body: { toast: toast('error', describeFault(outcome.fault)) } };
  const { reply } = outcome;
  if (!canCarry(press, reply))
    return { body: {}, afterwards: () => sayAside(deps.sender, press.inbound, reply) };
  return { body: renderBody(reply) };
}

/** A card in a group belongs to all who see it: only what is meant to take its place does. */
function canCarry({ inbound }: DecodedPress, reply: Reply): boolean {
  return inbound.answers.includes(reply.kind);
}

/** What the response to a press holds: a card in place of the pressed one, with a toast if there is one, or nothing. */
function renderBody(reply: Reply): Json {
  const card = renderReply(reply);
  if (card === undefined) return {};
  const notice = reply.kind === 'replace' ? reply.notice : undefined;
  return {
    ...(notice === undefined ? {} : { toast: toast('success', { en: notice, zh: notice }) }),
    card: { type: 'raw', data: card },
  };
}

function renderReply(reply: Reply): Json | undefined {
  switch (reply.kind) {
    case 'nothing':
      return undefined;
    case 'card':
    case 'replace':
      return renderCard(reply.card);
    case 'form':
    case 'errors':
      return renderForm(reply.form);
  }
}

async function followUp(deps: RespondDeps, press: DecodedPress, outcome: Outcome): Promise<void> {
  if (outcome.kind === 'fault') return sayAside(deps.sender, press.inbound, apologize(outcome.fault));
  if (!canCarry(press, outcome.reply)) return sayAside(deps.sender, press.inbound, outcome.reply);
  const card = renderReply(outcome.reply);
  if (card !== undefined) await deps.updateCard(press, card);
}

/** Too late for a toast, and the card has to keep its buttons: so it is a message to that person alone. */
function apologize(fault: Fault): Reply {
  const words = describeFault(fault);
  const blocks = [{ kind: 'note', text: words.en }] as const;
  return { kind: 'card', card: { title: words.zh, tone: 'bad', blocks }, audience: 'asker' };
}

function describeFault(fault: Fault): Bilingual {
  const words = fault.retryable ? feishuText.sorryAway : feishuText.sorry;
  return {
    en: `${words.en} (${feishuText.faultId.en} ${fault.id})`,
    zh: `${words.zh}（${feishuText.faultId.zh} ${fault.id}）`,
  };
}

function toast(type: 'info' | 'success' | 'error', words: Bilingual): Json {
  const zh = plain(words.zh, limits.toast).content;
  const en = plain(words.en, limits.toast).content;
  return { type, content: zh, i18n: { zh_cn: zh, en_us: en } };
}

async function run(handle: Handle, { inbound }: DecodedPress): Promise<Outcome> {
  try {
    return { kind: 'reply', reply: await handle(inbound) };
  } catch (error) {
    return { kind: 'fault', fault: toFault(error) };
  }
}

/** The promise's value if it comes in time. */
export async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
