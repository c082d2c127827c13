import type { Card, ListItem } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import type { Reply } from '../chat/reply.ts';
import type { FieldSpec } from '../chat/spec.ts';
import { cleanText } from '../kernel/text/clean.ts';
import type { Command, Context } from '../people/context.ts';
import { mayRun } from '../people/rights.ts';
import { answer, type Done } from '../store/commit.ts';
import { appText } from './text.ts';

/** What of a line that was not understood is shown again. */
const SHOWN = 500;

/** `help`: all commands that a person may use, or one of them in full. */
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
      return answer(context, show(spec ? describeCommand(spec, lang) : listCommands(context, commands)));
    },
  };
}

/** Greets who opens the bot or says nothing, with the commands they use most. */
export function answerWelcome(context: Context, commands: readonly Command[]): Promise<Done> {
  const { lang, name } = context.actor;
  const list = listCommands(context, commands);
  return answer(
    context,
    show({
      ...list,
      title: appText.welcome(name)[lang],
      blocks: [{ kind: 'text', text: appText.welcomeIntro[lang] }, ...list.blocks.slice(1)],
    }),
  );
}

/** Says what was not understood, with the line kept and the nearest right forms. */
export function answerUnknownCommand(
  context: Context,
  typed: string,
  nearest: readonly Command[],
): Promise<Done> {
  const { lang } = context.actor;
  const usable = nearest.filter((spec) => mayRun(context.actor.roles, spec.roles));
  const card: Card = {
    title: appText.notUnderstood[lang],
    tone: 'warn',
    blocks: [
      { kind: 'facts', facts: [{ label: appText.youTyped[lang], value: cleanText(typed, SHOWN) }] },
      ...(usable.length > 0
        ? ([
            { kind: 'text', text: appText.didYouMean[lang] },
            { kind: 'list', items: usable.map((spec) => describeShortly(spec, lang)) },
          ] as const)
        : []),
      { kind: 'buttons', buttons: [{ label: appText.seeHelp[lang], action: 'command.run', target: 'help' }] },
    ],
  };
  return answer(context, show(card));
}

function listCommands(context: Context, commands: readonly Command[]): Card {
  const { lang } = context.actor;
  const usable = commands.filter(
    (spec) => spec.listed !== false && mayRun(context.actor.roles, spec.roles) && spec.name !== 'help',
  );
  return {
    title: appText.helpTitle[lang],
    tone: 'info',
    blocks: [
      { kind: 'text', text: appText.helpIntro[lang] },
      { kind: 'list', items: usable.map((spec) => describeShortly(spec, lang)) },
    ],
  };
}

function describeShortly(spec: Command, lang: Lang): ListItem {
  return {
    text: [{ text: spec.title[lang], bold: true }, { text: `  ${spec.example[lang]}` }],
    note: spec.summary[lang],
    buttons: [{ label: startLabel(spec, lang), action: 'command.run', target: spec.name }],
  };
}

/** A command that needs nothing is run by its button; any other opens its form. */
function startLabel(spec: Command, lang: Lang): string {
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
