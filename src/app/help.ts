import type { Card, ListItem } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import type { Reply } from '../chat/reply.ts';
import type { FieldSpec } from '../chat/spec.ts';
import type { Command, Context } from '../people/context.ts';
import { mayRun } from '../people/rights.ts';
import { answer, type Done } from '../store/commit.ts';
import { type CommandGroup, findGroup, groupCommands } from './command-groups.ts';
import { appText } from './text.ts';

/** `help`: the groups of commands that a person may use, the commands of one group, or one command in full. */
export function createHelpCommand(commands: readonly Command[]): Command {
  return {
    name: 'help',
    aliases: ['帮助', '?', '？', 'start', '菜单', 'hi', 'hello', '你好', '您好'],
    title: appText.helpTitle,
    summary: appText.helpSummary,
    example: { en: 'help followup', zh: '帮助 跟进' },
    fields: [
      { name: 'topic', aliases: [], label: appText.helpTopic, kind: 'text', required: false, at: 'rest' },
    ],
    roles: 'anyone',
    run: (context, values) => {
      const { lang } = context.actor;
      const wanted = (values.topic ?? '').trim().toLowerCase();
      const spec = commands.find((each) => each.name === wanted || each.aliases.includes(wanted));
      const group = findGroup(listUsable(context, commands), wanted);
      if (spec && !group) return answer(context, show(describeCommand(spec, lang)));
      const card = group ? describeGroup(group, lang) : listGroups(context, commands);
      // Going from group to group turns the pages of one card.
      const turns = context.inbound.kind === 'press' && wanted !== '';
      return answer(context, turns ? { kind: 'replace', card } : show(card));
    },
  };
}

/** Greets who opens the bot or says nothing, with the commands they use most. */
export function answerWelcome(context: Context, commands: readonly Command[]): Promise<Done> {
  const { lang, name } = context.actor;
  const list = listGroups(context, commands);
  return answer(
    context,
    show({
      ...list,
      title: appText.welcome(name)[lang],
      blocks: [{ kind: 'text', text: appText.welcomeIntro[lang] }, ...list.blocks.slice(1)],
    }),
  );
}

/** The groups of commands that this person may use, a button each: one screen, however many commands there are. */
function listGroups(context: Context, commands: readonly Command[]): Card {
  const { lang } = context.actor;
  const groups = groupCommands(listUsable(context, commands));
  return {
    title: appText.helpTitle[lang],
    tone: 'info',
    blocks: [
      { kind: 'text', text: appText.helpIntro[lang] },
      {
        kind: 'facts',
        facts: groups.map((group) => ({
          label: group.title[lang],
          value: group.commands.map((spec) => spec.title[lang]).join(' · '),
        })),
      },
      {
        kind: 'buttons',
        buttons: groups.map((group) => ({
          label: group.title[lang],
          action: 'command.run',
          target: `help ${group.key}`,
        })),
      },
    ],
  };
}

function describeGroup(group: CommandGroup, lang: Lang): Card {
  return {
    title: group.title[lang],
    tone: 'info',
    blocks: [
      { kind: 'list', items: group.commands.map((spec) => describeShortly(spec, lang)) },
      { kind: 'divider' },
      {
        kind: 'buttons',
        buttons: [{ label: appText.allGroups[lang], action: 'command.run', target: 'help *' }],
      },
    ],
  };
}

function listUsable(context: Context, commands: readonly Command[]): readonly Command[] {
  return commands.filter(
    (spec) => mayRun(context.actor.roles, spec.roles) && spec.listed !== false && spec.name !== 'help',
  );
}

/** One line about a command: what it is called, how it is typed, and a button that does it. */
export function describeShortly(spec: Command, lang: Lang): ListItem {
  return {
    text: [{ text: spec.title[lang], bold: true }, { text: `  ${spec.example[lang]}` }],
    note: spec.summary[lang],
    buttons: [{ label: startLabel(spec, lang), action: 'command.run', target: spec.name }],
  };
}

/** A command that needs nothing is run by its button; any other opens its form. */
export function startLabel(spec: Command, lang: Lang): string {
  return (spec.fields.some((field) => field.required) ? appText.start : appText.run)[lang];
}

function describeCommand(spec: Command, lang: Lang): Card {
  const fields = spec.fields.map((field) => ({
    label: field.label[lang],
    value: describeField(field, lang),
  }));
  return {
    title: appText.helpFor(spec.title[lang])[lang],
    tone: 'info',
    blocks: [
      { kind: 'text', text: spec.summary[lang] },
      {
        kind: 'facts',
        facts: [
          { label: appText.example[lang], value: spec.example[lang] },
          { label: appText.otherNames[lang], value: [spec.name, ...spec.aliases].join(' · ') },
          ...fields,
        ],
      },
      {
        kind: 'buttons',
        buttons: [
          { label: startLabel(spec, lang), action: 'command.run', target: spec.name, style: 'primary' },
        ],
      },
    ],
  };
}

function describeField(field: FieldSpec, lang: Lang): string {
  const choices = field.choices?.map((choice) => choice.label[lang]).join(' / ');
  const parts = [
    field.required ? appText.required[lang] : undefined,
    field.at === undefined ? `${field.name}=…` : undefined,
    field.hint?.[lang],
    choices,
  ];
  return parts.filter((part) => part !== undefined && part !== '').join(' · ') || '…';
}

function show(card: Card): Reply {
  return { kind: 'card', card, audience: 'asker' };
}
