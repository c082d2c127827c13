import type { Outgoing, Sender, SendOutcome } from '../../chat/sender.ts';

/**
 * Posts a message, or puts it in the place of one of ours. One that is gone or too old to be changed is answered with a new
 * one: the person has to be told in any case. Showing the same twice in one place is showing it once, so it can be repeated.
 */
export async function deliver(sender: Sender, outgoing: Outgoing): Promise<SendOutcome> {
  const { replaces, ...to } = outgoing.to;
  if (replaces === undefined || to.conversation === undefined) return sender.send(outgoing);
  const { platform, workspace, conversation } = to;
  const ref = { platform, workspace, conversation, message: replaces };
  const outcome = await sender.update(ref, outgoing.message);
  return outcome.kind === 'refused' ? sender.send({ ...outgoing, to }) : outcome;
}
