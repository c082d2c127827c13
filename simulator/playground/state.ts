import { createHash } from 'node:crypto';
import type { FeishuSimulator } from '../feishu/index.ts';
import type { SlackSimulator } from '../slack/index.ts';
import { type PlaygroundOptions, type PlaygroundPerson, Refused } from './options.ts';

/** What the page calls a person by: the same after a restart. */
export function keyOf(person: PlaygroundPerson): string {
  return createHash('sha256').update(person.slackUser).digest('hex').slice(0, 10);
}

/** @throws Refused when nobody goes by this key */
export function findPlayed(options: PlaygroundOptions, key: string): PlaygroundPerson {
  const found = options.people.find((person) => keyOf(person) === key);
  if (found === undefined) throw new Refused('Nobody goes by that key');
  return found;
}

/** Everything that one person has before them, on both platforms. A key that nobody goes by means the first person. */
export function describeState(options: PlaygroundOptions, key: string | undefined) {
  const { slack, feishu, clock, zone, people, commands } = options;
  const person = people.find((each) => keyOf(each) === key) ?? people[0];
  if (person === undefined) throw new Refused('Nobody is here to be played');
  return {
    clock: { now: clock.now(), zone },
    person: keyOf(person),
    people: people.map((each) => ({ key: keyOf(each), name: each.name, role: each.role, lang: each.lang })),
    commands,
    slack: describeSlack(slack, person.slackUser),
    feishu: describeFeishu(feishu, person.feishuUser),
  };
}

/** What the page knows of one person's screens. */
export type PlaygroundState = ReturnType<typeof describeState>;

function describeSlack(slack: SlackSimulator, userId: string) {
  const own = slack.dm(userId);
  return {
    user: userId,
    slashCommands: slack.slashCommands,
    messageShortcuts: slack.shortcuts.filter(({ type }) => type === 'message'),
    home: describeHome(slack, userId),
    users: slack.people().map(({ id, realName, isBot = false }) => ({ id, name: realName, isBot })),
    conversations: slack.conversations(userId).map(({ id, kind, name }) => ({
      id,
      kind,
      name,
      isOwn: id === own,
      messages: slack
        .messages(id, { as: userId })
        .map(({ ts, user, isBot, text, blocks, attachments, threadTs, ephemeralFor, edited }) => ({
          ts,
          user,
          isBot,
          text,
          blocks,
          attachments,
          threadTs,
          isEphemeral: ephemeralFor !== undefined,
          isEdited: edited !== undefined,
        })),
    })),
    views: slack
      .views(userId)
      .map(({ id, content, blocks, errors, hash }) => ({ id, hash, content, blocks, errors })),
  };
}

function describeHome(slack: SlackSimulator, userId: string) {
  const view = slack.home(userId);
  return view === undefined ? undefined : { id: view.id, hash: view.hash, blocks: view.blocks };
}

function describeFeishu(feishu: FeishuSimulator, openId: string) {
  const own = feishu.p2p(openId);
  return {
    user: openId,
    botMenu: feishu.botMenu,
    users: feishu.people().map((person) => ({
      id: person.openId,
      name: person.name,
      isBot: person.isBot ?? false,
    })),
    conversations: feishu.conversations(openId).map(({ id, kind, name }) => ({
      id,
      kind,
      name,
      isOwn: id === own,
      messages: feishu
        .messages(id, { as: openId })
        .map(
          ({
            messageId,
            sender,
            isBot,
            text,
            card,
            replyTo,
            createTime,
            updateTime,
            edits,
            ephemeralFor,
            previews,
          }) => ({
            id: messageId,
            sender,
            isBot,
            text,
            card,
            replyTo,
            createTime,
            updateTime,
            isEphemeral: ephemeralFor !== undefined,
            isEdited: edits > 0,
            preview: previews?.find((preview) => preview.card !== undefined)?.card,
          }),
        ),
    })),
    toasts: feishu.toasts(openId).slice(-5),
  };
}
