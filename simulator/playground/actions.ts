import { z } from 'zod';

const id = z.string().min(1).max(300);
const typed = z.string().trim().min(1).max(40_000);
const choice = z.union([
  z.string().max(40_000),
  z.number(),
  z.array(z.string().max(3_000)).max(200),
  /** Of a menu that asks the bot for its options. */
  z.object({ text: z.string().max(3_000), value: z.string().max(3_000) }),
  z.null(),
]);
const entry = z.union([z.string().max(40_000), z.array(z.string().max(3_000)).max(200), z.boolean()]);

const onSlack = z.discriminatedUnion('kind', [
  /** A line that begins with a stroke is a slash command. */
  z.object({ kind: z.literal('say'), conversation: id, text: typed, thread: id.optional() }),
  z.object({
    kind: z.literal('press'),
    on: z.union([z.object({ conversation: id, ts: id }), z.object({ view: id })]),
    block: id.optional(),
    element: id,
    /** What was chosen, where it is no button. */
    choice: choice.optional(),
  }),
  /** Something is entered that is sent only with the next press. */
  z.object({ kind: z.literal('fill'), conversation: id, ts: id, element: id, choice }),
  z.object({ kind: z.literal('submit'), view: id, values: z.record(z.string(), choice) }),
  z.object({ kind: z.literal('close'), view: id }),
  /** The workspace removes the person. */
  z.object({ kind: z.literal('leave') }),
  /** Opens the bot's home tab. */
  z.object({ kind: z.literal('home') }),
  /** Takes a shortcut out of a message's menu. */
  z.object({ kind: z.literal('shortcut'), conversation: id, ts: id, shortcut: id }),
  /** Types into a menu that asks the bot for its options. */
  z.object({
    kind: z.literal('suggest'),
    on: z.union([z.object({ conversation: id, ts: id }), z.object({ view: id })]),
    element: id,
    typed: z.string().max(300),
  }),
]);

const onFeishu = z.discriminatedUnion('kind', [
  /** In a group the bot hears only what calls it by name. */
  z.object({ kind: z.literal('say'), conversation: id, text: typed, replyTo: id.optional() }),
  z.object({
    kind: z.literal('press'),
    message: id,
    which: z.object({
      tag: id.optional(),
      name: id.optional(),
      text: z.string().optional(),
      value: z.record(z.string(), z.unknown()).optional(),
    }),
    option: entry.optional(),
    values: z.record(z.string(), entry).optional(),
  }),
  z.object({ kind: z.literal('menu'), key: id }),
  /** The tenant removes the person. */
  z.object({ kind: z.literal('leave') }),
]);

/** What somebody does on the page. */
export const actBody = z.discriminatedUnion('platform', [
  z.object({ platform: z.literal('slack'), person: id, action: onSlack }),
  z.object({ platform: z.literal('feishu'), person: id, action: onFeishu }),
]);

export type SlackAction = z.infer<typeof onSlack>;
export type FeishuAction = z.infer<typeof onFeishu>;

export const clockBody = z.object({ to: z.string().min(1).max(40) });
